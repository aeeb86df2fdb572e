import HotlineCalendar

/// The local clock in SQL: the only place that writes it.
enum LocalClockSQL {
  /// SQL for the seconds that the local clock shows at a moment, counted like Unix seconds.
  ///
  /// Where the clock changes, the offsets are those of the table `clock_offset`, so that anyone gets the same in `sqlite3`.
  static func seconds(_ moment: String) -> String {
    if let offset = LocalZone.current.fixedOffset { return "\(moment) + \(offset)" }
    return
      "\(moment) + (SELECT seconds FROM clock_offset WHERE since_at <= \(moment) ORDER BY since_at DESC LIMIT 1)"
  }

  /// SQL for the number of the hour since 1970 that holds a moment; an hour that the clock shows twice has two.
  static func hour(_ moment: String) -> String { "(\(moment) + \(hourOffset)) / 3600" }

  /// Seconds by which hours on the clock begin before those of Unix time.
  static var hourOffset: Int64 { LocalZone.current.hourOffset }
}
