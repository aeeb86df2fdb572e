import HotlineText

/// How a place writes telephone numbers, and which digits are a person's: what pseudonyms and masking go by.
package struct NumberPlan: Sendable, Hashable {
  // MARK: One number, many spellings

  /// The country's code, without a plus sign.
  package var countryCode: [UInt8]
  /// What is dialled before a country's code.
  package var internationalPrefixes: [[UInt8]]
  /// What is dialled before an area code at home; empty where nothing is.
  package var trunkPrefix: [UInt8]
  /// Numbers that are dialled without an area code from anywhere: a country's code or a trunk prefix before one is taken off.
  package var whole: [NumberPattern]
  /// Numbers with an area code that got no trunk prefix because they were dialled from abroad: they get it back.
  package var regional: [NumberPattern]

  // MARK: What is masked

  /// A person's numbers that are no landline.
  package var mobiles: [NumberPattern]
  /// Landlines with their area code.
  package var landlines: [NumberPattern]
  /// Landlines without an area code.
  package var locals: [NumberPattern]
  /// Numbers of identity cards.
  package var identities: [NumberPattern]
  /// What may stand between the digits of one number.
  package var separators: [String]

  /// Creates a plan.
  package init(
    countryCode: [UInt8], internationalPrefixes: [[UInt8]], trunkPrefix: [UInt8], whole: [NumberPattern],
    regional: [NumberPattern], mobiles: [NumberPattern], landlines: [NumberPattern], locals: [NumberPattern],
    identities: [NumberPattern], separators: [String]
  ) {
    self.countryCode = countryCode
    self.internationalPrefixes = internationalPrefixes
    self.trunkPrefix = trunkPrefix
    self.whole = whole
    self.regional = regional
    self.mobiles = mobiles
    self.landlines = landlines
    self.locals = locals
    self.identities = identities
    self.separators = separators
  }

  /// Reads the plan under `numbers:` of a locality.
  ///
  /// - Throws: a ``Diagnostic`` at the first mistake.
  package init(_ node: ConfigurationNode) throws {
    _ = try node.entries(
      allowed: [
        "country_code", "international_prefix", "trunk_prefix", "whole", "regional", "mobile", "landline", "local",
        "identity_card", "separators",
      ])
    let codeNode = try node.required("country_code")
    guard let code = try codeNode.digitTexts().first, !codeNode.isList else {
      throw codeNode.problem(LocalizedText(zh: "国家代码只有一个", en: "a country has one code"))
    }
    func patterns(_ key: String) throws -> [NumberPattern] { try node.optional(key)?.patterns() ?? [] }
    countryCode = code
    internationalPrefixes = try node.optional("international_prefix")?.digitTexts() ?? []
    trunkPrefix = try node.optional("trunk_prefix")?.digitTexts().first ?? []
    whole = try patterns("whole")
    regional = try patterns("regional")
    mobiles = try patterns("mobile")
    landlines = try patterns("landline")
    locals = try patterns("local")
    identities = try patterns("identity_card")
    separators =
      try node.optional("separators")?.oneOrMore().map { node in
        let text = try node.string()
        guard (1...3).contains(text.count), !text.contains(where: { $0.isNumber || $0.isLetter }) else {
          throw node.problem(
            LocalizedText(zh: "“\(text)”不能分隔数字", en: "“\(text)” cannot stand between digits"),
            expected: LocalizedText(zh: "一至三个空格或标点", en: "one to three blanks or signs"))
        }
        return text
      } ?? []
    // Longer ones first: “) ” before “)”.
    separators.sort { ($1.count, $0) < ($0.count, $1) }
    guard !(mobiles + landlines + locals).isEmpty else {
      throw node.problem(
        LocalizedText(zh: "没有任何电话号码格式", en: "there is no pattern of a telephone number"),
        fix: LocalizedText(zh: "请写出 mobile、landline 或 local", en: "give mobile, landline or local"))
    }
  }
}

// MARK: One number, many spellings

extension NumberPlan {
  /// Takes what is dialled from abroad off the front; whether it was there.
  package func dropInternational(_ digits: inout ArraySlice<UInt8>, hasPlus: Bool) -> Bool {
    for prefix in internationalPrefixes where digits.starts(with: prefix + countryCode) {
      digits.removeFirst(prefix.count + countryCode.count)
      return true
    }
    guard hasPlus, digits.starts(with: countryCode) else { return false }
    digits.removeFirst(countryCode.count)
    return true
  }

  /// Takes a country's code, then a trunk prefix off a number that needs neither.
  package func dropPrefixes(_ digits: inout ArraySlice<UInt8>) {
    for prefix in [countryCode, trunkPrefix] where !prefix.isEmpty && digits.starts(with: prefix) {
      let rest = digits.dropFirst(prefix.count)
      if Self.any(whole, rest) { digits = rest }
    }
  }

  /// Whether a number from abroad gets its trunk prefix back.
  package func needsTrunkPrefix(_ digits: ArraySlice<UInt8>) -> Bool {
    !trunkPrefix.isEmpty && !Self.any(whole, digits) && Self.any(regional, digits)
  }

  static func any(_ patterns: [NumberPattern], _ digits: ArraySlice<UInt8>) -> Bool {
    patterns.contains { $0.matches(digits) }
  }
}

// MARK: What is masked

extension NumberPlan {
  /// What a person's number is.
  package enum Kind: Sendable {
    case telephone, local, identityCard
  }

  /// What digits (and the letter X) are, if they are a person's number.
  package func kind(of digits: ArraySlice<UInt8>) -> Kind? {
    if Self.any(mobiles, digits) || Self.any(landlines, digits) { return .telephone }
    if Self.any(locals, digits) { return .local }
    return Self.any(identities, digits) ? .identityCard : nil
  }

  private var all: [NumberPattern] { mobiles + landlines + locals + identities }

  /// The fewest digits of a person's number.
  package var fewestDigits: Int { all.map(\.lengths.lowerBound).min() ?? .max }
  /// The fewest digits of a person's number that is no landline.
  package var fewestMobileDigits: Int { mobiles.map(\.lengths.lowerBound).min() ?? .max }
  /// The most digits of a person's number, with what may be dialled before it.
  package var mostDigits: Int {
    let prefix = (internationalPrefixes.map(\.count).max() ?? 0) + countryCode.count
    let numbers = (mobiles + landlines + locals).map { min(40, $0.lengths.upperBound) + prefix }
    return (numbers + identities.map { min(40, $0.lengths.upperBound) }).max() ?? 0
  }
  /// The places in a number, from 0, at which the letter X may stand.
  package var letterPlaces: Set<Int> { all.reduce(into: []) { $0.formUnion($1.letterPlaces) } }
  /// The digits with which a mobile begins, a bit each.
  package var firstMobileDigits: UInt16 { mobiles.reduce(0) { $0 | $1.firstDigits } }
}

/// Whether a number stands as it is dialled at home, told by its length and first digit alone; most callers' numbers do.
package struct PlainNumber: Sendable {
  private let count: Int
  private let firstDigits: UInt16

  /// The plain numbers of a plan; none where the first digit could also begin a prefix.
  package init(_ plan: NumberPlan) {
    let lengths = Set(plan.whole.map(\.lengths))
    let first = plan.whole.reduce(0) { $0 | $1.firstDigits }
    let prefixes = plan.internationalPrefixes.compactMap(\.first).reduce(UInt16(0)) { $0 | 1 << UInt16($1 &- 0x30) }
    let length = lengths.count == 1 ? lengths.first : nil
    count = length.flatMap { $0.lowerBound == $0.upperBound && first & prefixes == 0 ? $0.lowerBound : nil } ?? -1
    firstDigits = first
  }

  /// Whether digits with this first one and so many of them are plain.
  @inline(__always)
  package func holds(first: UInt8, count: Int) -> Bool {
    count == self.count && first &- 0x30 < 10 && firstDigits & (1 << UInt16(first &- 0x30)) != 0
  }
}
