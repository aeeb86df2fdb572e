/// The fields of an address's question or of a form that was sent: `application/x-www-form-urlencoded`.
struct Fields: Sendable, Hashable {
  /// One field.
  struct Field: Sendable, Hashable {
    let name: String
    let value: String
  }

  /// The fields in the order in which they stand; at most ``most``.
  let all: [Field]
  static let most = 2_000

  init(_ all: [Field] = []) { self.all = all }

  /// Reads `a=1&b=%E5%8C%BA`. What is no UTF-8 is replaced, what is cut off is taken as it stands.
  init(parsing text: some StringProtocol) {
    all = text.split(separator: "&", maxSplits: Self.most).prefix(Self.most).map { part in
      let parts = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Field(name: Self.decoded(parts[0]), value: parts.count > 1 ? Self.decoded(parts[1]) : "")
    }
  }

  /// The first value of a name, without blanks around it; `nil` where there is none or it is empty.
  subscript(_ name: String) -> String? { values(name).first }

  /// The values of a name that are not empty, without blanks around them.
  func values(_ name: String) -> [String] {
    all.lazy.filter { $0.name == name }.map { $0.value.trimmed }.filter { !$0.isEmpty }
  }

  /// A password, every blank of it; `nil` where none was typed.
  var password: String? {
    all.first { $0.name == "password" }.flatMap { $0.value.isEmpty ? nil : $0.value }
  }

  /// The values of a name, where several may stand in one with commas.
  func words(_ name: String) -> [String] {
    values(name).flatMap { $0.split(separator: ",").map { String($0).trimmed } }.filter { !$0.isEmpty }
  }

  /// A text in which characters stand as `%XX` and blanks as `+`.
  ///
  /// - Parameter plusIsBlank: whether `+` stands for a blank, as in fields but not in paths.
  static func decoded(_ text: some StringProtocol, plusIsBlank: Bool = true) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var rest = text.utf8.makeIterator()
    var next = rest.next()
    while let byte = next {
      next = rest.next()
      switch byte {
      case UInt8(ascii: "+") where plusIsBlank: bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        var look = rest
        if let high = next.flatMap(digit), let low = look.next().flatMap(digit) {
          bytes.append(high << 4 | low)
          rest = look
          next = rest.next()
        } else {
          bytes.append(byte)
        }
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension String {
  /// The text without blanks at its ends.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
