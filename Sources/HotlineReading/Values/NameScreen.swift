import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// Looks for citizens' numbers in names, and for other spellings of their characters, once for each name: exports repeat them from row to
/// row.
struct NameScreen {
  /// What is asked of a name.
  private enum Question: Int, CaseIterable {
    case name, code, form
  }

  /// The answers, by question; `nil` for names that stay as they are.
  private var seen = [[[UInt8]: [UInt8]?]](repeating: [:], count: Question.allCases.count)
  private static let limit = 4096

  /// A name with each character in its one form; `nil` when it has that already.
  mutating func composed(_ bytes: Bytes) -> [UInt8]? {
    answer(.form, bytes) {
      let composed = Array(bytes.string.composed.utf8)
      return bytes.equals(composed) ? nil : composed
    }
  }

  /// A name with its numbers marked, see ``NumberRecogniser/marked(_:isCode:)``; `nil` when it has none.
  mutating func marked(_ bytes: Bytes, isCode: Bool) -> [UInt8]? {
    answer(isCode ? .code : .name, bytes) { NumberRecogniser.current.marked(bytes, isCode: isCode) }
  }

  /// The answer that was given before, or a new one.
  private mutating func answer(_ question: Question, _ bytes: Bytes, _ find: () -> [UInt8]?) -> [UInt8]? {
    let name = Array(bytes)
    if let known = seen[question.rawValue][name] { return known }
    if seen[question.rawValue].count == Self.limit { seen[question.rawValue] = [:] }
    let found = find()
    seen[question.rawValue][name] = .some(found)
    return found
  }
}

/// Tells a column of codes, such as topics of eight digits, from one in which citizens' numbers stand.
///
/// Codes repeat from row to row, numbers hardly do. Where the first rows of a file do not show it, values of eight digits are taken
/// for numbers; they get pseudonyms and stay as different as they were.
enum CodeColumn {
  /// The fewest values, and the fewest different ones, that show it.
  private static let fewest = (values: 8, different: 3)

  static func isOne(_ values: [String]) -> Bool {
    let codes = values.filter { value in
      (6...18).contains(value.utf8.count) && value.utf8.allSatisfy { $0 &- 0x30 < 10 }
        && NumberRecogniser.current.numbers(in: value).allSatisfy { $0.certainty == .possible }
    }
    let different = Set(codes).count
    return codes.count >= fewest.values && different >= fewest.different && different * 2 <= codes.count
  }
}

/// The locality's hotlines by their bytes.
struct KnownLines {
  private let lines: [[UInt8]]
  private let fewestDigits: Int

  /// Where a row's line is a citizen's number.
  static let other = Array("other".utf8)

  static var current: KnownLines { KnownLines(Locality.current.lines) }

  init(_ lines: [String]) {
    self.lines = lines.map { Array($0.utf8) }
    fewestDigits = NumberRecogniser.current.fewestDigits
  }

  /// Whether the locality names its lines.
  var isEmpty: Bool { lines.isEmpty }

  /// Whether the bytes are one of the lines.
  @inline(__always)
  func isOne(_ bytes: Bytes) -> Bool {
    for line in lines where bytes.equals(line) { return true }
    return false
  }

  /// Whether the bytes are one of the lines, or may be one because the locality names none.
  @inline(__always)
  func holds(_ bytes: Bytes) -> Bool {
    if isOne(bytes) { return true }
    return lines.isEmpty && bytes.count < fewestDigits && !bytes.mayHoldFullWidth
  }
}
