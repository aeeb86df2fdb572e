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

extension RawRow {
  /// Calls `body` with a row of texts, valid meanwhile.
  static func withFields<Value>(_ fields: [String], line: Int, _ body: (RawRow) throws -> Value) rethrows -> Value {
    // Rows are read with some bytes of room behind the last field.
    let bytes = fields.flatMap { Array($0.utf8) } + [UInt8](repeating: 0, count: CutRows.slack)
    var end = 0
    let ends = fields.map { field in
      end += field.utf8.count
      return end
    }
    return try bytes.withUnsafeBufferPointer { bytes in
      try ends.withUnsafeBufferPointer { ends in
        try body(RawRow(line: line, bytes: bytes.slice(0..<end), ends: ends))
      }
    }
  }
}

/// What ``RowReader`` finds.
enum RowEvent {
  /// A row of at least one field.
  case row(RawRow)
  /// An empty line.
  case blank(line: Int)
  /// A row beyond a limit, rejected unread.
  case oversize(line: Int, column: Int, invalidBytes: Int)
  /// A row in which a quote opens that never closes, or only behind lines that are rows of their own: its first lines, up to
  /// the one in which the quote opens, and the field, from 1.
  case openQuote(RawRow, column: Int)
}

/// What is known about the rows of a file while it is cut.
protocol RowShape: AnyObject {
  /// Whether a row may have so many fields.
  func fits(_ count: Int) -> Bool
  /// Whether a line by itself is a row of the file beyond reasonable doubt.
  func looksLikeRow(_ row: RawRow) -> Bool
}

/// Cuts decoded bytes into rows.
///
/// Physical lines are found first. A line whose quotes are in order goes to libcsv as it is, and so does a line without any.
/// ``OpenRecord`` handles stray quotes before libcsv sees them: such a row may be lost, never the rows after it.
final class RowReader {
  /// The longest field, in bytes. A longer one (an open quote, a file that is not CSV) would fill the memory.
  static let fieldLimit = 1 << 20
  /// The most fields a row can have.
  static let columnLimit = 16_384
  /// The longest physical line, in bytes.
  private static let lineLimit = 4 << 20
  /// How often a line is read again behind quotes that did not close, before it has to be a row by itself.
  private static let rereadLimit = 16

  private let delimiter: UInt8
  private let cutter: RecordCutter
  /// Cuts lines that may be rows inside an open quote, while the record's own row waits.
  private let trial: RecordCutter
  private weak var shape: RowShape?
  /// The beginning of a line whose end has not come yet.
  private var pending: [UInt8] = []
  private var line: Int
  private var open: OpenRecord?
  /// The line that is longer than any can be, while its end is looked for: the field and its undecodable bytes.
  private var endless: (column: Int, invalidBytes: Int)?
  /// Records whose other lines are read again, the innermost last, and the next of their lines.
  private var spoilt: [(record: OpenRecord, next: Int)] = []

  /// - Parameters:
  ///   - shape: what tells rows inside an open quote; without it only the end of the file does.
  ///   - line: the number of the first line.
  init(delimiter: UInt8, shape: RowShape? = nil, line: Int = 1) {
    self.delimiter = delimiter
    self.line = line
    self.shape = shape
    cutter = RecordCutter(delimiter: delimiter)
    trial = RecordCutter(delimiter: delimiter)
  }

  /// Takes decoded bytes and reports the rows that they complete.
  func feed(_ input: Bytes, _ handle: (RowEvent) throws -> Void) throws {
    var start = 0
    if endless != nil || !pending.isEmpty {
      start = try completePending(input, handle)
      if start == input.count { return }
    }
    var lines = PhysicalLines(input)
    var nextQuote = input.firstIndex(of: 0x22, from: start, to: input.count)
    while let end = lines.end(from: start) {
      let bytes = input.slice(start..<end)
      if nextQuote < start { nextQuote = input.firstIndex(of: 0x22, from: start, to: input.count) }
      if nextQuote >= end, open == nil {
        try plainLine(bytes, handle)
      } else {
        try quotedLine(bytes, handle)
      }
      start = end
    }
    try keep(input.slice(start..<input.count))
  }

  /// Whether all that it took is reported, and what follows begins a record.
  var isBetweenRecords: Bool { pending.isEmpty && open == nil && endless == nil && spoilt.isEmpty }

  /// At the end of the file, reports what is left.
  func finish(_ handle: (RowEvent) throws -> Void) throws {
    if endless != nil {
      try endLongLine(handle)
    } else if !pending.isEmpty {
      try takePending(handle)
    }
    try settle(handle)
  }

  // MARK: Lines across chunks

  private func completePending(_ input: Bytes, _ handle: (RowEvent) throws -> Void) throws -> Int {
    // A CR at the end of the last chunk is a line's end by itself, unless an LF follows.
    if pending.last == 0x0D {
      if input.first == 0x0A {
        pending.append(0x0A)
        try takePending(handle)
        return 1
      }
      try takePending(handle)
      return 0
    }
    var lines = PhysicalLines(input)
    guard let end = lines.end(from: 0) else {
      try keep(input)
      return input.count
    }
    if endless != nil {
      endless?.invalidBytes += input.slice(0..<end).count { $0 == ExportDecoder.invalidMarker }
      try endLongLine(handle)
    } else {
      pending.append(contentsOf: input[..<end])
      try takePending(handle)
    }
    return end
  }

  private func keep(_ rest: Bytes) throws {
    if endless != nil {
      endless?.invalidBytes += rest.count { $0 == ExportDecoder.invalidMarker }
      return
    }
    pending.append(contentsOf: rest)
    guard pending.count > Self.lineLimit else { return }
    endless = (
      pending.withUnsafeBufferPointer { longField(in: $0) }, pending.count { $0 == ExportDecoder.invalidMarker }
    )
    pending = []
  }

  private func takePending(_ handle: (RowEvent) throws -> Void) throws {
    let bytes = pending
    pending.removeAll(keepingCapacity: bytes.count <= 1 << 16)
    try bytes.withUnsafeBufferPointer { try quotedLine($0, handle) }
  }

  private func endLongLine(_ handle: (RowEvent) throws -> Void) throws {
    guard let (column, invalidBytes) = endless else { return }
    endless = nil
    // Whether a quote was open or not: a line of this length is damage.
    try settle(handle)
    try handle(.oversize(line: line, column: column, invalidBytes: invalidBytes))
    line += 1
  }

  /// The first field longer than the limit, from 1, or the last one; by separators alone.
  private func longField(in bytes: Bytes) -> Int {
    var column = 1
    var start = 0
    while case let end = bytes.firstIndex(of: delimiter, from: start, to: bytes.count), end < bytes.count,
      end - start <= Self.fieldLimit
    {
      column += 1
      start = end + 1
    }
    return column
  }

  // MARK: Records

  @inline(__always)
  private func plainLine(_ bytes: Bytes, _ handle: (RowEvent) throws -> Void) throws {
    try deliver(bytes, line: line, handle)
    line += 1
  }

  /// A line with quotes, or one inside an open quote.
  private func quotedLine(_ bytes: Bytes, _ handle: (RowEvent) throws -> Void) throws {
    defer { line += 1 }
    if open != nil, mayBeRow(bytes) { try settle(handle) }
    try take(bytes, line: line, depth: 0, handle)
    try readAgain(handle)
  }

  private func take(_ bytes: Bytes, line: Int, depth: Int, _ handle: (RowEvent) throws -> Void) throws {
    var bytes = bytes
    // The mark of a file that was joined to this one.
    if open == nil, bytes.starts(with: ExportEncoding.utf8.byteOrderMark) { bytes = bytes.slice(3..<bytes.count) }
    if open == nil, QuoteReading.isRegular(bytes, delimiter: delimiter) {
      return try deliver(bytes, line: line, handle)
    }
    var record = open ?? OpenRecord(line: line, delimiter: delimiter, depth: depth)
    open = nil
    let shape = shape
    let verdict = record.take(bytes, fits: { shape?.fits($0) ?? true })
    if case .open = verdict, depth < Self.rereadLimit { open = record } else { try close(record, verdict, handle) }
  }

  private func close(_ record: OpenRecord, _ verdict: OpenRecord.Verdict, _ handle: (RowEvent) throws -> Void) throws {
    if record.isTooLong {
      let (_, column) = record.opening
      return try handle(.oversize(line: record.line, column: column, invalidBytes: record.invalidBytes))
    }
    if case .whole(let canonical, let lines) = verdict {
      try canonical.withUnsafeBufferPointer { try deliver($0, line: record.line, handle) }
      spoilt.append((record, lines))
    } else {
      // The quote does not close, so the record is rejected. The fields that libcsv finds in it are shown, not stored.
      let (last, column) = record.opening
      try record.bytes.withUnsafeBufferPointer { bytes in
        let damaged = bytes.slice(0..<record.lineRange(last).upperBound)
        if let row = cutter.row(damaged, line: record.line) { try handle(.openQuote(row, column: column)) }
      }
      spoilt.append((record, last + 1))
    }
  }

  /// Reads the other lines of damaged records again, as lines of their own.
  private func readAgain(_ handle: (RowEvent) throws -> Void) throws {
    while let (record, next) = spoilt.popLast() {
      guard next < record.starts.count else {
        // All of its quotes close: none of them reaches into the lines that follow.
        if record.isClosed, let rest = open {
          open = nil
          spoilt.append((record, next))
          try close(rest, rest.lastResort, handle)
        }
        continue
      }
      spoilt.append((record, next + 1))
      try record.bytes.withUnsafeBufferPointer { bytes in
        try take(
          bytes.slice(record.lineRange(next)), line: record.line + next, depth: record.depth + 1, handle)
      }
    }
  }

  /// No line that follows belongs to the open record, nor to one that its other lines begin.
  private func settle(_ handle: (RowEvent) throws -> Void) throws {
    while let record = open {
      open = nil
      try close(record, record.lastResort, handle)
      try readAgain(handle)
    }
  }

  private func mayBeRow(_ bytes: Bytes) -> Bool {
    guard let shape, let row = trial.row(bytes, line: line) else { return false }
    // A quote in the first cell closes one that began in a line before: the rest of a record's first cell.
    guard !row[0].contains(0x22) else { return false }
    return shape.looksLikeRow(row)
  }

  @inline(__always)
  private func deliver(_ bytes: Bytes, line: Int, _ handle: (RowEvent) throws -> Void) throws {
    guard let row = cutter.row(bytes, line: line) else { return try handle(.blank(line: line)) }
    guard bytes.count >= Self.columnLimit, let column = tooLong(row) else { return try handle(.row(row)) }
    try handle(
      .oversize(line: line, column: column, invalidBytes: row.bytes.count { $0 == ExportDecoder.invalidMarker }))
  }

  /// The field, from 1, at which a row goes beyond a limit.
  private func tooLong(_ row: RawRow) -> Int? {
    if row.count > Self.columnLimit { return Self.columnLimit + 1 }
    guard row.bytes.count > Self.fieldLimit else { return nil }
    return (0..<row.count).first { row[$0].count > Self.fieldLimit }.map { $0 + 1 }
  }
}
