import GRDB
import HotlineModel

extension FactKind {
  /// The table.
  var table: String { self == .agent ? "agent_roster" : rawValue }

  /// The table of what single sources say, where that is not the fact itself.
  var statementTable: String { "\(table)_statement" }

  /// The table of what facts were when something was published; see ``PastFacts``.
  var pastTable: String { "\(table)_past" }

  /// Whether facts are told apart by key and hotline; else by the key alone.
  var isKeyedByLine: Bool { self == .call || self == .workOrder }

  /// The columns by which a fact is told from the others.
  var identity: [String] { isKeyedByLine ? ["key", "line_id"] : ["key"] }

  /// Whether the table's own ids follow a time, as those of calls do.
  func isOrdered(by time: String) -> Bool { self == .call && time == "started_at" }

  /// SQL that holds for the facts whose time lies in a span: from its start on, before its end.
  func span(_ time: String, from start: Int64?, to end: Int64?) -> String {
    guard isOrdered(by: time) else {
      return [start.map { "\(time) >= \($0)" }, end.map { "\(time) < \($0)" }].compactMap { $0 }.joined(
        separator: " AND ")
    }
    // Calls lie in order of time: SQLite goes by their ids.
    return [start.map { "id >= \(CallID.first(at: $0))" }, end.map { "id < \(CallID.first(at: $0))" }].compactMap { $0 }
      .joined(separator: " AND ")
  }

  /// The local days, by one of their times, of the facts that a condition holds for.
  func days(by time: String, where condition: String, _ database: Database) throws -> Set<Int> {
    try Int.fetchSet(
      database,
      sql: """
        SELECT DISTINCT (\(LocalClockSQL.seconds(time))) / 86400 FROM \(table) WHERE \(condition) AND \(time) IS NOT NULL
        """)
  }

  /// The columns by which facts are listed in order of one of their times.
  func order(by time: String?) -> [String] {
    guard let time else { return ["key"] }
    return isOrdered(by: time) ? ["id"] : [time, "key"]
  }
}

extension FactColumn {
  /// SQL for the column over the fact's table.
  ///
  /// - Parameter prefix: the table's alias with its dot, where several tables are joined.
  func stored(_ prefix: String = "") -> String {
    if case .dimension(let dimension) = content { return prefix + dimension.column }
    if isDeclared { return prefix + DeclaredColumns.prefix + name }
    // As long for every call, and therefore not a column of each.
    if name == "repeat_window_ends_at" { return "(\(prefix)started_at + \(Setting.repeatWindow.numberSQL))" }
    if name == FactField.knownUntilAt.rawValue {
      return """
        coalesce(\(prefix)exported_at, \
        (SELECT coalesce(e.exported_at, e.latest_event_at) FROM source AS e WHERE e.id = \(prefix)source_id))
        """
    }
    return prefix + name
  }
}
