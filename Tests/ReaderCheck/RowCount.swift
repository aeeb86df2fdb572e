import HotlineReading

/// How many rows a file has, counted by a second, plain reading of what CSV is: the measure against which the reader's own
/// count is held. It knows where rows end and nothing of what is in them.
///
/// In none of the encodings read does a byte of a longer character look like a quote, a separator or a line end, so that no
/// text needs to be decoded.
package struct RowCount {
  /// Rows and empty lines together, when a quote opens only at a cell's beginning and closes only at its end.
  package private(set) var rows = 0
  /// Lines, at LF, CR LF or CR.
  package private(set) var lines = 0
  /// Whether every quote stands where it belongs: then ``rows`` is what any reader of CSV must find.
  package private(set) var isRegular = true

  private enum State { case cellStart, plain, quoted, closed }

  /// Counts the rows of a file's content.
  package init(_ bytes: [UInt8], encoding: ExportEncoding, delimiter: UInt8) {
    count(Self.structure(of: bytes, encoding: encoding), delimiter: delimiter)
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

  private mutating func count(_ text: [UInt8], delimiter: UInt8) {
    var state = State.cellStart
    var index = 0
    var isLineBegun = false
    while index < text.count {
      let byte = text[index]
      index += 1
      if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D, index < text.count, text[index] == 0x0A { index += 1 }
        lines += 1
        if state != .quoted {
          rows += 1
          state = .cellStart
          isLineBegun = false
        }
        continue
      }
      isLineBegun = true
      switch (state, byte) {
      case (.quoted, 0x22): state = .closed
      case (.quoted, 0x5C): isRegular = false
      case (.quoted, _): break
      case (.closed, 0x22): state = .quoted
      case (_, delimiter): state = .cellStart
      case (.cellStart, 0x22): state = .quoted
      case (.cellStart, _): state = .plain
      case (.plain, 0x22), (.closed, _): isRegular = false
      case (.plain, _): break
      }
    }
    if state == .quoted { isRegular = false }
    if isLineBegun {
      rows += 1
      lines += 1
    }
  }
}
