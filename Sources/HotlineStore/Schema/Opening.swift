import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Opening, recognising and making a database while other programs may do the same.
///
/// What the file is, is read in one transaction; what is missing is made in one that no other writer can enter, and what the
/// file is, is read in it once more. So every program finds either nothing or all of the tables.
extension HotlineDatabase {
  /// Opens the file and recognises it.
  static func opened(
    _ path: String, mode: Mode, model: DataModel, patience: Double
  ) throws -> DatabaseQueue {
    let file = DatabaseFile(path: path)
    try file.inspect(mustExist: mode == .readOnly)
    return try translating(path) {
      do {
        return try connected(file, mode: mode, model: model, patience: patience)
      } catch DatabaseError.SQLITE_READONLY_ROLLBACK where mode == .readOnly {
        file.rollBack()
        return try connected(file, mode: mode, model: model, patience: patience)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        throw file.cutShort() ?? error
      }
    }
  }

  private static func connected(
    _ file: DatabaseFile, mode: Mode, model: DataModel, patience: Double
  ) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.readonly = mode == .readOnly
    configuration.prepareDatabase { database in
      try file.inspectHead(database)
      try Defence.harden(database)
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY")
    }
    let path = mode == .readOnly ? file.readingPath : file.path
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.inDatabase { database in
      try database.inTransaction(.deferred) {
        try recognise(database, path: file.path, mode: mode)
        if mode == .readOnly {
          let kinds = try DeclaredColumns.known(model, in: database).kinds
          if try !Views.areCurrent(kinds, database) { try Views.shadow(kinds, database) }
        }
        return .commit
      }
    }
    return queue
  }

  /// - Precondition: a transaction is open: each question is answered by the same state of the file.
  /// - Throws: a ``Diagnostic`` when the database is another program's or of another version.
  private static func recognise(_ database: Database, path: String, mode: Mode) throws {
    assert(database.isInsideTransaction, "two questions outside a transaction are answered by two states of the file")
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    // The programs before made the table of steps first: a kill after it left it alone in the file.
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
    if try Schema.isNewer(database) {
      throw Diagnostic(
        at: .init(file: path),
        found: LocalizedText(zh: "数据库由更新版本的 hotline 建立", en: "the database was made by a newer hotline"),
        fix: LocalizedText(zh: "请升级 hotline", en: "install that version of hotline"))
    }
    guard mode == .readOnly, try !Schema.isReadable(database) else {
      return try Defence.requireOwnSchema(database, path: path)
    }
    throw Diagnostic(
      at: .init(file: path),
      found: LocalizedText(zh: "数据库是空的或版本较旧", en: "the database is empty or older than this program"),
      fix: LocalizedText(zh: "先用 hotline ingest 导入文件", en: "ingest a file with `hotline ingest` first"))
  }

  /// Makes the tables if they are missing, and takes the steps that an older program did not know.
  func migrate() throws {
    // Only who has something to make waits for another ingest.
    if try !read({ try Schema.isComplete(reference.model, $0) }) {
      try write { database in
        try Self.recognise(database, path: path, mode: mode)
        try Schema.complete(database, model: reference.model)
        return ((), .commit)
      }
    }
    if try read({ try Bool.fetchOne($0, sql: "SELECT EXISTS(SELECT 1 FROM source)") }) ?? false {
      try useWriteAheadLog()
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
}
