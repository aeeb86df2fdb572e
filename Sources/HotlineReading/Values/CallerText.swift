import HotlineConfiguration

/// A caller's number that stands in a text: an address of internet telephony, a switchboard's line with a name, a number with an extension.
enum CallerText {
  /// What of a text tells the caller: what stands in angle brackets, before the machine of an address, without parameters and the
  /// number of a channel (`SIP/02162345678-0000a1b2`).
  static func own(of text: String) -> String {
    var own = text[...]
    if let open = own.firstIndex(of: "<") {
      let inside = own[own.index(after: open)...].prefix { $0 != ">" }
      own = digits(of: inside).count >= fewestDigits ? inside : own[..<open]
    }
    own = own.prefix { $0 != "@" }
    let parts = own.split(separator: ";", omittingEmptySubsequences: false)
    let kept = parts.prefix(1) + parts.dropFirst().filter { $0.hasPrefix("ext") || $0.first?.isLetter != true }
    own = kept.joined(separator: ";")[...]
    if let slash = own.firstIndex(of: "/"), slash != own.startIndex,
      own[..<slash].allSatisfy({ $0.isASCII && $0.isLetter }),
      let dash = own.lastIndex(of: "-"), slash < dash, isChannel(own[own.index(after: dash)...]),
      digits(of: own[slash..<dash]).count >= NumberRecogniser.current.fewestDigits
    {
      own = own[..<dash]
    }
    return String(own)
  }

  /// The number of a text that holds letters or other scripts beside it; `nil` where there is none, or several.
  ///
  /// Behind a landline its extension follows the digits: everybody of an exchange has the landline itself.
  static func number(in text: String) -> [UInt8]? {
    let numbers = NumberRecogniser.current.numbers(in: text).filter { $0.certainty >= .likely }
    guard let first = numbers.first(where: { $0.certainty == .certain }) ?? numbers.first else { return nil }
    if first.certainty == .certain, !first.isLandline { return first.digits }
    guard first.kind == .telephone, numbers.allSatisfy({ $0.digits == first.digits }) else { return nil }
    var others: [(digits: [UInt8], isBehind: Bool, isBeforeLetter: Bool)] = []
    var isInside = false
    for (offset, byte) in text.utf8.enumerated() where !numbers.contains(where: { $0.range.contains(offset) }) {
      if byte &- 0x30 < 10 {
        if !isInside { others.append(([], offset >= first.range.upperBound, false)) }
        others[others.count - 1].digits.append(byte)
      } else if isInside {
        others[others.count - 1].isBeforeLetter = (byte | 0x20) &- 0x61 < 26
      }
      isInside = byte &- 0x30 < 10
    }
    guard let extensionNumber = others.first else { return first.digits }
    let isExtension =
      others.count == 1 && extensionNumber.isBehind && !extensionNumber.isBeforeLetter
      && extensionNumber.digits.count <= longestExtension
    return isExtension ? first.digits + extensionNumber.digits : nil
  }

  /// The number of a text with stars in it, which mask a number, come before an extension, or are dialled to hide one's own: `*67`.
  static func numberAmongStars(_ text: String) -> [UInt8]? {
    guard text.hasPrefix("*") else { return number(in: text) }
    return number(in: String(text.dropFirst())) ?? number(in: String(text.dropFirst(3)))
  }

  /// What a switchboard writes before an address: `"13812345678" <sip:801@10.0.0.1>`.
  static func name(of text: String) -> String { text.contains("<") ? String(text.prefix { $0 != "<" }) : "" }

  /// The fewest digits of an own extension or a service's number.
  private static let fewestDigits = 3
  private static let longestExtension = 6

  private static func digits(of text: Substring) -> [UInt8] { text.utf8.filter { $0 &- 0x30 < 10 } }

  private static func isChannel(_ text: Substring) -> Bool { text.count == 8 && text.allSatisfy(\.isHexDigit) }
}

extension FoundNumber {
  fileprivate var isLandline: Bool { kind == .telephone && NumberPlan.current.isLandline(digits[...]) }
}
