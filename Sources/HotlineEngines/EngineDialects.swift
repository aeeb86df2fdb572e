import HotlineCalendar
import HotlineModel

/// SQL as DuckDB has it, over views of records.
package struct DuckDBDialect: SQLDialect {
  /// Creates the dialect.
  package init() {}

  /// A single stroke would keep the fraction.
  package func quotient(_ dividend: String, _ divisor: String, isWhole: Bool) -> String {
    "\(dividend) \(isWhole ? "//" : "/") nullif(\(divisor), 0)"
  }

  /// See ``quotient(_:_:isWhole:)``.
  package func wholeQuotient(_ dividend: String, by divisor: Int) -> String { "\(dividend) // \(divisor)" }

  /// See ``ClockSQL``.
  package func localHours(of time: String) -> String { "(\(time) + \(LocalZone.current.hourOffset)) // 3600" }

  /// See ``ClockSQL``.
  package func localHours(of moment: Int64) -> Int64 { ClockSQL.hours(of: moment) }

  /// A timestamp without zone shows the seconds of the local clock.
  package func localDate(of time: String) -> String {
    "CAST(strftime(make_timestamp((\(ClockSQL.seconds(time))) * 1000000), '%Y%m%d') AS INTEGER)"
  }
}

/// SQL as Apache Spark has it, over views of records.
package struct SparkDialect: SQLDialect {
  /// Creates the dialect.
  package init() {}

  /// A backslash and a quote are escaped by a backslash, and two quotes are two texts side by side.
  package func literal(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }

  /// A stroke would keep the fraction.
  package func quotient(_ dividend: String, _ divisor: String, isWhole: Bool) -> String {
    "\(dividend) \(isWhole ? "div" : "/") nullif(\(divisor), 0)"
  }

  /// See ``quotient(_:_:isWhole:)``.
  package func wholeQuotient(_ dividend: String, by divisor: Int) -> String { "\(dividend) div \(divisor)" }

  /// See ``ClockSQL``.
  package func localHours(of time: String) -> String { "(\(time) + \(LocalZone.current.hourOffset)) div 3600" }

  /// See ``ClockSQL``.
  package func localHours(of moment: Int64) -> Int64 { ClockSQL.hours(of: moment) }

  /// Dates are counted from 1970, so that the zone of the session does not matter.
  package func localDate(of time: String) -> String {
    """
    CAST(date_format(date_add(DATE '1970-01-01', CAST(floor((\(ClockSQL.seconds(time))) / 86400) AS INT)), 'yyyyMMdd') \
    AS INT)
    """
  }
}

/// The local clock in SQL that every engine reads.
private enum ClockSQL {
  /// The seconds that the local clock shows at a moment, counted like Unix seconds. Where the clock changes, its offsets are
  /// written out: engines know zones of their own.
  static func seconds(_ moment: String) -> String {
    let zone = LocalZone.current
    if let offset = zone.fixedOffset { return "\(moment) + \(offset)" }
    let cases = zip(zone.stretches, zone.stretches.dropFirst()).map { stretch, next in
      "WHEN \(moment) < \(next.start) THEN \(stretch.offset)"
    }
    return "\(moment) + CASE \(cases.joined(separator: " ")) ELSE \(zone.stretches.last?.offset ?? 0) END"
  }

  static func hours(of moment: Int64) -> Int64 { (moment + LocalZone.current.hourOffset) / 3600 }
}
