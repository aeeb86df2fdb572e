/// A record whose quotes may still be open: its lines so far, read by both rules.
struct OpenRecord {
  /// The line of the file on which it begins, from 1.
  let line: Int
  /// Its lines, ends included; empty once it ``isTooLong``.
  private(set) var bytes: [UInt8] = []
  /// Where each line begins in ``bytes``.
  private(set) var starts: [Int] = []
  /// Whether it is too long to be kept; only its end is searched for.
  private(set) var isTooLong = false
  /// Undecodable bytes in a record that ``isTooLong``.
  private(set) var invalidBytes = 0
  private var strict: QuoteReading
  private var escaped: QuoteReading
  /// The result of the strict rule when its quotes closed with a number of fields that no row has.
  private var fallback: Verdict?
  private var firstColumn = 1

  /// The most bytes and lines kept of a record.
  static let byteLimit = RowReader.fieldLimit
  static let lineLimit = 4096

  /// What to do with the record.
  enum Verdict {
    /// It continues in the next line.
    case open
    /// It is complete after so many of its lines; libcsv reads it in this form.
    case whole([UInt8], lines: Int)
    /// Its quotes close, but only behind other lines, and it has a number of fields that no row has.
    case broken
  }

  /// How often its first line has been read before, behind quotes that did not close.
  let depth: Int

  init(line: Int, delimiter: UInt8, depth: Int) {
    self.line = line
    self.depth = depth
    strict = QuoteReading(delimiter: delimiter, escapes: false)
    escaped = QuoteReading(delimiter: delimiter, escapes: true)
  }

  /// The line of the record, from 0, and the field, from 1, in which the quote that spoils it opened: the one that is still
  /// open, else the one that left the first line open.
  var opening: (line: Int, column: Int) {
    if strict.isOpen { return strict.opening }
    return (0, firstColumn)
  }

  /// Whether each of its quotes has been closed.
  var isClosed: Bool { !strict.isOpen }

  /// The verdict when no further line follows.
  var lastResort: Verdict { fallback ?? .broken }

  /// The range of a line in ``bytes``, its end included.
  func lineRange(_ index: Int) -> Range<Int> {
    starts[index]..<(index + 1 < starts.count ? starts[index + 1] : bytes.count)
  }

  /// Adds the next physical line.
  ///
  /// - Parameter fits: whether a row may have so many fields.
  mutating func take(_ line: Bytes, fits: (Int) -> Bool) -> Verdict {
    starts.append(bytes.count)
    bytes.append(contentsOf: line)
    if fallback == nil { strict.take(line) }
    escaped.take(line)
    if starts.count == 1 { firstColumn = strict.isOpen ? strict.opening.column : escaped.opening.column }
    let verdict = verdict(fits)
    if isTooLong || bytes.count > Self.byteLimit || starts.count > Self.lineLimit { drop() }
    return verdict
  }

  private mutating func verdict(_ fits: (Int) -> Bool) -> Verdict {
    let isEscapedWhole = escaped.sawEscape && !escaped.isOpen && fits(escaped.count)
    if isEscapedWhole, strict.isOpen || fallback != nil { return .whole(escaped.canonical, lines: starts.count) }
    if let fallback { return escaped.isOpen ? .open : fallback }
    if strict.isOpen { return .open }
    let isFitting = fits(strict.count)
    let strictly =
      isFitting || starts.count == 1 ? Verdict.whole(strict.canonical, lines: starts.count) : .broken
    if isEscapedWhole, !isFitting || (escaped.isRegular && !strict.isRegular) {
      return .whole(escaped.canonical, lines: starts.count)
    }
    guard escaped.sawEscape, escaped.isOpen, !(isFitting && strict.isRegular) else { return strictly }
    fallback = strictly
    return .open
  }

  private mutating func drop() {
    isTooLong = true
    invalidBytes += bytes.count { $0 == ExportDecoder.invalidMarker }
    bytes.removeAll()
    starts.removeAll()
    strict.dropText()
    escaped.dropText()
  }
}
