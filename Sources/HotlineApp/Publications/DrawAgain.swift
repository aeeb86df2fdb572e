import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineStore
import HotlineText

/// Draws a publication again, from what was known when it was published, and compares the bytes.
package struct DrawAgain: Sendable {
  /// The publication's number or its report's name; the newest one for `nil`.
  package var publication: String?
  /// The folder for its files.
  package var folder: String

  /// Creates an order.
  package init(_ publication: String?, into folder: String) {
    self.publication = publication
    self.folder = folder
  }

  /// What was drawn.
  package struct Outcome: Sendable {
    /// The publication.
    package let publication: Publication
    /// The paths written; for CSV, the folder.
    package let paths: [String]
    /// The files that are not those that were published.
    package let differing: [String]
    /// The sources that were known then and were forgotten since.
    package let forgotten: [PublicationBasis.KnownSource]
    /// The definitions that are not as they were.
    package let definitions: [PublicationBasis.Definition]

    /// Whether every file is what was published, byte for byte.
    package var isExact: Bool { differing.isEmpty }
  }

  /// - Throws: a ``Diagnostic`` when there is no such publication, or it cannot be drawn or written.
  package func run(in workspace: Workspace) throws -> Outcome {
    let catalog = try workspace.catalogWithoutWarning()
    let present = try workspace.databaseForReading()
    let publication = try present.publication(named: publication)
    let formats = publication.basis.request.formats.joined(separator: ",")
    let output = try DocumentOutput(formats: formats, folder: folder)
    try output.checkPrinter()
    let forgotten = try present.forgottenNumbers()
    guard publication.basis.sources.contains(where: { !forgotten.contains($0.number) }) else {
      let number = publication.number
      throw Diagnostic(
        found: LocalizedText(
          zh: "发布 \(number) 所知的来源此后都已忘记", en: "all sources that publication \(number) knew were forgotten since"),
        fix: LocalizedText(zh: "请重新导入它们", en: "ingest them again"))
    }
    let past = try present.known(
      at: publication.lastSource, before: publication.number, measures: catalog.measures)
    let engine = MetricEngine(data: past.database, catalog: catalog)
    let drawn = try past.database.inOneSnapshot {
      try ReportOrder(publication).drawn(engine, past.database, data: workspace.data)
    }
    guard case .files(let paths) = try output.write(drawn.documents) else {
      throw Diagnostic(found: LocalizedText(zh: "没有写出文件", en: "no file was written"))
    }
    let files = try PublishedFiles.read(paths)
    let digests = Dictionary(files.map { ($0.name, $0.sha256) }) { first, _ in first }
    let published = Dictionary(publication.files.map { ($0.name, $0.sha256) }) { first, _ in first }
    let names = Set(digests.keys).union(published.keys).sorted()
    return Outcome(
      publication: publication, paths: paths, differing: names.filter { digests[$0] != published[$0] },
      forgotten: publication.basis.sources.filter { forgotten.contains($0.number) },
      definitions: PublicationComparison(engine, past.database).definitions(
        publication, try past.database.knownState()))
  }
}
