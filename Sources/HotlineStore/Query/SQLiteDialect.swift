import HotlineModel

/// SQL as SQLite has it, over the views of a database of ours.
package struct SQLiteDialect: SQLDialect {
  /// Creates the dialect.
  package init() {}

  /// SQLite cuts the quotient of whole numbers.
  package func wholeQuotient(_ dividend: String, by divisor: Int) -> String { "\(dividend) / \(divisor)" }

  /// See ``LocalClockSQL``.
  package func localHours(of time: String) -> String { LocalClockSQL.hour(time) }

  /// See ``LocalClockSQL``.
  package func localHours(of moment: Int64) -> Int64 { (moment + LocalClockSQL.hourOffset) / 3600 }

  /// Local dates by SQLite's own function.
  package func localDate(of time: String) -> String {
    "CAST(strftime('%Y%m%d', \(LocalClockSQL.seconds(time)), 'unixepoch') AS INTEGER)"
  }

  /// Calls lie in order of time: SQLite goes by their ids.
  package func span(of fact: FactKind, _ time: String, from start: Int64, to end: Int64) -> String? {
    fact.isOrdered(by: time) ? fact.span(time, from: start, to: end) : nil
  }

  /// Calls in order of their ids.
  package func order(of fact: FactKind, by time: String?) -> [String] { fact.order(by: time) }

  /// A fact without a set of fields comes from before such sets were kept: it counts as carrying every field.
  package func condition(_ requirement: FieldRequirement, of fact: FactKind) -> String {
    let names = requirement.fields.map(\.rawValue).sorted()
    let carried = names.map { "' ' || fields || ' ' LIKE \(literal("% \($0) %"))" }.joined(separator: " AND ")
    let sets = "SELECT id FROM carried WHERE kind = \(literal(fact.rawValue)) AND \(carried)"
    return requirement.isCarried
      ? "(carried_id IS NULL OR carried_id IN (\(sets)))" : "carried_id NOT IN (\(sets))"
  }
}
