import Foundation
import GRDB
import HotlineConfiguration
import HotlineText

extension HotlineDatabase {
  /// Copies the database with SQLite's online backup: whole and consistent even while an ingest runs.
  ///
  /// The copy is made under a temporary name, checked and renamed, so that a backup is there as a whole or not at all. The
  /// key file is not copied: whoever has both can link a caller's calls to a number.
  /// - Throws: a ``Diagnostic`` when the file exists already, cannot be written or the copy is not sound.
  package func backup(to target: String) throws {
    guard !FileManager.default.fileExists(atPath: target) else { throw Self.exists(target) }
    guard let partial = PartialFile(of: target) else { throw Self.cannotWrite(target) }
    let temporary = partial.path
    defer { partial.remove() }
    try Self.translating(target) {
      let copy = try DatabaseQueue(path: temporary)
      try connection.backup(to: copy)
      try copy.inDatabase { database in
        // Without a write-ahead log the backup is a single file.
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
        let verdict = try String.fetchOne(database, sql: "PRAGMA integrity_check")
        guard verdict == "ok" else {
          throw Diagnostic(
            at: .init(file: path),
            found: LocalizedText(zh: "数据库已损坏：\(verdict ?? "")", en: "the database is damaged: \(verdict ?? "")"),
            fix: LocalizedText(zh: "请用 hotline check 查看详情", en: "see `hotline check`"))
        }
      }
      try copy.close()
    }
    do {
      try FileManager.default.moveItem(atPath: temporary, toPath: target)
    } catch {
      // Another backup may have taken the name meanwhile.
      throw FileManager.default.fileExists(atPath: target) ? Self.exists(target) : Self.cannotWrite(target)
    }
  }

  private static func exists(_ target: String) -> Diagnostic {
    Diagnostic(
      .usage, at: .init(file: target), found: LocalizedText(zh: "文件已存在", en: "the file exists already"),
      fix: LocalizedText(zh: "请换一个文件名，备份不会覆盖已有文件", en: "name another file: a backup overwrites nothing"))
  }

  private static func cannotWrite(_ target: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: target), found: LocalizedText(zh: "无法写入备份", en: "the backup cannot be written"),
      fix: LocalizedText(zh: "请检查目录、权限和空间", en: "check the folder, its permissions and the space on the disk"))
  }
}
