import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineReports

/// Writes all rows behind a KPI's value as CSV: they are read a part at a time, all of one state of the database. Like any question it may
/// take ten minutes.
package struct WriteRows: Sendable {
  private let metric: String
  private let part: Explanation.Part
  private let facts: FactSelection
  private let asOf: Int64?
  private let most: Int

  /// Creates an order.
  ///
  /// - Parameters:
  ///   - asOf: the moment up to which the data speak, in Unix seconds; the newest data unless given.
  ///   - most: rows that are in memory at a time.
  package init(
    of metric: String, _ part: Explanation.Part, about facts: FactSelection, asOf: Int64? = nil, most: Int = 10_000
  ) {
    self.most = most
    self.metric = metric
    self.part = part
    self.facts = facts
    self.asOf = asOf
  }

  /// Writes the header and the rows.
  ///
  /// - Parameters:
  ///   - write: takes the text piece by piece; the first one is the header.
  ///   - progress: told how many rows were written.
  /// - Returns: how many rows there are; `nil` while the database holds no data.
  /// - Throws: a ``Diagnostic`` for words that are not known, or when the database cannot be read; what `write` throws; or
  ///   `CancellationError`.
  package func run(
    in workspace: Workspace, cancellation: Cancellation = .never, progress: (Int) -> Void = { _ in },
    write: (String) throws -> Void
  ) throws -> Int? {
    try workspace.asking(cancellation) { engine in
      let metric = try engine.catalog.metric(metric)
      let slice = try facts.slice(engine)
      guard let asOf = try asOf ?? engine.data.asOf() else { return nil }
      func parts(_ use: ([FactRow]) throws -> Void) throws {
        var place = RowPlace.offset(0)
        while true {
          try cancellation.check()
          let found = try engine.listing(part, of: metric, slice: slice, asOf: asOf, limit: most, from: place)
          try use(found.rows)
          guard found.rows.count == most, let last = found.last else { return }
          place = .after(last)
        }
      }
      // Which columns have something is known only when all rows were seen.
      var columns = FactRowTable()
      try parts { columns.see($0) }
      try write(columns.table([]).csvText)
      var count = 0
      try parts { rows in
        try write(columns.table(rows, showsHeader: false).csvText)
        count += rows.count
        progress(count)
      }
      return count
    }
  }
}
