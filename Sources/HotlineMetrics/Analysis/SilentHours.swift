import HotlineCalendar
import HotlineModel

/// A run of clock hours in which a line had no call.
package struct SilentHours: Sendable, Hashable {
  /// The hotline number.
  package let line: String
  /// The first hour without a call, in Unix seconds.
  package let start: Int64
  /// How many hours.
  package let hours: Int

  /// `2019-12-03 02:00 – 2019-12-03 06:00`, local time.
  package var text: String {
    func minute(_ moment: Int64) -> String { String(LocalTime.text(moment).dropLast(3)) }
    return "\(minute(start)) – \(minute(start + Int64(hours) * 3600))"
  }
}

extension MetricEngine {
  /// The runs of hours without a call on each line that had any, the longest first.
  ///
  /// - Parameters:
  ///   - measure: what is counted as a call.
  ///   - fewest: hours below which a run is not listed.
  package func silentHours(_ measure: Measure, in period: Period, asOf: Int64, fewest: Int) throws -> [SilentHours] {
    let rows = try data.sums(
      SumQuery(measures: [measure], period: period, groups: [.dimension(.line), .hourOfDay], asOf: asOf))
    // Hours by their first moment.
    var hoursWithCalls: [String: Set<Int64>] = [:]
    for row in rows where (row.values[0] ?? 0) > 0 {
      if let hour = Int64(row.labels[1]) { hoursWithCalls[row.labels[0], default: []].insert(hour) }
    }
    // An hour counts when it is over.
    let end = min(period.end, asOf + 1)
    let hours = stride(from: period.start, through: end - 3600, by: 3600)
    return hoursWithCalls.flatMap { line, present in
      Gaps.runs(of: hours, without: present).filter { $0.count >= fewest }.map { run in
        SilentHours(line: line, start: run.first, hours: run.count)
      }
    }.sorted { ($1.hours, $0.line, $0.start) < ($0.hours, $1.line, $1.start) }
  }
}
