import Foundation
import HotlineConfiguration
import HotlineEngines
import HotlineMetrics
import HotlineModel
import HotlineReading
import HotlineStore
import Synchronization

/// The data folder and the database that use cases work with.
///
/// ```swift
/// let workspace = Workspace(database: "data/hotline.sqlite", data: "data")
/// let answer = try AskKPIs(about: FactSelection(period: Period(parsing: "2019-12"))).run(in: workspace)
/// ```
/// Definitions, names and the connection for questions are kept between use cases, and read anew when their files change.
/// A workspace may be used from several tasks at once.
package final class Workspace: Sendable {
  /// Where the database is.
  package let database: String
  /// The folder of `metrics.yaml`, profiles, calendar and names.
  package let data: String
  /// The source after which no other one counts; `nil` for all that is known today.
  package let knownAt: String?
  /// How many questions are answered at the same time.
  let readers: Int
  private let warn: @Sendable ([Diagnostic]) -> Void
  private let opened = Mutex(Opened())

  /// What is read from the data folder.
  private struct Definitions {
    let stamps: [String: FileStamp]
    let catalog: MetricCatalog
    let reference: ReferenceData
  }

  private struct Opened {
    var definitions: Definitions?
    /// The database for questions, and the file that it was opened on.
    var questions: (file: FileStamp?, database: HotlineDatabase)?
    /// What was known at ``Workspace/knownAt``.
    var past: KnownAt?
  }

  /// - Parameters:
  ///   - knownAt: answers as the database would have before the source after this one came: its number, path, file name or
  ///     SHA-256.
  ///   - readers: how many questions are answered at the same time; 1 keeps a single connection, which opens faster.
  ///   - warn: told of parts of the configuration that are broken and left out, each time they are used.
  package init(
    database: String, data: String, knownAt: String? = nil, readers: Int = 1,
    warn: @escaping @Sendable ([Diagnostic]) -> Void = { _ in }
  ) {
    self.database = database
    self.data = data
    self.knownAt = knownAt
    self.readers = readers
    self.warn = warn
  }

  /// The KPIs; a broken one is left out and told.
  ///
  /// - Throws: a ``Diagnostic`` when the file cannot be read at all.
  package func catalog() throws -> MetricCatalog {
    let catalog = try catalogWithoutWarning()
    warn(catalog.problems)
    return catalog
  }

  /// The KPIs for a use case that is warned of what is broken already.
  func catalogWithoutWarning() throws -> MetricCatalog { try opened.withLock { try definitions(&$0).catalog } }

  /// The profiles; a broken one is left out and told.
  ///
  /// - Throws: a ``Diagnostic`` when the folder cannot be read.
  package func profiles() throws -> ProfileCatalog {
    let catalog = try ProfileCatalog(directory: "\(data)/profiles", model: model())
    warn(catalog.problems)
    return catalog
  }

  /// The kinds of fact, dimensions and numbers that there are.
  ///
  /// - Throws: a ``Diagnostic`` at a mistake in `model.yaml`.
  func model() throws -> DataModel { try DataModel(directory: data) }

  /// Names, model and calendar of the data folder.
  ///
  /// - Throws: a ``Diagnostic`` when they cannot be read.
  func reference() throws -> ReferenceData { try opened.withLock { try definitions(&$0).reference } }

  /// A connection for ingesting; the database is made if missing.
  ///
  /// - Throws: a ``Diagnostic`` when the file cannot be opened.
  func databaseForWriting() throws -> HotlineDatabase {
    let (catalog, reference) = try opened.withLock { opened in
      let definitions = try definitions(&opened)
      return (definitions.catalog, definitions.reference)
    }
    return try HotlineDatabase(
      path: database, mode: .readWrite, reference: reference, settings: catalog.settings)
  }

  /// The database for questions.
  ///
  /// - Throws: a ``Diagnostic`` when there is no database or it cannot be read.
  func databaseForReading() throws -> HotlineDatabase {
    _ = try catalog()
    return try opened.withLock { opened in
      let definitions = try definitions(&opened)
      let file = FileStamp(path: database)
      // Another file of this name, such as a restored backup, is another database.
      if let questions = opened.questions, let file, questions.file?.isSameFile(as: file) == true {
        return questions.database
      }
      var database = try HotlineDatabase(
        path: database, mode: .readOnly, reference: definitions.reference, settings: definitions.catalog.settings,
        readers: readers, elsewhere: SparkDialect())
      if let knownAt {
        let past = try database.known(at: knownAt, measures: definitions.catalog.measures)
        opened.past = past
        database = past.database
      }
      opened.questions = (file, database)
      return database
    }
  }

  /// Asks for KPIs. All answers are of one state of the database: nothing of what an ingest commits meanwhile is in them.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read, or `CancellationError`.
  func asking<Value>(_ cancellation: Cancellation, _ questions: (MetricEngine) throws -> Value) throws -> Value {
    try drawing(cancellation) { engine, _ in try questions(engine) }
  }

  /// Reads one state of the database.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read, or `CancellationError`.
  func reading<Value>(_ cancellation: Cancellation, _ questions: (HotlineDatabase) throws -> Value) throws -> Value {
    try cancellation.check()
    let database = try databaseForReading()
    do {
      return try database.inOneSnapshot(isCancelled: cancellation.question) { try questions(database) }
    } catch let problem as Diagnostic where problem.kind == .data {
      // The next question opens the file again, which rolls back what a killed ingest left half done.
      opened.withLock { $0.questions = nil }
      throw problem
    }
  }

  /// Whether there is a database yet.
  package var hasDatabase: Bool { FileStamp(path: database) != nil }

  /// What all answers depend on, as a text that is another one when the database or a definition has changed: whoever keeps an
  /// answer keeps this beside it.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  package func version() throws -> String {
    let stamps = [data, "\(data)/indicators"].flatMap { folder in
      FileStamp.definitions(in: folder).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text)" }
    }
    let known = try reading(.never) { try $0.version() }
    return FileDigest.sha256(of: Data(([known] + stamps).joined(separator: "\n").utf8))
  }

  /// What was erased and forgotten so far: another text after each time.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  package func removals() throws -> String { try hasDatabase ? reading(.never) { try $0.removals() } : "" }

  private func definitions(_ opened: inout Opened) throws -> Definitions {
    let stamps = FileStamp.definitions(in: data)
    if let definitions = opened.definitions, definitions.stamps == stamps { return definitions }
    let metrics = "\(data)/metrics.yaml"
    guard FileManager.default.fileExists(atPath: metrics) else { throw DataFolder.incomplete(data) }
    let reference = try ReferenceData(directory: data)
    let catalog = try MetricCatalog(
      contentsOf: metrics, model: reference.model, skippingBroken: true)
    let definitions = Definitions(stamps: stamps, catalog: catalog, reference: reference)
    opened.definitions = definitions
    opened.questions = nil
    return definitions
  }
}
