import HotlineCalendar
import HotlineModel

/// Orders received in a period by kind and by how they stand against their deadline.
package struct OrderAgeTable: Sendable {
  /// The kinds, that with most orders first.
  package let kinds: [String]
  /// All orders; `nil` where they are hidden.
  package private(set) var total: Int?
  private let counts: [String: [OrderAge: Int]]
  private var hiddenKinds: Set<String> = []
  private var hiddenAges: Set<OrderAge> = []
  private var hiddenCells: Set<[String]> = []

  /// - Parameters:
  ///   - hiddenUnder: orders below which a public version hides a count, and what would tell of it; `nil` hides none.
  ///   - kinds: kinds whose orders it hides elsewhere.
  init(_ counts: [String: [OrderAge: Int]], hiddenUnder: Int?, hidingKinds kinds: Set<String> = []) {
    self.counts = counts
    let sizes = counts.mapValues { $0.values.reduce(0, +) }
    self.kinds = sizes.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map(\.key)
    total = sizes.values.reduce(0, +)
    guard let hiddenUnder else { return }
    let ofOne = SmallCells(threshold: Double(hiddenUnder), axes: [0])
    let byKind = Dictionary(uniqueKeysWithValues: sizes.map { ([$0.key], Double($0.value)) })
    hiddenKinds = Set(ofOne.hidden(in: byKind, forced: Set(kinds.map { [$0] })).map { $0[0] })
    let byAge = Dictionary(
      uniqueKeysWithValues: OrderAge.allCases.map { age in
        ([age.rawValue], Double(counts.values.reduce(0) { $0 + ($1[age] ?? 0) }))
      })
    hiddenAges = Set(ofOne.hidden(in: byAge).compactMap { OrderAge(rawValue: $0[0]) })
    var cells: [[String]: Double] = [:]
    for kind in self.kinds {
      for age in OrderAge.allCases { cells[[kind, age.rawValue]] = Double(counts[kind]?[age] ?? 0) }
    }
    // What other tables tell (orders not assessed, those on which a rate rests) would give a hidden age by the others: none is told.
    if !hiddenAges.isEmpty { hiddenAges = Set(OrderAge.allCases) }
    // The cells of a hidden row or column would add up to it.
    let forced = cells.keys.filter { label in
      hiddenKinds.contains(label[0]) || hiddenAges.contains { $0.rawValue == label[1] }
    }
    hiddenCells = SmallCells(threshold: Double(hiddenUnder), axes: [0, 1]).hidden(in: cells, forced: Set(forced))
  }

  /// Hides every count.
  mutating func hideAll() {
    total = nil
    (hiddenKinds, hiddenAges) = (Set(kinds), Set(OrderAge.allCases))
    hiddenCells = Set(kinds.flatMap { kind in OrderAge.allCases.map { [kind, $0.rawValue] } })
  }

  /// Orders of a kind at an age; `nil` where they are hidden.
  package func count(_ kind: String, _ age: OrderAge) -> Int? {
    hiddenCells.contains([kind, age.rawValue]) ? nil : counts[kind]?[age] ?? 0
  }

  /// All orders of a kind; `nil` where they are hidden.
  package func count(of kind: String) -> Int? {
    hiddenKinds.contains(kind) ? nil : counts[kind]?.values.reduce(0, +) ?? 0
  }

  /// All orders at some ages; `nil` where those of any of them are hidden.
  package func count(at ages: [OrderAge]) -> Int? {
    guard hiddenAges.isDisjoint(with: ages) else { return nil }
    return counts.values.reduce(0) { sum, kind in sum + ages.reduce(0) { $0 + (kind[$1] ?? 0) } }
  }

  /// Whether any order stands at an age.
  package func occurs(_ age: OrderAge) -> Bool { counts.values.contains { ($0[age] ?? 0) > 0 } }
}

extension MetricEngine {
  /// The orders received in a period by kind and age.
  package func orderAges(in period: Period, asOf: Int64) throws -> OrderAgeTable {
    let counts = try data.orderAges(in: period, asOf: asOf, under: [:])
    guard let hiddenUnder else { return OrderAgeTable(counts, hiddenUnder: nil) }
    let byKind = try catalog.reports[.orders].map { orders in
      try values(
        MetricQuery(
          metrics: [orders.withoutLeftOut], slice: Slice(period: period), groups: [.dimension(.kind)], asOf: asOf)
      ).values
    }
    let kinds = Set((byKind ?? []).filter(\.isSuppressed).map { $0.labels[0] })
    var table = OrderAgeTable(counts, hiddenUnder: hiddenUnder, hidingKinds: kinds)
    // All kinds, and all ages, add up to the orders of the period.
    if try hidesTotals([catalog.reports[.orders]?.withoutLeftOut], in: period) { table.hideAll() }
    return table
  }
}
