/// The digits of a text however they are written, and where they stand: what citizens' numbers are looked for in.
///
/// Full-width, superscript, circled and Chinese digits, and those of other scripts, count like ASCII ones. Invisible characters
/// and combining marks count for nothing. Blanks and signs stand between digits; letters part them.
struct WrittenDigits {
  /// How a digit stands to the one before it.
  struct Joint: OptionSet, Sendable {
    let rawValue: UInt8
    /// Blanks or signs stand between, or the digits are of two scripts.
    static let apart = Joint(rawValue: 1)
    /// Something else stands between: no number reaches across.
    static let broken = Joint(rawValue: 2)
    /// A plus sign stands before it.
    static let plus = Joint(rawValue: 4)
    /// An ASCII letter stands right before it that ends no word for a telephone.
    static let afterLetter = Joint(rawValue: 8)
  }

  /// The digits as ASCII; the check character of an identity card may be X.
  private(set) var values: [UInt8] = []
  private(set) var joints: [Joint] = []
  /// For each digit, the bytes of the text that write it.
  private(set) var ranges: [Range<Int>] = []
  /// Whether an ASCII letter stands right behind a digit that begins no word for an extension.
  private(set) var isBeforeLetter: [Bool] = []
  /// Whether letters or other characters that are no digits, blanks or signs stand in the text.
  private(set) var holdsOthers = false

  var count: Int { values.count }

  /// The most signs, and the most blanks, between two digits of one number; a sign that is repeated counts once, up to so many.
  private static let signLimit = 3
  private static let repeatLimit = 16
  private static let blankLimit = 16

  private enum Script: UInt8 {
    case ascii, fullWidth, chinese, other
  }

  private enum Sign {
    case digit(UInt8, Script)
    case blank, sign, plus, star, invisible, letter, other
  }

  // What stands between the last digit and the place where the reading is.
  private var signs = 0
  private var repeated = 0
  private var lastSign: Unicode.Scalar?
  private var blanks = 0
  private var stars = 0
  private var isBroken = true
  private var hasPlus = false
  private var word = WrittenWord()
  private var lastScript = Script.ascii
  /// Whether the last digit is 一.
  private var isStroke = false
  private var runStart = 0

  /// - Parameter leastBeforeX: digits that stand at least before an X that is one; `nil` where none is.
  init(_ text: String, leastBeforeX: Int?) {
    var offset = 0
    var skipped = 0
    for scalar in text.unicodeScalars {
      let end = offset + UTF8.width(scalar)
      defer { offset = end }
      if skipped <= offset, Self.beginsEscape(scalar) {
        let rest = text.utf8.dropFirst(offset)
        if let blank = Self.writtenBlank(rest) {
          skipped = offset + blank
          blanks += 1
          endWord()
        } else if let escape = CharacterEscape(rest) {
          skipped = offset + escape.length
          take(escape.scalar, at: offset..<skipped, leastBeforeX: leastBeforeX)
        } else if let mark = MarkupMark(rest) {
          skipped = offset + mark.length
          if mark.isSign { take("-", at: offset..<skipped, leastBeforeX: leastBeforeX) }
        }
      }
      if offset >= skipped, Self.narrow(scalar) | 0x20 == UInt8(ascii: "e"),
        let exponent = exponent(text.utf8.dropFirst(offset))
      {
        skipped = offset + exponent.length
        blanks = 0
        // The point is the spreadsheet's, no sign of the number.
        joints[runStart + 1].remove(.apart)
        for _ in 0..<exponent.zeros { append(0x30, .ascii, offset..<skipped) }
        breakOff()
      }
      if offset >= skipped { take(scalar, at: offset..<end, leastBeforeX: leastBeforeX) }
    }
    endWord()
  }

  /// Blanks and line ends as pages, workbooks and programs write them.
  private static let writtenBlanks = [
    "&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&#160;", "&#xa0;", "&#32;", "&#x20;", "&#12288;", "<br>", "<br/>",
    "<br />", "\\n", "\\r",
    "\\t", "%20", "%c2%a0", "_x0020_", "_x00a0_", "_x000a_", "_x000d_",
  ].map { Array($0.utf8) }

  private static func beginsEscape(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "&" || scalar == "<" || scalar == "\\" || scalar == "%" || scalar == "_" || scalar == "\u{1B}"
  }

  /// How many of these bytes write a blank; `nil` where none begins.
  private static func writtenBlank(_ bytes: Substring.UTF8View) -> Int? {
    let lower = bytes.prefix(8).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return writtenBlanks.first { lower.starts(with: $0) }?.count
  }

  private mutating func take(_ scalar: Unicode.Scalar, at range: Range<Int>, leastBeforeX: Int?) {
    if Self.isX(scalar), !isBroken, let leastBeforeX, count - runStart >= leastBeforeX {
      append(UInt8(ascii: "X"), .other, range)
      isBroken = true
      return
    }
    switch Self.sign(scalar) {
    case .digit(let value, let script):
      dropDash(before: script)
      append(0x30 + value, script, range)
      isStroke = scalar.value == ChineseDigit.one
    case .letter:
      let isBehindDigit = scalar.isASCII && gap == 0 && !isBroken
      if isBehindDigit { isBeforeLetter[count - 1] = true }
      breakOff()
      if scalar.isASCII { word.add(UInt8(scalar.value), behind: isBehindDigit ? count - 1 : nil) } else { endWord() }
    case .other:
      endWord()
      breakOff()
    case .invisible: return
    case .blank:
      blanks += 1
      endWord()
    case .sign, .plus, .star:
      if scalar == lastSign { repeated += 1 } else { signs += 1 }
      lastSign = scalar
      if scalar == "*" { stars += 1 }
      if scalar == "+" || scalar == "＋" || scalar == "﹢" { hasPlus = true }
      endWord()
    }
    // A masked number keeps its stars: nothing is joined across them.
    if signs > Self.signLimit || repeated > Self.repeatLimit || blanks > Self.blankLimit || stars > 1 {
      isBroken = true
    }
  }

  /// The zeros that a spreadsheet left out, by what begins with its E: a number that is written `1.38123456E+10` has eleven digits.
  private func exponent(_ bytes: Substring.UTF8View) -> (length: Int, zeros: Int)? {
    guard !isBroken, signs == 0, blanks <= 1, count - runStart >= 8, joints[runStart + 1] == .apart else { return nil }
    var length = 0
    var digits: [UInt8] = []
    for scalar in Substring(bytes.prefix(24)).unicodeScalars {
      let narrow = Self.narrow(scalar)
      if narrow &- 0x30 < 10 {
        digits.append(narrow)
      } else if length > 0, narrow != UInt8(ascii: "+") || !digits.isEmpty {
        break
      }
      length += UTF8.width(scalar)
    }
    // Some programs write three digits, whatever the power.
    guard (1...3).contains(digits.count), let power = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    let zeros = power + 1 - (count - runStart)
    return (0...10).contains(zeros) ? (length, zeros) : nil
  }

  /// A character's ASCII byte, that of a full-width one too; 0 for others.
  private static func narrow(_ scalar: Unicode.Scalar) -> UInt8 {
    switch scalar.value {
    case 0..<0x80: UInt8(scalar.value)
    case 0xFF01...0xFF5E: UInt8(scalar.value - 0xFEE0)
    default: 0
    }
  }

  private static func isX(_ scalar: Unicode.Scalar) -> Bool {
    "XxＸｘⅩⅹ×ХхΧχ".unicodeScalars.contains(scalar)
  }

  private var gap: Int { signs + blanks }

  private mutating func breakOff() {
    holdsOthers = true
    isBroken = true
    (signs, repeated, blanks, stars) = (0, 0, 0, 0)
    lastSign = nil
    hasPlus = false
  }

  /// What is no letter follows: an extension's word parts no number from it.
  private mutating func endWord() {
    if let digit = word.digitBefore, word.isExtension { isBeforeLetter[digit] = false }
    word = WrittenWord()
  }

  private mutating func append(_ value: UInt8, _ script: Script, _ range: Range<Int>) {
    var joint: Joint = []
    if isBroken {
      joint.insert(.broken)
      runStart = count
    }
    if gap > 0 || script != lastScript { joint.insert(.apart) }
    if hasPlus { joint.insert(.plus) }
    if !word.isEmpty, !word.isTelephone { joint.insert(.afterLetter) }
    endWord()
    values.append(value)
    joints.append(joint)
    ranges.append(range)
    isBeforeLetter.append(false)
    lastScript = script
    (signs, repeated, blanks, stars) = (0, 0, 0, 0)
    lastSign = nil
    (isBroken, hasPlus) = (false, false)
  }

  /// A 一 between other digits is a dash: 021一62345678.
  private mutating func dropDash(before script: Script) {
    guard isStroke, script != .chinese, !isBroken, count - runStart >= 2, joints[count - 1] == .apart else { return }
    values.removeLast()
    joints.removeLast()
    ranges.removeLast()
    isBeforeLetter.removeLast()
    (signs, lastScript) = (1, script)
  }
}

// MARK: Characters

extension WrittenDigits {
  private static func sign(_ scalar: Unicode.Scalar) -> Sign {
    scalar.isASCII ? ascii(UInt8(scalar.value)) : wide(scalar)
  }

  private static func ascii(_ byte: UInt8) -> Sign {
    switch byte {
    case 0x30...0x39: .digit(byte - 0x30, .ascii)
    case 0x41...0x5A, 0x61...0x7A: .letter
    case 0x20, 0x09, 0x0A, 0x0D: .blank
    case UInt8(ascii: "+"): .plus
    case UInt8(ascii: "*"): .star
    default: .sign
    }
  }

  private static func wide(_ scalar: Unicode.Scalar) -> Sign {
    switch scalar.value {
    case 0xFF10...0xFF19: return .digit(UInt8(scalar.value - 0xFF10), .fullWidth)
    case 0xFF21...0xFF3A, 0xFF41...0xFF5A: return .letter
    case 0x25CB, 0x25EF: return .digit(0, .chinese)  // ○ and ◯ for 〇
    case 0x2800: return .blank
    case 0x3161, 0x4E28: return .sign  // ㅡ and 丨, which look like dashes
    case 0x2F00...0x2FD5, 0x3007...0x9FFF:
      if let value = ChineseDigit.value(of: scalar.value) { return .digit(value, .chinese) }
      if scalar.value >= 0x3400 { return .other }
    default: break
    }
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return .invisible }
    if let number = properties.numericValue, number >= 0, number <= 9, number == number.rounded() {
      return .digit(UInt8(number), .other)
    }
    switch properties.generalCategory {
    case .format, .nonspacingMark, .enclosingMark: return .invisible
    // A blank of old Chinese programs, A3 A0, is U+E5E5; what is no character shows as none.
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: return .blank
    case .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .connectorPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol, .control,
      // ー and ˉ, as input methods write a dash.
      .modifierLetter:
      return .sign
    default: return .other
    }
  }
}
