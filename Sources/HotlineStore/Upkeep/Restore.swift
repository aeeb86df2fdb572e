import Foundation
import GRDB
import HotlineConfiguration
import HotlineText

/// Puts a backup in the place of a database. The one that stood there is kept beside it.
package struct DatabaseRestore: Sendable {
  private let path: String
  private let reference: ReferenceData

  /// - Parameter path: where the database is to be; it need not be there.
  package init(path: String, reference: ReferenceData) {
    self.path = path
    self.reference = reference
  }

  /// Checks the backup, copies it and puts the copy in place by one renaming, so that there is the old database or the new one
  /// at any instant.
  ///
  /// - Returns: the path under which the replaced database is kept; `nil` when there was none.
  /// - Throws: a ``Diagnostic`` when the backup is not sound or not whole, the database is in use, or its key is another one.
  package func restore(from backup: String) throws -> String? {
    try requireWhole(backup)
    do {
      let copy = try HotlineDatabase(path: backup, mode: .readOnly, reference: reference)
      let problems = try copy.check()
      if let problem = problems.first {
        throw Diagnostic(
          at: .init(file: backup),
          found: LocalizedText(zh: "备份不完好：\(problem.zh)", en: "the backup is not sound: \(problem.en)"),
          fix: LocalizedText(zh: "请换一个备份", en: "take another backup"))
      }
      let mark = try copy.read { try Setting.callerKey.value($0) }
      if mark != nil { _ = try CallerPseudonyms(databasePath: path, mark: mark) }
    }
    guard let draft = PartialFile(of: path) else { throw cannotWrite() }
    defer { draft.remove() }
    try copy(backup, to: draft)
    return try whileQuiet {
      let kept = try keep()
      guard rename(draft.path, path) == 0 else { throw cannotWrite() }
      return kept
    }
  }

  /// A backup beside which a log lies is not the whole of what was written to it.
  private func requireWhole(_ backup: String) throws {
    for suffix in ["-wal", "-journal"] {
      let size = try? FileManager.default.attributesOfItem(atPath: backup + suffix)[.size] as? Int
      guard let size, size > 0 else { continue }
      throw Diagnostic(
        at: .init(file: backup + suffix),
        found: LocalizedText(zh: "备份旁还有未写回的日志", en: "beside the backup lies a log that is not written back"),
        fix: LocalizedText(
          zh: "请用 hotline backup 生成的单个文件；若日志属于别的数据库，请移走它",
          en: "take a file that `hotline backup` made; if the log is another database's, move it away"))
    }
  }

  /// Writes the present database's log back, so that none is left that would be taken for the restored one's, and keeps everybody
  /// else out of it while `replace` runs: who waits for it finds that it has moved.
  private func whileQuiet<Value>(_ replace: () throws -> Value) throws -> Value {
    guard FileManager.default.fileExists(atPath: path) else { return try replace() }
    let present = try HotlineDatabase.translating(path) { try held() }
    // A journal that could not be ended would be rolled back into the restored database.
    guard !["-wal", "-journal"].contains(where: { FileManager.default.fileExists(atPath: path + $0) }) else {
      throw inUse()
    }
    defer { try? present?.close() }
    return try replace()
  }

  /// The present database with a lock that lets nobody else in; `nil` where it is no database that could be locked: what is restored over may
  /// be damaged, that is what backups are for.
  private func held() throws -> DatabaseQueue? {
    do {
      var configuration = Configuration()
      // It stays open until the connection is closed, behind the renaming.
      configuration.allowsUnsafeTransactions = true
      let present = try DatabaseQueue(path: path, configuration: configuration)
      // Before anything in it is changed.
      try present.read { try HotlineDatabase.requireOwn($0, path: path) }
      try present.writeWithoutTransaction { database in
        guard try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE") == "delete" else { throw inUse() }
        try database.beginTransaction(.exclusive)
      }
      return present
    } catch DatabaseError.SQLITE_BUSY {
      throw inUse()
    } catch let error as DatabaseError where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode) {
      return nil
    }
  }

  private func inUse() -> Diagnostic {
    Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "数据库正在使用中", en: "the database is in use"),
      fix: LocalizedText(zh: "请结束其他 hotline 或 sqlite3 后重试", en: "end other programs that use it and try again"))
  }

  private func copy(_ backup: String, to draft: PartialFile) throws {
    guard let source = FileHandle(forReadingAtPath: backup) else { throw cannotWrite() }
    let target = FileHandle(fileDescriptor: draft.descriptor, closeOnDealloc: false)
    do {
      while let chunk = try source.read(upToCount: 1 << 20), !chunk.isEmpty { try target.writeWhole(chunk) }
      try target.synchronize()
    } catch {
      throw cannotWrite()
    }
  }

  /// Gives the present database a second name, under which it stays.
  private func keep() throws -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    for number in 1...10_000 {
      let name = "\(path).replaced-\(number)"
      if link(path, name) == 0 { return name }
      guard errno == EEXIST else { break }
    }
    throw cannotWrite()
  }

  private func cannotWrite() -> Diagnostic {
    Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "无法写入数据库所在的目录", en: "the database's folder cannot be written"),
      fix: LocalizedText(zh: "请检查权限和空间", en: "check its permissions and the space on the disk"))
  }
}
