/// Reads the quotes of a record by one rule: finds where fields end, and writes the record as it should have been written.
///
/// Fed a physical line at a time, because a cell may hold line breaks. Two rules are tried: by RFC 4180 (`""` is a quote), and
/// with a backslash before a quote, as some platforms write it. In both a quote that closes before more text ends there, and
/// the text after it belongs to the cell.
struct QuoteReading {
  private enum State {
    case fieldStart, plain, quoted, closed, tail
  }

  /// The record with its quotes as in RFC 4180; libcsv gets this.
  private(set) var canonical: [UInt8] = []
  /// Fields begun so far.
  private(set) var count = 1
  /// Whether nothing had to be repaired: quotes only around whole cells.
  private(set) var isRegular = true
  /// Whether a backslash stood before a quote.
  private(set) var sawEscape = false
  /// The line of the record, from 0, and the field, from 1, in which the last quote opened.
  private(set) var opening = (line: 0, column: 1)
  private let delimiter: UInt8
  private let escapes: Bool
  private var state = State.fieldStart
  private var blanksAfterQuote = 0
  private var line = -1

  /// - Parameter escapes: whether a backslash takes the meaning from a quote.
  init(delimiter: UInt8, escapes: Bool) {
    self.delimiter = delimiter
    self.escapes = escapes
  }

  /// Whether the record goes on in the next line.
  var isOpen: Bool { state == .quoted }

  /// Reads the next physical line, its end included.
  mutating func take(_ bytes: Bytes) {
    line += 1
    let end = bytes.count - bytes.lineEndLength
    var index = 0
    while index < end {
      if state == .quoted {
        let mark = nextMark(bytes, from: index, to: end)
        canonical.append(contentsOf: bytes[index..<mark])
        index = mark
        if index == end { break }
      }
      let byte = bytes[index]
      index += 1
      switch state {
      case .fieldStart: beginField(byte)
      case .plain: plain(byte)
      case .quoted:
        if escapes, byte == 0x5C, index < end {
          escaped(bytes[index])
          index += 1
        } else if byte == 0x22 {
          sawEscape = sawEscape || index > 1 && bytes[index - 2] == 0x5C
          state = .closed
          blanksAfterQuote = 0
        } else {
          canonical.append(byte)
        }
      case .closed: closed(byte)
      case .tail:
        if byte == delimiter { endQuoted() } else { literal(byte) }
      }
    }
    if state == .quoted {
      canonical.append(contentsOf: bytes[end...])
    } else if state == .closed || state == .tail {
      canonical.append(0x22)
      state = .plain
    }
  }

  /// Drops the text read so far, because the record is too long to be kept.
  mutating func dropText() { canonical.removeAll(keepingCapacity: true) }

  private mutating func beginField(_ byte: UInt8) {
    switch byte {
    case delimiter: endField()
    case 0x22:
      canonical.append(byte)
      opening = (line, count)
      state = .quoted
    case 0x20, 0x09: canonical.append(byte)
    default:
      canonical.append(byte)
      state = .plain
    }
  }

  /// The next quote, or backslash where one counts: what lies before is text.
  private func nextMark(_ bytes: Bytes, from start: Int, to end: Int) -> Int {
    let quote = bytes.firstIndex(of: 0x22, from: start, to: end)
    return escapes ? bytes.firstIndex(of: 0x5C, from: start, to: quote) : quote
  }

  private mutating func plain(_ byte: UInt8) {
    if byte == delimiter { return endField() }
    if byte == 0x22 { isRegular = false }
    canonical.append(byte)
  }

  private mutating func escaped(_ byte: UInt8) {
    if byte == 0x22 {
      sawEscape = true
      literal(byte)
    } else {
      canonical.append(0x5C)
      canonical.append(byte)
    }
  }

  /// After a quote inside quotes: the cell is over, the quote was one of two, or text follows.
  private mutating func closed(_ byte: UInt8) {
    switch byte {
    case delimiter: endQuoted()
    case 0x22 where blanksAfterQuote == 0:
      literal(byte)
      state = .quoted
    case 0x20, 0x09: blanksAfterQuote += 1
    default:
      isRegular = false
      canonical.append(contentsOf: repeatElement(0x20, count: blanksAfterQuote))
      literal(byte)
      state = .tail
    }
  }

  private mutating func literal(_ byte: UInt8) {
    canonical.append(byte)
    if byte == 0x22 { canonical.append(byte) }
  }

  private mutating func endQuoted() {
    canonical.append(0x22)
    endField()
  }

  private mutating func endField() {
    canonical.append(delimiter)
    count += 1
    state = .fieldStart
  }

  /// Whether the quotes of a line stand around whole cells, closed in the same line, none after a backslash: then libcsv
  /// reads it as it is.
  static func isRegular(_ line: Bytes, delimiter: UInt8) -> Bool {
    let end = line.count - line.lineEndLength
    var index = 0
    while case let opening = line.firstIndex(of: 0x22, from: index, to: end), opening < end {
      var before = opening
      while before > index, isBlank(line[before - 1], delimiter) { before -= 1 }
      guard before == 0 || line[before - 1] == delimiter else { return false }
      var closing = line.firstIndex(of: 0x22, from: opening + 1, to: end)
      while closing + 1 < end, line[closing + 1] == 0x22 {
        closing = line.firstIndex(of: 0x22, from: closing + 2, to: end)
      }
      guard closing < end, line[closing - 1] != 0x5C else { return false }
      index = closing + 1
      while index < end, isBlank(line[index], delimiter) { index += 1 }
      guard index == end || line[index] == delimiter else { return false }
    }
    return true
  }

  private static func isBlank(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
    (byte == 0x20 || byte == 0x09) && byte != delimiter
  }
}
