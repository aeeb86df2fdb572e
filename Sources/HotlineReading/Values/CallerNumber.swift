import HotlineCalendar
import HotlineConfiguration

/// Normalises a citizen's number before it becomes a pseudonym.
package enum CallerNumber {
  /// How a caller that is already a pseudonym is written in files: `caller:` and 16 hexadecimal digits.
  package static let tokenPrefix = "caller:"

  static let prefixBytes = Array(tokenPrefix.utf8)

  /// Whether the bytes are a pseudonym as `hotline rejects --format csv` writes it.
  package static func isToken(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == prefixBytes.count + 16, Bytes(rebasing: bytes[..<prefixBytes.count]).equals(prefixBytes) else {
      return false
    }
    return bytes[prefixBytes.count...].allSatisfy { $0 &- 0x30 < 10 || $0 &- 0x61 < 6 }
  }

  /// The result of normalising a number.
  enum Reading {
    /// Digits that link the same citizen's calls.
    case number
    /// A hidden, unknown or empty number.
    case absent
    /// A number that a spreadsheet shortened to `1.38E+10`. A program's `1.3812345678E10` has all of them.
    case lostDigits
  }

  /// Writes the normalised number to `output`: digits only, without the country's code; blanks and dashes left out.
  static func normalise(_ bytes: Bytes, _ plan: NumberPlan, into output: inout [UInt8]) -> Reading {
    output.removeAll(keepingCapacity: true)
    if isToken(bytes) {
      output.append(contentsOf: bytes)
      return .number
    }
    var isScientific = false
    var hasPlus = bytes.first == 0x2B
    // Spreadsheets and data frames write 13812345678.0
    let isFloat = bytes.count > 2 && bytes[bytes.count - 1] == 0x30 && bytes[bytes.count - 2] == 0x2E
    scan: for byte in isFloat ? bytes.slice(0..<bytes.count - 2) : bytes {
      switch byte {
      case 0x30...0x39: output.append(byte)
      case 0x45, 0x65: isScientific = true
      case 0x20, 0x2D, 0x2B, 0x28, 0x29, 0x2E: break
      default:
        // Letters and signs beside digits still tell callers apart; alone they are a word for "hidden" or a masked number.
        let own = CallerText.own(of: bytes.string)
        let mobile = Array(own.utf8).withUnsafeBufferPointer { (bytes: Bytes) in mobileRun(in: bytes, plan) }
        if own.utf8.contains(0x2A) {
          guard let number = mobile ?? CallerText.numberAmongStars(own) else { return .absent }
          output = number
          return .number
        }
        // Blanks, dashes and digits of other scripts, and signs that nobody sees; a letter is that of an address.
        if (byte | 0x20) &- 0x61 >= 26, let written = NumberRecogniser.digitsAlone(in: own), written.digits.count >= 7 {
          (output, hasPlus) = (written.digits, written.hasPlus)
          break scan
        }
        guard own.utf8.contains(where: { $0 &- 0x30 < 10 }) else { return .absent }
        output =
          mobile ?? CallerText.number(in: own) ?? CallerText.number(in: CallerText.name(of: bytes.string))
          ?? Array(bytes)
        return .number
      }
    }
    if isScientific {
      guard let whole = wholeNumber(bytes) else { return output.isEmpty ? .absent : .lostDigits }
      output = whole
    }
    var number = output[...]
    let isInternational = plan.dropInternational(&number, hasPlus: hasPlus)
    if hasPlus, !isInternational, let foreign = plan.foreignNumber(number) {
      output = foreign
      return .number
    }
    // Abroad an area code loses its 0: +86 21 6234 5678.
    if isInternational, plan.needsTrunkPrefix(number) { number = plan.trunkPrefix + number }
    // A mobile dialled from another city is shown with a leading 0.
    plan.dropPrefixes(&number)
    if number.count != output.count || isInternational { output = Array(number) }
    if !isInternational, !plan.isMobile(number) {
      if let landline = plan.withLostTrunkPrefix(number) {
        output = landline
      } else if let likely = plan.likelyNumber(number) {
        // A country's code without 00 or plus sign, what is dialled before an area code.
        output = likely
      }
    }
    // Digits with a sign or a blank between them that are no mobile: perhaps one and an extension, `13812345678-1`.
    if bytes.count > output.count, !isFloat, !plan.isMobile(output[...]), let mobile = mobileRun(in: bytes, plan) {
      output = mobile
    }
    return output.count < 3 || output.allSatisfy { $0 == 0x30 } ? .absent : .number
  }

  /// The digits of a number with an exponent that lost none of them: as many stand behind its point as the exponent says.
  private static func wholeNumber(_ bytes: Bytes) -> [UInt8]? {
    let parts = bytes.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 | 0x20 == 0x65 }
    guard parts.count == 2, let power = Int(Bytes(rebasing: parts[1]).string), (1..<20).contains(power),
      parts[0].count == power + 2, parts[0].dropFirst().first == 0x2E
    else { return nil }
    let digits = parts[0].filter { $0 != 0x2E }
    return digits.count == power + 1 && digits.allSatisfy { $0 &- 0x30 < 10 } ? digits : nil
  }

  /// The first mobile whose digits stand side by side, or in groups from the first digit on.
  private static func mobileRun(in bytes: Bytes, _ plan: NumberPlan) -> [UInt8]? {
    var (start, all, allHavePlus): (Int, [UInt8], Bool) = (0, [], false)
    func isMobile(_ digits: ArraySlice<UInt8>, hasPlus: Bool) -> Bool {
      plan.isMobile(digits) && !(hasPlus && plan.foreignNumber(digits) != nil)
    }
    while start < bytes.count {
      let end = bytes[start...].firstIndex { !($0 &- 0x30 < 10) } ?? bytes.count
      let hasPlus = start > 0 && bytes[start - 1] == 0x2B
      if end - start >= 8 {
        var digits = Array(bytes[start..<end])[...]
        let isHome = plan.dropInternational(&digits, hasPlus: hasPlus)
        if !hasPlus || isHome || plan.foreignNumber(digits) == nil {
          plan.dropPrefixes(&digits)
          if plan.isMobile(digits) { return Array(digits) }
        }
        // *67 is dialled to hide one's own number.
        if start > 0, bytes[start - 1] == 0x2A, plan.isMobile(digits.dropFirst(2)) { return Array(digits.dropFirst(2)) }
      }
      if all.isEmpty { allHavePlus = hasPlus }
      all += bytes[start..<end]
      if all.count > end - start, isMobile(all[...], hasPlus: allHavePlus) { return all }
      start = end + 1
    }
    return nil
  }
}

extension CallerNumber {
  /// A caller's number as it would be pseudonymised; `nil` when it is hidden or lost its digits.
  package static func normalised(_ text: String) -> String? {
    var output: [UInt8] = []
    let bytes = Array(text.utf8)
    let reading = bytes.withUnsafeBufferPointer {
      normalise($0.trimmed.withoutSpreadsheetGuard, Locality.current.numbers, into: &output)
    }
    guard case .number = reading else { return nil }
    return String(decoding: output, as: UTF8.self)
  }
}
