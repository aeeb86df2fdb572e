import HotlineModel

/// SQL as SQLite has it, over the views of a database of ours.
struct SQLiteDialect: SQLDialect {
  /// SQLite cuts the quotient of whole numbers.
  func wholeQuotient(_ dividend: String, by divisor: Int) -> String { "\(dividend) / \(divisor)" }

  func localHours(of time: String) -> String { LocalClockSQL.hour(time) }

  func localHours(of moment: Int64) -> Int64 { (moment + LocalClockSQL.hourOffset) / 3600 }

  func localDate(of time: String) -> String {
    "CAST(strftime('%Y%m%d', \(LocalClockSQL.seconds(time)), 'unixepoch') AS INTEGER)"
  }

  /// Calls lie in order of time: SQLite goes by their ids.
  func span(of fact: FactKind, _ time: String, from start: Int64, to end: Int64) -> String? {
    fact.isOrdered(by: time) ? fact.span(time, from: start, to: end) : nil
  }

  func order(of fact: FactKind, by time: String?) -> String { fact.order(by: time) }
}
