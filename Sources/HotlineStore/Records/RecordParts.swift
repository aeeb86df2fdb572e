import HotlineConfiguration
import HotlineModel
import HotlineReading

/// A large file in parts that several readers turn into records: how it is cut, and what their notes say together.
package struct RecordParts: Codable, Sendable {
  /// The parts, in order; none of a file that is read as a whole.
  package let parts: [FilePart]
  private let sha256: String
  private let sizeBytes: Int

  /// Those of a file that is read as a whole.
  package static let none = RecordParts(parts: [], sha256: "", sizeBytes: 0)

  private init(parts: [FilePart], sha256: String, sizeBytes: Int) {
    (self.parts, self.sha256, self.sizeBytes) = (parts, sha256, sizeBytes)
  }

  /// Cuts a file into parts of about so many bytes.
  ///
  /// - Throws: a ``Diagnostic`` when it cannot be read, or changes meanwhile.
  package init(_ job: IngestJob, bytes: Int) throws {
    let (file, profile) = (job.file, job.profile)
    let watch = FileWatch(path: file.source.file)
    guard var cutter = try file.partCutter(bytes: bytes, profile: profile) else {
      self = .none
      return
    }
    let hash = try FileHash(of: file.source) { cutter.take($0) }
    parts = cutter.finish()
    (sha256, sizeBytes) = (hash.sha256, hash.sizeBytes)
    try watch.checkUnchanged()
  }

  /// What a writer of the whole file would note and report of it.
  ///
  /// - Parameters:
  ///   - notes: what the writers of the parts noted, in the order of the parts.
  ///   - options: by which it is said whether an ingest would take the file.
  /// - Returns: `nil` when the file has to be read as a whole.
  package func joined(
    _ notes: [SourceNote.Line], of job: IngestJob, options: IngestOptions
  ) throws -> (note: SourceNote.Line, report: SourceReport)? {
    let sources = notes.compactMap(\.source)
    let readings = sources.compactMap(\.part)
    // A note of another part, or one twice, would count rows that are not there.
    guard !parts.isEmpty, sources.map(\.filePart) == parts.map(Optional.init), readings.count == parts.count,
      zip(sources, zip(readings, parts)).allSatisfy({
        $0.records == $1.0.records && $1.0.isPossible(in: $1.1, of: job.file.sizeBytes)
      }),
      sizeBytes == job.file.sizeBytes, sources.allSatisfy(Self.areBelieved)
    else { return nil }
    // What is wrong with the file as a whole is said by whoever reads it as a whole.
    guard let summary = try? job.file.summary(of: readings, profile: job.profile) else { return nil }
    var tally = RejectTally()
    for row in notes.compactMap({ $0.reject?.row }) { tally.note(row) }
    var source = IngestWork(job).source
    (source.sha256, source.sizeBytes) = (sha256, sizeBytes)
    var note = SourceNote(source, records: sources.reduce(0) { $0 + $1.records })
    note.take(summary, of: job.profile.kind)
    note.take(
      SourceMoments(
        firstAt: sources.compactMap(\.firstAt).min(), lastAt: sources.compactMap(\.lastAt).max(),
        latestEventAt: sources.compactMap(\.latestEventAt).max(), exportedAt: sources.compactMap(\.exportedAt).max()),
      lines: Set(sources.flatMap(\.lines)).sorted())
    do {
      try summary.checkRejects(tally, file: job.file.path, options: options)
    } catch let problem as Diagnostic { note.refusal = .init(problem) }
    return (SourceNote.Line(source: note), job.recordReport(summary))
  }

  /// Whether the moments that a note speaks of can be those of an export: by them it is known of which days a file tells.
  private static func areBelieved(_ note: SourceNote) -> Bool {
    let moments = [note.firstAt, note.lastAt, note.latestEventAt, note.exportedAt].compactMap { $0 }
    guard moments.allSatisfy(FactField.startedAt.believed.contains) else { return false }
    return (note.firstAt ?? .min) <= (note.lastAt ?? .max)
  }
}
