import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Counts clock hours with and without facts: 全年无休 and the longest gap.
struct HourCoverage {
  private let period: Period
  private let groups: [Grouping]
  private let lastHour: Int
  private let isByName: Bool
  /// For each metric and group, the hours (since 1970, local) in which its measure is not zero, in order.
  private var hours: [String: [[String]: [Int]]] = [:]

  init(engine: MetricEngine, slice: Slice, groups: [Grouping], asOf: Int64, metrics: [Metric]) throws {
    period = slice.period
    self.groups = groups
    let end = min(slice.period.end, max(slice.period.start, asOf + 1))
    lastHour = Self.hour(end - 1)
    // The hours of a service are those of its line: a district or a unit is not on duty.
    isByName = groups.contains { !$0.isTime && $0 != .dimension(.line) }
    for metric in metrics where metric.counting != .sums && !isByName {
      let rows = try engine.data.sums(
        SumQuery(
          measures: metric.numerator, period: slice.period, conditions: slice.conditions,
          groups: groups.filter { !$0.isTime } + [.day, .hour],
          asOf: asOf))
      var found: [[String]: [Int]] = [:]
      for row in rows where row.values.contains(where: { ($0 ?? 0) > 0 }) {
        guard let day = LocalDay(iso: row.labels[row.labels.count - 2]),
          let hour = Int(row.labels[row.labels.count - 1])
        else { continue }
        var names = row.labels.dropLast(2).makeIterator()
        let labels = groups.map { group -> String in
          switch group {
          case .month: day.month.iso
          case .day: day.iso
          case .hour: row.labels[row.labels.count - 1]
          case .weekday: String(day.weekday)
          case .dimension: names.next() ?? ""
          }
        }
        found[labels, default: []].append(day.number * 24 + hour)
      }
      hours[metric.id] = found.mapValues { $0.sorted() }
    }
  }

  private static func hour(_ unixSeconds: Int64) -> Int {
    LocalDay(containing: unixSeconds).number * 24 + LocalTime.hour(unixSeconds)
  }

  func value(_ context: ValueContext) -> MetricValue {
    if isByName {
      var context = context
      context.notes.append(
        LocalizedText(zh: "只按热线和时间统计，不按名称细分", en: "told by line and time, not broken down by name"))
      return context.value(numerator: nil, denominator: nil, isRatio: true)
    }
    let all = hoursOf(context.labels)
    let covered = hours[context.metric.id]?[context.labels] ?? []
    guard !all.isEmpty else { return context.value(numerator: nil, denominator: nil, isRatio: true) }
    if context.metric.counting == .hoursCovered {
      return context.value(numerator: Double(covered.count), denominator: Double(all.count), isRatio: true)
    }
    var longest = 0
    var run = 0
    var next = covered.makeIterator()
    var upcoming = next.next()
    for hour in all {
      if hour == upcoming {
        run = 0
        upcoming = next.next()
      } else {
        run += 1
        longest = max(longest, run)
      }
    }
    return context.value(numerator: Double(longest), denominator: nil, isRatio: false)
  }

  /// The clock hours of the period, up to the end of the data, that belong to a group.
  private func hoursOf(_ labels: [String]) -> [Int] {
    let first = period.first.number * 24
    guard lastHour >= first else { return [] }
    var hours: [Int] = []
    let clock = zip(groups, labels).first { $0.0 == .hour }.flatMap { Int($0.1) }.map { $0...$0 } ?? 0...23
    for day in period.first.number...lastHour / 24 where isDay(LocalDay(number: day), of: labels) {
      hours += clock.map { day * 24 + $0 }.filter { $0 <= lastHour }
    }
    return hours
  }

  private func isDay(_ day: LocalDay, of labels: [String]) -> Bool {
    zip(groups, labels).allSatisfy { group, label in
      switch group {
      case .month: day.month.iso == label
      case .day: day.iso == label
      case .weekday: String(day.weekday) == label
      case .hour, .dimension: true
      }
    }
  }
}
