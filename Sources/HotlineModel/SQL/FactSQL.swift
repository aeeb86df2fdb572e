import HotlineCalendar

/// The SQL of a ``FactQuestion`` in one dialect, over the readable views: what `explain` prints and anyone can run.
package struct FactSQL: Sendable {
  private let measure: Measure
  private let query: SumQuery
  private let dialect: any SQLDialect
  private let renderer: SQLRenderer
  private let condition: String
  private let relation: String

  /// - Parameters:
  ///   - question: its conditions are canonical names.
  ///   - horizon: up to when the fact's own sources speak.
  ///   - carried: the numbers of the sets of carried fields that the facts may have; `nil` for all.
  ///   - tellsFields: whether the SQL itself tells which facts carry the fields that the measure requires.
  package init(
    _ question: FactQuestion, horizon: Horizon?, carried: Set<Int64>? = nil, tellsFields: Bool = false,
    dialect: any SQLDialect
  ) {
    measure = question.measure
    query = question.query
    self.dialect = dialect
    renderer = SQLRenderer(dialect)
    let asOf = AsOf(query.asOf, horizon: horizon)
    let (fact, period) = (measure.fact, query.period)
    let view = dialect.identifier(fact.view)
    var conditions: [String] = []
    if let time = measure.time {
      let name = dialect.identifier(time)
      conditions.append("\(name) >= \(period.start) AND \(name) < \(period.end)")
      if let span = dialect.span(of: fact, time, from: period.start, to: period.end) { conditions.append(span) }
      let maturity = measure.maturity ?? time
      // No hotline has facts beyond its own horizon: only of what matures later it matters how far each is known.
      let moment = maturity == time ? String(asOf.moment) : Self.moment(asOf, dialect)
      conditions.append("\(dialect.identifier(maturity)) \(measure.counts.comparison.sign) \(moment)")
      relation = view
    } else {
      relation = Self.roster(view, in: period, dialect)
    }
    for (dimension, names) in query.conditions.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let list = names.sorted().map(dialect.literal).joined(separator: ", ")
      conditions.append("coalesce(\(dialect.identifier(dimension.rawValue)), '') IN (\(list))")
    }
    if let carried {
      let list = carried.sorted().map(String.init).joined(separator: ", ")
      conditions.append(carried.isEmpty ? "0 = 1" : "coalesce(carried_id, 0) IN (\(list))")
    }
    if tellsFields, let requirement = measure.requirement {
      conditions.append(dialect.condition(requirement, of: fact))
    }
    if let filter = measure.filter { conditions.append("(\(renderer.sql(filter.root, over: fact)))") }
    condition = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
  }

  /// The last moment that is known, of each hotline by itself.
  private static func moment(_ asOf: AsOf, _ dialect: any SQLDialect) -> String {
    guard !asOf.earlier.isEmpty else { return String(asOf.moment) }
    let cases = asOf.earlier.sorted { $0.key < $1.key }.map { "WHEN \(dialect.literal($0.key)) THEN \($0.value)" }
    return "CASE \(dialect.identifier("line")) \(cases.joined(separator: " ")) ELSE \(asOf.moment) END"
  }

  /// The entries of a roster that are there at a period's end, with their age on its last day.
  private static func roster(_ view: String, in period: Period, _ dialect: any SQLDialect) -> String {
    let last = period.last.civil
    let today = last.year * 10_000 + last.month * 100 + last.day
    let age = dialect.wholeQuotient("(\(today) - \(dialect.localDate(of: "born_at")))", by: 10_000)
    return """
      (SELECT *, \(age) AS age_years FROM \(view) \
      WHERE (hired_at IS NULL OR hired_at < \(period.end)) AND (left_at IS NULL OR left_at >= \(period.end)))
      """
  }

  /// The SQL that gives an answer.
  package func sql(_ answer: FactAnswer) -> String {
    switch answer {
    case .sum:
      let sum = measure.value.map { "coalesce(sum(\(renderer.sql($0.root, over: measure.fact))), 0)" } ?? "count(*)"
      return "SELECT \(sum) AS value FROM \(relation) WHERE \(condition);"
    case .hours:
      return "SELECT count(DISTINCT \(hour)) AS value FROM \(relation) WHERE \(condition);"
    case .longestGap: return longestGap
    case .statistic(let statistic): return sql(statistic)
    }
  }

  private func sql(_ statistic: OrderStatistic) -> String {
    let value = measure.value.map { renderer.sql($0.root, over: measure.fact) } ?? "1"
    let values = "SELECT \(value) AS v FROM \(relation) WHERE \(condition) AND (\(value)) IS NOT NULL"
    let ordered = """
      WITH ordered AS (SELECT v, row_number() OVER (ORDER BY v) AS n, count(*) OVER () AS cases FROM (\(values)) AS f)
      """
    switch statistic {
    case .minimum: return "SELECT min(v) AS value FROM (\(values)) AS f;"
    case .maximum: return "SELECT max(v) AS value FROM (\(values)) AS f;"
    case .percentile(let percent):
      let rank = dialect.wholeQuotient("(cases * \(percent) + 99)", by: 100)
      return "\(ordered) SELECT v AS value FROM ordered WHERE n = \(rank);"
    case .median:
      let (low, high) = (dialect.wholeQuotient("(cases + 1)", by: 2), dialect.wholeQuotient("cases", by: 2))
      return "\(ordered) SELECT avg(v) AS value FROM ordered WHERE n IN (\(low), \(high) + 1);"
    }
  }

  /// The SQL that counts the clock hours of a question's period that have begun when the data end.
  package static func clockHours(of query: SumQuery) -> String {
    let (first, end) = (query.period.start, min(query.period.end, query.asOf + 1))
    return "SELECT (\(max(first, end)) - \(first) + 3599) / 3600 AS value;"
  }

  private var longestGap: String {
    let (first, end) = (query.period.start, min(query.period.end, query.asOf + 1))
    // Before the data begin to speak of the period there is no hour.
    guard first < end else { return "SELECT NULL AS value;" }
    let hours = dialect.localHours(of:) as (Int64) -> Int64
    return """
      WITH hours(h) AS (SELECT DISTINCT \(hour) FROM \(relation) WHERE \(condition) UNION SELECT \(hours(end - 1) + 1)), \
      gaps(gap) AS (SELECT h - lag(h, 1, \(hours(first) - 1)) OVER (ORDER BY h) - 1 FROM hours) \
      SELECT max(gap) AS value FROM gaps;
      """
  }

  private var hour: String { dialect.localHours(of: dialect.identifier(measure.time ?? "0")) }

  /// The SQL that lists the facts, in order of time; `excluding` leaves out those that another question is about.
  /// Where a span goes backwards, they come in the opposite order.
  package func rows(excluding other: FactSQL?, _ span: RowSpan) -> String {
    // `IS NOT TRUE` also keeps the facts for which the other condition is unknown.
    let missed = other.map { " AND ((\($0.condition)) IS NOT TRUE)" } ?? ""
    let columns = dialect.order(of: measure.fact, by: measure.time)
    let order = columns.map { span.isBackwards ? $0 + " DESC" : $0 }.joined(separator: ", ")
    var (place, skipped) = ("", "")
    switch span.place {
    case .offset(let count): skipped = " OFFSET \(count)"
    case .after(let row): place = " AND \(beyond(row, ">", columns))"
    case .before(let row): place = " AND \(beyond(row, "<", columns))"
    case .end: break
    }
    return
      "SELECT * FROM \(relation) WHERE \(condition)\(missed)\(place) ORDER BY \(order) LIMIT \(span.limit)\(skipped);"
  }

  /// What holds for the facts on one side of one of them.
  private func beyond(_ row: RowPosition, _ sign: String, _ columns: [String]) -> String {
    let values = [row.number.map { String($0) }, row.key.map(dialect.literal)].compactMap(\.self)
    // A position of another kind of fact has no facts on either side.
    guard values.count == columns.count else { return "0 = 1" }
    return "(\(columns.joined(separator: ", "))) \(sign) (\(values.joined(separator: ", ")))"
  }

  /// The SQL that adds up the values of several statements of one value each.
  package static func total(of statements: [String]) -> String {
    guard statements.count > 1 else { return statements.first ?? "" }
    return "SELECT " + statements.map { "(" + $0.dropLast() + ")" }.joined(separator: " + ") + " AS value;"
  }
}
