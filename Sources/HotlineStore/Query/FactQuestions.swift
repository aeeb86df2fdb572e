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
      let statement = try database.makeStatement(sql: sql)
      let names = statement.columnNames
      let hidden: Set<String> = ["source_file", "source_line", "caller", "id", "carried_id"]
      // To find a column by its name takes longer than to read it, and a file of rows reads millions.
      let shown = names.enumerated().filter { !hidden.contains($0.element) && !$0.element.hasSuffix("_at") }.map {
        (index: $0.offset, name: $0.element, unit: units[$0.element])
      }
      let order = question.measure.fact.order(by: question.measure.time).map { names.firstIndex(of: $0) }
      let isByKey = order.last == names.firstIndex(of: "key")
      guard let file = names.firstIndex(of: "source_file"), let line = names.firstIndex(of: "source_line"),
        let first = order.first.flatMap(\.self), let last = order.last.flatMap(\.self)
      else { throw DatabaseError(message: "the view of \(question.measure.fact.rawValue) lacks a file, line or key") }
      var rows: [FactRow] = []
      let cursor = try Row.fetchCursor(statement)
      while let row = try cursor.next() {
        let columns = shown.compactMap { column in
          Self.text(row[column.index] as DatabaseValue).map {
            FactRow.Column(name: column.name, value: $0, unit: column.unit)
          }
        }
        let position = RowPosition(
          number: first == last && isByKey ? nil : row[first] as Int64, key: isByKey ? row[last] as String : nil)
        rows.append(FactRow(file: row[file], sourceLine: row[line], columns: columns, position: position))
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
