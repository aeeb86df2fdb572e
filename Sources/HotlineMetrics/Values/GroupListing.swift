import HotlineCalendar
import HotlineConfiguration
import HotlineModel

/// The groups that a table lists and their order: every year, quarter, month, day, hour and weekday of the period even without a
/// fact; names in the order of their file, then by name, "not given" last.
struct GroupListing {
  let data: any MetricSource
  let period: Period
  let groups: [Grouping]
  /// The most groups that may be listed.
  let limit: Int

  /// - Throws: a ``Diagnostic``, before they are made.
  func listed(_ found: [[String]]) throws -> [[String]] {
    // Names are listed as they occur together; times are filled up.
    let namePlaces = groups.indices.filter { !groups[$0].isTime }
    let timePlaces = groups.indices.filter { groups[$0].isTime }
    let ranks = namePlaces.map { rank(of: $0, found) }
    let names = Set(found.map { labels in namePlaces.map { labels[$0] } })
    let times = timePlaces.map { place in self.times(of: groups[place], Set(found.map { $0[place] })) }
    var count = groups.isEmpty || namePlaces.isEmpty ? 1 : names.count
    for axis in times {
      let (product, overflows) = count.multipliedReportingOverflow(by: axis.count)
      guard !overflows, product <= limit else { throw Diagnostic.tooManyGroups(limit: limit) }
      count = product
    }
    guard !groups.isEmpty else { return [[]] }
    var rows = namePlaces.isEmpty ? [[]] : Array(names)
    for axis in times { rows = rows.flatMap { row in axis.map { row + [$0] } } }
    let order = namePlaces + timePlaces
    let timeRanks = times.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) }) }
    let placed = rows.map { row -> (labels: [String], ranks: [Int]) in
      var (labels, own) = (row, [Int](repeating: 0, count: row.count))
      for (index, place) in order.enumerated() {
        labels[place] = row[index]
        own[place] = (index < ranks.count ? ranks[index] : timeRanks[index - ranks.count])[row[index]] ?? 0
      }
      return (labels, own)
    }
    return placed.sorted { $0.ranks.lexicographicallyPrecedes($1.ranks) }.map(\.labels)
  }

  /// The place of each name that occurs.
  private func rank(of place: Int, _ found: [[String]]) -> [String: Int] {
    guard case .dimension(let dimension) = groups[place] else { return [:] }
    let labels = Set(found.map { $0[place] })
    let order = data.listingOrder(of: dimension).filter(labels.contains)
    let others = labels.subtracting(order).sorted { ($0.isEmpty ? 1 : 0, $0) < ($1.isEmpty ? 1 : 0, $1) }
    return Dictionary((order + others).enumerated().map { ($1, $0) }) { first, _ in first }
  }

  private func times(of group: Grouping, _ found: Set<String>) -> [String] {
    switch group {
    case .year, .quarter, .month:
      var labels: [String] = []
      for month in period.months {
        if let label = group.label(of: month.firstDay), labels.last != label { labels.append(label) }
      }
      return labels
    case .day:
      return (period.first.number...max(period.first.number, period.last.number)).map { LocalDay(number: $0).iso }
    case .hour: return (0..<24).map { $0 < 10 ? "0\($0)" : String($0) }
    case .weekday: return (1...7).map(String.init)
    case .hourOfDay, .dimension: return found.sorted()
    }
  }
}
