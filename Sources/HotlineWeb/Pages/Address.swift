import Hummingbird

/// A page's address: its path and what is asked of it, in the order in which it was asked.
struct Address: Sendable, Hashable {
  var path: String
  var items: [(name: String, value: String)]

  init(_ path: String, _ items: [(name: String, value: String)] = []) {
    self.path = path
    self.items = items
  }

  init(_ request: Request) {
    path = request.uri.path
    items = request.uri.queryParameters.map { (String($0.key), String($0.value)) }
  }

  static func == (left: Address, right: Address) -> Bool { left.text == right.text }
  func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// The address with one more thing asked, in the place of what was asked under that name.
  func setting(_ name: String, _ value: String?) -> Address {
    var address = self
    address.items.removeAll { $0.name == name }
    if let value { address.items.append((name, value)) }
    return address
  }

  /// The same page in another format.
  func twin(_ format: String) -> Address {
    var address = self
    address.path += ".\(format)"
    return address
  }

  /// The address as it stands in a link.
  var text: String {
    guard !items.isEmpty else { return Self.encoded(path, keeping: "/") }
    return Self.encoded(path, keeping: "/") + "?"
      + items.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
  }

  private static func encoded(_ text: String, keeping: String = "") -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~\(keeping)".utf8)
    return text.utf8.map { byte in
      if plain.contains(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (byte < 16 ? "0" : "") + digits
    }.joined()
  }
}
