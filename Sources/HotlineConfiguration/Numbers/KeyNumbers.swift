/// Citizens' numbers in the keys of calls and orders: some platforms build a key from the caller's number.
///
/// A key is mostly a code, so that only what is hardly one counts: a mobile, an identity card with its check character, a landline
/// with its area code beside other characters. A key with words in it is no code. Keys are read by the million: most of them are told by a look at how their
/// groups of digits begin.
extension NumberRecogniser {
  /// The numbers in a key.
  package func numbers(inKey key: UnsafeBufferPointer<UInt8>) -> [FoundNumber] {
    guard beginnings.mayStand(in: key) else { return [] }
    let isPlain = key.allSatisfy { $0 &- 0x30 < 10 }
    let isText = key.contains { $0 >= 0x80 }
    let found = numbers(in: String(decoding: key, as: UTF8.self), isKey: true)
    // Beside a number that is certain the other digits are hardly a code.
    let hasCertain = found.contains { $0.certainty == .certain }
    let isCode = isPlain && !hasCertain
    return found.filter { number in
      switch (number.kind, number.certainty) {
      case (.identityCard, .certain): Self.isGrownUp(number.digits)
      case (_, .certain): true
      case (_, .likely): !isCode
      case (_, .possible): isText || hasCertain && Self.standsApart(number.range, in: key)
      }
    }
  }

  private static func standsApart(_ range: Range<Int>, in key: UnsafeBufferPointer<UInt8>) -> Bool {
    [range.lowerBound - 1, range.upperBound].allSatisfy { !key.indices.contains($0) || key[$0] &- 0x30 >= 10 }
  }

  /// Whether a card's holder was born before 2010. Numbers of orders that are made of a district's code and a day are later.
  private static func isGrownUp(_ digits: [UInt8]) -> Bool {
    digits.count != 18 || digits[6] == UInt8(ascii: "1") || digits[8] == UInt8(ascii: "0")
  }
}

/// How a number can begin inside a key: a quick test, wrong only towards yes.
struct KeyBeginnings: Sendable {
  private struct Beginning {
    var prefix: [UInt8]
    var pattern: NumberPattern
    var lengths: ClosedRange<Int>
  }

  private let telephones: [Beginning]
  /// The first digits of telephone numbers, with prefixes, a bit each.
  private let firstDigits: UInt16
  private let hasIdentities: Bool
  private let fewestDigits: Int
  /// Keys of more bytes are not looked at quickly.
  private static let longestKey = 64

  init(_ plan: NumberPlan) {
    var prefixes: [[UInt8]] = [[], plan.trunkPrefix] + plan.dialledBefore
    let zeros = NumberPlan.zerosBeforeCode.map { [UInt8](repeating: 0x30, count: $0) }
    for abroad in [[]] + plan.internationalPrefixes + zeros {
      prefixes += [abroad + plan.countryCode, abroad + plan.countryCode + plan.trunkPrefix]
    }
    func beginning(_ prefix: [UInt8], _ pattern: NumberPattern) -> Beginning {
      let longest = min(pattern.lengths.upperBound, 20)
      return Beginning(
        prefix: prefix, pattern: pattern,
        lengths: prefix.count + min(pattern.lengths.lowerBound, longest)...prefix.count + longest)
    }
    // What stands before mobiles alone: zeros that fill them up, the country's code twice.
    let filling = NumberPlan.zerosOfFilling.map { [UInt8](repeating: 0x30, count: $0) }
    let twice = ([[]] + plan.internationalPrefixes + zeros).map { $0 + plan.countryCode + plan.countryCode }
    let ofMobiles = (filling + twice).flatMap { prefix in plan.mobiles.map { beginning(prefix, $0) } }
    let ofAll = Set(prefixes).flatMap { prefix -> [Beginning] in
      let others =
        prefix.isEmpty
        ? plan.landlines + plan.foreign : prefix == plan.trunkPrefix ? [] : plan.landlines + plan.regional
      return (plan.mobiles + others).map { beginning(prefix, $0) }
    }
    telephones = ofAll + ofMobiles
    firstDigits = telephones.reduce(0) { bits, beginning in
      bits | (beginning.prefix.first.map { 1 << UInt16($0 &- 0x30) } ?? beginning.pattern.firstDigits)
    }
    hasIdentities = !plan.identities.isEmpty
    fewestDigits = plan.fewestLikelyDigits
  }

  func mayStand(in key: UnsafeBufferPointer<UInt8>) -> Bool {
    guard key.count >= fewestDigits else { return false }
    guard key.count <= Self.longestKey else { return true }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestKey) { digits -> Bool in
      var count = 0
      // Where groups of digits begin, a bit each.
      var starts: UInt64 = 0
      var isInside = false
      var last: UInt8 = 0
      for byte in key {
        defer { last = byte }
        // A blank as pages and workbooks write it: %20, &nbsp;, _x0020_.
        if byte == UInt8(ascii: "%") || byte == UInt8(ascii: "&") { return true }
        if last == UInt8(ascii: "_"), byte | 0x20 == UInt8(ascii: "x") { return true }
        if byte &- 0x30 < 10 {
          if !isInside { starts |= 1 << UInt64(count) }
          digits[count] = byte
          count += 1
          isInside = true
        } else if byte < 0x80, byte != UInt8(ascii: "+") {
          isInside = false
        } else {
          return true
        }
      }
      guard count >= fewestDigits else { return false }
      let all = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(digits)[..<count])
      while starts != 0 {
        let start = starts.trailingZeroBitCount
        starts &= starts - 1
        let run = (starts == 0 ? count : starts.trailingZeroBitCount) - start
        if mayBegin(all, at: start, run: run) { return true }
        if mayFollowDay(all, at: start, run: run) { return true }
      }
      return false
    }
  }

  /// Whether a day, or a moment, begins at a digit, and a number or another day behind it.
  private func mayFollowDay(_ all: UnsafeBufferPointer<UInt8>, at start: Int, run: Int) -> Bool {
    // The number's own digits may lie in several groups.
    for day in [8, 6]
    where run > day && all.count - start >= day + fewestDigits && Self.isDay(all, at: start, digits: day) {
      let (place, rest) = (start + day, all.count - start - day)
      if Self.isDay(all, at: place, digits: 8) { return true }
      // What is a clock with seconds before a serial number is no number.
      let isMoment = rest <= 6 + GluedNumbers.longestSerial && Self.isClock(all, at: place, digits: 6)
      if !isMoment, mayBegin(all, at: place, run: run - day) { return true }
      for clock in [4, 6] where rest - clock >= fewestDigits && Self.isClock(all, at: place, digits: clock) {
        if mayBegin(all, at: place + clock, run: max(0, run - day - clock)) { return true }
      }
    }
    return false
  }

  /// Whether a number may begin at a digit that begins a group, or what is glued to a date.
  ///
  /// - Parameter run: the digits up to the group's end.
  private func mayBegin(_ digits: UnsafeBufferPointer<UInt8>, at start: Int, run: Int) -> Bool {
    let remaining = digits.count - start
    guard remaining >= fewestDigits else { return false }
    if firstDigits & 1 << UInt16(digits[start] &- 0x30) != 0 {
      for beginning in telephones
      where remaining >= beginning.lengths.lowerBound
        // A number ends where its group does, or lies in several groups, or is glued to something.
        && (run >= GluedNumbers.fewestDigits || run < remaining && remaining >= GluedNumbers.fewestDigits
          || run < beginning.lengths.lowerBound || beginning.lengths.contains(run))
      {
        let first = start + beginning.prefix.count
        if first + 1 < digits.count,
          beginning.prefix.indices.allSatisfy({ beginning.prefix[$0] == digits[start + $0] }),
          beginning.pattern.mayBegin(digits[first], digits[first + 1])
        {
          return true
        }
      }
    }
    guard hasIdentities, remaining >= 15 else { return false }
    return Self.isBirthday(digits, at: start + 6)
  }

  /// Whether what an identity card has behind its district may stand here: a birthday of eight or six digits.
  private static func isBirthday(_ digits: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    isDay(digits, at: place, digits: 8) || digits[place] >= UInt8(ascii: "3") && isMonthAndDay(digits, at: place + 2)
  }

  /// Whether a day of eight digits, or one of six of this century, may begin at a place.
  private static func isDay(_ all: UnsafeBufferPointer<UInt8>, at place: Int, digits: Int) -> Bool {
    guard digits == 8 else { return all[place] <= UInt8(ascii: "2") && isMonthAndDay(all, at: place + 2) }
    let century = number(all, at: place)
    return (century == 19 || century == 20 || century == 21) && isMonthAndDay(all, at: place + 4)
  }

  private static func isMonthAndDay(_ digits: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    place + 4 <= digits.count && (1...12).contains(number(digits, at: place))
      && (1...31).contains(number(digits, at: place + 2))
  }

  private static func isClock(_ all: UnsafeBufferPointer<UInt8>, at place: Int, digits: Int) -> Bool {
    number(all, at: place) < 24 && number(all, at: place + 2) < 60 && (digits == 4 || number(all, at: place + 4) < 61)
  }

  private static func number(_ digits: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    Int(digits[place] &- 0x30) * 10 + Int(digits[place + 1] &- 0x30)
  }
}
