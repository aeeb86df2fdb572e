/// What stands between the characters of a text that came from a page or a terminal and is none of them: a tag (`<b>`), a comment, a named character
/// (`&mdash;`), a colour (`ESC[0m`). What may hold a number itself is none: the address of a party (`<sip:13812345678@10.0.0.1>`), a link
/// (`<a href="tel:13812345678">`).
struct MarkupMark {
  /// How many bytes write it.
  let length: Int
  /// Whether it parts what stands on its sides, as a sign does; a tag or a colour does not.
  let isSign: Bool

  private static let longestTag = 64
  private static let longestName = 32
  /// The digits of a tag that is no more than one: its sizes and colours, fewer than a telephone number has.
  private static let mostDigits = 6

  /// - Parameter bytes: a text from the place on where it may begin.
  init?(_ bytes: Substring.UTF8View) {
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    let head = Array(bytes.prefix(Self.longestTag))
    guard head.count >= 3 else { return nil }
    switch head[0] {
    case UInt8(ascii: "&"):
      let name = head.dropFirst().prefix(Self.longestName).prefix(while: isLetter)
      guard !name.isEmpty, head.count > name.count + 1, head[name.count + 1] == UInt8(ascii: ";") else { return nil }
      (length, isSign) = (name.count + 2, true)
    case UInt8(ascii: "<") where head.starts(with: "<!--".utf8):
      guard let end = head.indices.dropFirst(4).first(where: { head[$0...].starts(with: "-->".utf8) }) else {
        return nil
      }
      guard Self.isBare(head[..<end]) else { return nil }
      (length, isSign) = (end + 3, false)
    case UInt8(ascii: "<"):
      guard isLetter(head[1]) || head[1] == UInt8(ascii: "/"), let end = head.firstIndex(of: UInt8(ascii: ">")),
        !head[1..<end].contains(UInt8(ascii: "<")), Self.isBare(head[1..<end])
      else { return nil }
      (length, isSign) = (end + 1, false)
    case 0x1B where head[1] == UInt8(ascii: "["):
      // Parameters are digits and `;`, the last character is a letter.
      guard let end = head.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
      (length, isSign) = (end + 1, false)
    default: return nil
    }
  }

  /// Whether no number can stand in the inside of a tag. What is not ASCII may be digits of another script.
  private static func isBare(_ inside: ArraySlice<UInt8>) -> Bool {
    inside.allSatisfy { $0 < 0x80 } && inside.count { (0x30...0x39).contains($0) } <= mostDigits
  }
}
