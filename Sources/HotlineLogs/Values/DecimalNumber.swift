/// A number as spreadsheets and platforms write it: `1,234.00`, `18.5万`, `98.6%`, `75`.
///
/// Kept as a whole number of ten-thousandths, so that money and counts are exact.
struct DecimalNumber {
  /// The value times 10,000.
  let tenThousandths: Int64

  /// Reads bytes that are already trimmed and width-folded; `nil` when they are no number or out of range.
  ///
  /// - Parameter allowsUnit: whether 元, 万, 件 and the like may stand beside it.
  init?(_ bytes: Bytes, allowsUnit: Bool = true) {
    var index = 0
    var isNegative = false
    var whole: Int64 = 0
    var fraction: Int64 = 0
    var fractionDigits = 0
    var digits = 0
    for sign in Self.yuanSigns where bytes.count > sign.count && bytes.slice(0..<sign.count).equals(sign) {
      index = sign.count
    }
    if index < bytes.count, bytes[index] == 0x2D || bytes[index] == 0x2B {
      isNegative = bytes[index] == 0x2D
      index += 1
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte &- 0x30 < 10 {
        let (product, overflow) = whole.multipliedReportingOverflow(by: 10)
        guard !overflow, product < Self.limit / 10_000 else { return nil }
        whole = product + Int64(byte - 0x30)
        digits += 1
      } else if byte != 0x2C || digits == 0 {
        break
      }
      index += 1
    }
    if index < bytes.count, bytes[index] == 0x2E {
      index += 1
      while index < bytes.count, bytes[index] &- 0x30 < 10 {
        if fractionDigits < 12 {
          fraction = fraction * 10 + Int64(bytes[index] - 0x30)
          fractionDigits += 1
        }
        digits += 1
        index += 1
      }
    }
    guard digits > 0 else { return nil }
    var scale: Int64 = 10_000
    if index < bytes.count {
      let rest = bytes.slice(index..<bytes.count).trimmed
      guard allowsUnit, let unit = Self.units.first(where: { rest.equals($0.word) }) else { return nil }
      scale *= unit.times
    }
    var power: Int64 = 1
    for _ in 0..<fractionDigits { power *= 10 }
    let (scaled, overflow) = whole.multipliedReportingOverflow(by: scale)
    // A unit may not take the value where the numbers without one may not go; the sums after it cannot overflow then.
    guard !overflow, scaled < Self.limit else { return nil }
    let part = Double(fraction) * Double(scale) / Double(power)
    let value = scaled + Int64(part.rounded())
    tenThousandths = isNegative ? -value : value
    self.fractionOfWhole = Double(fraction) / Double(power)
  }

  /// Ten-thousandths from which on a number is taken for damage: 400 million millions.
  private static let limit: Int64 = 4_000_000_000_000_000_000

  private static let units: [(word: [UInt8], times: Int64)] = [
    ("", 1), ("元", 1), ("万", 10_000), ("万元", 10_000), ("亿", 100_000_000), ("亿元", 100_000_000), ("件", 1), ("个", 1),
    ("次", 1), ("期", 1),
    ("条", 1), ("篇", 1), ("场", 1),
  ].map { (Array($0.0.utf8), $0.1) }
  private static let yuanSigns = ["¥", "￥"].map { Array($0.utf8) }
  private let fractionOfWhole: Double

  /// The part before the decimal point.
  var whole: Int64 { tenThousandths / 10_000 }
  /// The part after the decimal point, 0 ..< 1, unrounded; for Excel's days.
  var fraction: Double { fractionOfWhole }
  /// The value as a whole number, or `nil` when it has a fraction.
  var exactWhole: Int64? { tenThousandths % 10_000 == 0 ? tenThousandths / 10_000 : nil }
  /// The value times 100, or `nil` when that is not whole: yuan to fen.
  var hundredths: Int64? { tenThousandths % 100 == 0 ? tenThousandths / 100 : nil }
  /// The value rounded half up to a whole number.
  var rounded: Int64 { (tenThousandths + (tenThousandths < 0 ? -5000 : 5000)) / 10_000 }
}

/// A duration in whole seconds: `75`, `75.0`, `75秒`, `1分15秒`, `1小时2分`, `01:15`, `0:01:15`.
enum DurationText {
  /// The longest duration that is believed, a leap year: what is longer is damage, and its sums would not be exact.
  static let longest: Int64 = 366 * 86_400

  /// - Parameter isMilliseconds: whether bare numbers are milliseconds.
  /// - Returns: `nil` when the bytes are no duration or one of over ``longest`` seconds.
  static func seconds(_ bytes: Bytes, isMilliseconds: Bool) -> Int64? {
    read(bytes, isMilliseconds: isMilliseconds).flatMap { $0 <= longest ? $0 : nil }
  }

  private static func read(_ bytes: Bytes, isMilliseconds: Bool) -> Int64? {
    if let number = DecimalNumber(bytes, allowsUnit: false) {
      guard number.tenThousandths >= 0 else { return nil }
      return isMilliseconds ? (number.tenThousandths / 10_000 + 500) / 1000 : number.rounded
    }
    if bytes.contains(0x3A) { return clock(bytes) }
    return spoken(bytes)
  }

  private static func clock(_ bytes: Bytes) -> Int64? {
    var parts: [Int64] = []
    var start = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x3A {
      guard let part = DecimalNumber(bytes.slice(start..<index)), part.tenThousandths >= 0 else { return nil }
      parts.append(parts.count == 2 || index == bytes.count ? part.rounded : part.whole)
      start = index + 1
    }
    guard parts.count == 2 || parts.count == 3, parts[0] <= longest, parts.dropFirst().allSatisfy({ $0 < 60 }) else {
      return nil
    }
    return parts.reduce(0) { $0 * 60 + $1 }
  }

  private static let units: [(word: [UInt8], seconds: Int64)] = [
    ("小时", 3600), ("时", 3600), ("分钟", 60), ("分", 60), ("秒", 1), ("h", 3600), ("min", 60), ("s", 1),
  ].map { (Array($0.0.utf8), $0.1) }

  private static func spoken(_ bytes: Bytes) -> Int64? {
    var total: Int64 = 0
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, bytes[index] &- 0x30 < 10 || bytes[index] == 0x2E { index += 1 }
      guard index > start, let number = DecimalNumber(bytes.slice(start..<index)) else { return nil }
      let rest = bytes.slice(index..<bytes.count)
      guard
        let unit = units.first(where: { rest.count >= $0.word.count && rest.slice(0..<$0.word.count).equals($0.word) })
      else {
        return nil
      }
      // Each part by itself may not be longer either, so that their product and sum stay small.
      guard number.whole <= longest else { return nil }
      total += number.tenThousandths * unit.seconds / 10_000
      index += unit.word.count
    }
    return bytes.isEmpty ? nil : total
  }
}
