import Foundation

/// Rows of cells on their way from a markup parser to the reader: flat bytes and ends, as ``RawRow`` has them.
///
/// The bytes of a cell are appended first and put into a column when the cell ends; what lies between the columns is empty.
final class CellRows {
  /// A row that is complete.
  private struct Row {
    let line: Int
    let firstByte: Int
    let firstEnd: Int
    let endCount: Int
    /// The column, from 1, at which the row passed a limit; 0 for a row that is whole.
    let oversizeColumn: Int
  }

  /// Bytes that may be read behind the last field.
  private static let slack = CutRows.slack
  /// Cells of a row, and bytes of a row, at most.
  private static let columnLimit = RowReader.columnLimit
  private static let rowLimit = 8 << 20
  /// Rows are filled up with empty fields to the widest row so far, within this bound.
  private static let fillLimit = 1024

  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCount = 0
  private var byteCapacity = 1 << 12
  private var ends: UnsafeMutablePointer<Int>
  private var endCount = 0
  private var endCapacity = 1 << 8
  private var rows: [Row] = []

  private var line = 0
  private var rowStart = 0
  private var firstEnd = 0
  private var cellStart = 0
  private var oversizeColumn = 0
  private var width = 0

  init() {
    bytes = .allocate(capacity: byteCapacity + Self.slack)
    bytes.initialize(repeating: 0, count: byteCapacity + Self.slack)
    ends = .allocate(capacity: endCapacity)
  }

  deinit {
    bytes.deallocate()
    ends.deallocate()
  }

  /// Complete rows.
  var count: Int { rows.count }
  /// Fields of the row that is being built.
  var fieldCount: Int { endCount - firstEnd }
  /// The bytes of the cell that is being built.
  var cell: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes + cellStart, count: byteCount - cellStart) }

  /// Forgets the complete rows; between two rows only.
  func removeAll() {
    rows.removeAll(keepingCapacity: true)
    // A row that is being built moves to the front.
    let (pendingBytes, pendingEnds) = (byteCount - rowStart, endCount - firstEnd)
    if rowStart > 0, pendingBytes > 0 { memmove(bytes, bytes + rowStart, pendingBytes) }
    if firstEnd > 0, pendingEnds > 0 { memmove(ends, ends + firstEnd, pendingEnds * MemoryLayout<Int>.stride) }
    cellStart -= rowStart
    (byteCount, endCount, rowStart, firstEnd) = (pendingBytes, pendingEnds, 0, 0)
  }

  func beginRow(line: Int) {
    self.line = line
    (rowStart, cellStart, firstEnd) = (byteCount, byteCount, endCount)
    oversizeColumn = 0
  }

  /// Appends to the cell.
  @inline(__always)
  func append(_ more: UnsafeBufferPointer<UInt8>) {
    guard let start = more.baseAddress, reserve(more.count) else { return }
    memcpy(bytes + byteCount, start, more.count)
    byteCount += more.count
  }

  /// Appends one byte to the cell.
  @inline(__always)
  func append(_ byte: UInt8) {
    guard reserve(1) else { return }
    bytes[byteCount] = byte
    byteCount += 1
  }

  /// Puts other bytes in the place of the cell's.
  func replaceCell(with text: UnsafeBufferPointer<UInt8>) {
    byteCount = cellStart
    append(text)
  }

  /// Puts a word in the place of the cell's bytes.
  func replaceCell(with word: StaticString) {
    replaceCell(with: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// Changes the cell's bytes in place.
  ///
  /// - Parameter edit: returns how many bytes are left.
  func editCell(_ edit: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
    byteCount =
      cellStart + edit(UnsafeMutableBufferPointer(start: bytes + cellStart, count: byteCount - cellStart))
  }

  /// The cell is complete.
  ///
  /// - Parameter column: its column, from 0, not before ``fieldCount``.
  func endCell(at column: Int) {
    guard column < Self.columnLimit else {
      if oversizeColumn == 0 { oversizeColumn = column + 1 }
      byteCount = cellStart
      return
    }
    // Empty cells need no field of their own: the next one fills the gap.
    guard byteCount > cellStart else { return }
    reserveEnds(column + 1 - fieldCount)
    while fieldCount < column {
      ends[endCount] = cellStart - rowStart
      endCount += 1
    }
    ends[endCount] = byteCount - rowStart
    endCount += 1
    cellStart = byteCount
  }

  func endRow() {
    width = max(width, fieldCount)
    if fieldCount > 0 {
      reserveEnds(min(width, Self.fillLimit) - fieldCount)
      while fieldCount < min(width, Self.fillLimit) {
        ends[endCount] = byteCount - rowStart
        endCount += 1
      }
    }
    rows.append(
      Row(
        line: line, firstByte: rowStart, firstEnd: firstEnd, endCount: fieldCount, oversizeColumn: oversizeColumn))
    (rowStart, cellStart, firstEnd) = (byteCount, byteCount, endCount)
  }

  /// A complete row as the reader takes it; valid until the next change.
  func event(at index: Int) -> RowEvent {
    let row = rows[index]
    if row.oversizeColumn > 0 { return .oversize(line: row.line, column: row.oversizeColumn, invalidBytes: 0) }
    guard row.endCount > 0 else { return .blank(line: row.line) }
    return .row(
      RawRow(
        line: row.line,
        bytes: UnsafeBufferPointer(start: bytes + row.firstByte, count: ends[row.firstEnd + row.endCount - 1]),
        ends: UnsafeBufferPointer(start: ends + row.firstEnd, count: row.endCount)))
  }

  /// Whether so many more bytes may be appended; makes room for them.
  @inline(__always)
  private func reserve(_ more: Int) -> Bool {
    guard oversizeColumn == 0 else { return false }
    if byteCount + more - cellStart > RowReader.fieldLimit || byteCount + more - rowStart > Self.rowLimit {
      oversizeColumn = fieldCount + 1
      return false
    }
    if byteCount + more > byteCapacity { growBytes(by: more) }
    return true
  }

  private func growBytes(by count: Int) {
    let capacity = max(byteCapacity * 2, byteCount + count)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.slack)
    larger.initialize(repeating: 0, count: capacity + Self.slack)
    larger.update(from: bytes, count: byteCount)
    bytes.deallocate()
    bytes = larger
    byteCapacity = capacity
  }

  private func reserveEnds(_ count: Int) {
    guard endCount + max(count, 0) > endCapacity else { return }
    let capacity = max(endCapacity * 2, endCount + count)
    let larger = UnsafeMutablePointer<Int>.allocate(capacity: capacity)
    larger.update(from: ends, count: endCount)
    ends.deallocate()
    ends = larger
    endCapacity = capacity
  }
}
