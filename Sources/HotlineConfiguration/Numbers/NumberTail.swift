/// A number with something else glued to one of its ends: `138001358843次`, `1380013585008:00`, `138001363092019年`, `050113800136394`.
///
/// Digits alone are not enough to tell: an export's name may be a moment in milliseconds. What follows must say what the last digits count, or
/// they must be a year, or a month and day.
enum NumberTail {
  /// The fewest digits of a mobile and something else.
  static let fewestDigits = 12
  private static let longest = 4

  /// Where in a run of digits a number that is beyond doubt ends or begins; `nil` where none does.
  ///
  /// - Parameter next: what stands right behind the run; `nil` at the text's end.
  static func seam(in run: ArraySlice<UInt8>, before next: Unicode.Scalar?, _ plan: NumberPlan) -> Int? {
    for length in 1...longest where run.count > length {
      let place = run.endIndex - length
      let tail = run[place...]
      if isTold(tail, by: next) || isPartOfDate(tail), isNumber(run[..<place], plan) { return place }
    }
    let place = run.startIndex + 4
    guard run.count > 4, isPartOfDate(run[..<place]), isNumber(run[place...], plan) else { return nil }
    return place
  }

  private static func isNumber(_ digits: ArraySlice<UInt8>, _ plan: NumberPlan) -> Bool {
    plan.reading(of: digits, hasPlus: false)?.certainty == .certain
  }

  /// Whether digits are a year, or a month and a day.
  private static func isPartOfDate(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 4 else { return false }
    return digits.starts(with: [0x32, 0x30]) || NumberPattern.isDate([0x32, 0x30, 0x32, 0x30] + digits)
  }

  /// Whether what follows says what digits count: the minutes of an hour, or a word that is no Latin one.
  private static func isTold(_ digits: ArraySlice<UInt8>, by next: Unicode.Scalar?) -> Bool {
    guard let next else { return false }
    if next == ":" || next == "：" { return digits.count == 2 && GluedNumbers.isClock(digits) }
    return !next.isASCII && next.properties.isAlphabetic
  }
}
