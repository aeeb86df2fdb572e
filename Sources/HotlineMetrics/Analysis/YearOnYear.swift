import HotlineCalendar
import HotlineModel

/// A period's value beside that of a year before, with what chance explains of the difference (domain.md §6.9).
package struct YearOnYear: Sendable {
  /// The value.
  package let now: MetricValue
  /// The same group's value a year before; `nil` when nothing is known of that time.
  package let before: MetricValue?
  /// The difference: in points (0…1) for rates, as a ratio minus 1 otherwise; `nil` too for counts of which files tell only some days.
  package let difference: Double?
  /// The interval of the difference: Newcombe's for shares, that of two Poisson counts for counts; `nil` for means and
  /// indices, whose spread the counts do not tell.
  package let interval: (low: Double, high: Double)?

  /// Whether the difference is more than chance; `nil` where that is unknown.
  package var isDifferent: Bool? { interval.map { $0.low > 0 || $0.high < 0 } }

  init(now: MetricValue, before: MetricValue?, days: (Int, Int)) {
    self.now = now
    self.before = before
    guard let value = now.value, let before, let earlier = before.value, now.isComparable(with: before) else {
      difference = nil
      interval = nil
      return
    }
    if now.metric.unit == .count, !now.metric.isRatio {
      let change = CountChange(value, since: earlier, days: (Double(days.0), Double(days.1)))
      difference = earlier > 0 ? value / earlier - 1 : nil
      interval = change.map { ($0.low, $0.high) }
      return
    }
    difference = now.metric.unit.isRate ? value - earlier : earlier != 0 ? value / earlier - 1 : nil
    if now.metric.unit == .share, let n = now.numerator, let d = now.denominator, let m = before.numerator,
      let e = before.denominator
    {
      interval = NewcombeInterval((n, d), minus: (m, e)).map { ($0.low, $0.high) }
    } else {
      interval = nil
    }
  }
}

extension MetricEngine {
  /// Values of a period beside those of a year before: two queries for all. A line or group without
  /// activity a year before has nothing to compare with.
  package func yearOnYear(_ metrics: [Metric], slice: Slice, groups: [Grouping]) throws -> [YearOnYear] {
    let now = try values(MetricQuery(metrics: metrics, slice: slice, groups: groups))
    var earlier = slice
    earlier.period = slice.period.yearAgo
    let before = try values(MetricQuery(metrics: metrics.map(\.withoutLeftOut), slice: earlier, groups: groups))
    let active = Set(
      before.values.filter { ($0.numerator ?? 0) != 0 || ($0.denominator ?? 0) != 0 }.flatMap(\.metric.facts))
    let byKey = Dictionary(before.values.map { (YearKey($0), $0) }) { first, _ in first }
    return now.values.map { value in
      let isKnown = !value.metric.facts.isDisjoint(with: active)
      return YearOnYear(
        now: value, before: isKnown ? byKey[YearKey(value)] : nil,
        days: (slice.period.dayCount, earlier.period.dayCount))
    }
  }
}

private struct YearKey: Hashable {
  let metric: String
  let labels: [String]

  init(_ value: MetricValue) {
    metric = value.metric.id
    labels = value.labels
  }
}
