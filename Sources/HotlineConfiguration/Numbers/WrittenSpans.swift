/// Tells amounts, spans of them and standards, which have eight digits and are no telephone numbers: `5000-8000元`, `2500~3000`,
/// `￥62345678`, `ISO 9001:2015`.
enum WrittenSpans {
  /// Whether digits that could be a landline are an amount or a span.
  ///
  /// - Parameters:
  ///   - digits: their places among the text's digits.
  ///   - written: the text's digits.
  static func isSpan(_ digits: Range<Int>, of written: WrittenDigits, in text: String) -> Bool {
    let groups = groups(digits, of: written)
    let values = groups.map { written.values[$0].reduce(0) { $0 * 10 + Int($1 &- 0x30) } }
    switch groups.map(\.count) {
    case [4, 4]:
      // ISO 9001:2015.
      let between =
        written.ranges[groups[0].upperBound - 1].upperBound..<written.ranges[groups[1].lowerBound].lowerBound
      if text.utf8.dropFirst(between.lowerBound).prefix(between.count).contains(UInt8(ascii: ":")) { return true }
      guard values[0] < values[1] else { return false }
      // Of landlines one in ten thousand has such halves.
      return values.allSatisfy { $0 % 100 == 0 }
        || isBeforeUnit(text.utf8.dropFirst(written.ranges[digits.upperBound - 1].upperBound))
        || isBehindCurrency(text.utf8.prefix(written.ranges[digits.lowerBound].lowerBound))
    case [8]:
      return isBeforeUnit(text.utf8.dropFirst(written.ranges[digits.upperBound - 1].upperBound))
        || isBehindCurrency(text.utf8.prefix(written.ranges[digits.lowerBound].lowerBound))
    default: return false
    }
  }

  /// The digits in groups between which blanks or signs stand.
  private static func groups(_ digits: Range<Int>, of written: WrittenDigits) -> [Range<Int>] {
    let starts = digits.filter { $0 == digits.lowerBound || written.joints[$0].contains(.apart) }
    return zip(starts, starts.dropFirst() + [digits.upperBound]).map { $0..<$1 }
  }

  private static let units = ["元", "万", "亿", "平方", "平米", "㎡", "公里", "公斤", "千克", "吨", "人次", "%", "％", "‰"]
  /// What begins like a unit and is a day or a month.
  private static let days = ["元旦", "元宵", "元月"]
  private static let currencies = ["¥", "￥", "$", "＄", "€", "£"]

  private static func isBeforeUnit(_ rest: Substring.UTF8View) -> Bool {
    let word = rest.drop { $0 == 0x20 }
    return units.contains { word.starts(with: $0.utf8) } && !days.contains { word.starts(with: $0.utf8) }
  }

  private static func isBehindCurrency(_ text: Substring.UTF8View) -> Bool {
    currencies.contains { text.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }
}
