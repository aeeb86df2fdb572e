import HotlineCalendar
import HotlineModel

/// A metric on one line, month by month from the first month on record; tells change from random variation.
package struct MetricSeries: Sendable {
  /// One month against an earlier one.
  package struct Step: Sendable, Hashable {
    /// The difference: in points (0…1) for rates, as a ratio minus 1 otherwise.
    package let difference: Double
    /// For counts, the ratio minus 1 of what an equal number of days brings; `nil` otherwise.
    package let daily: Double?
    /// Whether it is more than two such months usually differ by, and, for shares, more than chance between the two;
    /// `nil` where that cannot be told.
    package let isChange: Bool?
  }

  /// The metric.
  package let metric: Metric
  /// The hotline number; `nil` for all together or facts without one.
  package let line: String?
  /// The months, in order: those shown last, those on record before them first.
  package let months: [LocalMonth]
  /// A value for each month; `nil` for a month without data, which is no 0.
  package let values: [MetricValue?]
  /// The days of each month.
  package let days: [MonthDays]
  /// How busy days off are.
  package let weights: DayWeights
  /// The days of the months of the newest month's year that are still to come.
  package let daysToCome: [MonthDays]
  /// The places of the months that a report shows.
  package let shown: Range<Int>
  /// The verdicts on the months that can be judged: whole ones of whose days files tell, shares of at least 30 cases.
  package let chart: ControlChart?
  /// The moment up to which the data speak.
  package let asOf: Int64

  /// - Parameters:
  ///   - shown: how many months a report shows, the last ones; all unless given.
  ///   - days: of each month; weekdays and weekends unless given.
  init(
    metric: Metric, line: String?, months: [LocalMonth], values: [MetricValue?], shown: Int? = nil,
    days: [MonthDays]? = nil, daysToCome: [MonthDays]? = nil, weights: DayWeights = .equal, asOf: Int64
  ) {
    self.metric = metric
    self.line = line
    self.months = months
    self.values = values
    self.weights = weights
    self.asOf = asOf
    self.shown = max(0, months.count - (shown ?? months.count))..<months.count
    let days = days ?? months.map(MonthDays.init(weekdaysOf:))
    self.days = days
    self.daysToCome = daysToCome ?? (months.last?.othersOfYear ?? []).map(MonthDays.init(weekdaysOf:))
    chart = ControlChart(
      months.indices.map { index in
        guard let value = values[index], value.isWhole, let number = value.value else { return nil }
        guard metric.isRatio else {
          guard months[index].isOver(by: asOf) else { return nil }
          let length = weights.length(of: days[index])
          return length > 0 ? ControlChart.Month(number / length, size: length) : nil
        }
        guard let size = value.denominator, size >= FunnelPlot.fewestJudged else { return nil }
        return ControlChart.Month(number, size: size)
      }, scale: Self.scale(of: metric))
  }

  private static func scale(of metric: Metric) -> ControlChart.Scale {
    switch metric.unit {
    case .share: .share
    case .index: .index
    default: metric.isRatio ? .mean : .count
    }
  }

  /// The newest month's value.
  package var last: MetricValue? { values.last ?? nil }

  /// A month's verdict; `nil` where it is not judged.
  package func point(_ index: Int) -> ControlChart.Point? { chart?.points[index] }

  /// The newest month's verdict.
  package var lastPoint: ControlChart.Point? { chart?.points.last ?? nil }

  /// A limit or centre of the chart in the unit of the month's value: a count's is that of so many days.
  package func inUnit(_ value: Double, at index: Int) -> Double {
    metric.isRatio ? value : value * weights.length(of: days[index])
  }

  /// Whether the newest month is over by the data: a part of a month is no count to compare with whole ones.
  package var isWhole: Bool { months.last.map { $0.isOver(by: asOf) } ?? false }

  /// A month's value; `nil` without data, and for a count of which some days have no file.
  func whole(_ index: Int) -> MetricValue? { values[index].flatMap { $0.isWhole ? $0 : nil } }

  /// The newest month against the one a number of months before; `nil` where either is absent, or a count of a part of its days.
  package func step(monthsBack: Int) -> Step? {
    let index = months.count - 1 - monthsBack
    guard months.indices.contains(index), metric.isRatio || isWhole, let now = whole(months.count - 1),
      let before = whole(index),
      let value = now.value,
      let earlier = before.value, metric.unit.isRate || earlier != 0
    else { return nil }
    var daily: Double?
    let lengths = [months.count - 1, index].map { weights.length(of: days[$0]) }
    if !metric.isRatio, lengths.allSatisfy({ $0 > 0 }) { daily = value / lengths[0] / (earlier / lengths[1]) - 1 }
    var isChange: Bool?
    if let point = lastPoint, let then = point.deviation(of: self, at: index) {
      let difference = metric.isRatio ? value - earlier : value / lengths[0] - earlier / lengths[1]
      let spread = (point.deviation * point.deviation + then * then).squareRoot()
      let tail = StudentDistribution.quantile(tail: 0.0025, degrees: point.baseline.months.count - 1)
      isChange = abs(difference) > tail * spread
    }
    if isChange == true, metric.unit == .share, let n = now.numerator, let d = now.denominator,
      let m = before.numerator,
      let e = before.denominator
    {
      isChange = NewcombeInterval((n, d), minus: (m, e))?.isDifferent ?? false
    }
    return Step(
      difference: metric.unit.isRate ? value - earlier : value / earlier - 1, daily: daily, isChange: isChange)
  }

  /// The sum of a count over the newest month's year so far; `nil` for rates and where a month of it, or days of one, are missing or not over.
  package var yearToDate: Double? {
    guard !metric.isRatio, isWhole, let last = months.last else { return nil }
    let known = months.indices.filter { months[$0].year == last.year }.compactMap { whole($0)?.value }
    return known.count == last.month ? known.reduce(0, +) : nil
  }

  /// The months in which the chart judges by a new level, with those that confirmed it.
  package var shifts: [ControlChart.Shift] { chart?.shifts ?? [] }
}

extension ControlChart.Point {
  /// The deviation of another month of the series by this month's baseline; `nil` where that month cannot be judged.
  fileprivate func deviation(of series: MetricSeries, at index: Int) -> Double? {
    guard let value = series.whole(index), value.value != nil else { return nil }
    guard series.metric.isRatio else { return baseline.deviation(size: series.weights.length(of: series.days[index])) }
    guard let size = value.denominator, size >= FunnelPlot.fewestJudged else { return nil }
    return baseline.deviation(size: size)
  }
}

extension Period {
  /// Whether the period is over by data that reach up to a moment. A log without the time of its export reaches to its last event, which
  /// is not the last second of the period: the evening of the last day is enough.
  package func isOver(by asOf: Int64) -> Bool { end - 6 * 3600 <= asOf + 1 }
}

extension LocalMonth {
  /// Whether the month is over by data that reach up to a moment.
  package func isOver(by asOf: Int64) -> Bool { Period(month: self).isOver(by: asOf) }

  /// The months of the year after this one.
  var othersOfYear: [LocalMonth] { (0..<(12 - month)).map { advanced(by: $0 + 1) } }
}
