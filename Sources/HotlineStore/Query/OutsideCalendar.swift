import GRDB
import HotlineCalendar
import HotlineConfiguration
import HotlineText

extension HotlineDatabase {
  /// Says of which years there are orders whose working days the calendar does not know; `nil` when there are none.
  package func ordersOutsideCalendar() throws -> LocalizedText? {
    let years = reference.calendar.years
    let covered = Period(year: years.lowerBound).start..<Period(year: years.upperBound).end
    let counts = try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT strftime('%Y', \(LocalClockSQL.seconds("moment")), 'unixepoch') AS year, count(*) AS orders FROM (
            SELECT received_at AS moment FROM work_order WHERE contact_deadline_at IS NULL
            UNION ALL SELECT closed_at FROM work_order
            WHERE (closed_at < \(covered.lowerBound) OR closed_at >= \(covered.upperBound)) AND contact_deadline_at IS NOT NULL)
          GROUP BY 1 ORDER BY 1
          """
      ).map { (year: $0["year"] as String, orders: $0["orders"] as Int) }
    }
    guard !counts.isEmpty else { return nil }
    let list = counts.map { "\($0.year) (\(NumberText.count(Double($0.orders))))" }.joined(separator: ", ")
    let files = Locality.current.calendars.joined(separator: ", ")
    return LocalizedText(
      zh: "部分工单的工作日在日历年份（\(reference.calendar.span)）之外，按年份：\(list)；期限无法确定，不计入并单独计数。请在 \(files) 中补上放假安排",
      en:
        "Orders whose working days lie outside the calendar (\(reference.calendar.span)), by year: \(list); their deadlines are unknown, they are left out and counted. Add the days off to \(files)"
    )
  }
}
