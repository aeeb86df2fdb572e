import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineStore
import HotlineText

/// Lists the rows behind a KPI's value, with file and line, a page at a time.
package struct ListFacts: Sendable {
  /// The metric's id.
  package var metric: String
  /// Which rows.
  package var part: Explanation.Part
  /// The facts.
  package var facts: FactSelection
  /// The page, from 1.
  package var page: Int
  /// Where the page begins, if that is known: what lies before it need not be counted then.
  package var place: RowPlace?
  /// Rows on a page; all of them on one unless given.
  package var pageSize: Int?
  /// The moment up to which the data speak, in Unix seconds; the newest data unless given.
  package var asOf: Int64?

  /// Creates a question.
  package init(
    of metric: String, _ part: Explanation.Part, about facts: FactSelection, page: Int = 1, pageSize: Int? = 20,
    from place: RowPlace? = nil, asOf: Int64? = nil
  ) {
    self.place = place
    self.metric = metric
    self.part = part
    self.facts = facts
    self.page = page
    self.pageSize = pageSize
    self.asOf = asOf
  }

  /// One page of rows.
  package struct Page: Sendable, Hashable {
    /// The rows, and the places of the first and the last.
    package let listing: RowListing
    /// Whether the page is full, so that there may be a further one in its direction.
    package let isFull: Bool

    /// The rows.
    package var rows: [FactRow] { listing.rows }
  }

  /// More rows than a database holds; the last page, and the largest.
  private static let everything = 1_000_000_000

  /// Checks page and size.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage when one is below 1 or beyond what can be counted.
  package static func check(page: Int, pageSize: Int?) throws {
    guard (1...everything).contains(page), (1...everything).contains(pageSize ?? everything) else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "没有这样的一页", en: "there is no such page"),
        expected: LocalizedText(
          zh: "页码和每页行数都从 1 起，至多 \(everything)", en: "page and page size count from 1 to \(everything)"))
    }
  }

  /// - Returns: the page; `nil` while the database holds no data.
  /// - Throws: a ``Diagnostic`` for words that are not known, or when the database cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Page? {
    try Self.check(page: page, pageSize: pageSize)
    return try workspace.asking(cancellation) { engine in
      let metric = try engine.catalog.metric(metric)
      let slice = try facts.slice(engine)
      guard let asOf = try asOf ?? engine.data.asOf() else { return nil }
      let size = pageSize ?? Self.everything
      let place = place ?? .offset((page - 1) * size)
      let listing = try engine.listing(part, of: metric, slice: slice, asOf: asOf, limit: size, from: place)
      return Page(listing: listing, isFull: listing.rows.count == size)
    }
  }
}
