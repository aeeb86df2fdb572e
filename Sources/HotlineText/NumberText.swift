import Foundation

/// Numbers as reports print them. A number is rounded once, half up, by its decimal text.
package enum NumberText {
  /// A count with separators of thousands: `185,000`; sums that are not whole keep up to two decimals.
  package static func count(_ value: Double) -> String { amount(value, places: value == value.rounded() ? 0 : 2) }

  /// A number with separators of thousands and fixed decimals: `2,730,460.00`.
  package static func amount(_ value: Double, places: Int) -> String {
    plainDecimal(value, places: places, isGrouped: true) ?? grouped(decimal(value, places: places))
  }

  /// A share as a percentage: `94.30%` for 0.943.
  package static func percent(_ share: Double, places: Int = 2) -> String { decimal(share * 100, places: places) + "%" }

  /// A difference of shares in percentage points with its sign: `+1.25`.
  package static func signedPoints(_ difference: Double, places: Int = 2) -> String {
    let text = decimal(difference * 100, places: places)
    return difference > 0 && Double(text) != 0 ? "+" + text : text
  }

  /// A number with a fixed number of decimals, half away from zero; never `-0.00`.
  package static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return "" }
    if let text = plainDecimal(value, places: places) { return text }
    // The shortest text that reads back as the number is what its author meant: 0.945 is rounded as 0.945, not as
    // the slightly smaller binary number beside it.
    var exact = Decimal(string: "\(value)") ?? Decimal(value)
    var rounded = Decimal()
    NSDecimalRound(&rounded, &exact, places, .plain)
    let text = rounded.description
    guard places > 0 else { return text }
    let parts = text.split(separator: ".")
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    return "\(parts[0])." + fraction + String(repeating: "0", count: places - fraction.count)
  }

  /// A number with as many decimals as it needs, at most `places`, without trailing zeros: `6.42`, `7.5`, `8`.
  package static func shortest(_ value: Double, places: Int) -> String {
    var text = decimal(value, places: places)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// The text of a number that binary arithmetic rounds as decimal arithmetic would. `nil` near the middle between two
  /// neighbours, where the decimal text decides: of a table's thousands of numbers hardly one is that near.
  private static func plainDecimal(_ value: Double, places: Int, isGrouped: Bool = false) -> String? {
    guard (0...4).contains(places), abs(value) < 1e9 else { return nil }
    let scaled = abs(value) * [1, 10, 100, 1_000, 10_000][places]
    guard abs(scaled - scaled.rounded(.down) - 0.5) > 1e-4 else { return nil }
    var rest = Int(scaled.rounded())
    let isNegative = value < 0 && rest > 0
    // Ten digits before the point, three commas, the point, four digits behind it and a sign fit in; written from the end.
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { bytes in
      var start = bytes.count
      func put(_ byte: UInt8) {
        start -= 1
        bytes[start] = byte
      }
      var digits = 0
      while rest > 0 || digits <= places {
        if digits == places, places > 0 { put(UInt8(ascii: ".")) }
        if isGrouped, digits > places, (digits - places).isMultiple(of: 3) { put(UInt8(ascii: ",")) }
        put(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
        digits += 1
      }
      if isNegative { put(UInt8(ascii: "-")) }
      return String(decoding: bytes[start...], as: UTF8.self)
    }
  }

  private static func grouped(_ text: String) -> String {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let digits = parts[0].drop { $0 == "-" }
    var whole = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { whole += "," }
      whole.append(digit)
    }
    let sign = text.hasPrefix("-") ? "-" : ""
    return parts.count > 1 ? "\(sign)\(whole).\(parts[1])" : sign + whole
  }
}
