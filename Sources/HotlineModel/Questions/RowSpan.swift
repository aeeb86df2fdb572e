/// Which rows of a listing are wanted: so many of them, from a place on.
package struct RowSpan: Sendable, Hashable {
  /// The most rows.
  package var limit: Int
  /// Where they begin.
  package var place: Place

  /// Creates a span.
  package init(_ limit: Int, from place: Place = .start) {
    self.limit = limit
    self.place = place
  }

  /// Where rows begin. A row is found at once, however many lie before it; rows that are counted off are all walked past.
  package enum Place: Sendable, Hashable {
    /// So many rows are left out.
    case offset(Int)
    /// Behind a row.
    case after(RowPosition)
    /// The last ones before a row, in the same order as all.
    case before(RowPosition)
    /// The last ones of all.
    case end

    /// From the first row on.
    package static let start = Place.offset(0)
  }

  /// Whether rows are taken from the end of what is left.
  package var isBackwards: Bool {
    switch place {
    case .before, .end: true
    case .offset, .after: false
    }
  }
}

/// Where a row stands among the others of its question: the values by which they are ordered.
package struct RowPosition: Sendable, Hashable {
  /// A call's number in its database, which goes by time; of other facts their time, in Unix seconds; `nil` for those without one.
  package var number: Int64?
  /// The fact's key; `nil` for a call.
  package var key: String?

  /// Creates a position.
  package init(number: Int64?, key: String?) {
    self.number = number
    self.key = key
  }
}
