import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel

/// The facts behind a measure, as SQL that anyone can run in `sqlite3` on the readable views.
struct FactQuery: Sendable {
  let measure: Measure
  let condition: String
  let relation: String

  /// - Parameters:
  ///   - horizon: up to when the fact's own sources speak.
  init(_ measure: Measure, query: SumQuery, horizon: Int64?) {
    self.measure = measure
    let asOf = AsOf(query.asOf, horizon: horizon)
    let fact = measure.fact
    var conditions: [String] = []
    var relation = fact.view
    if let time = measure.time {
      conditions.append("\(time) >= \(query.period.start) AND \(time) < \(query.period.end)")
      let byID = fact.span(time, from: query.period.start, to: query.period.end)
      if byID != conditions[0] { conditions.append(byID) }
      conditions.append("\(measure.maturity ?? time) \(measure.counts == .matured ? "<=" : ">") \(asOf.moment)")
    } else {
      let last = query.period.last.civil
      let today = last.year * 10_000 + last.month * 100 + last.day
      relation = """
        (SELECT *, (\(today) - CAST(strftime('%Y%m%d', \(LocalClockSQL.seconds("born_at")), 'unixepoch') AS INTEGER)) / 10000 AS age_years FROM \(fact.view) \
        WHERE (hired_at IS NULL OR hired_at < \(query.period.end)) AND (left_at IS NULL OR left_at >= \(query.period.end)))
        """
    }
    for (dimension, names) in query.conditions.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let list = names.sorted().map(Self.literal).joined(separator: ", ")
      conditions.append("coalesce(\(dimension.rawValue), '') IN (\(list))")
    }
    if let filter = measure.filter { conditions.append("(\(filter.sql))") }
    condition = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
    self.relation = relation
  }

  /// A text as an SQL literal.
  static func literal(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// The SQL that gives the measure's sum.
  var sumSQL: String {
    let sum = measure.value.map { "coalesce(sum(\($0.sql)), 0)" } ?? "count(*)"
    return "SELECT \(sum) AS value FROM \(relation) WHERE \(condition);"
  }

  /// The SQL that lists the facts, in order of time.
  func rowsSQL(excluding other: FactQuery?, limit: Int, offset: Int) -> String {
    // `IS NOT TRUE` also keeps the facts for which the other condition is unknown.
    let missed = other.map { " AND ((\($0.condition)) IS NOT TRUE)" } ?? ""
    return
      "SELECT * FROM \(relation) WHERE \(condition)\(missed) ORDER BY \(measure.fact.order(by: measure.time)) LIMIT \(limit) OFFSET \(offset);"
  }
}

extension HotlineDatabase {
  /// The facts behind a measure under a query's period, conditions and as-of moment.
  private func factQuery(_ question: FactQuestion, _ database: Database) throws -> FactQuery {
    let measure = question.measure
    // A text from a file of definitions is about to be run: SQLite checks it first.
    for expression in [measure.filter, measure.value].compactMap({ $0 }) { try ExpressionGuard.check(expression) }
    let names = try NameTables(database, reference: reference)
    return FactQuery(
      measure, query: question.query.canonical(names), horizon: try Self.horizons(database)[measure.fact])
  }

  /// SQL that anyone can run on the readable views.
  package func sql(_ question: FactQuestion, _ answer: FactAnswer) throws -> String {
    let query = try read { try factQuery(question, $0) }
    return switch answer {
    case .sum: query.sumSQL
    case .hours: query.hoursSQL
    case .longestGap:
      query.longestGapSQL(
        from: question.query.period.start, to: min(question.query.period.end, question.query.asOf + 1))
    }
  }

  /// Runs the SQL of a sum.
  package func sum(_ question: FactQuestion) throws -> Double {
    try read { try Double.fetchOne($0, sql: factQuery(question, $0).sumSQL) ?? 0 }
  }

  /// A page of the facts behind a measure; `excluding` leaves out those that another measure counts.
  package func rows(
    _ question: FactQuestion, excluding other: FactQuestion? = nil, limit: Int, offset: Int
  ) throws -> [FactRow] {
    try read { database in
      let sql = try factQuery(question, database).rowsSQL(
        excluding: other.map { try factQuery($0, database) }, limit: limit, offset: offset)
      return try Row.fetchAll(database, sql: sql).map { row in
        let hidden = ["source_file", "source_line", "caller", "id"]
        let columns = Array(row.columnNames).filter { !hidden.contains($0) && !$0.hasSuffix("_at") }.compactMap {
          name -> FactRow.Column? in
          guard let value = Self.text(row[name] as DatabaseValue) else { return nil }
          return FactRow.Column(name: name, value: value)
        }
        return FactRow(file: row["source_file"], line: row["source_line"], columns: columns)
      }
    }
  }

  private static func text(_ value: DatabaseValue) -> String? {
    switch value.storage {
    case .null, .blob: nil
    case .int64(let number): String(number)
    case .double(let number): String(number)
    case .string(let text): text
    }
  }
}
