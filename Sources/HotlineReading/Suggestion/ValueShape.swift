import HotlineCalendar
import HotlineConfiguration

/// What single values look like.
enum ValueShape {
  /// A citizen's number: mobile, landline, with a country's code, masked, or a SIP or tel address.
  static func isPhone(_ text: String) -> Bool {
    var body = text.prefix(40)
    for prefix in ["tel:", "sip:", "TEL:", "SIP:"] where body.hasPrefix(prefix) { body = body.dropFirst(prefix.count) }
    if let at = body.firstIndex(of: "@") { body = body[..<at] }
    let isAbroad = body.hasPrefix("+")
    var digits: [Character] = []
    var masks = 0
    for character in body {
      switch character {
      case "0"..."9": digits.append(character)
      case "*", "×", "X", "x": masks += 1
      case "+", "-", " ", "(", ")", ".": continue
      default: return false
      }
    }
    if masks >= 3, digits.count >= 3, digits.count + masks >= 7 { return true }
    let number = String(digits)
    guard masks == 0 else { return false }
    if isAbroad { return (8...15).contains(digits.count) }
    if digits.count >= 10, let isTelephone = hasPrefix(number) { return isTelephone }
    if digits.count == 11, number.hasPrefix("1"), let second = digits.dropFirst().first { return second >= "3" }
    if number.hasPrefix("0") { return (10...12).contains(digits.count) && number.dropFirst().first != "0" }
    // Ten digits as they are dialled in North America, written with signs.
    return digits.count == 10 && body.count > 10 && digits[0] >= "2" && digits[3] >= "2"
  }

  /// Whether a number behind the prefixes of the locality's plan is a telephone's; `nil` when it has none.
  private static func hasPrefix(_ number: String) -> Bool? {
    let plan = Locality.current.numbers
    var rest = Array(number.utf8)[...]
    if plan.dropInternational(&rest, hasPlus: false) { return rest.count >= 8 }
    plan.dropPrefixes(&rest)
    return rest.count < number.utf8.count ? true : nil
  }

  /// A service's own number: 12345, 962200, 95xxx, 400….
  static func isHotline(_ text: String) -> Bool {
    guard (3...11).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return false }
    switch text.count {
    case 3: return text.hasPrefix("1")
    case 5: return text.hasPrefix("12") || text.hasPrefix("95") || text.hasPrefix("96")
    case 6: return text.hasPrefix("96") || text.hasPrefix("12")
    case 10: return text.hasPrefix("400") || text.hasPrefix("800")
    default: return false
    }
  }

  /// A time of day: `8:03`, `08:03:11`, `1:05:09 PM`.
  static func isClock(_ text: String) -> Bool {
    let dated = "2000-01-01 " + text
    return clocks.contains { TimeGuess.seconds(dated, $0) != nil }
  }

  static let clockTexts = ["HH:mm:ss", "HH:mm", "h:mm:ss a", "h:mm a", "a h:mm:ss", "a h:mm", "HH时mm分ss秒", "HH时mm分"]
  private static let clocks = clockTexts.compactMap { TimeFormat("yyyy-MM-dd \($0)") }

  /// A duration in seconds, at most 40 days; larger numbers are something else.
  static func duration(_ text: String) -> Int64? {
    guard text.utf8.count <= 24 else { return nil }
    return Array(text.utf8).withUnsafeBufferPointer { DurationText.seconds($0) }.flatMap {
      $0 <= 3_456_000 ? $0 : nil
    }
  }
}
