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
  let reference: ReferenceData
  let settings: DerivationSettings
  let queue: DatabaseQueue

  /// Opens or makes the database.
  ///
  /// - Parameters:
  ///   - settings: the policies that derived columns follow; a change is carried out at the next ingest.
  /// - Throws: a ``Diagnostic`` when the file is missing (read-only), not a database, another program's, damaged, or newer
  ///   than this program.
  public init(path: String, mode: Mode, reference: ReferenceData, settings: DerivationSettings = DerivationSettings()) throws {
    self.path = path
    self.reference = reference
    self.settings = settings
    if mode == .readOnly, !FileManager.default.fileExists(atPath: path) {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "还没有数据库", en: "there is no database yet"),
        fix: LocalizedText(zh: "先用 hotline ingest 导入文件，或用 --database 指明位置", en: "ingest files with `hotline ingest`, or name the database with --database"))
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 268435456")
    }
    queue = try Self.translating(path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.inDatabase { try Self.prepare($0, path: path, mode: mode) }
      return queue
    }
  }

  private static func prepare(_ database: Database, path: String, mode: Mode) throws {
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
    guard application == Schema.applicationID || isEmpty else {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "这是其他程序的数据库", en: "this is another program's database"),
        fix: LocalizedText(zh: "请用 --database 指定另一个文件", en: "name another file with --database"))
    }
    if try Schema.migrator.hasBeenSuperseded(database) {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "数据库由更新版本的 hotline 建立", en: "the database was made by a newer hotline"),
        fix: LocalizedText(zh: "请升级 hotline", en: "install that version of hotline"))
    }
    guard try !Schema.migrator.hasCompletedMigrations(database) else { return }
    guard mode == .readWrite else {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "数据库是空的或版本较旧", en: "the database is empty or older than this program"),
        fix: LocalizedText(zh: "先用 hotline ingest 导入文件", en: "ingest a file with `hotline ingest` first"))
    }
  }

  /// Makes the tables if they are missing. WAL lets reports be read while an ingest runs.
  func migrate() throws {
    try Self.translating(path) {
      try queue.inDatabase { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
      try Schema.migrator.migrate(queue)
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

  /// SQLite's errors as diagnostics.
  static func translating<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      let place = Diagnostic.Place(file: path)
      switch error.resultCode {
      case .SQLITE_NOTADB:
        throw Diagnostic(
          at: place, found: LocalizedText(zh: "不是 SQLite 数据库", en: "not an SQLite database"),
          fix: LocalizedText(zh: "请用 --database 指定另一个文件", en: "name another file with --database"))
      case .SQLITE_CORRUPT:
        throw Diagnostic(
          at: place, found: LocalizedText(zh: "数据库文件已损坏", en: "the database file is damaged"),
          fix: LocalizedText(zh: "请从备份恢复，或删除后重新导入原始文件", en: "restore a backup, or delete it and ingest the exports again"))
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        throw Diagnostic(
          at: place, found: LocalizedText(zh: "数据库正被另一个导入占用", en: "another ingest is using the database"),
          fix: LocalizedText(zh: "请等它结束后重试", en: "wait until it ends and try again"))
      case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
        throw Diagnostic(
          at: place, found: LocalizedText(zh: "无法打开或写入数据库", en: "the database cannot be opened or written"),
          fix: LocalizedText(zh: "请检查目录是否存在以及权限", en: "check that the folder exists and its permissions"))
      case .SQLITE_FULL, .SQLITE_IOERR:
        throw Diagnostic(
          at: place, found: LocalizedText(zh: "磁盘已满或读写出错", en: "the disk is full or failing"),
          fix: LocalizedText(zh: "腾出空间后重试；已有数据未受影响", en: "free some space and try again; what was there is unharmed"))
      default:
        throw Diagnostic(at: place, found: LocalizedText(zh: "数据库错误：\(error.description)", en: "database error: \(error.description)"))
      }
    }
  }
}
