import HotlineModel

/// Decides which of two rows of the same fact is newer, whatever the order of arrival: by the time of their export (none is
/// oldest), then by their latest event, then by how many fields they have, then by content.
struct FactVersion {
  let layout: FactLayout
  let names: NameTables

  /// Whether two rows say the same, whenever and wherever they were exported.
  func saysSame(_ left: FactRowView, _ right: FactRowView) -> Bool {
    guard (left.presence ^ right.presence) & layout.content == 0, order(left.title, right.title) == .same else {
      return false
    }
    var rest = left.presence & layout.content
    while rest != 0 {
      let column = rest.trailingZeroBitCount
      if left.values[column] != right.values[column] { return false }
      rest &= rest - 1
    }
    return true
  }

  /// Whether the first row is older than the second.
  func isOlder(_ left: FactRowView, _ right: FactRowView) -> Bool {
    let age = age(left)
    let other = self.age(right)
    if age != other { return age < other }
    for column in layout.columns.indices where layout.content >> UInt64(column) & 1 == 1 {
      switch order(column, left.value(column), right.value(column)) {
      case .less: return true
      case .greater: return false
      case .same: continue
      }
    }
    return order(left.title, right.title) == .less
  }

  private func age(_ row: FactRowView) -> (exported: Int64, known: Int64, fields: Int) {
    var known: Int64 = 0
    for column in layout.eventColumns { known = max(known, row.value(column) ?? 0) }
    let fields = (row.presence & layout.content).nonzeroBitCount + (row.title == nil ? 0 : 1)
    return (row.value(layout.exportedAt) ?? .min, known, fields)
  }

  private enum Order { case less, same, greater }

  private func order(_ column: Int, _ left: Int64?, _ right: Int64?) -> Order {
    guard left != right else { return .same }
    guard let left else { return .less }
    guard let right else { return .greater }
    // Compares names and not their ids, which depend on the order of arrival.
    if let dimension = layout.dimensions[column] {
      let texts = (names.name(of: left, in: dimension), names.name(of: right, in: dimension))
      return Array(texts.0.utf8).lexicographicallyPrecedes(Array(texts.1.utf8)) ? .less : .greater
    }
    return left < right ? .less : .greater
  }

  private func order(_ left: UnsafeBufferPointer<UInt8>?, _ right: UnsafeBufferPointer<UInt8>?) -> Order {
    switch (left, right) {
    case (nil, nil): .same
    case (nil, _): .less
    case (_, nil): .greater
    case (let left?, let right?):
      left.elementsEqual(right) ? .same : left.lexicographicallyPrecedes(right) ? .less : .greater
    }
  }
}
