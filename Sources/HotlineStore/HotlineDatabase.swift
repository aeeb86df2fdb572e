import Foundation
import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineReading
import HotlineText

/// The database: facts with their sources, rollups, and the questions that can be put to it.
///
/// ```swift
/// let database = try HotlineDatabase(path: "data/hotline.sqlite", mode: .readWrite, reference: ReferenceData(directory: "data"))
/// let report = try database.ingest(file, profile: profile, measures: catalog.measures)
/// ```
/// Every method throws a ``Diagnostic`` that says what is wrong with the file.
package final class HotlineDatabase: MetricSource {
  /// What the database is opened for.
  package enum Mode: Sendable {
    /// Questions only; the file must exist.
    case readOnly
    /// Ingesting; the file is made if missing.
    case readWrite
  }

  /// Where the database is.
  package let path: String
  let mode: Mode
  let reference: ReferenceData
  let settings: DerivationSettings
  /// How the engine writes SQL that has the facts of a database of sums.
  let elsewhere: (any SQLDialect)?
  /// One connection, or with several readers a pool of them.
  let connection: any DatabaseWriter

  /// Opens or makes the database.
  ///
  /// - Parameters:
  ///   - settings: the policies that derived columns follow; a change is carried out at the next ingest.
  ///   - readers: how many questions are answered at the same time. A single connection opens faster.
  ///   - elsewhere: how the engine writes SQL that has the facts of a database of sums.
  /// - Throws: a ``Diagnostic`` when the file is missing (read-only), not a database, another program's, damaged, or newer
  ///   than this program.
  package convenience init(
    path: String, mode: Mode, reference: ReferenceData, settings: DerivationSettings = DerivationSettings(),
    readers: Int = 1, elsewhere: (any SQLDialect)? = nil
  ) throws {
    try self.init(
      path: path, mode: mode, reference: reference, settings: settings, patience: 30, readers: readers,
      elsewhere: elsewhere)
  }

  /// - Parameter patience: seconds to wait for another ingest to end.
  init(
    path: String, mode: Mode, reference: ReferenceData, settings: DerivationSettings, patience: Double,
    readers: Int = 1, elsewhere: (any SQLDialect)? = nil
  ) throws {
    self.path = path
    self.mode = mode
    self.reference = reference
    self.settings = settings
    self.elsewhere = elsewhere
    connection = try Self.opened(path, mode: mode, model: reference.model, patience: patience, readers: readers)
  }

  /// The reference data with what the database has learned of the model.
  func reference(in database: Database) throws -> ReferenceData {
    var known = reference
    known.model = try DeclaredColumns.known(reference.model, in: database)
    return known
  }

  func requireWriting() throws {
    guard mode == .readWrite else {
      throw Diagnostic(
        .usage, at: .init(file: path),
        found: LocalizedText(zh: "数据库以只读方式打开", en: "the database is open for reading only"))
    }
  }

  /// Writes in one transaction, which no other ingest can enter.
  ///
  /// - Parameter checksForeignKeys: whether SQLite looks every foreign key up. An ingest writes ids that it took from the
  ///   tables of names itself; to look up six of them for each fact would take as long as to write it.
  func write<Value>(
    checksForeignKeys: Bool = true, _ body: (Database) throws -> (Value, Database.TransactionCompletion)
  ) throws -> Value {
    try Self.translating(path) {
      try connection.writeWithoutTransaction { database in
        if !checksForeignKeys { try database.execute(sql: "PRAGMA foreign_keys = OFF") }
        defer { if !checksForeignKeys { try? database.execute(sql: "PRAGMA foreign_keys = ON") } }
        var value: Value?
        try database.inTransaction(.immediate) {
          try DatabaseFile(path: path).requirePresent(database)
          try Self.requireOwnFacts(database, path: path)
          let differences = try Seal.differences(database)
          let (result, completion) = try body(database)
          value = result
          if completion == .commit {
            try DatabaseIdentity.count(database)
            try Seal.set(database, keeping: differences)
          }
          return completion
        }
        guard let value else { throw DatabaseError(message: "the transaction gave no value") }
        return value
      }
    }
  }

  /// Reads one state of the database: that of ``inOneSnapshot(isCancelled:_:)``, if called by it.
  ///
  /// - Parameters:
  ///   - longest: seconds that the question may take.
  ///   - isCancelled: asked again and again while SQLite works.
  func read<Value>(
    longest: Double = QuestionClock.longest, isCancelled: (@Sendable () -> Bool)? = nil,
    _ body: (Database) throws -> Value
  ) throws -> Value {
    try Self.translating(path) {
      try connection.unsafeReentrantRead { database in
        if database.isInsideTransaction { return try body(database) }
        var value: Value?
        let clock = try QuestionClock(database, seconds: longest, isCancelled: isCancelled)
        defer { clock.stop() }
        do {
          try database.inTransaction(.deferred) {
            value = try body(database)
            return .commit
          }
        } catch {
          // SQLite's own error says only that it was interrupted.
          if clock.isCancelled { throw CancellationError() }
          throw error
        }
        if clock.isCancelled { throw CancellationError() }
        guard let value else { throw DatabaseError(message: "the transaction gave no value") }
        return value
      }
    }
  }
}
