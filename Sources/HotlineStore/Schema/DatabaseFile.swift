import Foundation
import GRDB
import GRDBSQLite
import HotlineConfiguration
import HotlineText

/// Checks the database as a file: whether it is one at all, and complete.
struct DatabaseFile {
  let path: String

  private static let magic = Array("SQLite format 3\0".utf8)

  /// Checks the path before SQLite opens it.
  ///
  /// - Throws: a ``Diagnostic`` when the file is missing, a folder or not readable.
  func inspect(mustExist: Bool) throws {
    // SQLite would take these for a database of its own in memory, and nothing would be kept.
    guard !path.isEmpty, path != ":memory:" else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "“\(path)”不是数据库文件的路径", en: "“\(path)” is not the path of a database"),
        expected: LocalizedText(zh: "文件路径，如 data/hotline.sqlite", en: "a file's path, such as data/hotline.sqlite"))
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      guard mustExist else {
        try inspectFolder()
        return make()
      }
      throw problem(
        LocalizedText(zh: "还没有数据库", en: "there is no database yet"),
        LocalizedText(
          zh: "先用 hotline ingest 导入文件，或用 --database 指明位置",
          en: "ingest files with `hotline ingest`, or name the database with --database"))
    }
    if isFolder.boolValue { throw problem(LocalizedText(zh: "这是一个目录", en: "this is a folder"), Self.another) }
    // A pipe would be waited for.
    var status = stat()
    guard stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
      throw problem(LocalizedText(zh: "不是普通文件", en: "not a regular file"), Self.another)
    }
    guard access(path, R_OK) == 0 else {
      throw problem(
        LocalizedText(zh: "无法读取数据库文件", en: "the database cannot be read"),
        LocalizedText(zh: "请检查权限", en: "check its permissions"))
    }
  }

  /// Checks the file's first bytes before SQLite reads any of it. If a text file has replaced a database and the database's log
  /// is still there, SQLite would write the log into the text file.
  ///
  /// The bytes are read through SQLite's own handle: opening and closing the file once more would end the locks that other
  /// connections of this process hold on it. Another process may be about to write the first page: a file that is empty or
  /// begins with zeros is left to SQLite, which waits for that process.
  func inspectHead(_ database: Database) throws {
    var file: UnsafeMutablePointer<sqlite3_file>?
    guard sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK,
      let methods = file?.pointee.pMethods
    else { return }
    var head = [UInt8](repeating: 0, count: Self.magic.count)
    // Bytes beyond the end of the file read as zeros.
    _ = methods.pointee.xRead(file, &head, Int32(head.count), 0)
    guard head == Self.magic || head.allSatisfy({ $0 == 0 }) else {
      throw problem(LocalizedText(zh: "不是 SQLite 数据库", en: "not an SQLite database"), Self.another)
    }
  }

  /// The error for a file that SQLite found to be damaged, if its end is missing.
  ///
  /// Not checked earlier: while another process writes it, the file is shorter than its first page says.
  func cutShort() -> Diagnostic? {
    // The missing pages may be in a write-ahead log.
    guard size(path + "-wal") ?? 0 == 0, let size = size(path), let handle = FileHandle(forReadingAtPath: path) else {
      return nil
    }
    defer { try? handle.close() }
    guard let head = try? handle.read(upToCount: 32), head.count == 32 else { return nil }
    let pageSize = UInt64(head[16]) << 8 | UInt64(head[17])
    let pages = head[28..<32].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard size < pages * (pageSize == 1 ? 65_536 : pageSize) else { return nil }
    return problem(
      LocalizedText(zh: "数据库文件被截断", en: "the database file is cut short"),
      LocalizedText(zh: "请从备份恢复，或删除后重新导入原始文件", en: "restore a backup, or delete it and ingest the exports again"))
  }

  /// Looks whether the write-ahead log that lies beside the file is its own: where a copy was put in the place of a database and the
  /// log stayed, SQLite would mix the pages of both.
  ///
  /// - Throws: a ``Diagnostic`` when the log is another database's, or older than the file.
  func requireOwnLog() throws {
    guard size(path + "-wal") ?? 0 > 0, let own = identity("immutable=1"), let seen = identity("mode=ro"),
      !seen.canFollow(own)
    else { return }
    throw problem(
      LocalizedText(
        zh: "数据库旁的 -wal 日志属于另一个数据库，或比它旧", en: "the -wal log beside the database is another database's, or older than it"
      ),
      LocalizedText(
        zh: "请移走 \(path)-wal 和 \(path)-shm 后重试；恢复备份请用 hotline restore",
        en: "move \(path)-wal and \(path)-shm away and try again; put backups in place with `hotline restore`"))
  }

  /// Whether the file that a connection is on still has this name.
  ///
  /// - Throws: a ``Diagnostic`` when another one was put in its place: what is written now would be lost, and its log be taken for the other's.
  func requirePresent(_ database: Database) throws {
    var hasMoved: CInt = 0
    guard sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved) == SQLITE_OK,
      hasMoved != 0
    else { return }
    throw problem(
      LocalizedText(zh: "数据库文件刚刚被替换（恢复备份或移动）", en: "the database's file has just been replaced (restored or moved)"),
      LocalizedText(zh: "请重新运行", en: "run it again"))
  }

  /// The identity as it is read with the log (`mode=ro`) or without it (`immutable=1`); `nil` when it cannot be read.
  private func identity(_ manner: String) -> DatabaseIdentity? {
    var configuration = Configuration()
    configuration.readonly = true
    return try? DatabaseQueue(path: uri(manner), configuration: configuration).read { try DatabaseIdentity($0) }
  }

  private func uri(_ query: String) -> String {
    let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%"))
    return "file:\(URL(filePath: path).path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path)?\(query)"
  }

  private func size(_ path: String) -> UInt64? {
    try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64
  }

  /// The path for reading. In a folder that cannot be written SQLite cannot make the files that WAL mode needs; when they are
  /// not needed, SQLite is told that nobody can change the file.
  var readingPath: String {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard access(folder, W_OK) != 0, !FileManager.default.fileExists(atPath: path + "-shm") else { return path }
    return uri("immutable=1")
  }

  /// Rolls back what a killed ingest began. Only a connection that may write can do that; SQLite tells a reader so.
  func rollBack() {
    // If this fails, the reader reports what is wrong with the file.
    _ = try? DatabaseQueue(path: path).inDatabase { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
  }

  /// Makes an empty file that its owner alone may read and write: SQLite gives the files beside it the same mode.
  private func make() {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    // Whatever keeps it from being made, SQLite says it; another process may have been faster.
    if descriptor >= 0 { close(descriptor) }
  }

  private func inspectFolder() throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard access(folder, F_OK) == 0 else {
      throw problem(
        LocalizedText(zh: "目录 \(folder) 不存在", en: "the folder \(folder) does not exist"),
        LocalizedText(
          zh: "请先建立目录，或用 hotline init 建立工作目录", en: "make the folder first, or a working folder with `hotline init`"))
    }
    guard access(folder, W_OK) == 0 else {
      throw problem(
        LocalizedText(zh: "目录 \(folder) 不可写", en: "the folder \(folder) cannot be written"),
        LocalizedText(
          zh: "请检查权限，或用 --database 指定别处", en: "check its permissions, or name another place with --database"))
    }
  }

  private static let another = LocalizedText(zh: "请用 --database 指定另一个文件", en: "name another file with --database")

  private func problem(_ found: LocalizedText, _ fix: LocalizedText) -> Diagnostic {
    Diagnostic(at: .init(file: path), found: found, fix: fix)
  }
}
