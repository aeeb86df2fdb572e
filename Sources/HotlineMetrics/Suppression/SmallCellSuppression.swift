import HotlineConfiguration
import HotlineModel
import HotlineText

/// Takes values that rest on few citizens out of tables that are passed on.
///
/// Hidden is every value whose base — the denominator of a ratio, the count itself otherwise — is under the threshold and not
/// 0, with both its counts, and further values so that the hidden ones cannot be had by subtracting from a total
/// (``SmallCells``). The same measure is hidden in every metric of the table: a numerator here is a denominator there.
/// What a value leaves out is a count of citizens too: where it is small, or would tell a small one, it is taken out by itself
/// and the value stays, unless the whole of both is shown (``Partition``). Calls (their daily sums too) and work orders are citizens'; broadcasts, seats and budgets are not and stay.
///
/// What it does not see are other tables: two tables of the same facts over different groups can together still tell more.
/// Totals over hotline numbers are taken as unknown: a table shows each number by itself.
package struct SmallCellSuppression: Sendable {
  /// Bases under this are hidden.
  package let threshold: Int

  /// - Parameter threshold: 10 is what ONS and Washington DOH use (domain.md §6.7).
  package init(threshold: Int) {
    self.threshold = threshold
  }

  /// A sum of measures: what is hidden by one metric is the same as what another one shows.
  private typealias Quantity = [String]

  /// The tables with small values taken out; each such value says so in its notes.
  package func applied(to tables: [MetricTable]) -> [MetricTable] { tables.map(applied) }

  /// The table with small values taken out.
  package func applied(to table: MetricTable) -> MetricTable {
    var counts: [Quantity: [[String]: Double]] = [:]
    var bases: Set<Quantity> = []
    for value in table.values where Self.isAboutCitizens(value.metric) {
      for (quantity, count) in Self.quantities(of: value) {
        counts[quantity, default: [:]].remember(count, of: value.labels)
      }
      if let base = Self.base(of: value.metric) { bases.insert(base) }
      bases.formUnion(value.leftOut.map { [$0.measure] })
    }
    let cells = SmallCells(
      threshold: Double(threshold), axes: table.groups.indices.filter { table.groups[$0] != .dimension(.line) })
    let metrics = Dictionary(table.values.map { ($0.metric.id, $0.metric) }) { first, _ in first }.sorted {
      $0.key < $1.key
    }
    let hidden = Partition.hidden(
      metrics.map(\.value).filter(Self.isAboutCitizens).compactMap(Partition.init), in: counts,
      under: cells.threshold
    ) { quantity, counts, forced in
      // A numerator that is no base of another metric is hidden with its own base only.
      bases.contains(quantity) ? cells.hidden(in: counts, forced: forced) : []
    }
    let values = table.values.map { value -> MetricValue in
      guard Self.isAboutCitizens(value.metric) else { return value }
      func isHidden(_ quantity: Quantity) -> Bool { hidden[quantity]?.contains(value.labels) == true }
      let shown = [Self.names(value.metric.numerator), Self.names(value.metric.denominator)]
      if shown.contains(where: isHidden) { return value.suppressed(under: threshold) }
      let kept = value.leftOut.filter { !isHidden([$0.measure]) }
      return kept.count == value.leftOut.count ? value : value.leavingOut(kept, under: threshold)
    }
    return MetricTable(slice: table.slice, groups: table.groups, asOf: table.asOf, values: values)
  }

  /// Whether a metric counts what citizens did: calls and work orders, one by one or by the day.
  static func isAboutCitizens(_ metric: Metric) -> Bool {
    (metric.numerator + metric.denominator).allSatisfy { [.call, .workOrder, .tally].contains($0.fact) }
  }

  static func names(_ measures: [Measure]) -> [String] { measures.map(\.id).sorted() }

  private static func base(of metric: Metric) -> Quantity? {
    // Hours are nobody's; they follow their measure.
    guard !metric.countsHours else { return nil }
    return names(metric.denominator.isEmpty ? metric.numerator : metric.denominator)
  }

  private static func quantities(of value: MetricValue) -> [(quantity: Quantity, count: Double)] {
    guard !value.metric.countsHours else { return [] }
    var quantities: [(quantity: Quantity, count: Double)] = value.leftOut.map { ([$0.measure], $0.count) }
    if let numerator = value.numerator { quantities.append((names(value.metric.numerator), numerator)) }
    if let denominator = value.denominator { quantities.append((names(value.metric.denominator), denominator)) }
    return quantities
  }
}

extension [[String]: Double] {
  /// Keeps the smallest count of a cell that is not 0: two metrics may count the same measure over files with different fields, and the
  /// smaller one is to be hidden as well.
  mutating func remember(_ count: Double, of labels: [String]) {
    guard let other = self[labels], other > 0 else {
      self[labels] = count
      return
    }
    if count > 0 { self[labels] = Swift.min(other, count) }
  }
}

extension MetricValue {
  /// The value with everything taken out that tells a count.
  func suppressed(under threshold: Int) -> MetricValue {
    var value = MetricValue(
      metric: metric, labels: labels, numerator: nil, denominator: nil, value: nil, interval: nil, leftOut: [],
      notes: [
        LocalizedText(
          zh: "已隐去：少于 \(threshold) 件，或可由其他数值推算",
          en: "hidden: under \(threshold) cases, or told by the others")
      ])
    value.isSuppressed = true
    return value
  }

  /// The value with only some of what it leaves out told.
  func leavingOut(
    _ kept: [(measure: String, name: LocalizedText, count: Double)], under threshold: Int
  ) -> MetricValue {
    var value = MetricValue(
      metric: metric, labels: labels, numerator: numerator, denominator: denominator, value: value, interval: interval,
      leftOut: kept,
      notes: notes + [
        LocalizedText(
          zh: "部分未计入的件数已隐去：少于 \(threshold) 件，或可由其他数值推算",
          en: "some of what is left out is hidden: under \(threshold) cases, or told by the others")
      ])
    value.compared = compared
    value.missingDays = missingDays
    return value
  }
}
