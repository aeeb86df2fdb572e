import HotlineModel

/// Cuts headers into words: at blanks and signs, between `camelCase` words, between letters and digits, between scripts.
enum HeaderTokens {
  private enum Class { case lower, upper, digit, han, other }

  static func tokens(of header: String) -> [String] {
    var tokens: [String] = []
    var current = ""
    var previous = Class.other
    func flush() {
      if !current.isEmpty, previous != .digit { tokens.append(current.lowercased()) }
      current = ""
    }
    let characters = Array(narrowed(header))
    for (index, character) in characters.enumerated() {
      let kind = kind(of: character)
      let next = index + 1 < characters.count ? Self.kind(of: characters[index + 1]) : .other
      let isBoundary: Bool =
        switch (previous, kind) {
        case (_, .other): true
        case (.lower, .upper): true
        // The last capital of a run begins the next word: `IVRState`.
        case (.upper, .upper): next == .lower
        case (.upper, .lower): false
        default: previous != kind
        }
      if isBoundary { flush() }
      if kind != .other { current.append(character) }
      previous = kind
    }
    flush()
    return tokens
  }

  private static func kind(of character: Character) -> Class {
    // 三 and 十 are letters that are numbers too: 三方 is one word.
    guard character.isLetter else { return character.isNumber ? .digit : .other }
    if !character.isASCII, let scalar = character.unicodeScalars.first, scalar.value >= 0x2E80 { return .han }
    return character.isUppercase ? .upper : .lower
  }

  private static func narrowed(_ text: String) -> String {
    String(decoding: Array(text.utf8).withUnsafeBufferPointer { $0.foldedWidth }, as: UTF8.self)
  }
}
