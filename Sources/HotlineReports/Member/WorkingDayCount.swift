import HotlineCalendar
import HotlineModel

/// Counts working days, as far as the calendar reaches.
struct WorkingDayCount {
  let data: any MetricSource

  /// The working days after a day up to another one; `nil` where one of them lies outside the calendar's years.
  func between(_ first: LocalDay, _ last: LocalDay) -> Int? {
    guard first < last else { return 0 }
    var count = 0
    for number in first.number + 1...last.number {
      guard let isWorking = data.isWorkingDay(LocalDay(number: number)) else { return nil }
      if isWorking { count += 1 }
    }
    return count
  }

  /// The last day that is no more than so many working days after a day; outside the calendar's years by weekdays.
  func last(within days: Int, of first: LocalDay) -> LocalDay {
    var (day, count) = (first, 0)
    while true {
      let next = day.advanced(by: 1)
      if data.isWorkingDay(next) ?? (next.weekday < 6) { count += 1 }
      if count > days { return day }
      day = next
    }
  }
}
