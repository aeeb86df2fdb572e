import Foundation

/// The rows that libcsv has cut and that are not yet taken: flat bytes and field ends, written by a callback for each field.
///
/// Raw memory, because access through an object would cost more than the field itself.
struct CutRows {
  /// The fields' bytes, one after the other, with ``slack`` bytes of room behind them.
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private(set) var byteCount = 0
  private var byteCapacity = 1 << 12
  /// For each field, where it ends.
  private(set) var ends: UnsafeMutablePointer<Int>
  private(set) var endCount = 0
  private var endCapacity = 1 << 8
  /// For each row, where it ends.
  private(set) var rows: UnsafeMutablePointer<(bytes: Int, fields: Int)>
  private(set) var rowCount = 0
  private var rowCapacity = 16

  /// Bytes that may be read behind the last field.
  static let slack = 16

  init() {
    bytes = .allocate(capacity: byteCapacity + Self.slack)
    bytes.initialize(repeating: 0, count: byteCapacity + Self.slack)
    ends = .allocate(capacity: endCapacity)
    rows = .allocate(capacity: rowCapacity)
  }

  func deallocate() {
    bytes.deallocate()
    ends.deallocate()
    rows.deallocate()
  }

  mutating func removeAll() {
    byteCount = 0
    endCount = 0
    rowCount = 0
  }

  @inline(__always)
  private mutating func append(_ field: UnsafeRawPointer?, count: Int) {
    if byteCount + count > byteCapacity { growBytes(by: count) }
    if let field { memcpy(bytes + byteCount, field, count) }
    byteCount += count
    if endCount == endCapacity { growEnds() }
    ends[endCount] = byteCount
    endCount += 1
  }

  private mutating func appendRow() {
    if rowCount == rowCapacity { growRows() }
    rows[rowCount] = (byteCount, endCount)
    rowCount += 1
  }

  private mutating func growBytes(by count: Int) {
    let capacity = max(byteCapacity * 2, byteCount + count)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.slack)
    larger.initialize(repeating: 0, count: capacity + Self.slack)
    larger.update(from: bytes, count: byteCount)
    bytes.deallocate()
    bytes = larger
    byteCapacity = capacity
  }

  private mutating func growEnds() {
    let larger = UnsafeMutablePointer<Int>.allocate(capacity: endCapacity * 2)
    larger.update(from: ends, count: endCount)
    ends.deallocate()
    ends = larger
    endCapacity *= 2
  }

  private mutating func growRows() {
    let larger = UnsafeMutablePointer<(bytes: Int, fields: Int)>.allocate(capacity: rowCapacity * 2)
    larger.update(from: rows, count: rowCount)
    rows.deallocate()
    rows = larger
    rowCapacity *= 2
  }

  /// libcsv's callback for a field; the context is a pointer to ``CutRows``.
  static let onField: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
    field, count, context in
    context?.assumingMemoryBound(to: CutRows.self).pointee.append(field, count: count)
  }

  /// libcsv's callback for the end of a row.
  static let onRow: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, context in
    context?.assumingMemoryBound(to: CutRows.self).pointee.appendRow()
  }
}
