import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Counts clock hours with and without facts: 全年无休 and the longest gap.
struct HourCoverage {
  /// A whole day without a call is asked about.
  private static let hoursOfADay = 24

  private let period: Period
  private let groups: [Grouping]
  /// The first moment of the last hour that counts, in Unix seconds.
  private let lastHour: Int64
  private let isByName: Bool
  /// For each metric and group, the first moments of the hours in which its measure is not zero.
  private var hours: [String: [[String]: Set<Int64>]] = [:]
  private let files: FileCoverage

  init(
    engine: MetricEngine, slice: Slice, groups: [Grouping], asOf: Int64, metrics: [Metric], files: FileCoverage
  ) throws {
    self.files = files
    period = slice.period
    self.groups = groups
    let end = min(slice.period.end, max(slice.period.start, asOf + 1))
    lastHour = LocalHour(containing: end - 1).start
    // The hours of a service are those of its line: a district or a unit is not on duty.
    isByName = groups.isByName
    for metric in metrics where metric.countsHours && !isByName {
      let rows = try engine.data.sums(
        SumQuery(
          measures: metric.numerator, period: slice.period, conditions: slice.conditions,
          groups: groups.filter { !$0.isTime } + [.hourOfDay],
          asOf: asOf))
      var found: [[String]: Set<Int64>] = [:]
      for row in rows where row.values.contains(where: { ($0 ?? 0) > 0 }) {
        guard let start = row.labels.last.flatMap({ Int64($0) }) else { continue }
        let hour = LocalHour(containing: start)
        var names = row.labels.dropLast().makeIterator()
        let labels = groups.map { group -> String in
          switch group {
          case .hour: (hour.clock < 10 ? "0" : "") + String(hour.clock)
          case .hourOfDay: String(start)
          case .dimension: names.next() ?? ""
          case .year, .quarter, .month, .day, .weekday: group.label(of: hour.day) ?? ""
          }
        }
        found[labels, default: []].insert(start)
      }
      hours[metric.id] = found
    }
  }

  func value(_ context: ValueContext) throws -> MetricValue {
    if isByName {
      var context = context
      context.notes.append(
        LocalizedText(zh: "只按热线和时间统计，不按名称细分", en: "told by line and time, not broken down by name"))
      return context.value(numerator: nil, denominator: nil, isRatio: true)
    }
    let all = hoursOf(context.labels)
    let covered = hours[context.metric.id]?[context.labels] ?? []
    guard !all.isEmpty else { return context.value(numerator: nil, denominator: nil, isRatio: true) }
    let days = days(of: context.labels)
    var context = context
    if let hole = try context.metric.numerator.first(where: { try files.hasHole($0, context.labels, in: days) }) {
      context.notes.append(FileNotes.untold(hole.fact))
      return context.value(numerator: nil, denominator: nil, isRatio: true)
    }
    let longest = Gaps.runs(of: all, without: covered).map(\.count).max() ?? 0
    // Of a quiet line a day without a call is none to ask about.
    let expected = Double(covered.count) / Double(all.count) * Double(longest)
    if longest >= Self.hoursOfADay, expected >= FileCoverage.fewestExpected {
      context.notes += try files.lostRows(context.metric.numerator, context.labels)
    }
    if context.metric.counting == .hoursCovered {
      return context.value(numerator: Double(covered.count), denominator: Double(all.count), isRatio: true)
    }
    return context.value(numerator: Double(longest), denominator: nil, isRatio: false)
  }

  /// The clock hours of the period, up to the end of the data, that belong to a group.
  private func hoursOf(_ labels: [String]) -> [Int64] {
    guard lastHour >= period.start else { return [] }
    var hours: [Int64] = []
    let clock = zip(groups, labels).first { $0.0 == .hour }.flatMap { Int($0.1) }
    for number in days(of: labels) {
      let day = LocalDay(number: number)
      guard isDay(day, of: labels) else { continue }
      hours += day.hours.filter { clock == nil || $0.clock == clock }.map(\.start).filter { $0 <= lastHour }
    }
    return hours
  }

  /// The numbers of the days that may belong to a group, up to the end of the data.
  private func days(of labels: [String]) -> Range<Int> {
    files.days(of: labels).clamped(to: period.first.number..<LocalDay(containing: lastHour).number + 1)
  }

  private func isDay(_ day: LocalDay, of labels: [String]) -> Bool {
    zip(groups, labels).allSatisfy { group, label in
      group.label(of: day).map { $0 == label } ?? true
    }
  }
}

extension [Grouping] {
  /// Whether a table is broken down by names, besides its times and lines.
  var isByName: Bool { contains { !$0.isTime && $0 != .dimension(.line) } }
}
