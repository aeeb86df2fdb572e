import HotlineLogs

/// How many rows a file has, counted by a second, plain reading of what CSV is: the measure against which the reader's own
/// count is held. It knows where rows end and nothing of what is in them.
///
/// In none of the encodings read does a byte of a longer character look like a quote, a separator or a line end, so that no
/// text needs to be decoded.
public struct RowCount {
  /// Rows and empty lines together.
  public private(set) var rows = 0
  private enum State { case beforeRow, beforeField, plain, quoted, afterQuote }
  private var state = State.beforeRow
  private let delimiter: UInt8
  private let terminator: UInt8

  /// Counts the rows of a file's content.
  public init(_ bytes: [UInt8], encoding: ExportEncoding, delimiter: UInt8) {
    let text = Self.structure(of: bytes, encoding: encoding)
    self.delimiter = delimiter
    terminator = text.contains(0x0A) || !text.contains(0x0D) ? 0x0A : 0x0D
    count(text)
  }

  /// One byte for a character; those beyond ASCII are all the same here.
  private static func structure(of bytes: [UInt8], encoding: ExportEncoding) -> [UInt8] {
    let mark: [UInt8] =
      switch encoding {
      case .utf8: [0xEF, 0xBB, 0xBF]
      case .gb18030: [0x84, 0x31, 0x95, 0x33]
      case .utf16le: [0xFF, 0xFE]
      case .utf16be: [0xFE, 0xFF]
      }
    let body = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    guard encoding == .utf16le || encoding == .utf16be else { return Array(body) }
    var text: [UInt8] = []
    var index = body.startIndex
    while index + 1 < body.endIndex {
      let (low, high) = encoding == .utf16le ? (body[index], body[index + 1]) : (body[index + 1], body[index])
      text.append(high == 0 && low < 0x80 ? low : 0xFF)
      index += 2
    }
    return index < body.endIndex ? text + [0xFF] : text
  }

  private mutating func count(_ text: [UInt8]) {
    var afterQuoteBlanks = 0
    var lineHasRow = false
    for byte in text {
      let endsLine = byte == 0x0A || byte == 0x0D
      switch state {
      case .beforeRow, .beforeField:
        if byte == delimiter {
          state = .beforeField
        } else if endsLine {
          if state == .beforeField { lineHasRow = endRow() }
        } else if byte == 0x22 {
          state = .quoted
        } else if byte != 0x20, byte != 0x09 {
          state = .plain
        }
      case .plain:
        if byte == delimiter { state = .beforeField } else if endsLine { lineHasRow = endRow() }
      case .quoted:
        if byte == 0x22 {
          state = .afterQuote
          afterQuoteBlanks = 0
        }
      case .afterQuote:
        if byte == delimiter {
          state = .beforeField
        } else if endsLine {
          lineHasRow = endRow()
        } else if byte == 0x20 || byte == 0x09 {
          afterQuoteBlanks += 1
        } else if byte == 0x22, afterQuoteBlanks > 0 {
          afterQuoteBlanks = 0
        } else {
          state = .quoted
        }
      }
      if byte == terminator {
        if state == .beforeRow, !lineHasRow { rows += 1 }
        lineHasRow = false
      }
    }
    if state != .beforeRow { rows += 1 }
  }

  private mutating func endRow() -> Bool {
    rows += 1
    state = .beforeRow
    return true
  }
}
