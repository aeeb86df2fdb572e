import HotlineConfiguration
import HotlineModel

/// The first rows of an export: enough of them to tell what its values look like.
struct SampledRows {
  /// The bytes, rows and columns that are looked at, whatever the file's size, and the characters of a value.
  static let byteLimit = 1 << 20
  static let rowLimit = 2_000
  static let columnLimit = 256
  static let textLimit = 256

  /// Line and fields of each row that is not blank.
  let rows: [(line: Int, fields: [String])]

  init(rows: [(line: Int, fields: [String])]) {
    self.rows = rows
  }

  /// Reads the start of the file.
  ///
  /// - Throws: a ``Diagnostic`` when the file cannot be read.
  init(of file: ExportFile) throws {
    var rows: [(line: Int, fields: [String])] = []
    let shape = SampleShape()
    let collect: (RowEvent) -> Void = { event in
      guard case .row(let row) = event, rows.count < Self.rowLimit else { return }
      shape.see(row)
      let fields = (0..<min(row.count, Self.columnLimit)).map { Self.text(row[$0]) }
      if fields.contains(where: { !$0.isEmpty }) { rows.append((row.line, fields)) }
    }
    if let source = try file.source.rows() {
      while rows.count < Self.rowLimit, let event = try source.next() { collect(event) }
      self.rows = rows
      return
    }
    let stream = try file.source.content()
    let decoder = try ExportDecoder(encoding: file.encoding)
    let reader = RowReader(delimiter: file.delimiter, shape: shape)
    var bytesRead = 0
    var isAtEnd = false
    while bytesRead < Self.byteLimit, rows.count < Self.rowLimit {
      let chunk = try stream.next()
      isAtEnd = chunk.isEmpty
      let mark = file.encoding.byteOrderMark
      let skip = bytesRead == 0 && chunk.starts(with: mark) ? mark.count : 0
      bytesRead += chunk.count
      var text: [UInt8] = []
      decoder.decode(UnsafeBufferPointer(rebasing: chunk[skip...]), into: &text, isLast: isAtEnd)
      try text.withUnsafeBufferPointer { try reader.feed($0, collect) }
      if isAtEnd { break }
    }
    // A row that the limit cut is not looked at.
    if isAtEnd { try reader.finish(collect) }
    self.rows = rows
  }

  private static func text(_ bytes: Bytes) -> String {
    let bare = bytes.trimmed.withoutSpreadsheetGuard
    return String(bare.slice(0..<min(bare.count, 4 * textLimit)).string.prefix(textLimit))
  }
}
