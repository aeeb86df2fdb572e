/// A number with something else glued to one of its ends: `138001358843次`, `1380013585008:00`, `138001363092019年`, `050113800136394`.
///
/// Digits alone are not enough to tell: an export's name may be a moment in milliseconds. What follows must say that the last digits count
/// something or are a time, or be a sign. Before a mobile or a card with its check character anything of up to four digits may stand, as a serial
/// number or the digits by which an office dials out; before a landline, which codes may look like, only what says that it is no part of one.
struct NumberTail {
  /// The fewest digits of a number and something else.
  static let fewestDigits = 12
  /// As much of what stands around is looked at, in characters.
  static let reach = 12
  private static let longest = 4
  /// Words that say what digits before them count.
  private static let units: Set<Substring> = [
    "s", "min", "mins", "minute", "minutes", "sec", "secs", "second", "seconds", "h", "hr", "hrs", "hour", "hours",
    "d", "day", "days", "g", "st", "nd", "rd", "th", "time", "times", "x", "am", "pm", "call", "calls", "people",
    "persons", "of", "yr", "yrs", "year", "years", "month", "months", "wk", "wks", "week", "weeks", "f", "floor",
    "floors", "case",
    "cases", "kid", "kids", "pcs", "km", "kg", "rmb", "cny", "usd", "次", "分钟", "分", "秒", "小时", "时", "点",
    "天",
    "日", "月", "年", "期", "件", "人", "个", "条", "通", "遍", "回", "起", "例", "单", "票", "户", "岁", "元", "号", "%", "％",
  ]
  /// Signs behind which digits before them end.
  private static let signs: Set<Character> = [
    ",", ";", "/", "~", "-", "(", "[", "，", "；", "、", "。", "～", "—", "–", "×", "'", "’", "′", "\"", "”", "″", "…", "（",
    "【", "〔", "！", "!", "－", "？", "?", "：", "·", "•", "=", "＝", "|", "&", "“", "‘", "《", "<", "{", "「",
  ]
  /// What a switchboard takes for a line outside, alone or before the zero of another city.
  private static let prefixes: [[UInt8]] = [[0x39, 0x30], [0x39]]

  private let run: ArraySlice<UInt8>
  private let plan: NumberPlan

  /// What stands behind digits says of them.
  private enum Word {
    /// Nothing, or that they are a name.
    case none
    /// That they end, and no more.
    case sign
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
  ///   - isKey: whether the text is a key, where only a word or a clock says that the last digits are none of a code's.
  func seam(after text: Substring, before rest: Substring, isKey: Bool) -> Int? {
    guard !isNumber(run, atLeast: .possible) else { return nil }
    let word = Self.word(rest)
    for length in 1...Self.longest where run.count > length {
      let place = run.endIndex - length
      let (tail, number) = (run[place...], run[..<place])
      if word == .unit || Self.isClock(tail, before: rest), isNumber(number, atLeast: .likely) { return place }
      if isKey {
        // Behind a code stands no word of another script.
        if word == .other, isClear(number) { return place }
        continue
      }
      let isTime =
        Self.isPartOfDate(tail) || tail.count == 4 && GluedNumbers.isClock(tail) || Self.isMonth(tail, before: rest)
      // Of thirteen digits all but the last two may be a mobile, and all of them a moment in milliseconds.
      if word == .other || isTime || word == .sign && run.count != 13, isClear(number) { return place }
    }
    guard !isKey else { return nil }
    let month = run.endIndex - 6
    if run.count > 6, Self.isMonth(run[month...]), isClear(run[..<month]) { return month }
    return begin(after: text)
  }

  /// Where a number begins behind something else.
  private func begin(after text: Substring) -> Int? {
    for count in 1...Self.longest where run.count > count {
      let place = run.startIndex + count
      let (before, number) = (run[..<place], run[place...])
      if isNumber(number), !isMoment { return place }
      if isClear(number), says(before, after: text) { return place }
    }
    return nil
  }

  /// Whether digits before a landline are none of a code's.
  private func says(_ before: ArraySlice<UInt8>, after text: Substring) -> Bool {
    if Self.prefixes.contains(Array(before)) || Self.isPartOfDate(before) { return true }
    if before.count == 4, GluedNumbers.isClock(before) { return true }
    // 08:30, and 01 or 001, the first of some.
    let isMinute =
      before.count == 2 && text.hasSuffix(":") && text.dropLast().last?.isNumber == true
      && GluedNumbers.isClock([0x30, 0x30] + before)
    let isSerial = before.count > 1 && before.first == 0x30 && before.last != 0x30
    return isMinute || isSerial || before.count == 2 && text.hasSuffix("*") || text.hasSuffix("第")
      || text.lowercased().hasSuffix("no.")
  }

  /// Whether the run may be a moment: of `20190305130811`, and of 1513 to 1519, 1613 to 1619 and so on in milliseconds, the last eleven digits
  /// may look like a mobile.
  private var isMoment: Bool { run.count == 13 && run.first == 0x31 || run.starts(with: [0x32, 0x30]) }

  private func isNumber(_ digits: ArraySlice<UInt8>, atLeast least: NumberPlan.Certainty = .certain) -> Bool {
    guard let reading = plan.reading(of: digits, hasPlus: false), reading.kind != .local else { return false }
    return reading.certainty >= least
  }

  /// Whether digits are a number where nothing but their look says so: codes seldom begin with the zero of a landline.
  private func isClear(_ digits: ArraySlice<UInt8>) -> Bool {
    isNumber(digits) || digits.first == 0x30 && digits.count >= 10 && isNumber(digits, atLeast: .likely)
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

  /// Whether digits are the month of `05-06`, `3/5`.
  private static func isMonth(_ digits: ArraySlice<UInt8>, before rest: Substring) -> Bool {
    guard digits.count <= 2, let sign = rest.first, "-/.".contains(sign) else { return false }
    let day = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
    guard (1...2).contains(day.count) else { return false }
    let filled = [0x30, 0x30].suffix(2 - digits.count) + digits + [0x30, 0x30].suffix(2 - day.count) + Array(day.utf8)
    return NumberPattern.isDate([0x32, 0x30, 0x32, 0x30] + filled)
  }

  /// Whether digits are the hours before `:30`.
  private static func isClock(_ digits: ArraySlice<UInt8>, before rest: Substring) -> Bool {
    guard digits.count <= 2, rest.hasPrefix(":") || rest.hasPrefix("：") else { return false }
    let minutes = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
    return minutes.count >= 2 && GluedNumbers.isClock([0x30, 0x30].suffix(2 - digits.count) + digits)
  }

  private static func word(_ rest: Substring) -> Word {
    let near = rest.drop { $0.isWhitespace || "（([【〔".contains($0) }
    let latin = near.prefix { $0.isASCII && $0.isLetter }
    if units.contains(latin.lowercased()[...]) { return .unit }
    if (1...2).contains(where: { units.contains(near.prefix($0)) && latin.isEmpty }) { return .unit }
    guard let next = rest.first, let scalar = rest.unicodeScalars.first else { return .none }
    if !scalar.isASCII, scalar.properties.isAlphabetic { return .other }
    // `.csv` is the end of a file's name, `.30` no more than a decimal.
    let isDecimal = next == "." && rest.dropFirst().first?.isNumber == true
    return isDecimal || signs.contains(next) ? .sign : .none
  }
}
