import GRDB
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Opening, recognising and making a database while other programs may do the same.
///
/// The file is recognised in one transaction. Missing tables are made in another that no other writer can enter, and the file
/// is recognised in it once more. So every program finds either none or all of the tables.
extension HotlineDatabase {
  /// Opens the file and recognises it.
  static func opened(
    _ path: String, mode: Mode, model: DataModel, patience: Double, readers: Int
  ) throws -> any DatabaseWriter {
    let file = DatabaseFile(path: path)
    try file.inspect(mustExist: mode == .readOnly)
    try file.requireOwnLog()
    return try translating(path) {
      do {
        return try connected(file, mode: mode, model: model, patience: patience, readers: readers)
      } catch DatabaseError.SQLITE_READONLY_ROLLBACK where mode == .readOnly {
        file.rollBack()
        return try connected(file, mode: mode, model: model, patience: patience, readers: readers)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        throw file.cutShort() ?? error
      }
    }
  }

  private static func connected(
    _ file: DatabaseFile, mode: Mode, model: DataModel, patience: Double, readers: Int
  ) throws -> any DatabaseWriter {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.readonly = mode == .readOnly
    configuration.prepareDatabase { database in
      try file.inspectHead(database)
      try Defence.harden(database)
      // Rows that wait for an ingest's end may be as many as a file has: they go to the disk. Questions keep little.
      let waiting = mode == .readOnly ? "MEMORY" : "FILE"
      try database.execute(
        sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -16384; PRAGMA temp_store = \(waiting)")
    }
    let path = mode == .readOnly ? file.readingPath : file.path
    guard mode == .readOnly, readers > 1 else {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.inDatabase { try settle($0, path: file.path, mode: mode, model: model) }
      return queue
    }
    // A pool opens connections later too, perhaps on another file of this name: each one recognises what it is on.
    configuration.maximumReaderCount = readers
    configuration.prepareDatabase { try settle($0, path: file.path, mode: mode, model: model) }
    let pool = try DatabasePool(path: path, configuration: configuration)
    try pool.read { _ in }
    return pool
  }

  /// Recognises the database that a new connection is on, and gives the connection this program's views.
  private static func settle(_ database: Database, path: String, mode: Mode, model: DataModel) throws {
    try database.inTransaction(.deferred) {
      try recognise(database, path: path, mode: mode)
      if mode == .readOnly { try LocalClock.requireOwn(database, path: path) }
      if mode == .readOnly {
        // Views in the file see no table of this connection.
        let isSupplemented = try Schema.supplement(database)
        let kinds = try DeclaredColumns.known(model, in: database).kinds
        if try isSupplemented || !Views.areCurrent(kinds, database) { try Views.shadow(kinds, database) }
      }
      return .commit
    }
  }

  /// - Throws: a ``Diagnostic`` when the database is another program's.
  static func requireOwn(_ database: Database, path: String) throws {
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    // Earlier programs made the table of migrations first; killed after that, they left it alone in the file.
    let isEmpty =
      try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'") == 0
    guard application == Schema.applicationID || isEmpty else {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "这是其他程序的数据库", en: "this is another program's database"),
        fix: LocalizedText(zh: "请用 --database 指定另一个文件", en: "name another file with --database"))
    }
  }

  /// - Precondition: a transaction is open: each question is answered by the same state of the file.
  /// - Throws: a ``Diagnostic`` when the database is another program's or of another version.
  private static func recognise(_ database: Database, path: String, mode: Mode) throws {
    assert(database.isInsideTransaction, "two questions outside a transaction are answered by two states of the file")
    try requireOwn(database, path: path)
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
    // Only a program that must make something waits for another ingest.
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

  /// Makes missing tables and the write-ahead log before anything is ingested: nobody who asks meanwhile has to wait, and the first file is
  /// written twice for it.
  package func keepReadersFree() throws {
    try requireWriting()
    try migrate()
    try useWriteAheadLog()
  }

  /// With a write-ahead log reports can be read while an ingest runs. The first file is ingested without one: there is
  /// nothing to read yet, and a rollback journal keeps only old pages, so that the file is written once instead of twice.
  func useWriteAheadLog() throws {
    try Self.translating(path) {
      do {
        try connection.writeWithoutTransaction { database in
          try DatabaseFile(path: path).requirePresent(database)
          _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        }
      } catch DatabaseError.SQLITE_BUSY {
        // The journal mode can be changed only while nobody else uses the database; the next run will do it.
      }
    }
  }
}
