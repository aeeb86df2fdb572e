import GRDB
import HotlineCalendar
import HotlineModel

/// Sums the stored facts of some days into one rollup, which must not have rows of these days yet.
struct RollupSummation {
  private let base: Rollup.Base
  private let names: NameTables
  private let database: Database
  /// The days that are summed at once, so that memory does not grow with history.
  private static let daysAtOnce = 31

  init(_ base: Rollup.Base, names: NameTables, _ database: Database) {
    self.base = base
    self.names = names
    self.database = database
  }

  /// Sums all facts.
  func addAll() throws {
    guard var next = try first(from: nil) else { return }
    // Skips times without facts: one wrong date must not cost a scan of every month since.
    while true {
      let day = LocalDay(containing: next).number
      try sum(days: day...day + Self.daysAtOnce - 1)
      guard let later = try first(from: LocalDay(number: day + Self.daysAtOnce).start) else { return }
      next = later
    }
  }

  /// The time of the first fact from a moment on.
  private func first(from moment: Int64?) throws -> Int64? {
    let order = base.fact.order(by: base.time).prefix { $0 != "," }
    let span = base.fact.span(base.time, from: moment ?? Int64.min / 2, to: nil)
    return try Int64.fetchOne(
      database, sql: "SELECT \(base.time) FROM \(base.fact.table) WHERE \(span) ORDER BY \(order) LIMIT 1")
  }

  /// Sums the facts of a span of days.
  func add(days: ClosedRange<Int>) throws {
    for first in stride(from: days.lowerBound, through: days.upperBound, by: Self.daysAtOnce) {
      try sum(days: first...min(days.upperBound, first + Self.daysAtOnce - 1))
    }
  }

  private func sum(days: ClosedRange<Int>) throws {
    let sums = RollupSums(base, names: names)
    let span = base.fact.span(
      base.time, from: LocalDay(number: days.lowerBound).start, to: LocalDay(number: days.upperBound + 1).start)
    try FactScanner(fact: base.fact, names: names).scan(database, where: span) { sums.add($0) }
    try sums.store(database)
  }
}
