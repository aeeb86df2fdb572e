import GRDB
import HotlineConfiguration
import HotlineText

extension HotlineDatabase {
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
          fix: LocalizedText(
            zh: "请从备份恢复，或删除后重新导入原始文件", en: "restore a backup, or delete it and ingest the exports again"))
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        throw Diagnostic(
          at: place, found: LocalizedText(zh: "数据库正被另一个导入占用", en: "another ingest is using the database"),
          fix: LocalizedText(zh: "请等它结束后重试", en: "wait until it ends and try again"))
      case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
        throw Diagnostic(
          at: place, found: LocalizedText(zh: "无法打开或写入数据库", en: "the database cannot be opened or written"),
          fix: LocalizedText(zh: "请检查目录是否存在以及权限", en: "check that the folder exists and its permissions"))
      case .SQLITE_INTERRUPT:
        throw Diagnostic(
          at: place, found: LocalizedText(zh: "查询用时过长，已中止", en: "the question took too long and was ended"),
          fix: LocalizedText(zh: "请缩短期间或减少分组", en: "ask for a shorter period or fewer groups"))
      case .SQLITE_FULL, .SQLITE_IOERR:
        throw Diagnostic(
          at: place, found: LocalizedText(zh: "磁盘已满或读写出错", en: "the disk is full or failing"),
          // Where the last sync failed, the change may be in all the same.
          fix: LocalizedText(
            zh: "腾出空间后重试；已有数据未受影响，本次改动是否已写入请看 hotline status",
            en:
              "free some space and try again; what was there is unharmed, and `hotline status` tells whether this came in"
          ))
      case .SQLITE_ERROR where error.message == "integer overflow":
        throw Diagnostic(
          at: place, found: LocalizedText(zh: "数据库中有大得无法相加的数", en: "the database has numbers too large to be added up"),
          fix: LocalizedText(zh: "请用备份恢复（hotline restore）", en: "put a backup in its place (hotline restore)"))
      default:
        // Without the statement: it may be long, and says nothing to who asked.
        let said = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "")"
        throw Diagnostic(
          at: place, found: LocalizedText(zh: "数据库错误：\(said)", en: "database error: \(said)"),
          fix: LocalizedText(
            zh: "用 hotline check 检查数据库，不完好时用备份恢复（hotline restore）",
            en: "ask `hotline check` whether it is sound, and put a backup in its place if it is not (hotline restore)")
        )
      }
    }
  }
}
