import GRDB
import HotlineModel

extension HotlineDatabase {
  /// The facts behind a measure under a query's period, conditions and as-of moment.
  private func factSQL(_ question: FactQuestion, _ database: Database) throws -> FactSQL {
    let measure = question.measure
    // What an author wrote is about to be run: SQLite has its say first.
    for expression in [measure.filter, measure.value].compactMap({ $0 }) { try ExpressionGuard.check(expression) }
    try requireKnown([measure], dimensions: Set(question.query.conditions.keys), database)
    let names = try NameTables(database, reference: reference(in: database))
    return FactSQL(
      FactQuestion(measure, in: question.query.canonical(names)), horizon: try Self.horizons(database)[measure.fact],
      carried: try measure.requirement.flatMap { try CarriedSets(measure.fact, database).ids(meeting: $0) },
      dialect: SQLiteDialect())
  }

  /// SQL that anyone can run on the readable views.
  package func sql(_ question: FactQuestion, _ answer: FactAnswer) throws -> String {
    try read { try factSQL(question, $0).sql(answer) }
  }

  /// Runs the SQL of a sum.
  package func sum(_ question: FactQuestion) throws -> Double {
    if try read({ try Elsewhere($0) }) != nil, Elsewhere.kinds.contains(question.measure.fact) {
      var query = question.query
      (query.measures, query.groups) = ([question.measure], [])
      return try sums(query).first?.values.first.flatMap { $0 } ?? 0
    }
    return try read { try Double.fetchOne($0, sql: factSQL(question, $0).sql(.sum)) ?? 0 }
  }

  /// Facts behind a measure, in order of time; `excluding` leaves out those that another measure counts.
  package func rows(
    _ question: FactQuestion, excluding other: FactQuestion? = nil, _ span: RowSpan
  ) throws -> [FactRow] {
    try read { database in
      if let elsewhere = try Elsewhere(database), Elsewhere.kinds.contains(question.measure.fact) {
        return try rows(question, excluding: other, span, elsewhere: elsewhere, database)
      }
      let sql = try factSQL(question, database).rows(excluding: other.map { try factSQL($0, database) }, span)
      let fields = question.measure.fact.fields
      let units = Dictionary(fields.compactMap { field in field.unit.map { (field.rawValue, $0) } }) { $1 }
        .filter { $0.value != .count }
      let order = question.measure.fact.order(by: question.measure.time)
      func position(_ row: Row) -> RowPosition {
        order.last == "key"
          ? RowPosition(number: order.count > 1 ? row[order[0]] : nil, key: row["key"])
          : RowPosition(number: row[order[0]], key: nil)
      }
      let rows = try Row.fetchAll(database, sql: sql).map { row in
        let hidden = ["source_file", "source_line", "caller", "id", "carried_id"]
        let columns = Array(row.columnNames).filter { !hidden.contains($0) && !$0.hasSuffix("_at") }.compactMap {
          name -> FactRow.Column? in
          guard let value = Self.text(row[name] as DatabaseValue) else { return nil }
          return FactRow.Column(name: name, value: value, unit: units[name])
        }
        return FactRow(
          file: row["source_file"], sourceLine: row["source_line"], columns: columns, position: position(row))
      }
      return span.isBackwards ? rows.reversed() : rows
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
