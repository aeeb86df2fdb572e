import HotlineCalendar
import HotlineStore

/// Counts clock hours with and without facts: 全年无休 and the longest gap.
struct HourCoverage {
  private let period: Period
  private let groups: [Grouping]
  private let lastHour: Int
  /// For each metric and group, the hours (since 1970, local) in which its measure is not zero, in order.
  private var hours: [String: [[String]: [Int]]] = [:]

  init(engine: MetricEngine, slice: Slice, groups: [Grouping], asOf: Int64, metrics: [Metric]) throws {
    period = slice.period
    self.groups = groups
    let end = min(slice.period.end, max(slice.period.start, asOf + 1))
    lastHour = Self.hour(end - 1)
    for metric in metrics where metric.counting != .sums {
      let rows = try engine.database.sums(
        SumQuery(
          measures: metric.numerator, period: slice.period, conditions: slice.conditions,
          groups: groups.filter { !$0.isClock } + [.day, .hour],
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
    return (first...lastHour).filter { hour in
      let day = LocalDay(number: hour / 24)
      return zip(groups, labels).allSatisfy { group, label in
        switch group {
        case .month: day.month.iso == label
        case .day: day.iso == label
        case .hour: Int(label) == hour % 24
        case .weekday: String(day.weekday) == label
        case .dimension: true
        }
      }
    }
  }
}

extension Grouping {
  var isClock: Bool {
    if case .dimension = self { return false }
    return true
  }
}
