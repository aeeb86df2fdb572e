import HotlineCalendar
import HotlineModel

/// How many calls each hour of the week brings, and how many of them are abandoned.
package struct HourlyLoad: Sendable {
  /// One hour of one weekday.
  package struct Cell: Sendable, Hashable {
    /// 1 Monday … 7 Sunday.
    package let weekday: Int
    /// 0…23.
    package let hour: Int
    /// Calls in such an hour, on average over the days of which files tell; `nil` when there is no such day, and where they are hidden.
    package let callsPerHour: Double?
    /// Calls that asked for a seat, in all such hours together.
    package let asked: Double
    /// Those abandoned.
    package let abandoned: Double
    /// Whether a public version hides a count of the hour: what is hidden is no 0.
    package internal(set) var isHidden = false

    /// The share abandoned; `nil` for fewer than ten calls, of which a percentage says nothing.
    package var abandonment: Double? { asked >= FunnelPlot.fewestShown ? abandoned / asked : nil }
  }

  /// The cells, weekday by weekday, hour by hour.
  package let cells: [Cell]

  /// The cell of an hour.
  package func cell(weekday: Int, hour: Int) -> Cell { cells[(weekday - 1) * 24 + hour] }

  /// The hours that lose most calls, the worst first.
  ///
  /// - Parameter count: how many hours of the week.
  package func heaviestLosses(_ count: Int) -> [Cell] {
    Array(
      cells.filter { $0.abandoned > 0 }.sorted {
        ($1.abandoned, $0.weekday, $0.hour) < ($0.abandoned, $1.weekday, $1.hour)
      }.prefix(count))
  }

  /// All abandoned calls; of those shown alone where some are hidden.
  package var abandoned: Double { cells.reduce(0) { $0 + $1.abandoned } }

  /// Whether any hour is hidden: the others are then not all there are.
  package var hasHidden: Bool { cells.contains(where: \.isHidden) }
}

extension MetricEngine {
  /// The days of a slice of which files tell, by number, up to the data's end.
  ///
  /// - Parameter cases: what the metric counts in them.
  func knownDays(of metric: Metric, cases: Double, slice: Slice, asOf: Int64) throws -> [Int] {
    let files = FileCoverage(
      period: slice.period, groups: [], conditions: slice.conditions.restricted(to: conditions), read: data.spans)
    return try (metric.numerator.first?.fact).map { try files.knownDays(of: $0, cases: cases, upTo: asOf) } ?? []
  }

  /// The load of each hour of the week in a slice.
  ///
  /// - Parameters:
  ///   - volume: the count of calls.
  ///   - abandonment: abandoned ÷ asked for a seat.
  package func hourlyLoad(volume: Metric, abandonment: Metric, slice: Slice) throws -> HourlyLoad {
    let table = try values(
      MetricQuery(
        metrics: [volume.withoutLeftOut, abandonment.withoutLeftOut], slice: slice, groups: [.weekday, .hour]))
    let byLabels = Dictionary(grouping: table.values) { $0.labels }
    var days = Array(repeating: 0, count: 8)
    let calls = table.values.reduce(0) { $0 + ($1.metric.id == volume.id ? $1.numerator ?? 0 : 0) }
    for number in try knownDays(of: volume, cases: calls, slice: slice, asOf: table.asOf) {
      days[LocalDay(number: number).weekday] += 1
    }
    return HourlyLoad(
      cells: (1...7).flatMap { weekday in
        (0..<24).map { hour in
          let found = byLabels[[String(weekday), hour < 10 ? "0\(hour)" : String(hour)]] ?? []
          let calls = found.first { $0.metric.id == volume.id }
          let lost = found.first { $0.metric.id == abandonment.id }
          let isUnknown = days[weekday] == 0 || calls?.isSuppressed == true
          return HourlyLoad.Cell(
            weekday: weekday, hour: hour,
            callsPerHour: isUnknown ? nil : (calls?.numerator ?? 0) / Double(days[weekday]),
            asked: lost?.denominator ?? 0, abandoned: lost?.numerator ?? 0,
            isHidden: calls?.isSuppressed == true || lost?.isSuppressed == true)
        }
      })
  }
}
