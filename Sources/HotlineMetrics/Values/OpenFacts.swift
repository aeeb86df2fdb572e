import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText

/// Facts that were open when the last file told of them: whether they were closed in the time since no file tells. What is counted by the
/// closing counts the quick ones alone without them.
final class OpenFacts {
  /// Facts that came so many days before a period are asked after; what is open for longer is hardly closed in it.
  private static let reach = 90

  private let data: any MetricSource
  private let slice: Slice
  private let groups: [Grouping]
  private let asOf: Int64
  private let isPublic: Bool
  private var counts: [FactKind: [[String]: Double]] = [:]

  init(data: any MetricSource, slice: Slice, groups: [Grouping], asOf: Int64, isPublic: Bool) {
    self.data = data
    self.slice = slice
    self.groups = groups
    self.asOf = asOf
    self.isPublic = isPublic
  }

  /// How many there are beside a metric that is counted by the closing, in all and by line. Of parts of a period nothing is told: each has another
  /// end. Over sums alone nobody knows.
  func count(_ metric: Metric, _ labels: [String]) throws -> Int {
    let counted = metric.numerator + metric.denominator
    guard groups.allSatisfy({ $0 == .dimension(.line) }),
      let kind = counted.first(where: { $0.time == FactField.closedAt.rawValue })?.fact
    else { return 0 }
    let found = try counts[kind] ?? read(kind)
    counts[kind] = found
    return Int(found[labels] ?? 0)
  }

  /// What a reader is told of so many.
  func note(_ count: Int) -> LocalizedText {
    // A small count is not for the public.
    guard !isPublic else {
      return LocalizedText(
        zh: "有的工单最后一次导出时未办结，此后是否在期内办结不可知",
        en: "some were last exported open: whether they were closed in this time is not known")
    }
    return LocalizedText(
      zh: "另有 \(count) 件最后一次导出时未办结，此后是否在期内办结不可知",
      en: count == 1
        ? "1 more was last exported open: whether it was closed in this time is not known"
        : "\(count) more were last exported open: whether they were closed in this time is not known")
  }

  private func read(_ kind: FactKind) throws -> [[String]: Double] {
    guard let time = kind.timeColumns.first, try data.holdsFacts(of: kind) else { return [:] }
    let end = min(slice.period.end, asOf)
    let status = FactField.status.rawValue
    let open = Measure(
      id: "last told open", fact: kind,
      filter: try MeasureExpression(
        "\(status) = 'open' and \(FactField.knownUntilAt.rawValue) < \(end)", fact: kind,
        place: .init(file: "OpenFacts")),
      value: nil, time: time)
    let period = Period(first: slice.period.first.advanced(by: -Self.reach), last: slice.period.last)
    let rows = try data.sums(
      SumQuery(measures: [open], period: period, conditions: slice.conditions, groups: groups, asOf: asOf))
    return Dictionary(rows.map { ($0.labels, ($0.values.first ?? 0) ?? 0) }) { first, _ in first }
  }
}
