/// A number as spreadsheets and platforms write it: `1,234.00`, `18.5万`, `75`.
///
/// Kept as a whole number of ten-thousandths, so that money and counts are exact. Thousands are grouped by a comma, a
/// no-break blank or a narrow blank, one of them throughout, in groups of exactly three: `10,0` and `1,2345` are no numbers.
struct DecimalNumber {
  /// The value times 10,000.
  let tenThousandths: Int64
  /// The part after the decimal point, 0 ..< 1, unrounded; for Excel's days.
  let fraction: Double

  /// Reads bytes that are already trimmed and width-folded; `nil` when they are no number or out of range.
  ///
  /// - Parameters:
  ///   - allowsUnit: whether 元, 万, 件 and the like may stand beside it.
  ///   - isDecimalComma: whether the comma is the decimal point and the point groups, as in `1.234,50`.
  init?(_ bytes: Bytes, allowsUnit: Bool = true, isDecimalComma: Bool = false) {
    var index = 0
    var isNegative = false
    if let first = bytes.first, first >= 0xC2 {
      for sign in Self.yuanSigns where bytes.count > sign.count && bytes.slice(0..<sign.count).equals(sign) {
        index = sign.count
      }
    }
    if index < bytes.count, bytes[index] == 0x2D || bytes[index] == 0x2B {
      isNegative = bytes[index] == 0x2D
      index += 1
    }
    guard let whole = Self.whole(bytes, from: &index, separator: isDecimalComma ? 0x2E : 0x2C) else { return nil }
    var digits = whole.digits
    var fraction: Int64 = 0
    var power: Int64 = 1
    if index < bytes.count, bytes[index] == (isDecimalComma ? 0x2C : 0x2E) {
      index += 1
      while index < bytes.count, bytes[index] &- 0x30 < 10 {
        if power < 1_000_000_000_000 {
          fraction = fraction * 10 + Int64(bytes[index] - 0x30)
          power *= 10
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
    let (scaled, overflow) = whole.value.multipliedReportingOverflow(by: scale)
    // With a unit the same limit holds as without, so that sums cannot overflow.
    guard !overflow, scaled < Self.limit else { return nil }
    let part = Double(fraction) * Double(scale) / Double(power)
    let value = scaled + Int64(part.rounded())
    tenThousandths = isNegative ? -value : value
    self.fraction = Double(fraction) / Double(power)
  }

  /// The digits before the decimal point, with or without groups of three.
  private static func whole(_ bytes: Bytes, from index: inout Int, separator: UInt8) -> (value: Int64, digits: Int)? {
    var value: Int64 = 0
    var digits = 0
    var inGroup = 0
    var groups = 0
    var used: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte &- 0x30 < 10 {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        guard !overflow, product < limit / 10_000 else { return nil }
        value = product + Int64(byte - 0x30)
        digits += 1
        inGroup += 1
        index += 1
      } else if let width = groupMark(bytes, at: index, separator: separator) {
        let isFirst = groups == 0
        guard isFirst ? (1...3).contains(inGroup) && value > 0 : inGroup == 3 && used == byte else { return nil }
        used = byte
        groups += 1
        inGroup = 0
        index += width
      } else {
        break
      }
    }
    guard groups == 0 || inGroup == 3 else { return nil }
    return (value, digits)
  }

  /// The width of a mark between groups: the separator, U+00A0, U+2009 (thin), U+202F (narrow); before a digit only.
  private static func groupMark(_ bytes: Bytes, at index: Int, separator: UInt8) -> Int? {
    let width: Int
    switch bytes[index] {
    case separator: return 1
    case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0: width = 2
    case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && [0x89, 0xAF].contains(bytes[index + 2]):
      width = 3
    default: return nil
    }
    return index + width < bytes.count && bytes[index + width] &- 0x30 < 10 ? width : nil
  }

  /// The limit, in ten-thousandths, above which a number counts as damaged: 400 million millions.
  private static let limit: Int64 = 4_000_000_000_000_000_000

  private static let units: [(word: [UInt8], times: Int64)] = [
    ("", 1), ("元", 1), ("万", 10_000), ("万元", 10_000), ("亿", 100_000_000), ("亿元", 100_000_000), ("件", 1), ("个", 1),
    ("次", 1), ("期", 1),
    ("条", 1), ("篇", 1), ("场", 1),
  ].map { (Array($0.0.utf8), $0.1) }
  private static let yuanSigns = ["¥", "￥"].map { Array($0.utf8) }

  /// The part before the decimal point.
  var whole: Int64 { tenThousandths / 10_000 }
  /// The value as a whole number, or `nil` when it has a fraction.
  var exactWhole: Int64? { tenThousandths % 10_000 == 0 ? tenThousandths / 10_000 : nil }
  /// The value times 100, or `nil` when that is not whole: yuan to fen.
  var hundredths: Int64? { tenThousandths % 100 == 0 ? tenThousandths / 100 : nil }
  /// The value rounded half up to a whole number.
  var rounded: Int64 { (tenThousandths + (tenThousandths < 0 ? -5000 : 5000)) / 10_000 }

  /// Whether the part before the decimal point lies in a range of numbers that are not negative.
  func isIn(_ range: Range<Int64>) -> Bool { tenThousandths >= 0 && range.contains(whole) }
}
