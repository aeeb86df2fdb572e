import GRDB
import HotlineCalendar
import HotlineModel
import HotlineReading

extension HotlineDatabase {
  /// The hours of a period in which someone asked for a seat, in order of time. All lines together: seats answer them all.
  package func seatHours(in period: Period) throws -> [SeatHour] {
    func code(_ vocabulary: Vocabulary, _ word: String) -> Int { vocabulary.code(of: word) ?? -1 }
    let inbound = code(.direction, "inbound")
    let answered = code(.outcome, "answered")
    let abandoned = code(.outcome, "abandoned")
    let failed = code(.outcome, "failed")
    let sql = """
      SELECT \(LocalClockSQL.hour("started_at")) AS hour, count(*) AS asked,
        sum(outcome = \(answered)) AS answered, sum(outcome = \(abandoned)) AS abandoned,
        coalesce(sum(CASE WHEN outcome = \(answered) THEN talk_seconds END), 0) AS talk,
        sum(outcome = \(answered) AND talk_seconds IS NOT NULL) AS talk_known,
        coalesce(sum(CASE WHEN outcome = \(answered) THEN wait_seconds
          WHEN outcome = \(abandoned) THEN coalesce(wait_seconds, ended_at - started_at) END), 0) AS waited,
        count(DISTINCT CASE WHEN outcome = \(answered) THEN agent_id END) AS seats
      FROM call WHERE direction = \(inbound) AND outcome IN (\(answered), \(abandoned), \(failed))
        AND started_at >= \(period.start) AND started_at < \(period.end)
      GROUP BY 1 ORDER BY 1
      """
    return try read { database in
      let rows =
        try Elsewhere(database) == nil
        ? Row.fetchAll(database, sql: sql)
        : Row.fetchAll(
          database,
          sql: """
            SELECT * FROM elsewhere_seat_hour WHERE hour * 3600 - \(LocalClockSQL.hourOffset) >= \(period.start)
              AND hour * 3600 - \(LocalClockSQL.hourOffset) < \(period.end) ORDER BY hour
            """)
      return try rows.map { row in
        func count(_ column: String) throws -> Int { try row.count(column, in: StoredCount.believedOfAnHour) }
        let hour = LocalHour(containing: (row["hour"] as Int64) * 3600 - LocalClockSQL.hourOffset)
        return try SeatHour(
          day: hour.day, hour: hour.clock, isWorkingDay: reference.calendar.isWorkingDay(hour.day),
          asked: count("asked"),
          answered: count("answered"), abandoned: count("abandoned"), talkSeconds: row.count("talk"),
          talkKnown: count("talk_known"), waitedSeconds: row.count("waited"), seats: count("seats"))
      }
    }
  }

  /// Whether people work on a day; `nil` outside the calendar's years.
  package func isWorkingDay(_ day: LocalDay) -> Bool? { reference.calendar.isWorkingDay(day) }

  /// The holiday for which a day is off, or for which people make it up; `nil` for a day like others.
  package func holiday(on day: LocalDay) -> String? { reference.calendar.holiday(on: day) }
}
