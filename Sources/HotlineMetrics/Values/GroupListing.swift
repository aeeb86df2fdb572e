import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// The groups that a table lists and their order: every month, day, hour and weekday of the period even without a fact;
/// names in the order of their file, then by name, "not given" last.
struct GroupListing {
  let data: any MetricSource
  let period: Period
  let groups: [Grouping]

  /// The most values of one table. A table of every day and hour of two centuries would fill the memory.
  private static let valueLimit = 3_000_000

  /// - Parameter metrics: how many metrics each group has a value of.
  /// - Throws: a ``Diagnostic`` of kind usage when there would be more values than anybody reads.
  func listed(_ found: [[String]], metrics: Int) throws -> [[String]] {
    guard !groups.isEmpty else { return [[]] }
    let axes = groups.enumerated().map { position, group -> [String] in
      let labels = Set(found.map { $0[position] })
      switch group {
      case .month: return period.months.map(\.iso)
      case .day:
        return (period.first.number...max(period.first.number, period.last.number)).map { LocalDay(number: $0).iso }
      case .hour: return (0..<24).map { $0 < 10 ? "0\($0)" : String($0) }
      case .weekday: return (1...7).map(String.init)
      case .hourOfDay: return labels.sorted()
      case .dimension(let dimension):
        let order = data.listingOrder(of: dimension).filter(labels.contains)
        let others = labels.subtracting(order).sorted { ($0.isEmpty ? 1 : 0, $0) < ($1.isEmpty ? 1 : 0, $1) }
        return order + others
      }
    }
    // Names are listed as they occur together; times are filled up.
    let names = groups.indices.filter { if case .dimension = groups[$0] { true } else { false } }
    let combinations = Set(found.map { labels in names.map { labels[$0] } })
    let times = axes.indices.filter { !names.contains($0) }.reduce(1.0) { $0 * Double(axes[$1].count) }
    let values = times * Double(names.isEmpty ? 1 : combinations.count) * Double(metrics)
    guard values <= Double(Self.valueLimit) else { throw Self.tooMany(values) }
    var rows: [[String]] = [[]]
    for (place, axis) in axes.enumerated() {
      rows = rows.flatMap { row in axis.map { row + [$0] } }
      guard let count = names.firstIndex(of: place) else { continue }
      let known = Set(combinations.map { $0.prefix(count + 1) })
      rows = rows.filter { row in known.contains(names[...count].map { row[$0] }[...]) }
    }
    return rows
  }

  private static func tooMany(_ values: Double) -> Diagnostic {
    Diagnostic(
      .usage,
      found: LocalizedText(
        zh: "表格会有 \(NumberText.count(values)) 个值", en: "the table would have \(NumberText.count(values)) values"),
      expected: LocalizedText(
        zh: "至多 \(NumberText.count(Double(valueLimit))) 个", en: "at most \(NumberText.count(Double(valueLimit)))"),
      fix: LocalizedText(
        zh: "请缩短时段、减少分组，或用 --metric 指定指标", en: "ask for a shorter period, fewer groups, or some metrics with --metric"))
  }
}
