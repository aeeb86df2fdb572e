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
  private let records: Output
  private let rejects: Output?
  private var isFirst = true

  /// - Parameters:
  ///   - language: the language of what is wrong with rejected rows.
  ///   - records: takes the records, in pieces.
  ///   - rejects: takes the rejected rows; `nil` where nobody wants them.
  package init(
    _ format: RecordFormat, reference: ReferenceData, settings: DerivationSettings, key: RecordKey, language: Language,
    records: @escaping Output, rejects: Output?
  ) {
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
  /// - Returns: the counts; each record is one that the file has `accepted`.
  /// - Throws: a ``Diagnostic`` for the file as a whole; whatever the outputs throw.
  package func write(_ job: IngestJob) throws -> SourceReport {
    let (file, profile) = (job.file, job.profile)
    let shown = Masking.path(URL(filePath: file.path).lastPathComponent)
    let layout = FactLayout(profile.kind)
    let rejected = rejects.map { RejectEncoder(format, file: shown, language: language, output: $0) }
    let session = RecordSession(
      layout,
      preparation: FactPreparation(layout, names: names, pseudonyms: key.pseudonyms, derivation: derivation),
      names: names,
      encoder: RecordEncoder(format, layout: layout, names: names, file: shown, mergesParts: profile.mergesParts),
      rejects: rejected, output: records)
    let watch = FileWatch(path: file.source.file)
    session.begin(withHeader: isFirst)
    if isFirst { try rejected?.writeHeader() }
    isFirst = false
    let summary = try IngestPipeline(file: file, profile: profile, session: session).run(progress: job.progress)
    try session.finish()
    try watch.checkUnchanged()
    return SourceReport(
      IngestedFile(
        path: file.path, sha256: "", sizeBytes: file.sizeBytes, kind: profile.kind, profile: profile.name,
        encoding: file.encoding.rawValue),
      summary, FactCounts(accepted: summary.records))
  }
}
