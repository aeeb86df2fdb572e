import Foundation
import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText
// Foundation has a `Dimension` too.
import struct HotlineModel.Dimension

/// Questions about facts that lie elsewhere, as far as an engine answered them ahead.
extension HotlineDatabase {
  /// Callers by how often they called, of whole months, quarters and years.
  func callerFrequencies(
    in period: Period, under conditions: [Dimension: [String]], _ elsewhere: Elsewhere, _ database: Database
  ) throws -> [CallerFrequency] {
    let isToldAhead = period == Period(month: period.first.month) || Self.quarterOrYear(period)
    guard conditions.isEmpty, isToldAhead else {
      throw elsewhere.needsFacts(
        LocalizedText(zh: "这段时间的来电人次分布", en: "how often callers of this part or period called"), path: path)
    }
    return try Row.fetchAll(
      database, sql: "SELECT calls, callers FROM elsewhere_caller WHERE first_day = ? AND last_day = ? ORDER BY calls",
      arguments: [period.first.number, period.last.number]
    ).map { try CallerFrequency($0) }
  }

  private static func quarterOrYear(_ period: Period) -> Bool {
    let (first, last) = (period.first.month, period.last.month)
    guard period.first == first.firstDay, period.last == last.lastDay else { return false }
    let months = last.number - first.number + 1
    return months == 12 && first.month == 1 || months == 3 && first.month % 3 == 1
  }

  /// The orders of a period by their age.
  func orderAges(
    _ query: SumQuery, _ elsewhere: Elsewhere, _ database: Database
  ) throws -> [String: [OrderAge: Int]] {
    try elsewhere.require(query, horizon: Self.horizons(database)[.workOrder], path: path)
    let told: Set<Dimension> = [.line, .kind, .district, .unit, .category]
    guard told.isSuperset(of: query.conditions.keys) else {
      guard Set(FactKind.workOrder.dimensions).isSuperset(of: query.conditions.keys) else { return [:] }
      throw elsewhere.needsFacts(LocalizedText(zh: "这部分工单的时效", en: "how orders of this part stand"), path: path)
    }
    let names = try NameTables(database, reference: reference(in: database))
    let dialect = SQLiteDialect()
    var parts = ["day BETWEEN \(query.period.first.number) AND \(query.period.last.number)"]
    for (dimension, wanted) in query.conditions.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let list = Set(wanted.map { names.canonicalName(of: $0, in: dimension) }).sorted().map(dialect.literal)
      parts.append("\(dimension.rawValue) IN (\(list.joined(separator: ", ")))")
    }
    var ages: [String: [OrderAge: Int]] = [:]
    for row in try Row.fetchAll(
      database,
      sql: """
        SELECT kind, age, sum(orders) AS orders FROM elsewhere_order_age WHERE \(parts.joined(separator: " AND ")) GROUP BY 1, 2
        """)
    {
      guard let age = OrderAge(rawValue: row[1]) else { continue }
      ages[row[0], default: [:]][age] = try row.count("orders")
    }
    return ages
  }

  /// The first rows of a question, as far as an engine kept them.
  func rows(
    _ question: FactQuestion, excluding other: FactQuestion?, _ span: RowSpan, elsewhere: Elsewhere,
    _ database: Database
  ) throws -> [FactRow] {
    let (query, measure) = (question.query, question.measure)
    try elsewhere.require(query, horizon: Self.horizons(database)[measure.fact], path: path)
    let (first, last) = (query.period.first, query.period.last)
    let name = Self.rowQuestion(measure, excluding: other?.measure)
    // Rows that are kept have no ids: they are counted off.
    guard case .offset(let offset) = span.place, case (let most, false) = span.limit.addingReportingOverflow(offset),
      Set(query.conditions.keys).isSubset(of: [.line]), first == first.month.firstDay, last == last.month.lastDay,
      most <= Elsewhere.rowsKept,
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS(SELECT 1 FROM elsewhere_row WHERE question = ? AND place < 0)", arguments: [name])
        == true
    else {
      throw elsewhere.needsFacts(
        LocalizedText(zh: "这些明细", en: "this list of rows"),
        sql: try statements(question, excluding: other, span, elsewhere, database), path: path)
    }
    let lines = query.conditions[.line].map { names in
      " AND line IN (\(names.sorted().map(SQLiteDialect().literal).joined(separator: ", ")))"
    }
    let units = Dictionary(
      measure.fact.fields.compactMap { field in field.unit.map { (field.rawValue, $0) } }
    ) { $1 }.filter { $0.value != .count }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT file, source_line, columns FROM elsewhere_row WHERE question = ? AND place >= 0
          AND day BETWEEN ? AND ?\(lines ?? "") ORDER BY place LIMIT ? OFFSET ?
        """, arguments: [name, first.number, last.number, span.limit, offset])
    return try rows.map { row in
      let columns = try JSONDecoder().decode([[String]].self, from: Data((row[2] as String).utf8))
      return FactRow(
        file: row[0], sourceLine: row[1],
        columns: columns.compactMap { pair in
          guard pair.count == 2 else { return nil }
          return FactRow.Column(name: pair[0], value: pair[1], unit: units[pair[0]])
        })
    }
  }

  /// The SQL that lists the rows where the facts are.
  private func statements(
    _ question: FactQuestion, excluding other: FactQuestion?, _ span: RowSpan, _ elsewhere: Elsewhere,
    _ database: Database
  ) throws -> String? {
    guard let dialect = self.elsewhere else { return nil }
    let (fact, names) = (question.measure.fact, try NameTables(database, reference: reference(in: database)))
    let horizon = try Self.horizons(database)[fact]
    func sql(_ question: FactQuestion) -> FactSQL {
      FactSQL(
        FactQuestion(question.measure, in: question.query.canonical(names)), horizon: horizon, tellsFields: true,
        dialect: dialect)
    }
    let rows = sql(question).rows(excluding: other.map(sql), span)
    return elsewhere.view(of: fact) + " " + rows
  }

  /// The name of a list of rows: those that a measure counts and another one does not.
  package static func rowQuestion(_ measure: Measure, excluding other: Measure?) -> String {
    measure.key + (other.map { " not \($0.key)" } ?? "")
  }
}
