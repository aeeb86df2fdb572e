import Foundation
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineStore
import HotlineText

/// Publishes a report: draws it, writes its files, and stores with its figures what it stood on.
package struct PublishReport: Sendable {
  /// The report.
  package var report: ReportOrder
  /// Who publishes it.
  package var by: String
  /// When, in Unix seconds.
  package var moment: Int64
  /// Where its files go.
  package var output: DocumentOutput

  /// Creates an order.
  package init(_ report: ReportOrder, by: String, at moment: Int64, to output: DocumentOutput) {
    self.report = report
    self.by = by
    self.moment = moment
    self.output = output
  }

  /// What was published.
  package struct Outcome: Sendable {
    /// The publication.
    package let publication: Publication
    /// The paths written; for CSV, the folder.
    package let paths: [String]
  }

  /// Does the work. The publication is stored when its files are written: one that is stored has its files.
  ///
  /// - Throws: a ``Diagnostic`` when the report cannot be drawn or written, or the database is changed meanwhile.
  package func run(in workspace: Workspace) throws -> Outcome {
    guard output.folder != nil else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "发布须写成文件", en: "what is published is written to files"),
        expected: LocalizedText(zh: "目录", en: "a folder"))
    }
    try SmallCellSuppression.checkThreshold(report.hiddenUnder)
    // Reading comes first: a database that is missing must not be made.
    _ = try workspace.databaseForReading()
    let catalog = try workspace.catalogWithoutWarning()
    let writing = try workspace.databaseForWriting()
    try writing.prepareToPublish(measures: catalog.measures)
    let (drawn, state) = try workspace.drawing(.never) { engine, database in
      (try report.drawn(engine, database, data: workspace.data), try database.knownState())
    }
    try Self.requireNoNumber(drawn.definitions.values.sorted())
    guard case .files(let paths) = try output.write(drawn.documents) else {
      throw Diagnostic(found: LocalizedText(zh: "没有写出文件", en: "no file was written"))
    }
    var basis = PublicationBasis(request: report.request(output.formats))
    basis.sources = state.sources
    basis.horizons = state.horizons
    basis.names = state.names
    basis.repeatWindow = state.repeatWindow
    let told = Set(drawn.figures.map(\.metric))
    basis.metrics = catalog.metrics.filter { told.contains($0.id) }.map(PublicationBasis.CountedMetric.init)
    basis.scores = drawn.scores
    basis.fingerprints = state.fingerprints
    for (definition, path) in drawn.definitions {
      basis.files[definition.rawValue] = path
      basis.fingerprints[definition.rawValue] = FileDigest.sha256(ofFile: path)
    }
    let publication = Publication(
      kind: report.kind, name: drawn.name, period: drawn.period, publishedAt: moment,
      publishedBy: Masking.masked(by), lastSource: state.lastSource, asOf: drawn.asOf, basis: basis,
      files: try PublishedFiles.read(paths), figures: drawn.figures)
    return Outcome(publication: try writing.publish(publication, drawnFrom: state), paths: paths)
  }
}

extension PublishReport {
  /// A publication keeps the paths of what it was drawn from, to be found again.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage for one in which a citizen's number seems to stand.
  private static func requireNoNumber(_ paths: [String]) throws {
    guard let path = paths.first(where: { Masking.path($0) != $0 }) else { return }
    throw Diagnostic(
      .usage, at: .init(file: path),
      found: LocalizedText(
        zh: "路径中有形似公民号码的数字，发布会把路径记入数据库",
        en: "the path holds what reads as a citizen's number, and a publication keeps the path in the database"),
      fix: LocalizedText(
        zh: "请重命名该文件或文件夹，或在其所在目录用相对路径运行", en: "rename the file or the folder, or run in its folder with a relative path"
      ))
  }
}

/// The files of a publication on the disk.
package enum PublishedFiles {
  /// What was written to paths, of a folder each of its tables.
  ///
  /// - Throws: a ``Diagnostic`` when a file is not there any more.
  static func read(_ paths: [String]) throws -> [Publication.File] {
    try paths.flatMap { path -> [Publication.File] in
      let url = URL(filePath: path)
      guard path.hasSuffix("/") else {
        let folder = try HeldFolder(thereIs: url.deletingLastPathComponent().path)
        return [try file(url.lastPathComponent, in: folder, as: url.lastPathComponent)]
      }
      let folder = try HeldFolder(thereIs: path)
      return try folder.names.filter { $0.hasSuffix(".csv") }.map {
        try file($0, in: folder, as: "\(url.lastPathComponent)/\($0)")
      }
    }
  }

  /// The bytes of a published file in one of the folders of a folder; `nil` when it is not kept there any more.
  ///
  /// - Parameter name: its name in the publication.
  package static func bytes(of name: String, sha256: String, in folder: String) -> Data? {
    guard let all = try? HeldFolder(thereIs: folder) else { return nil }
    let place = HeldFolder.place(name)
    for part in all.names {
      guard let publication = all.folder(thereIs: part) else { continue }
      let inner = place.folder.map { publication.folder(thereIs: $0) } ?? publication
      if let bytes = inner?.contents(place.name), FileDigest.sha256(of: bytes) == sha256 { return bytes }
    }
    return nil
  }

  private static func file(_ own: String, in folder: HeldFolder, as name: String) throws -> Publication.File {
    guard let bytes = folder.contents(own) else {
      throw Diagnostic(
        at: .init(file: "\(folder.path)/\(own)"),
        found: LocalizedText(zh: "无法读取文件", en: "cannot read the file"))
    }
    return Publication.File(name: name, sha256: FileDigest.sha256(of: bytes), sizeBytes: bytes.count)
  }
}
