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
  /// What some people dial before a whole number: for an outside line, or an operator's cheap one.
  package var dialledBefore: [[UInt8]]
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
  /// Numbers of other countries that are often seen, with their country's code. Behind a plus sign any number of 8 to 15 digits
  /// is one.
  package var foreign: [NumberPattern]
  /// Numbers of other countries that are a person's only behind what is dialled before a country's code, with it.
  package var abroad: [NumberPattern]
  /// The numbers of the place's hotlines, which are nobody's, but may stand right before a caller's.
  package var hotlines: [[UInt8]] = []

  /// Creates a plan.
  package init(
    countryCode: [UInt8], internationalPrefixes: [[UInt8]], trunkPrefix: [UInt8], dialledBefore: [[UInt8]] = [],
    whole: [NumberPattern],
    regional: [NumberPattern], mobiles: [NumberPattern], landlines: [NumberPattern], locals: [NumberPattern],
    identities: [NumberPattern], foreign: [NumberPattern] = [], abroad: [NumberPattern] = []
  ) {
    self.countryCode = countryCode
    self.internationalPrefixes = internationalPrefixes
    self.trunkPrefix = trunkPrefix
    self.dialledBefore = dialledBefore
    self.whole = whole
    self.regional = regional
    self.mobiles = mobiles
    self.landlines = landlines
    self.locals = locals
    self.identities = identities
    self.foreign = foreign
    self.abroad = abroad
  }

  /// Reads the plan under `numbers:` of a locality.
  ///
  /// - Throws: a ``Diagnostic`` at the first mistake.
  package init(_ node: ConfigurationNode) throws {
    _ = try node.entries(
      allowed: [
        "country_code", "international_prefix", "trunk_prefix", "dialled_before", "whole", "regional", "mobile",
        "landline", "local",
        "identity_card", "foreign", "abroad",
      ])
    let codeNode = try node.required("country_code")
    guard let code = try codeNode.digitTexts().first, !codeNode.isList else {
      throw codeNode.problem(LocalizedText(zh: "国家代码只有一个", en: "a country has one code"))
    }
    func patterns(_ key: String) throws -> [NumberPattern] { try node.optional(key)?.patterns() ?? [] }
    countryCode = code
    internationalPrefixes = try node.optional("international_prefix")?.digitTexts() ?? []
    trunkPrefix = try node.optional("trunk_prefix")?.digitTexts().first ?? []
    dialledBefore = try node.optional("dialled_before")?.digitTexts() ?? []
    whole = try patterns("whole")
    regional = try patterns("regional")
    mobiles = try patterns("mobile")
    landlines = try patterns("landline")
    locals = try patterns("local")
    identities = try patterns("identity_card")
    foreign = try patterns("foreign")
    abroad = try patterns("abroad")
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

  /// Takes a country's code, then a trunk prefix or what else is dialled before it off a number that needs none of them.
  package func dropPrefixes(_ digits: inout ArraySlice<UInt8>) {
    if let mobile = withoutFilling(digits) { digits = mobile }
    // Some programs write the country's code before a number that has it already.
    if digits.starts(with: countryCode + countryCode), isMobile(digits.dropFirst(2 * countryCode.count)) {
      digits.removeFirst(countryCode.count)
    }
    for prefix in [countryCode, trunkPrefix] where !prefix.isEmpty && digits.starts(with: prefix) {
      let rest = digits.dropFirst(prefix.count)
      if Self.any(whole, rest) { digits = rest }
    }
    for prefix in dialledBefore where digits.starts(with: prefix) {
      let rest = digits.dropFirst(prefix.count)
      if Self.any(whole, rest) || Self.any(landlines, rest) { digits = rest }
    }
  }

  /// Whether digits are a mobile as it is dialled at home.
  package func isMobile(_ digits: ArraySlice<UInt8>) -> Bool { Self.any(mobiles, digits) }

  /// Whether digits are a landline with its area code as it is dialled at home.
  package func isLandline(_ digits: ArraySlice<UInt8>) -> Bool { Self.any(landlines, digits) }

  /// Digits behind a plus sign that are another country's number: one that is often seen by itself, others as they are dialled from
  /// here; `nil` for the own country's, and for what no known country's number looks like.
  package func foreignNumber(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
    if Self.any(foreign, digits) { return Array(digits) }
    return Self.any(abroad, digits) ? (internationalPrefixes.first ?? []) + digits : nil
  }

  /// Whether a number from abroad gets its trunk prefix back.
  package func needsTrunkPrefix(_ digits: ArraySlice<UInt8>) -> Bool {
    !trunkPrefix.isEmpty && !Self.any(whole, digits) && Self.any(regional, digits)
  }

  static func any(_ patterns: [NumberPattern], _ digits: ArraySlice<UInt8>) -> Bool {
    patterns.contains { $0.matches(digits) }
  }
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

// MARK: The plan of the process

extension NumberPlan {
  private nonisolated(unsafe) static var chosen = standard

  /// The plan in force.
  package static var current: NumberPlan { chosen }

  /// Puts a plan in force. Only the start of the program calls it, before any other thread runs.
  package static func use(_ plan: NumberPlan) {
    chosen = plan
    NumberRecogniser.use(plan)
  }

  /// What `data/locality.yaml` is shipped with.
  package static let standard = NumberPlan(
    countryCode: digits("86"), internationalPrefixes: [digits("00")], trunkPrefix: digits("0"),
    dialledBefore: [
      "9", "90", "10193", "11808", "12593", "125831", "125832", "125833", "17900", "17901", "17909", "17911", "17951",
      "17969", "193",
      "95013",
    ].map(digits),
    whole: patterns("1[1-9]#{9}"), regional: patterns("[1-9]#{8,}"), mobiles: patterns("1[3-9]#{9}"),
    landlines: patterns(
      "010[2-9]#{6,7}", "02[0-9][2-9]#{6,7}", "03[1-9]#[2-9]#{6,7}", "04[1-8]#[2-9]#{6,7}", "05[1-9]#[2-9]#{6,7}",
      "06[369]#[2-9]#{6,7}", "07[0-9]#[2-9]#{6,7}", "08[1-9]#[2-9]#{6,7}", "09[0-9]#[2-9]#{6,7}"),
    locals: patterns("[3-9]#{7}", "2[1-9]#{6}"),
    identities: patterns("[1-9]#{5}YYYYMMDD#{3}C", "[1-8]#{5}YYYYMMDD#{3}[0-9X]", "[1-8]#{5}YYMMDD#{3}"),
    foreign: patterns("852[2-9]#{7}", "853[268]#{7}", "886[2-9]#{7,8}"),
    abroad: patterns(
      "1[2-9]##[2-9]#{6}", "7[3-9]#{9}", "3[0-46][1-9]#{7,8}", "39#{9,10}", "4[0135-8][1-9]#{7,8}", "44[1-9]#{8,9}",
      "49[1-9]#{9,10}", "6[0-6][1-9]#{7,9}", "8[124][1-9]#{7,9}", "9[0-58][1-9]#{8,9}"))

  private static func digits(_ text: String) -> [UInt8] { Array(text.utf8) }
  private static func patterns(_ texts: String...) -> [NumberPattern] { texts.compactMap { NumberPattern($0) } }
}
