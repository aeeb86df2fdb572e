import HotlineConfiguration

/// Rows that come as cells: a sheet of a workbook, a table of a web page.
protocol RowSource: AnyObject {
  /// The next row, `nil` at the end. Its bytes are valid until the next call.
  ///
  /// - Throws: a ``Diagnostic`` when the source is damaged.
  func next() throws -> RowEvent?
  /// Which share of the source has been read, from 0 to 1.
  var progress: Double { get }
}

extension RowSource {
  /// The first rows, as texts.
  func sample(_ limit: Int) throws -> [(line: Int, fields: [String])] {
    var rows: [(line: Int, fields: [String])] = []
    while rows.count < limit, let event = try next() {
      if case .row(let row) = event { rows.append((row.line, row.texts.map { $0.trimmingBlanks })) }
    }
    return rows
  }
}

/// The rows that a handler builds while libxml2 parses a document.
final class MarkupRows: RowSource {
  private let source: any ByteSource
  private let parser: MarkupParser
  private let rows: CellRows
  private var position = 0
  private var isOver = false
  private var rest = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var bytesRead = 0
  private let sizeBytes: Int

  /// Bytes parsed between two looks at the rows: a few bytes of a hostile sheet can be a row of 16,384 cells.
  private static let step = 8 << 10

  /// - Parameters:
  ///   - sizeBytes: of the document, for the progress.
  ///   - rows: where the handler puts them.
  init(_ source: any ByteSource, sizeBytes: Int, handler: MarkupHandler, isHTML: Bool, rows: CellRows) throws {
    self.source = source
    self.sizeBytes = sizeBytes
    self.rows = rows
    parser = try MarkupParser(handler, isHTML: isHTML)
  }

  var progress: Double { min(Double(bytesRead) / Double(max(sizeBytes, 1)), 1) }

  func next() throws -> RowEvent? {
    while position == rows.count {
      guard !isOver else { return nil }
      rows.removeAll()
      position = 0
      if rest.isEmpty {
        rest = try source.next()
        isOver = rest.isEmpty
      }
      let piece = UnsafeBufferPointer(rebasing: rest.prefix(Self.step))
      rest = UnsafeBufferPointer(rebasing: rest[piece.count...])
      bytesRead += piece.count
      if isOver { try parser.finish() } else { try parser.feed(piece) }
    }
    position += 1
    return rows.event(at: position - 1)
  }
}

extension MarkupParser {
  /// Parses a whole document, or as much of it as the handler wants.
  static func parse(_ source: any ByteSource, _ handler: MarkupHandler, isHTML: Bool = false) throws {
    let parser = try MarkupParser(handler, isHTML: isHTML)
    while !handler.isDone, case let chunk = try source.next(), !chunk.isEmpty { try parser.feed(chunk) }
    try parser.finish()
  }
}
