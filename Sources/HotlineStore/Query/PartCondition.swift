import GRDB
import HotlineCalendar
import HotlineModel

extension HotlineDatabase {
  /// SQL that holds for those rows of a fact's table, named `f`, that meet conditions on dimensions: names as they are at the fact's time.
  ///
  /// - Parameters:
  ///   - time: the column by which facts belong to the period.
  /// - Returns: `0`, which never holds, where the fact does not have one of the dimensions.
  /// - Throws: a ``Diagnostic`` when the database has not learned one of the dimensions.
  func condition(
    _ conditions: [Dimension: [String]], on fact: FactKind, by time: FactField, in period: Period, _ database: Database
  ) throws -> String {
    guard !conditions.isEmpty else { return "1" }
    guard Set(fact.dimensions).isSuperset(of: conditions.keys) else { return "0" }
    try requireKnown([], dimensions: Set(conditions.keys), database)
    let names = try NameTables(database, reference: reference(in: database))
    let dialect = SQLiteDialect()
    var parts = ["\(time.rawValue) >= \(period.start) AND \(time.rawValue) < \(period.end)"]
    parts += [dialect.span(of: fact, time.rawValue, from: period.start, to: period.end)].compactMap { $0 }
    for (dimension, wanted) in conditions.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let list = Set(wanted.map { names.canonicalName(of: $0, in: dimension) }).sorted().map(dialect.literal)
      parts.append("coalesce(\(dialect.identifier(dimension.rawValue)), '') IN (\(list.joined(separator: ", ")))")
    }
    return """
      (f.key, f.line_id) IN (SELECT key, (SELECT id FROM line WHERE name = v.line) FROM \(fact.view) AS v
        WHERE \(parts.joined(separator: " AND ")))
      """
  }
}
