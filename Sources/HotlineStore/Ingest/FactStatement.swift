import HotlineModel

/// What one source says of one fact: the cells of its row, or of several rows put together.
final class FactStatement {
  /// Where it is said.
  struct Origin: Hashable {
    var sourceID: Int64
    /// The line of the file, from 1.
    var line: Int64
    /// The number of the set of fields that the row has cells for; see ``CarriedSets``.
    var carriedID: Int64?
  }

  private let values: UnsafeMutablePointer<Int64>
  private(set) var presence: UInt64 = 0
  private let titleBytes: UnsafeMutableBufferPointer<UInt8>?
  var origin: Origin

  init(width: Int, title: UnsafeBufferPointer<UInt8>? = nil, origin: Origin) {
    values = .allocate(capacity: width)
    values.initialize(repeating: 0, count: width)
    titleBytes = title.map { title in
      let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: title.count)
      _ = copy.initialize(from: title)
      return copy
    }
    self.origin = origin
  }

  /// A copy of what a row says: without the columns that follow from others.
  convenience init(_ row: FactRowView, of layout: FactLayout, origin: Origin) {
    self.init(width: layout.columns.count, title: row.title, origin: origin)
    let said = row.presence & layout.saidBits
    var rest = said
    while rest != 0 {
      let column = rest.trailingZeroBitCount
      values[column] = row.values[column]
      rest &= rest - 1
    }
    presence = said
  }

  deinit {
    values.deallocate()
    titleBytes?.deallocate()
  }

  /// The text that is kept as it is, if the kind of fact has one.
  var title: UnsafeBufferPointer<UInt8>? { titleBytes.map { UnsafeBufferPointer($0) } }

  func value(_ column: Int) -> Int64? { presence >> UInt64(column) & 1 == 1 ? values[column] : nil }

  func set(_ column: Int, _ value: Int64?) {
    guard let value else {
      presence &= ~(1 << UInt64(column))
      return
    }
    values[column] = value
    presence |= 1 << UInt64(column)
  }

  /// The statement as a row without key, for comparisons; valid while the statement lives.
  var view: FactRowView { view(id: 0, key: UnsafeBufferPointer(start: nil, count: 0)) }

  func view(id: Int64, key: UnsafeBufferPointer<UInt8>) -> FactRowView {
    FactRowView(
      id: id, values: UnsafePointer(values), presence: presence, key: key, title: title, line: origin.line)
  }
}
