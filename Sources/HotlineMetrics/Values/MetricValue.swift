import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Which facts a value speaks of: a period and conditions on names.
package struct Slice: Sendable, Hashable {
  /// The days.
  package var period: Period
  /// Only facts with one of these canonical names.
  package var conditions: [Dimension: [String]]

  /// Creates a slice.
  package init(period: Period, conditions: [Dimension: [String]] = [:]) {
    self.period = period
    self.conditions = conditions
  }
}

/// What a period is compared with.
package enum Comparison: String, Sendable, CaseIterable {
  /// The period just before.
  case previous
  /// The same period a year earlier.
  case yearAgo = "year-ago"
}

/// Between which two values the true one lies, with 95 % confidence.
package struct ValueInterval: Sendable, Hashable {
  /// The lower end.
  package let low: Double
  /// The upper end.
  package let high: Double
}

/// A metric's value in one group of one slice, with everything it rests on.
package struct MetricValue: Sendable {
  /// The metric.
  package let metric: Metric
  /// The group's labels, in the order of the query's groups.
  package var labels: [String]
  /// The sum above the line; `nil` when the metric cannot be told apart by the groups asked for, and for medians and their like.
  package let numerator: Double?
  /// The sum below the line, of medians and their like the number of cases; `nil` for plain counts.
  package let denominator: Double?
  /// The value; `nil` when the denominator is 0 or the value is withheld. Never guessed.
  package let value: Double?
  /// The 95 % interval: Wilson's for shares, that of order statistics for medians and percentiles.
  package let interval: ValueInterval?
  /// What was left out: the measure's id, its name in reports, its count.
  package let leftOut: [(measure: String, name: LocalizedText, count: Double)]
  /// What a reader must know to take the value rightly.
  package internal(set) var notes: [LocalizedText]
  /// The value in the periods compared with.
  package var compared: [Comparison: Double] = [:]
  /// The days of which no file tells, by kind of fact; where there are any, a count is one of the other days.
  package internal(set) var missingDays: [MissingDays] = []
  /// How many facts, of those counted by their closing, were open when the last file told of them.
  var openAtEnd = 0
  /// Whether the value was taken out because it rests on few citizens, or would tell one that does.
  package var isSuppressed = false

  /// Whether the difference from a value of another period is one of the hotline's: a count of fewer days is smaller without it.
  func isComparable(with other: MetricValue) -> Bool {
    guard !metric.isRatio else {
      func missing(_ value: MetricValue) -> Int { value.missingDays.map(\.count).max() ?? 0 }
      return abs(missing(self) - missing(other)) <= Self.season
    }
    return !lacksRows && !other.lacksRows && missingDays.count == other.missingDays.count
      && zip(missingDays, other.missingDays).allSatisfy { $0.isLike($1) }
  }

  /// Whether the value is that of its days: a count of which some days have no file is one of the others.
  package var isWhole: Bool { metric.isRatio || missingDays.isEmpty && !lacksRows }

  /// Whether a sum leaves rows out of which the figure is not known.
  var lacksRows: Bool {
    !metric.isRatio && metric.numerator.allSatisfy { $0.value != nil } && leftOut.contains { $0.count > 0 }
  }

  /// How many facts are left out because their last export does not tell what became of them.
  package var lastToldOpen: Int {
    let ids = Set(metric.leftOut.filter(\.isOfLastExport).map(metric.leftOutID))
    return Int(leftOut.reduce(0) { ids.contains($1.measure) ? $0 + $1.count : $0 })
  }

  /// Where of one of two periods so many days more have no file, a rate is that of another season.
  private static let season = 90

  /// So many days without a file, a month of them, are too many for a rate to stand for all days.
  private static let mostMissing = 27

  /// Why the value cannot be held against what its whole period is to reach: a count lacks days, a rate a month of them, or of more than
  /// a tenth of its cases no file tells the outcome. `nil` where it can.
  package var shortfallOfFiles: LocalizedText? {
    missingDays.first { !metric.isRatio || $0.count > Self.mostMissing }?.note ?? unknownOutcomes
  }

  private var unknownOutcomes: LocalizedText? {
    let unknown = lastToldOpen + openAtEnd
    guard metric.isRatio, unknown > 0, Double(unknown) * 9 > denominator ?? 0 else { return nil }
    return LocalizedText(
      zh: "有 \(unknown) 件最后一次导出时未办结，结果不可知", en: "\(unknown) were last exported open: their outcome is not known")
  }

  /// The difference from a period compared with: in points (0…1) for shares and indices, as a ratio minus 1 otherwise.
  package func change(_ comparison: Comparison) -> Double? {
    guard let value, let before = compared[comparison] else { return nil }
    if metric.unit.isRate { return value - before }
    return before == 0 ? nil : value / before - 1
  }
}

/// The days of a period of which no file tells.
package struct MissingDays: Sendable, Hashable {
  /// The runs of them, counted from the period's first day.
  let days: [ClosedRange<Int>]
  /// What a reader is told.
  package let note: LocalizedText

  /// How many they are.
  var count: Int { days.reduce(0) { $0 + $1.count } }

  /// Whether the same part of another period is missing, to some days: the rest of both can be compared.
  func isLike(_ other: MissingDays) -> Bool {
    days.count == other.days.count
      && zip(days, other.days).allSatisfy {
        abs($0.lowerBound - $1.lowerBound) < 5 && abs($0.upperBound - $1.upperBound) < 5
      }
  }
}

/// Values of metrics over groups.
package struct MetricTable: Sendable {
  /// The query's slice.
  package let slice: Slice
  /// The groups by which values are broken down.
  package let groups: [Grouping]
  /// The moment up to which the data speak, in Unix seconds.
  package let asOf: Int64
  /// The values: metric by metric in the order asked for, groups in listing order.
  package let values: [MetricValue]
}

/// Which values are wanted.
package struct MetricQuery: Sendable {
  /// The metrics.
  package var metrics: [Metric]
  /// The facts.
  package var slice: Slice
  /// What values are broken down by.
  package var groups: [Grouping]
  /// The moment up to which the data speak; the database's own unless given.
  package var asOf: Int64?
  /// The periods to compare with.
  package var comparisons: [Comparison]
  /// The most groups that may be listed; more throw a ``Diagnostic``.
  package var limit: Int

  /// The most groups that are listed unless a question says otherwise.
  package static let usualLimit = 100_000

  /// Creates a query.
  package init(
    metrics: [Metric], slice: Slice, groups: [Grouping] = [], asOf: Int64? = nil, comparisons: [Comparison] = [],
    limit: Int = usualLimit
  ) {
    self.metrics = metrics
    self.slice = slice
    self.groups = groups
    self.asOf = asOf
    self.comparisons = comparisons
    self.limit = limit
  }
}
