import HotlineConfiguration
import HotlineText

/// Cuts a ``MeasureExpression``'s text into words, texts, numbers and signs, as SQLite would, and knows where each stands.
struct MeasureExpressionLexer {
  enum Token: Equatable {
    case word(String)
    case text(String)
    case number(Double, isWhole: Bool)
    case sign(String)
    case end

    /// The token as its author sees it; `nil` for the end.
    var shown: String? {
      switch self {
      case .word(let text), .sign(let text): text
      case .text(let text): "'\(text)'"
      case .number(let number, let isWhole): isWhole ? String(Int64(number)) : String(number)
      case .end: nil
      }
    }
  }

  /// The longest expression that is read.
  static let maxLength = 10_000

  let place: Diagnostic.Place
  private let scalars: [Unicode.Scalar]

  init(_ text: String, place: Diagnostic.Place) {
    self.place = place
    scalars = Array(text.unicodeScalars)
  }

  func tokens() throws -> [(token: Token, offset: Int)] {
    guard scalars.count <= Self.maxLength else { throw refused("… (\(scalars.count))", at: 0) }
    var tokens: [(Token, Int)] = []
    var index = 0
    while index < scalars.count {
      let start = index
      let scalar = scalars[index]
      if [" ", "\t", "\n", "\r"].contains(scalar) {
        index += 1
      } else if Self.isLetter(scalar) {
        index = end(from: index) { Self.isLetter($0) || Self.isDigit($0) }
        tokens.append((.word(text(start..<index)), start))
      } else if Self.isDigit(scalar) {
        index = end(from: index) { Self.isDigit($0) || $0 == "." || Self.isLetter($0) }
        tokens.append((try number(start..<index), start))
      } else if scalar == "'" {
        tokens.append((.text(try quoted(&index)), start))
      } else {
        tokens.append((.sign(try sign(&index)), start))
      }
    }
    return tokens + [(.end, scalars.count)]
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_" || scalar.value >= 0x80
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private func end(from start: Int, while holds: (Unicode.Scalar) -> Bool) -> Int {
    scalars[start...].firstIndex { !holds($0) } ?? scalars.count
  }

  private func text(_ range: Range<Int>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars[range])
    return text
  }

  private func number(_ range: Range<Int>) throws -> Token {
    let written = text(range)
    let isWhole = written.allSatisfy { $0 != "." }
    // Whole numbers stay within what a Double and every engine hold exactly.
    guard written.last != ".", written.allSatisfy({ $0 == "." || $0.isNumber }), let number = Double(written),
      number < 9e15
    else {
      throw refused(written, at: range.lowerBound)
    }
    return .number(number, isWhole: isWhole)
  }

  private func quoted(_ index: inout Int) throws -> String {
    let start = index
    var text = ""
    index += 1
    while index < scalars.count {
      if scalars[index] == "'" {
        guard index + 1 < scalars.count, scalars[index + 1] == "'" else {
          index += 1
          return text
        }
        index += 1
      }
      guard scalars[index].value >= 0x20 else { break }
      text.unicodeScalars.append(scalars[index])
      index += 1
    }
    throw Diagnostic(
      at: position(start), found: LocalizedText(zh: "引号没有闭合", en: "the quote never closes"),
      fix: LocalizedText(zh: "补上 '", en: "close it with '"))
  }

  private func sign(_ index: inout Int) throws -> String {
    let start = index
    let pair = index + 1 < scalars.count ? text(index..<index + 2) : ""
    // SQL reads two minus signs as the beginning of a comment.
    if ["--", "/*", "||", "<<", ">>", "=="].contains(pair) { throw refused(pair, at: start) }
    let sign = ["<=", ">=", "<>"].contains(pair) ? pair : text(index..<index + 1)
    guard sign.unicodeScalars.count == 2 || "<>=+-*/(),".unicodeScalars.contains(scalars[index]) else {
      throw refused(pair == "!=" ? pair : sign, at: start)
    }
    index += sign.unicodeScalars.count
    return sign
  }

  /// What is not part of the language.
  func refused(_ text: String, at offset: Int) -> Diagnostic {
    Diagnostic(
      at: position(offset), found: LocalizedText(zh: "不允许的写法“\(text)”", en: "“\(text)” is not allowed"),
      expected: LocalizedText(
        zh: "只可用列名、数字、'文本'、= <> < <= > >=、and/or/not、in、between、is null、+ - * /、case",
        en: "columns, numbers, 'texts', = <> < <= > >=, and/or/not, in, between, is null, + - * /, case"))
  }

  /// Where an offset stands in the file. YAML does not tell where a block's lines begin, only on which line the block does.
  func position(_ offset: Int) -> Diagnostic.Place {
    let lines = scalars[..<min(offset, scalars.count)].count { $0 == "\n" }
    let isBlock = scalars.contains("\n")
    return Diagnostic.Place(
      file: place.file, line: place.line.map { isBlock ? $0 + 1 + lines : $0 },
      column: isBlock ? nil : place.column.map { $0 + offset })
  }
}
