import HotlineMetrics

/// The counts that a text gives beside a rate: `94.30%（162,243/172,050）`, `92.49%（共120次）`.
struct StatedCounts: Hashable {
  let numerator: Double?
  let denominator: Double?

  /// The counts that stand beside a percentage.
  ///
  /// - Parameters:
  ///   - before: the text between the percentage before, or the sentence's beginning, and this one.
  ///   - after: the text between this percentage and the next one, or the sentence's end.
  ///   - prints: whether a quotient prints as the percentage.
  init?(before: Substring, after: Substring, prints: (Double) -> Bool) {
    if let bracket = Self.bracket(at: after), let counts = Self.inBracket(bracket) {
      self = counts
    } else if let counts = Self.fraction(in: after), Self.isBeside(after) || counts.give(prints) {
      self = counts
    } else if let counts = Self.fraction(in: before, last: true),
      before.contains(/[0-9]\s*[=＝即为是得，]{1,3}\s*$/) || counts.give(prints)
    {
      self = counts
    } else if let match = before.firstMatch(of: /([0-9][0-9,]*)\s*(?:次|件|个|人|单|通|份)[^，。；0-9]{0,6}中[^，。；0-9]{0,14}$/) {
      self.init(nil, Self.number(match.1))
    } else if let match = before.firstMatch(of: /([0-9][0-9,]*)\s*(?:次|件|个|通)，[^，。；0-9]{0,6}成功率[为达是]?$/) {
      self.init(nil, Self.number(match.1))
    } else {
      // Two counts of the sentence that give the rate are meant by it.
      let numbers = Self.numbers(in: before) + Self.numbers(in: after)
      for (index, first) in numbers.enumerated() {
        for second in numbers[(index + 1)...] {
          let (low, high) = (min(first, second), max(first, second))
          if high > 1, prints(low / high) {
            self.init(low, high)
            return
          }
        }
      }
      return nil
    }
  }

  /// Whether a fraction follows a percentage at once: `94.30%，即162,243/172,050`.
  private static func isBeside(_ after: Substring) -> Bool { after.contains(/^[，,]?\s*(?:即|为|=|＝|:|：)?\s*[0-9]/) }

  /// Whether the quotient prints as the percentage.
  private func give(_ prints: (Double) -> Bool) -> Bool {
    guard let numerator, let denominator, denominator > 0 else { return false }
    return prints(numerator / denominator)
  }

  private init(_ numerator: Double?, _ denominator: Double?) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// What stands in the bracket with which a text begins, blanks apart.
  private static func bracket(at text: Substring) -> Substring? {
    let text = text.drop { $0.isWhitespace || "，,".contains($0) }
    guard let first = text.first, let closing = ["（": "）", "(": ")", "[": "]", "【": "】"][String(first)] else {
      return nil
    }
    return text.dropFirst().prefix { String($0) != closing && $0 != "）" && $0 != ")" }
  }

  private static func inBracket(_ text: Substring) -> StatedCounts? {
    if let counts = fraction(in: text) { return counts }
    if let match = text.firstMatch(of: /分子[^0-9]{0,8}([0-9][0-9,.]*).*?分母[^0-9]{0,8}([0-9][0-9,.]*)/) {
      return StatedCounts(number(match.1), number(match.2))
    }
    if let match = text.firstMatch(of: /分母[^0-9]{0,8}([0-9][0-9,.]*).*?分子[^0-9]{0,8}([0-9][0-9,.]*)/) {
      return StatedCounts(number(match.2), number(match.1))
    }
    // A target in the bracket is no count, nor is a year.
    let counts = numbers(in: text)
    guard !text.contains("%"), !text.contains("目标") else { return nil }
    if counts.count >= 2 { return StatedCounts(min(counts[0], counts[1]), max(counts[0], counts[1])) }
    guard let count = counts.first else { return nil }
    return StatedCounts(nil, count)
  }

  private static func fraction(in text: Substring, last: Bool = false) -> StatedCounts? {
    let matches = text.matches(
      of:
        /([0-9][0-9,]*(?:\.[0-9]+)?)\s*[\p{Han}]{0,8}\s*[\/÷]\s*[^0-9，。；;（）()\/%]{0,14}([0-9][0-9,]*(?:\.[0-9]+)?)(?!\s*[0-9%\/])/
    )
    guard let match = last ? matches.last : matches.first else { return nil }
    return StatedCounts(number(match.1), number(match.2))
  }

  /// Counts of cases in a text: numbers with a counting word.
  private static func numbers(in text: Substring) -> [Double] {
    text.matches(of: /([0-9][0-9,]*(?:\.[0-9]+)?)\s*(万)?\s*(?:件|个|次|单|通|人|份|条|起|批|例|张)/).compactMap { match in
      number(match.1).map { $0 * (match.2 == nil ? 1 : 10_000) }
    }
  }

  private static func number(_ text: Substring) -> Double? { Double(text.replacing(",", with: "")) }
}
