/// A number with something else glued to one of its ends: `138001358843次`, `1380013585008:00`, `138001363092019年`, `050113800136394`.
///
/// Digits alone are not enough to tell: an export's name may be a moment in milliseconds. What follows must say what the last digits count, or
/// they must be a year, or a month and day. Before a number stand a month and day as well, and the digits by which an office dials out.
enum NumberTail {
  /// The fewest digits of a mobile and something else.
  static let fewestDigits = 12
  private static let longest = 4
  /// As much of what follows is looked at, in characters.
  static let longestWord = 12
  /// Latin words that say what digits before them count.
  private static let units: Set<Substring> = [
    "min", "mins", "minute", "minutes", "sec", "secs", "second", "seconds", "h", "hr", "hrs", "hour", "hours", "day",
    "days", "time",
    "times", "call", "calls", "people", "persons",
  ]
  /// What a switchboard takes for a line outside, alone or before the zero of another city.
  private static let prefixes: [[UInt8]] = [[0x39, 0x30], [0x39]]

  /// Where in a run of digits a number that is beyond doubt ends or begins; `nil` where none does.
  ///
  /// - Parameter rest: what stands right behind the run.
  static func seam(in run: ArraySlice<UInt8>, before rest: Substring, _ plan: NumberPlan) -> Int? {
    for length in 1...longest where run.count > length {
      let place = run.endIndex - length
      let tail = run[place...]
      if isTold(tail, by: rest) || isPartOfDate(tail), isNumber(run[..<place], plan) { return place }
    }
    for prefix in prefixes where run.starts(with: prefix) && isNumber(run[(run.startIndex + prefix.count)...], plan) {
      return run.startIndex + prefix.count
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

  /// Whether what follows says what digits count: the minutes of an hour, a word that is no Latin one, or the name of a unit.
  private static func isTold(_ digits: ArraySlice<UInt8>, by rest: Substring) -> Bool {
    guard let next = rest.unicodeScalars.first else { return false }
    if next == ":" || next == "：" { return digits.count == 2 && GluedNumbers.isClock(digits) }
    guard next.isASCII else { return next.properties.isAlphabetic }
    return next.properties.isAlphabetic && units.contains(rest.prefix { $0.isASCII && $0.isLetter }.lowercased()[...])
  }
}
