extension NumberPlan {
  /// What a person's number is.
  package enum Kind: Sendable, Hashable {
    case telephone, local, identityCard
  }

  /// How sure it is that digits are a person's number and no code.
  package enum Certainty: Int, Sendable, Comparable {
    /// Digits as landlines and many codes have them: eight, or an area code that lost its trunk prefix in a spreadsheet with a number.
    case possible
    /// A landline with its area code, an identity card without check character, a number of another country.
    case likely
    /// A mobile, an identity card whose check character is right, a number behind a plus sign.
    case certain

    package static func < (left: Certainty, right: Certainty) -> Bool { left.rawValue < right.rawValue }
  }

  /// Digits as a person's number.
  struct NumberReading: Hashable {
    var kind: Kind
    var certainty: Certainty
    /// The number as it is dialled at home.
    var digits: [UInt8]
  }

  /// Digits (and the letter X) as a person's number; `nil` when they are none.
  ///
  /// - Parameter hasPlus: whether a plus sign stands before them.
  func reading(of digits: ArraySlice<UInt8>, hasPlus: Bool) -> NumberReading? {
    func read(_ kind: Kind, _ certainty: Certainty, _ number: some Sequence<UInt8>) -> NumberReading {
      NumberReading(kind: kind, certainty: certainty, digits: Array(number))
    }
    if hasPlus {
      if digits.starts(with: countryCode), let home = atHome(digits.dropFirst(countryCode.count)) {
        return read(.telephone, .certain, home.digits)
      }
      if Self.any(foreign, digits) { return read(.telephone, .certain, digits) }
      // 张三+310101199003071230: the sign is only an "and".
      guard foreignNumber(digits) == nil, var known = reading(of: digits, hasPlus: false), known.certainty > .possible
      else { return nil }
      known.certainty = .certain
      return known
    }
    if let identity = identities.first(where: { $0.matches(digits) }) {
      return read(.identityCard, identity.hasCheckCharacter ? .certain : .likely, digits)
    }
    if Self.any(mobiles, digits) { return read(.telephone, .certain, digits) }
    if let number = withoutTrunkPrefix(digits), Self.any(mobiles, number) {
      return read(.telephone, .certain, number)
    }
    if Self.any(landlines, digits) { return read(.telephone, .likely, digits) }
    for prefix in internationalPrefixes + [[]] where digits.starts(with: prefix) {
      let number = digits.dropFirst(prefix.count)
      if number.starts(with: countryCode), let home = atHome(number.dropFirst(countryCode.count)) {
        return read(.telephone, home.isMobile ? .certain : .likely, home.digits)
      }
      if Self.any(foreign, number) { return read(.telephone, .likely, number) }
    }
    // A zero too few or too many before the country's code, or a mobile that is filled up with zeros.
    let bare = digits.drop { $0 == 0x30 }
    if let number = withoutFilling(digits) {
      return isMobile(number) ? read(.telephone, .likely, number) : read(.local, .possible, number)
    }
    if Self.zerosBeforeCode.contains(digits.count - bare.count), bare.starts(with: countryCode),
      let home = atHome(bare.dropFirst(countryCode.count))
    {
      return read(.telephone, home.isMobile ? .certain : .likely, home.digits)
    }
    for prefix in dialledBefore where digits.starts(with: prefix) {
      let number = digits.dropFirst(prefix.count)
      if Self.any(mobiles + landlines, number) { return read(.telephone, .likely, number) }
    }
    if Self.any(locals, digits) { return read(.local, .possible, digits) }
    if isFromAbroad(digits) { return read(.telephone, .possible, digits) }
    return withLostTrunkPrefix(digits).map { read(.telephone, .possible, $0) }
  }

  /// Digits behind a plus sign as a number of another country that is seldom seen.
  func readingFromAbroad(of digits: ArraySlice<UInt8>) -> NumberReading? {
    foreignNumber(digits).map { NumberReading(kind: .telephone, certainty: .certain, digits: $0) }
  }

  /// Digits behind a plus sign as the number of a country whose plan is not known: any 8 to 15.
  func readingOfUnknownCountry(_ digits: ArraySlice<UInt8>) -> NumberReading? {
    (8...15).contains(digits.count)
      ? NumberReading(kind: .telephone, certainty: .certain, digits: Array(digits)) : nil
  }

  /// Digits that are no mobile as they are dialled at home, where they are likely a number with something before it; `nil` where nothing is.
  package func likelyNumber(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
    guard digits.count > 11, !Self.any(landlines, digits), let reading = reading(of: digits, hasPlus: false),
      reading.kind == .telephone, reading.certainty > .possible
    else { return nil }
    return reading.digits
  }

  /// Whether digits are what is dialled to another country. A code that is filled up with zeros may look the same.
  func isFromAbroad(_ digits: ArraySlice<UInt8>) -> Bool {
    internationalPrefixes.contains { digits.starts(with: $0) && Self.any(abroad, digits.dropFirst($0.count)) }
  }

  /// A mobile that was filled up with zeros, or a number without its area code that a spreadsheet filled up to a mobile's length; `nil`
  /// where it may be a number of another country.
  package func withoutFilling(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let bare = digits.drop { $0 == 0x30 }
    guard Self.zerosOfFilling.contains(digits.count - bare.count),
      isMobile(bare) || mobiles.contains(where: { $0.lengths.contains(digits.count) }) && Self.any(locals, bare),
      !isFromAbroad(digits)
    else { return nil }
    return bare
  }

  /// A landline whose trunk prefix a spreadsheet took for a leading zero. What begins like a year is a day or an order's number.
  package func withLostTrunkPrefix(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
    guard !trunkPrefix.isEmpty, digits.count >= 10, !digits.starts(with: trunkPrefix),
      !digits.starts(with: [0x32, 0x30])
    else { return nil }
    let number = trunkPrefix + digits
    return Self.any(landlines, number[...]) ? number : nil
  }

  /// A number behind the country's code: a mobile, or a landline with or without its trunk prefix.
  private func atHome(_ digits: ArraySlice<UInt8>) -> (digits: [UInt8], isMobile: Bool)? {
    // Some programs write the country's code before a number that has it already.
    let again = digits.starts(with: countryCode) ? digits.dropFirst(countryCode.count) : nil
    for number in [digits, withoutTrunkPrefix(digits), again].compactMap({ $0 }) where Self.any(mobiles, number) {
      return (Array(number), true)
    }
    let regional: ArraySlice<UInt8> = trunkPrefix + digits
    for number in [digits, regional] where Self.any(landlines, number) { return (Array(number), false) }
    return nil
  }

  private func withoutTrunkPrefix(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    !trunkPrefix.isEmpty && digits.starts(with: trunkPrefix) ? digits.dropFirst(trunkPrefix.count) : nil
  }

  /// How many zeros fill a mobile up to a column's width; one may be a trunk prefix.
  static let zerosOfFilling = 2...5
  /// How many zeros some write before a country's code.
  static let zerosBeforeCode = 1...4

  // MARK: Bounds

  private var telephones: [NumberPattern] { mobiles + landlines + foreign }

  /// The fewest digits of a person's number.
  package var fewestDigits: Int { min(8, (telephones + locals + identities).map(\.lengths.lowerBound).min() ?? 8) }
  /// The fewest digits of a number that is more than possible.
  var fewestLikelyDigits: Int { min(8, (telephones + identities).map(\.lengths.lowerBound).min() ?? 8) }
  /// The most digits of a person's number, with what may be dialled before it.
  var mostDigits: Int {
    let abroad = (internationalPrefixes.map(\.count).max() ?? 0) + countryCode.count + trunkPrefix.count
    let prefix = max(abroad, dialledBefore.map(\.count).max() ?? 0)
    let longest = (telephones + locals + identities).map { min(40, $0.lengths.upperBound) }.max() ?? 0
    return max(15, longest) + prefix
  }
  /// Digits that stand at least before the letter X in a number; `nil` where there is none.
  var leastBeforeX: Int? { identities.compactMap { $0.letterPlaces.min() }.min() }
}
