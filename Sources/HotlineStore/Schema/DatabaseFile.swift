import Foundation
import GRDB
import HotlineConfiguration

/// The database as a file, before SQLite opens it: whether it is one at all, and whole.
struct DatabaseFile {
  let path: String

  private static let magic = Array("SQLite format 3\0".utf8)

  /// - Throws: a ``Diagnostic`` when it is missing, a folder, no SQLite database or cut short.
  func inspect(mustExist: Bool) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      guard mustExist else { return try inspectFolder() }
      throw problem(
        LocalizedText(zh: "还没有数据库", en: "there is no database yet"),
        LocalizedText(
          zh: "先用 hotline ingest 导入文件，或用 --database 指明位置",
          en: "ingest files with `hotline ingest`, or name the database with --database"))
    }
    if isFolder.boolValue { throw problem(LocalizedText(zh: "这是一个目录", en: "this is a folder"), Self.another) }
    guard let handle = FileHandle(forReadingAtPath: path), let head = try? handle.read(upToCount: 100) ?? Data() else {
      throw problem(
        LocalizedText(zh: "无法读取数据库文件", en: "the database cannot be read"),
        LocalizedText(zh: "请检查权限", en: "check its permissions"))
    }
    defer { try? handle.close() }
    guard !head.isEmpty else { return }
    guard head.count == 100, Array(head.prefix(16)) == Self.magic else {
      throw problem(LocalizedText(zh: "不是 SQLite 数据库", en: "not an SQLite database"), Self.another)
    }
    // With a write-ahead log beside it, the pages that are missing may be there.
    let size = try handle.seekToEnd()
    guard (try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int) ?? 0 == 0 else { return }
    let pageSize = UInt64(head[16]) << 8 | UInt64(head[17])
    let pages = head[28..<32].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard size >= pages * (pageSize == 1 ? 65_536 : pageSize) else {
      throw problem(
        LocalizedText(zh: "数据库文件被截断", en: "the database file is cut short"),
        LocalizedText(zh: "请从备份恢复，或删除后重新导入原始文件", en: "restore a backup, or delete it and ingest the exports again"))
    }
  }

  /// The path for reading. In a folder that cannot be written SQLite could not make the files beside a database in WAL mode;
  /// when they are not needed, it is told that nobody can change the file.
  var readingPath: String {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard access(folder, W_OK) != 0, !FileManager.default.fileExists(atPath: path + "-shm") else { return path }
    let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%"))
    return "file:\(URL(filePath: path).path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path)?immutable=1"
  }

  /// A first ingest that was killed leaves a journal, which only who may write can roll back; a reader could not begin.
  func rollBackIfCutShort() {
    guard FileManager.default.fileExists(atPath: path + "-journal") else { return }
    // Whatever is wrong with the file, the reader says it.
    _ = try? DatabaseQueue(path: path).inDatabase { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
  }

  private func inspectFolder() throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    guard access(folder, F_OK) == 0 else {
      throw problem(
        LocalizedText(zh: "目录 \(folder) 不存在", en: "the folder \(folder) does not exist"),
        LocalizedText(zh: "请先建立目录", en: "make the folder first"))
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
