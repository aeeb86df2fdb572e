import GRDB
import HotlineCalendar
import HotlineModel

/// Sums stored facts into one rollup, whose tables must not have rows of these days yet.
///
/// Facts are read in order of time, and each day is written when the next one begins: memory does not grow with history.
struct RollupSummation {
  private let base: Rollup.Base
  private let rows: RollupRows
  private let names: NameTables
  private let database: Database

  init(_ base: Rollup.Base, rows: RollupRows, names: NameTables, _ database: Database) {
    self.base = base
    self.rows = rows
    self.names = names
    self.database = database
  }

  /// Sums the facts of a span of days; all facts when none is given.
  func add(days: ClosedRange<Int>? = nil) throws {
    let sums = RollupSums(base, names: names, roomBytes: 0)
    let span = base.fact.span(
      base.time, from: days.map { LocalDay(number: $0.lowerBound).start } ?? Int64.min / 2,
      to: days.map { LocalDay(number: $0.upperBound).end })
    let order = base.fact.order(by: base.time)[0]
    try FactScanner(fact: base.fact, names: names).scan(database, where: "\(span) ORDER BY \(order)") { cells in
      sums.add(cells)
      if !sums.closed.isEmpty { try store(sums.takeClosed(), sums.layout) }
    }
    try store(sums.takeAll(), sums.layout)
  }

  private func store(_ days: [RollupDay], _ layout: RollupSums.Layout) throws {
    for day in days { try rows.store(day, layout) }
  }
}
