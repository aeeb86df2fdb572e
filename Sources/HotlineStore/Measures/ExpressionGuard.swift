import GRDBSQLite
import HotlineConfiguration
import HotlineModel
import HotlineText
import Synchronization

/// Asks SQLite what an expression would touch. The expression is prepared, never run, on a private in-memory database that
/// has only the facts' columns; SQLite's authorizer allows one SELECT and the columns of one fact.
///
/// A second check after ``MeasureExpressionParser``, which does not rely on the first.
enum ExpressionGuard {
  private static let connection = Mutex(GuardConnection())

  /// Checks an expression before its text is run.
  ///
  /// - Throws: a ``Diagnostic`` at `place` with what SQLite or its authorizer objected to.
  static func check(_ expression: MeasureExpression) throws {
    try check(expression.sql, fact: expression.fact, place: expression.place)
  }

  /// Checks a text.
  static func check(_ text: String, fact: FactKind, place: Diagnostic.Place) throws {
    guard let objection = connection.withLock({ $0.objection(to: text, fact: fact) }) else { return }
    throw Diagnostic(
      at: place,
      found: LocalizedText(zh: "SQLite 拒绝该表达式：\(objection)", en: "SQLite refuses the expression: \(objection)"),
      expected: LocalizedText(
        zh: "只读取 \(fact.view) 的列：\(fact.columns.map(\.name).joined(separator: "、"))",
        en: "only columns of \(fact.view): \(fact.columns.map(\.name).joined(separator: ", "))"))
  }
}

/// What the authorizer allows, and what it refused.
private final class GuardRule {
  let view: String
  let columns: Set<String>
  var selects = 0
  var refusal: String?

  init(_ fact: FactKind) {
    view = fact.view
    columns = Set(fact.columns.map(\.name))
  }

  func decide(action: Int32, first: String?, second: String?) -> Int32 {
    switch action {
    case SQLITE_SELECT where selects == 0:
      selects += 1
      return SQLITE_OK
    case SQLITE_READ where first == view && (second ?? "").isEmpty == false && columns.contains(second ?? ""):
      return SQLITE_OK
    // A SELECT that names no column of a table is reported as reading its empty column.
    case SQLITE_READ where first == view && second == "":
      return SQLITE_OK
    default:
      refusal = refusal ?? [Self.name(of: action), first, second].compactMap { $0 }.joined(separator: " ")
      return SQLITE_DENY
    }
  }

  private static func name(of action: Int32) -> String {
    switch action {
    case SQLITE_SELECT: "SELECT"
    case SQLITE_READ: "READ"
    case SQLITE_FUNCTION: "FUNCTION"
    case SQLITE_RECURSIVE: "RECURSIVE"
    case SQLITE_PRAGMA: "PRAGMA"
    case SQLITE_ATTACH: "ATTACH"
    case SQLITE_INSERT: "INSERT"
    case SQLITE_UPDATE: "UPDATE"
    case SQLITE_DELETE: "DELETE"
    case SQLITE_DROP_TABLE: "DROP TABLE"
    default: "action \(action)"
    }
  }
}

/// The private database.
private final class GuardConnection {
  private var handle: OpaquePointer?
  /// The columns that the tables have.
  private var made: [FactKind: String] = [:]

  init() {
    guard sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, nil) == SQLITE_OK else {
      return
    }
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 200)
  }

  deinit { sqlite3_close_v2(handle) }

  /// Why an expression may not run over a fact's view; `nil` when it may.
  func objection(to text: String, fact: FactKind) -> String? {
    guard let handle else { return "no memory" }
    guard !text.utf8.contains(0) else { return "NUL" }
    let columns = fact.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    if made[fact] != columns {
      sqlite3_exec(
        handle, "DROP TABLE IF EXISTS \(fact.view); CREATE TABLE \(fact.view)(\(columns))", nil, nil, nil)
      made[fact] = columns
    }
    let rule = GuardRule(fact)
    let context = Unmanaged.passUnretained(rule).toOpaque()
    sqlite3_set_authorizer(
      handle,
      { context, action, first, second, _, _ in
        guard let context else { return SQLITE_DENY }
        let rule = Unmanaged<GuardRule>.fromOpaque(context).takeUnretainedValue()
        return rule.decide(
          action: action, first: first.map { String(cString: $0) }, second: second.map { String(cString: $0) })
      }, context)
    defer { sqlite3_set_authorizer(handle, nil, nil) }
    var statement: OpaquePointer?
    var rest: UnsafePointer<CChar>?
    // The expression is a line of its own in a CASE, so that it can neither end the SELECT nor comment the rest away.
    let sql = "SELECT CASE WHEN (\n\(text)\n) THEN 1 ELSE 0 END AS guarded FROM \(fact.view)"
    return sql.withCString { bytes in
      let code = sqlite3_prepare_v3(handle, bytes, -1, 0, &statement, &rest)
      defer { sqlite3_finalize(statement) }
      if let refusal = rule.refusal { return refusal }
      guard code == SQLITE_OK else { return String(cString: sqlite3_errmsg(handle)) }
      guard let rest, rest.pointee == 0, sqlite3_column_count(statement) == 1,
        String(cString: sqlite3_column_name(statement, 0)) == "guarded"
      else { return "more than one expression" }
      return nil
    }
  }
}
