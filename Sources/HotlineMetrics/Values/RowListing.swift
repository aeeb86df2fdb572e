import HotlineModel

/// A place in the rows behind a value, by which an address finds the rows that follow without counting those before.
package struct RowMark: Sendable, Hashable {
  /// Which of the metric's terms the row counts in, from 0.
  package var term: Int
  /// Where the row stands among those.
  package var position: RowPosition

  /// Creates a mark.
  package init(term: Int, position: RowPosition) {
    self.term = term
    self.position = position
  }

  /// Reads what ``text`` wrote; `nil` for anything else.
  package init?(parsing text: String) {
    let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, let term = Int(parts[0]), term >= 0, parts[1].isEmpty || Int64(parts[1]) != nil,
      parts.count == 3 || !parts[1].isEmpty
    else { return nil }
    self.init(term: term, position: RowPosition(number: Int64(parts[1]), key: parts.count == 3 ? parts[2] : nil))
  }

  /// The mark as it stands in an address: `0.1234` of a call, `0.1546300800.SH2019001` of another fact, `0..1001` of one without a time.
  package var text: String {
    "\(term).\(position.number.map { String($0) } ?? "")" + (position.key.map { "." + $0 } ?? "")
  }
}

/// Where a page of the rows behind a value begins.
package enum RowPlace: Sendable, Hashable {
  /// So many rows are left out.
  case offset(Int)
  /// Behind a row.
  case after(RowMark)
  /// The last ones before a row.
  case before(RowMark)
  /// The last ones of all.
  case end
}

/// Some of the rows behind a value.
package struct RowListing: Sendable, Hashable {
  /// The rows, term by term, in order of time.
  package var rows: [FactRow] = []
  /// The place of the first one; `nil` without rows, and where facts lie elsewhere.
  package var first: RowMark?
  /// The place of the last one.
  package var last: RowMark?

  /// Rows of one term.
  init(_ rows: [FactRow], term: Int) {
    self.rows = rows
    first = rows.first?.position.map { RowMark(term: term, position: $0) }
    last = rows.last?.position.map { RowMark(term: term, position: $0) }
  }

  /// No rows.
  package init() {}

  /// These and then others.
  static func + (one: RowListing, other: RowListing) -> RowListing {
    guard !one.rows.isEmpty else { return other }
    guard !other.rows.isEmpty else { return one }
    var both = one
    both.rows += other.rows
    both.last = other.last
    return both
  }
}
