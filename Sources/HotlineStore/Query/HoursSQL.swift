import HotlineCalendar

extension FactQuery {
  /// The SQL that counts the clock hours with at least one of the facts.
  var hoursSQL: String {
    "SELECT count(DISTINCT \(hour)) AS value FROM \(relation) WHERE \(condition);"
  }

  /// The SQL that gives the longest run of clock hours without one of the facts.
  ///
  /// - Parameters:
  ///   - first: the first moment that counts, in Unix seconds.
  ///   - end: the first moment that does not any more.
  func longestGapSQL(from first: Int64, to end: Int64) -> String {
    let offset = LocalClockSQL.hourOffset
    return """
      WITH hours(h) AS (SELECT DISTINCT \(hour) FROM \(relation) WHERE \(condition) UNION SELECT \((end - 1 + offset) / 3600 + 1)), \
      gaps(gap) AS (SELECT h - lag(h, 1, \((first + offset) / 3600 - 1)) OVER (ORDER BY h) - 1 FROM hours) \
      SELECT max(gap) AS value FROM gaps;
      """
  }

  private var hour: String { LocalClockSQL.hour(measure.time ?? "0") }
}
