import CLibCSV
import Foundation
import HotlineConfiguration

/// One row as libcsv cut it: flat bytes and the ends of its fields. Valid until the reader goes on.
struct RawRow {
  /// The line on which the row begins, from 1.
  let line: Int
  /// The fields' bytes, one after the other.
  let bytes: UnsafeBufferPointer<UInt8>
  /// For each field, where it ends in ``bytes``.
  let ends: UnsafeBufferPointer<Int>

  /// The number of fields.
  var count: Int { ends.count }

  /// A field's bytes; empty beyond the row's end.
  subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    guard index < ends.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    let start = index == 0 ? 0 : ends[index - 1]
    return UnsafeBufferPointer(rebasing: bytes[start..<ends[index]])
  }

  /// The fields as texts; for headers, rejected rows and tests.
  var texts: [String] { (0..<count).map { String(decoding: self[$0], as: UTF8.self) } }
}

/// What ``RowReader`` finds besides rows.
enum RowEvent {
  /// A row of at least one field.
  case row(RawRow)
  /// An empty line.
  case blank(line: Int)
  /// A row beyond a limit, left out unread.
  case oversize(line: Int, column: Int, invalidBytes: Int)
  /// A quote that is still open at the end of the file.
  case unterminatedQuote(line: Int, lastLine: Int)
}

/// Cuts decoded bytes into rows with libcsv.
///
/// libcsv is fed one physical line at a time, because it does not count lines itself: where a row begins is known from
/// its state before the line.
final class RowReader {
  /// The longest field, in bytes. A longer one (an open quote, a file that is not CSV) would fill the memory.
  static let fieldLimit = 1 << 20
  /// The most fields a row can have.
  static let columnLimit = 16_384
  private static let rowLimit = 8 << 20

  private let csv = UnsafeMutablePointer<csv_parser>.allocate(capacity: 1)
  private let cut = UnsafeMutablePointer<CutRows>.allocate(capacity: 1)
  private let delimiter: UInt8
  private let terminator: UInt8
  private var line = 1
  private var rowLine = 1
  private var lineHadRow = false
  private var skipping: OversizeScanner?

  /// - Parameter terminator: what ends a physical line: LF, or CR for files that have no LF at all.
  init(delimiter: UInt8, terminator: UInt8) {
    self.delimiter = delimiter
    self.terminator = terminator
    csv.initialize(to: csv_parser())
    cut.initialize(to: CutRows())
    start()
  }

  deinit {
    csv_free(csv)
    cut.pointee.deallocate()
    csv.deallocate()
    cut.deallocate()
  }

  private func start() {
    // csv_init only fills the struct; it cannot fail.
    _ = csv_init(csv, 0)
    csv_set_delim(csv, delimiter)
    // A field is at most the limit plus one piece, so large steps cost little and save most of the copying.
    csv_set_blk_size(csv, 1024)
  }

  /// Takes decoded bytes and reports what they complete.
  func feed(_ input: UnsafeBufferPointer<UInt8>, _ handle: (RowEvent) throws -> Void) throws {
    var index = 0
    while index < input.count {
      if skipping != nil {
        index = try skip(input, from: index, handle)
        continue
      }
      let rest = UnsafeBufferPointer(rebasing: input[index...])
      let length = rest.firstIndex(of: terminator, limit: 1 << 16)
      let isWholeLine = rest[length - 1] == terminator
      if csv.pointee.pstate == 0 { rowLine = line }
      parse(UnsafeBufferPointer(rebasing: rest[..<length]))
      try deliver(handle)
      if isWholeLine {
        if csv.pointee.pstate == 0, !lineHadRow { try handle(.blank(line: line)) }
        line += 1
        lineHadRow = false
      }
      try checkLimits(handle)
      index += length
    }
  }

  /// The file is over: reports what is left.
  func finish(_ handle: (RowEvent) throws -> Void) throws {
    if let skipping {
      try handle(
        skipping.isInQuotes
          ? .unterminatedQuote(line: rowLine, lastLine: line)
          : .oversize(line: rowLine, column: skipping.column, invalidBytes: skipping.invalidBytes))
      return
    }
    if csv.pointee.quoted != 0, csv.pointee.pstate == 2 {
      try handle(.unterminatedQuote(line: rowLine, lastLine: line))
      return
    }
    _ = csv_fini(csv, CutRows.onField, CutRows.onRow, cut)
    try deliver(handle)
  }

  private func parse(_ input: UnsafeBufferPointer<UInt8>) {
    // Without CSV_STRICT libcsv fails only for want of memory; the limits keep it far from that.
    _ = csv_parse(csv, input.baseAddress, input.count, CutRows.onField, CutRows.onRow, cut)
  }

  private func deliver(_ handle: (RowEvent) throws -> Void) throws {
    guard cut.pointee.rowCount > 0 else { return }
    lineHadRow = true
    let (bytes, ends) = (UnsafePointer(cut.pointee.bytes), UnsafePointer(cut.pointee.ends))
    var from = (bytes: 0, fields: 0)
    // A lone CR inside a line ends a row for libcsv as well: there may be several.
    for row in 0..<cut.pointee.rowCount {
      let end = cut.pointee.rows[row]
      if row > 0 { for index in from.fields..<end.fields { cut.pointee.ends[index] -= from.bytes } }
      try handle(
        .row(
          RawRow(
            line: rowLine, bytes: UnsafeBufferPointer(start: bytes + from.bytes, count: end.bytes - from.bytes),
            ends: UnsafeBufferPointer(start: ends + from.fields, count: end.fields - from.fields))))
      from = end
    }
    cut.pointee.removeAll()
  }

  private func checkLimits(_ handle: (RowEvent) throws -> Void) throws {
    guard
      csv.pointee.entry_pos > Self.fieldLimit || cut.pointee.byteCount > Self.rowLimit
        || cut.pointee.endCount > Self.columnLimit
    else {
      return
    }
    var scanner = OversizeScanner(
      delimiter: delimiter, terminator: terminator, isInQuotes: csv.pointee.quoted != 0 && csv.pointee.pstate == 2,
      column: cut.pointee.endCount + 1)
    // After a quote that may have closed the field (3), or before a field (1), a quote opens.
    scanner.isAtFieldStart = csv.pointee.pstate == 3 || csv.pointee.pstate == 1
    let pending = UnsafeRawBufferPointer(
      start: csv.pointee.entry_buf, count: csv.pointee.entry_buf == nil ? 0 : csv.pointee.entry_pos)
    let taken = UnsafeBufferPointer(start: cut.pointee.bytes, count: cut.pointee.byteCount)
    scanner.invalidBytes =
      taken.count { $0 == ExportDecoder.invalidMarker } + pending.count { $0 == ExportDecoder.invalidMarker }
    skipping = scanner
    csv_free(csv)
    start()
    cut.pointee.deallocate()
    cut.pointee = CutRows()
  }

  private func skip(_ input: UnsafeBufferPointer<UInt8>, from start: Int, _ handle: (RowEvent) throws -> Void) throws
    -> Int
  {
    guard var scanner = skipping else { return start }
    let (end, lines, isOver) = scanner.scan(input, from: start)
    line += lines
    skipping = isOver ? nil : scanner
    if isOver {
      try handle(.oversize(line: rowLine, column: scanner.column, invalidBytes: scanner.invalidBytes))
      lineHadRow = false
    }
    return end
  }
}

/// Finds the end of a row that is too long to be kept, by its quotes alone.
struct OversizeScanner {
  let delimiter: UInt8
  let terminator: UInt8
  private(set) var isInQuotes: Bool
  /// The field, from 1, at which the limit was passed.
  let column: Int
  var isAtFieldStart = false
  /// Undecodable bytes seen in the row.
  var invalidBytes = 0

  init(delimiter: UInt8, terminator: UInt8, isInQuotes: Bool, column: Int) {
    self.delimiter = delimiter
    self.terminator = terminator
    self.isInQuotes = isInQuotes
    self.column = column
  }

  /// Scans on; a doubled quote closes and opens again, which comes to the same.
  mutating func scan(_ input: UnsafeBufferPointer<UInt8>, from start: Int) -> (end: Int, lines: Int, isOver: Bool) {
    var lines = 0
    var index = start
    while index < input.count {
      let byte = input[index]
      index += 1
      if byte == terminator { lines += 1 }
      if byte == ExportDecoder.invalidMarker { invalidBytes += 1 }
      if isInQuotes {
        if byte == 0x22 {
          isInQuotes = false
          isAtFieldStart = true
        }
      } else if byte == terminator {
        return (index, lines, true)
      } else if byte == 0x22, isAtFieldStart {
        isInQuotes = true
      } else {
        isAtFieldStart = byte == delimiter
      }
    }
    return (index, lines, false)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Bytes up to and including the first `terminator`, or `limit` bytes when it is farther away.
  fileprivate func firstIndex(of terminator: UInt8, limit: Int) -> Int {
    let length = Swift.min(count, limit)
    guard let base = baseAddress, let found = memchr(base, Int32(terminator), length) else { return length }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
  }
}
