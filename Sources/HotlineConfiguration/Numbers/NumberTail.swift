/// A number with something else glued to one of its ends: `138001358843次`, `1380013585008:00`, `138001363092019年`, `050113800136394`.
///
/// Digits alone are not enough to tell: an export's name may be a moment in milliseconds. What follows must say what the last digits count, or
/// they must be a year, or a year or a day with its month. Before a number stand a month and day as well, the minutes of a clock, a serial
/// number filled up with a zero, and the digits by which an office dials out.
struct NumberTail {
  /// The fewest digits of a number and something else.
  static let fewestDigits = 12
  /// As much of what stands around is looked at, in characters.
  static let reach = 12
  private static let longest = 4
  /// Words that say what digits before them count.
  private static let units: Set<Substring> = [
    "min", "mins", "minute", "minutes", "sec", "secs", "second", "seconds", "h", "hr", "hrs", "hour", "hours", "day",
    "days", "time",
    "times", "call", "calls", "people", "persons", "次", "分钟", "分", "秒", "小时", "时", "天", "日", "月", "年", "件", "人", "个",
    "条", "通", "遍", "回",
  ]
  /// What a switchboard takes for a line outside, alone or before the zero of another city.
  private static let prefixes: [[UInt8]] = [[0x39, 0x30], [0x39]]

  private let run: ArraySlice<UInt8>
  private let plan: NumberPlan

  /// What stands behind digits says of them.
  private enum Word {
    /// Nothing, or that they are a name.
    case none
    /// That they count something, perhaps: any word that is no Latin one.
    case other
    /// What they count.
    case unit
  }

  init(_ run: ArraySlice<UInt8>, _ plan: NumberPlan) {
    self.run = run
    self.plan = plan
  }

  /// Where in the run a number ends or begins; `nil` where none does.
  ///
  /// - Parameters:
  ///   - text: what stands right before the run.
  ///   - rest: what stands right behind it.
  func seam(after text: Substring, before rest: Substring) -> Int? {
    let word = Self.word(rest)
    for length in 1...Self.longest where run.count > length {
      let place = run.endIndex - length
      let (tail, number) = (run[place...], run[..<place])
      let isClock = Self.isClock(tail, before: rest)
      if (isClock || word == .unit) && isNumber(number, atLeast: .likely) { return place }
      if (word == .other || Self.isPartOfDate(tail)) && isNumber(number) { return place }
    }
    let month = run.endIndex - 6
    if run.count > 6, Self.isMonth(run[month...]), isNumber(run[..<month]) { return month }
    return begin(after: text)
  }

  /// Where a number begins behind something else.
  private func begin(after text: Substring) -> Int? {
    func number(behind count: Int) -> Int? {
      let place = run.startIndex + count
      return run.count > count && isNumber(run[place...]) ? place : nil
    }
    for prefix in Self.prefixes where run.starts(with: prefix) {
      if let place = number(behind: prefix.count) { return place }
    }
    if run.count > 2 {
      let two = run.prefix(2)
      // 08:30 and 01, the first of some.
      let isMinute =
        text.hasSuffix(":") && text.dropLast().last?.isNumber == true && GluedNumbers.isClock([0x30, 0x30] + two)
      let isSerial = two.first == 0x30 && two.last != 0x30
      if isMinute || isSerial, let place = number(behind: 2) { return place }
    }
    return run.count > 4 && Self.isPartOfDate(run.prefix(4)) ? number(behind: 4) : nil
  }

  private func isNumber(_ digits: ArraySlice<UInt8>, atLeast least: NumberPlan.Certainty = .certain) -> Bool {
    guard let reading = plan.reading(of: digits, hasPlus: false), reading.kind != .local else { return false }
    return reading.certainty >= least
  }

  /// Whether digits are a year, or a month and a day.
  private static func isPartOfDate(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 4 else { return false }
    return digits.starts(with: [0x32, 0x30]) || NumberPattern.isDate([0x32, 0x30, 0x32, 0x30] + digits)
  }

  /// Whether six digits are a year of this century and a month.
  private static func isMonth(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.starts(with: [0x32, 0x30]) && NumberPattern.isDate(Array(digits) + [0x30, 0x31])
  }

  /// Whether digits are the hours before `:30`.
  private static func isClock(_ digits: ArraySlice<UInt8>, before rest: Substring) -> Bool {
    guard digits.count <= 2, rest.hasPrefix(":") || rest.hasPrefix("：") else { return false }
    let minutes = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
    return minutes.count >= 2 && GluedNumbers.isClock([0x30, 0x30].suffix(2 - digits.count) + digits)
  }

  private static func word(_ rest: Substring) -> Word {
    let near = rest.drop { $0.isWhitespace || "（(".contains($0) }
    let latin = near.prefix { $0.isASCII && $0.isLetter }
    if units.contains(latin.lowercased()[...]) { return .unit }
    if (1...2).contains(where: { units.contains(near.prefix($0)) && !near.prefix($0).contains(where: \.isASCII) }) {
      return .unit
    }
    guard let next = rest.unicodeScalars.first, !next.isASCII else { return .none }
    return next.properties.isAlphabetic ? .other : .none
  }
}
