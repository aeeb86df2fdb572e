import HotlineCalendar
import HotlineModel

/// The groups that a table lists and their order: every month, day, hour and weekday of the period even without a fact;
/// names in the order of their file, then by name, "not given" last.
struct GroupListing {
  let data: any MetricSource
  let period: Period
  let groups: [Grouping]

  func listed(_ found: [[String]]) -> [[String]] {
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
    var rows: [[String]] = [[]]
    for axis in axes { rows = rows.flatMap { row in axis.map { row + [$0] } } }
    return rows.filter { row in names.isEmpty || combinations.contains(names.map { row[$0] }) }
  }
}
