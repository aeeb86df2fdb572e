import HotlineCalendar
import HotlineModel
import HotlineText

/// Decides which values of a public version are shown, before any sentence, table, chart or share is made of them.
///
/// Hidden is a value whose numerator, denominator or complement (denominator − numerator) is small, and what would tell one by
/// subtraction (``SmallCells``; Washington DOH, domain.md §6.7). Every table is decided by its months: what a month's report hides is
/// hidden in every report, and a sum over months is shown only where it tells no hidden month, so that the reports of a year
/// together tell no more than each of them. The decision for a value does not depend on which metrics are asked for beside it.
struct PublicFigures {
  /// A sum of measures, or how far one stays under another.
  typealias Quantity = [String]
  /// The labels of a group, without its month.
  typealias Labels = [String]

  let threshold: Int
  /// The engine that hides nothing.
  let engine: MetricEngine
  let plans: PublicPlans

  /// The values as they may be shown.
  func shown(_ values: [MetricValue], slice: Slice, groups: [Grouping], asOf: Int64) throws -> [MetricValue] {
    guard values.contains(where: { SmallCellSuppression.isAboutCitizens($0.metric) }) else { return values }
    let month = groups.firstIndex(of: .month)
    let places = groups.indices.filter { ![.month, .day].contains(groups[$0]) }
    let plan = try plans.plan(
      Key(groups: places.map { groups[$0] }, slice: slice, asOf: asOf), metrics: Set(values.map(\.metric.id)), self)
    return values.map { value in
      guard SmallCellSuppression.isAboutCitizens(value.metric) else { return value }
      let labels = places.map { value.labels[$0] }
      let hidden = month.map { plan.months[value.labels[$0]] ?? [:] } ?? plan.period
      func isHidden(_ quantity: Quantity) -> Bool { hidden[quantity]?.contains(labels) == true }
      // Hours are nobody's; they are hidden where the calls of those hours are.
      guard value.metric.counting == .sums else {
        return isHidden(SmallCellSuppression.names(value.metric.numerator)) ? value.suppressed(under: threshold) : value
      }
      if Self.quantities(of: value.metric).contains(where: isHidden) { return value.suppressed(under: threshold) }
      let kept = value.leftOut.filter { !isHidden([$0.measure]) }
      return kept.count == value.leftOut.count ? value : value.leavingOut(kept, under: threshold)
    }
  }

  /// What a table is: its groups without the month, its facts, its months.
  struct Key: Hashable {
    let groups: [Grouping]
    let slice: Slice
    let asOf: Int64

    var dimensions: [Int] { groups.indices.filter { groups[$0] != .dimension(.line) } }
    var hasLines: Bool {
      groups.contains(.dimension(.line)) || slice.conditions.contains { $0.key == .line && $0.value.count == 1 }
    }
    /// Whether a table is so large that only the metrics asked for are decided.
    var isLarge: Bool { dimensions.count > 1 }
  }

  /// What is hidden of a table: in each month, and of the sums from its period's first month up to each.
  struct Plan {
    var months: [String: [Quantity: Set<Labels>]] = [:]
    var sums: [String: [Quantity: Set<Labels>]] = [:]
    var period: [Quantity: Set<Labels>] = [:]
  }

  // MARK: Quantities

  private static func complement(_ metric: Metric) -> Quantity {
    SmallCellSuppression.names(metric.denominator) + ["−"] + SmallCellSuppression.names(metric.numerator)
  }

  /// Whether a metric's value tells, beside its two counts, how far the one stays under the other.
  static func isShare(_ metric: Metric) -> Bool {
    (metric.unit == .share || metric.unit == .index) && !metric.denominator.isEmpty
  }

  /// What a metric's value tells a count of.
  static func quantities(of metric: Metric) -> [Quantity] {
    let (above, below) = (
      SmallCellSuppression.names(metric.numerator), SmallCellSuppression.names(metric.denominator)
    )
    guard !metric.denominator.isEmpty else { return [above] }
    return isShare(metric) ? [above, below, complement(metric)] : [below]
  }

  private static func counts(of value: MetricValue) -> [(quantity: Quantity, count: Double)] {
    var counts: [(quantity: Quantity, count: Double)] = value.leftOut.map { ([$0.measure], $0.count) }
    let metric = value.metric
    guard let above = value.numerator else { return counts }
    guard let below = value.denominator else {
      return counts + [(SmallCellSuppression.names(metric.numerator), above)]
    }
    counts.append((SmallCellSuppression.names(metric.denominator), below))
    if isShare(metric) {
      counts.append((SmallCellSuppression.names(metric.numerator), above))
      counts.append((complement(metric), below - above))
    }
    return counts
  }

  // MARK: Deciding

  /// What the counts of a table tell of each other.
  private struct Relations {
    var remainders: Remainders
    var same: SameCounts
  }

  /// Decides a table.
  func plan(_ key: Key, metrics wanted: Set<String>) throws -> Plan {
    let decidable = engine.catalog.metrics.filter { SmallCellSuppression.isAboutCitizens($0) && $0.counting == .sums }
    let asked = decidable.filter { wanted.contains($0.id) }
    let metrics =
      key.isLarge
      ? decidable.filter { metric in wanted.contains(metric.id) || asked.contains { Remainders.areRelated($0, metric) }
      }
      : decidable
    let last = key.slice.period.last
    guard let january = LocalDay(iso: key.slice.period.first.iso.prefix(4) + "-01-01") else { return Plan() }
    let span = Period(first: january, last: last.month.lastDay)
    let table = try engine.values(
      MetricQuery(
        metrics: metrics, slice: Slice(period: span, conditions: key.slice.conditions), groups: key.groups + [.month],
        asOf: key.asOf))
    var counts: [String: [Quantity: [Labels: Double]]] = [:]
    for value in table.values {
      guard let month = value.labels.last else { continue }
      for (quantity, count) in Self.counts(of: value) {
        counts[month, default: [:]][quantity, default: [:]].remember(count, of: Array(value.labels.dropLast()))
      }
    }
    var relations = Relations(remainders: Remainders(metrics), same: SameCounts(metrics))
    let others = try Others(key, metrics: wanted, self)
    var plan = Plan()
    let months = span.months.map(\.iso)
    var upTo: [String: Relations] = [:]
    var occurring: Set<Labels> = []
    for month in months {
      // By what is known from January up to the month, groups included: its own report hides the same, whatever months follow in a table.
      for cells in (counts[month] ?? [:]).values { occurring.formUnion(cells.filter { $0.value != 0 }.keys) }
      let own = relations.remainders.added(
        to: (counts[month] ?? [:]).mapValues { $0.filter { occurring.contains($0.key) } })
      relations.same.add(own)
      counts[month] = own
      upTo[month] = relations
      plan.months[month] = decide(own, metrics, key, relations) {
        others.forced($0, month: month, isSum: false, $1)
      }
    }
    plan.sums = sums(key, plan, counts, months: months, metrics, others, upTo)
    plan.period = key.slice.period.months.last.flatMap { plan.sums[$0.iso] } ?? [:]
    return plan
  }

  /// The sums over the period's months up to each: what one hides by itself, and what would tell a month.
  ///
  /// Years so far are decided one after the other: the difference of two that are shown must not tell a hidden month either.
  private func sums(
    _ key: Key, _ plan: Plan, _ counts: [String: [Quantity: [Labels: Double]]], months: [String], _ metrics: [Metric],
    _ others: Others, _ upTo: [String: Relations]
  ) -> [String: [Quantity: Set<Labels>]] {
    let asked = key.slice.period.months.map(\.iso)
    var decided: [String: [Quantity: Set<Labels>]] = [:]
    guard asked.count > 1 else { return plan.months.filter { $0.key == asked.first } }
    let isYearSoFar = asked.first == months.first && asked.first?.prefix(4) == asked.last?.prefix(4)
    var sums: [Quantity: [Labels: Double]] = [:]
    // The hidden months of a label since its last sum that is shown, and those before it.
    var pending: [Quantity: [Labels: [String: Double]]] = [:]
    var shown: [Quantity: [MonthSums.Sum]] = [:]
    for month in asked {
      guard let relations = upTo[month] else { continue }
      for (quantity, cells) in counts[month] ?? [:] { sums[quantity, default: [:]].merge(cells, uniquingKeysWith: +) }
      for (quantity, labels) in plan.months[month] ?? [:] {
        for label in labels {
          pending[quantity, default: [:]][label, default: [:]][month] = counts[month]?[quantity]?[label] ?? 0
        }
      }
      var telling = pending.mapValues { cells in
        Set(
          cells.filter { _, months in
            !isYearSoFar || months.count == 1 || months.values.reduce(0, +) < Double(threshold)
          }.keys)
      }
      var hidden: [Quantity: Set<Labels>] = [:]
      var isTold = true
      let known = sums.filter { relations.remainders.holds($0.key) }
      while isTold {
        hidden = decide(known, metrics, key, relations) { quantity, cells in
          (telling[quantity] ?? []).union(others.forced(quantity, month: month, isSum: true, cells))
        }
        isTold = false
        for (quantity, cells) in pending {
          let more = told(cells, hidden[quantity] ?? [], shown[quantity] ?? [], key)
          guard !more.isSubset(of: telling[quantity] ?? []) else { continue }
          telling[quantity, default: []].formUnion(more)
          isTold = true
        }
      }
      for (quantity, cells) in pending {
        let isHidden = hidden[quantity] ?? []
        for (label, months) in cells where !isHidden.contains(label) {
          shown[quantity, default: []].append(.init(label: label, months: months, isOpen: false, isHidden: false))
        }
        pending[quantity] = cells.filter { isHidden.contains($0.key) }
      }
      decided[month] = hidden
    }
    return decided
  }

  /// The labels whose sums over months must be hidden beside those that are, or a month would follow from them.
  private func told(
    _ pending: [Labels: [String: Double]], _ hidden: Set<Labels>, _ shown: [MonthSums.Sum], _ key: Key
  ) -> Set<Labels> {
    // Of one number there is no total over others, and tables that cross two are not looked at over months.
    guard let axis = key.dimensions.first, key.dimensions.count == 1 else { return [] }
    let open = pending.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { label, months in
      MonthSums.Sum(label: label, months: months, isOpen: true, isHidden: hidden.contains(label))
    }
    return MonthSums.hidden(shown + open, axis: axis, under: Double(threshold))
  }

  /// What of a table must be hidden so that no small count can be read or worked out; where a complement is hidden, so is the
  /// numerator, which would give it back.
  private func decide(
    _ counts: [Quantity: [Labels: Double]], _ metrics: [Metric], _ key: Key, _ relations: Relations,
    forced: (Quantity, [Labels: Double]) -> Set<Labels>
  ) -> [Quantity: Set<Labels>] {
    let cells = SmallCells(threshold: Double(threshold), axes: key.dimensions)
    var hidden = Partition.hidden(metrics.compactMap(Partition.init), in: counts, under: cells.threshold) {
      cells.hidden(in: $1, forced: forced($0, $1).union($2))
    }
    for metric in metrics where Self.isShare(metric) {
      guard let labels = hidden[Self.complement(metric)], !labels.isEmpty else { continue }
      hidden[SmallCellSuppression.names(metric.numerator), default: []].formUnion(labels)
    }
    relations.remainders.hide(in: &hidden)
    relations.same.hide(in: &hidden, of: counts, under: cells.threshold)
    return hidden
  }

  /// Other tables of the same facts that would tell of this one: each hotline number by itself where this one adds them up, and each
  /// dimension by itself where this one crosses two.
  private struct Others {
    private var lines: (plan: Plan, counts: [String: Set<Labels>])?
    private var margins: [(place: Int, plan: Plan)] = []
    private let key: Key

    init(_ key: Key, metrics: Set<String>, _ figures: PublicFigures) throws {
      self.key = key
      if !key.hasLines {
        let byLine = Key(groups: key.groups + [.dimension(.line)], slice: key.slice, asOf: key.asOf)
        lines = (try figures.plans.plan(byLine, metrics: metrics, figures), [:])
      }
      guard key.dimensions.count > 1 else { return }
      for place in key.dimensions {
        guard case .dimension = key.groups[place] else { continue }
        let margin = Key(groups: [key.groups[place]], slice: key.slice, asOf: key.asOf)
        margins.append((place, try figures.plans.plan(margin, metrics: metrics, figures)))
      }
    }

    /// - Parameter isSum: whether the cells are sums of the period's months up to this one.
    func forced(_ quantity: Quantity, month: String, isSum: Bool, _ cells: [Labels: Double]) -> Set<Labels> {
      func hidden(_ plan: Plan) -> Set<Labels> { (isSum ? plan.sums : plan.months)[month]?[quantity] ?? [] }
      var forced: Set<Labels> = []
      if let lines {
        let hidden = hidden(lines.plan)
        // One hidden number is the sum less the others.
        let byLabel = Dictionary(grouping: hidden) { Array($0.dropLast()) }
        forced.formUnion(byLabel.filter { $0.value.count == 1 }.keys)
      }
      for (place, plan) in margins {
        let hidden = hidden(plan)
        forced.formUnion(cells.keys.filter { hidden.contains([$0[place]]) })
      }
      return forced
    }
  }
}
