import Foundation
import GRDB
import HotlineConfiguration
import HotlineLogs

/// The database: facts with their sources, rollups, and the questions that can be put to it.
///
/// ```swift
/// let database = try HotlineDatabase(path: "data/hotline.sqlite", mode: .readWrite, reference: ReferenceData(directory: "data"))
/// let report = try database.ingest(file, profile: profile, measures: catalog.measures)
/// ```
/// Every method throws a ``Diagnostic`` that says what is wrong with the file.
public final class HotlineDatabase: Sendable {
  /// What the database is opened for.
  public enum Mode: Sendable {
    /// Questions only; the file must exist.
    case readOnly
    /// Ingesting; the file is made if missing.
    case readWrite
  }

  /// Where the database is.
  public let path: String
  let mode: Mode
  let reference: ReferenceData
  let settings: DerivationSettings
  let queue: DatabaseQueue

  /// Opens or makes the database.
  ///
  /// - Parameters:
  ///   - settings: the policies that derived columns follow; a change is carried out at the next ingest.
  /// - Throws: a ``Diagnostic`` when the file is missing (read-only), not a database, another program's, damaged, or newer
  ///   than this program.
  public convenience init(
    path: String, mode: Mode, reference: ReferenceData, settings: DerivationSettings = DerivationSettings()
  ) throws {
    try self.init(path: path, mode: mode, reference: reference, settings: settings, patience: 30)
  }

  /// - Parameter patience: seconds to wait for another ingest to end.
  init(path: String, mode: Mode, reference: ReferenceData, settings: DerivationSettings, patience: Double) throws {
    self.path = path
    self.mode = mode
    self.reference = reference
    self.settings = settings
    let file = DatabaseFile(path: path)
    try file.inspect(mustExist: mode == .readOnly)
    if mode == .readOnly { file.rollBackIfCutShort() }
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.readonly = mode == .readOnly
    configuration.prepareDatabase { database in
      try database.execute(
        sql:
          "PRAGMA synchronous = FULL; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = \(mode == .readOnly ? 1 << 28 : 0)"
      )
    }
    queue = try Self.translating(path) {
      let queue = try DatabaseQueue(path: mode == .readOnly ? file.readingPath : path, configuration: configuration)
      try queue.inDatabase { try Self.checkSchema($0, path: path, mode: mode) }
      return queue
    }
  }

  private static func checkSchema(_ database: Database, path: String, mode: Mode) throws {
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    // The migrator makes its own table before the first step: a kill in between leaves it alone in the file.
    let isEmpty =
      try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'") == 0
    guard application == Schema.applicationID || isEmpty else {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "这是其他程序的数据库", en: "this is another program's database"),
        fix: LocalizedText(zh: "请用 --database 指定另一个文件", en: "name another file with --database"))
    }
    if try Schema.isDraft(database) {
      throw Diagnostic(
        at: .init(file: path),
        found: LocalizedText(
          zh: "数据库由正式版之前的 hotline 建立", en: "the database was made by a hotline from before the first release"),
        fix: LocalizedText(
          zh: "请删除它（保留 .key 文件）后重新导入原始文件", en: "delete it, keep its .key file and ingest the exports again"))
    }
    if try Schema.migrator.hasBeenSuperseded(database) {
      throw Diagnostic(
        at: .init(file: path),
        found: LocalizedText(zh: "数据库由更新版本的 hotline 建立", en: "the database was made by a newer hotline"),
        fix: LocalizedText(zh: "请升级 hotline", en: "install that version of hotline"))
    }
    guard mode == .readOnly, try !Schema.isReadable(database) else { return }
    throw Diagnostic(
      at: .init(file: path),
      found: LocalizedText(zh: "数据库是空的或版本较旧", en: "the database is empty or older than this program"),
      fix: LocalizedText(zh: "先用 hotline ingest 导入文件", en: "ingest a file with `hotline ingest` first"))
  }

  func requireWriting() throws {
    guard mode == .readWrite else {
      throw Diagnostic(
        .usage, at: .init(file: path),
        found: LocalizedText(zh: "数据库以只读方式打开", en: "the database is open for reading only"))
    }
  }

  /// Makes the tables if they are missing.
  func migrate() throws {
    try Self.translating(path) {
      do {
        try Schema.migrator.migrate(queue)
      } catch {
        // Two runs that meet over a new database both find it without tables; the second one finds them made.
        guard try queue.inDatabase(Schema.migrator.hasCompletedMigrations) else { throw error }
      }
      let isFilled = try queue.inDatabase { try Bool.fetchOne($0, sql: "SELECT EXISTS(SELECT 1 FROM source)") ?? false }
      if isFilled { try useWriteAheadLog() }
    }
  }

  /// With a write-ahead log reports are read while an ingest runs. The first file has none to wait for, and is written once
  /// instead of twice without: a rollback journal keeps only pages that were there before.
  func useWriteAheadLog() throws {
    try Self.translating(path) {
      do {
        try queue.inDatabase { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
      } catch DatabaseError.SQLITE_BUSY {
        // The journal can be changed only while nobody else is at the database; the next run will.
      }
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
      try queue.inDatabase { database in
        if !checksForeignKeys { try database.execute(sql: "PRAGMA foreign_keys = OFF") }
        defer { if !checksForeignKeys { try? database.execute(sql: "PRAGMA foreign_keys = ON") } }
        var value: Value?
        try database.inTransaction(.immediate) {
          let (result, completion) = try body(database)
          value = result
          return completion
        }
        guard let value else { throw DatabaseError(message: "the transaction gave no value") }
        return value
      }
    }
  }

  /// Reads in one consistent snapshot.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.translating(path) {
      try queue.inDatabase { database in
        var value: Value?
        try database.inTransaction(.deferred) {
          value = try body(database)
          return .commit
        }
        guard let value else { throw DatabaseError(message: "the transaction gave no value") }
        return value
      }
    }
  }
}
