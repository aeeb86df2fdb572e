import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText

/// Writes exports as records: the same reader, names and pseudonyms as of an ingest, and no database.
package final class RecordWriter {
  /// Takes bytes that are to be written.
  package typealias Output = (UnsafeRawBufferPointer) throws -> Void

  private let format: RecordFormat
  private let key: RecordKey
  private let names: NameTables
  private let derivation: Derivation
  private let language: Language
  private let writesNames: Bool
  private let records: Output
  private let rejects: Output?
  private let notes: ((SourceNote.Line) throws -> Void)?
  private let options: IngestOptions
  private var isFirst = true

  /// - Parameters:
  ///   - language: the language of what is wrong with rejected rows.
  ///   - writesNames: whether names stand as they are written, and not the canonical ones.
  ///   - records: takes the records, in pieces.
  ///   - rejects: takes the rejected rows; `nil` where nobody wants them.
  ///   - notes: takes what an ingest would write down besides; a note says by `options` whether it would take the file.
  package init(
    _ format: RecordFormat, reference: ReferenceData, settings: DerivationSettings, key: RecordKey, language: Language,
    writesNames: Bool = false, options: IngestOptions = IngestOptions(), records: @escaping Output, rejects: Output?,
    notes: ((SourceNote.Line) throws -> Void)? = nil
  ) {
    self.writesNames = writesNames
    self.options = options
    self.notes = notes
    self.format = format
    self.key = key
    self.language = language
    self.records = records
    self.rejects = rejects
    names = NameTables(reference: reference)
    derivation = Derivation(calendar: reference.calendar, settings: settings)
  }

  /// Writes one file. Of a file that fails midway the records before the failure are written.
  ///
  /// - Parameter part: the part of the file that is written; all of it unless given. Whether an ingest would take the file, a part does not say.
  /// - Returns: the counts; each record is one that the file has `accepted`.
  /// - Throws: a ``Diagnostic`` for the file as a whole; whatever the outputs throw.
  package func write(_ job: IngestJob, part: FilePart? = nil) throws -> SourceReport {
    let (file, profile) = (job.file, job.profile)
    let shown = Masking.path(URL(filePath: file.path).lastPathComponent)
    let layout = FactLayout(profile.kind)
    let rejected = rejects.map { RejectEncoder(format, file: shown, language: language, output: $0) }
    var tally = RejectTally()
    let preparation = FactPreparation(layout, names: names, pseudonyms: key.pseudonyms, derivation: derivation)
    let session = RecordSession(
      layout, preparation: preparation,
      names: names,
      encoder: RecordEncoder(
        format, layout: layout, names: names, file: shown, mergesParts: profile.mergesParts, tellsTies: writesNames),
      rejects: rejected, writesNames: writesNames,
      note: { [notes] row in
        tally.note(row)
        try notes?(SourceNote.Line(reject: SourceNote.Reject(row)))
      }, output: records)
    let watch = FileWatch(path: file.source.file)
    let hash = notes == nil || part != nil ? nil : ThreadedWork("hash") { try FileHash(of: file.source) }
    func note(_ summary: ReadingSummary?, refusal: Diagnostic?) throws {
      guard let notes else { return }
      var source = IngestWork(job).source
      if let known = try? hash?.value() { (source.sha256, source.sizeBytes) = (known.sha256, known.sizeBytes) }
      var note = SourceNote(source, records: session.count)
      if let summary { note.take(summary, of: profile.kind) }
      note.take(preparation.moments, lines: preparation.moments.lines.map { names.name(of: $0, in: .line) }.sorted())
      note.filePart = part
      note.refusal = refusal.map { .init($0) }
      try notes(SourceNote.Line(source: note))
    }
    session.begin(withHeader: isFirst)
    if isFirst { try rejected?.writeHeader() }
    isFirst = false
    let summary: ReadingSummary
    do {
      summary = try IngestPipeline(file: file, profile: profile, part: part, session: session).run(
        progress: job.progress)
      try session.finish()
      try watch.checkUnchanged()
    } catch let problem as Diagnostic where problem.kind == .data {
      try session.finish()
      try note(nil, refusal: problem)
      throw problem
    }
    var refusal: Diagnostic?
    do {
      if part == nil { try summary.checkRejects(tally, file: file.path, options: options) }
    } catch let problem as Diagnostic { refusal = problem }
    try note(summary, refusal: refusal)
    return job.recordReport(summary)
  }
}

extension IngestJob {
  /// What is said of a file that was written as records; each is one that the file has `accepted`.
  func recordReport(_ summary: ReadingSummary) -> SourceReport {
    SourceReport(
      IngestedFile(
        path: file.path, sha256: "", sizeBytes: file.sizeBytes, kind: profile.kind, profile: profile.name,
        encoding: file.encoding.rawValue),
      summary, FactCounts(accepted: summary.records))
  }
}
