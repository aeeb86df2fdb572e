/// A page's address: its path and what is asked of it, in the order in which it was asked.
struct Address: Sendable, Hashable {
  var path: String
  var items: [Fields.Field]

  init(_ path: String, _ items: [(name: String, value: String)] = []) {
    self.path = path
    self.items = items.map { Fields.Field(name: $0.name, value: $0.value) }
  }

  init(path: String, fields: Fields) {
    self.path = path
    items = fields.all
  }

  /// The address with one thing asked, in place of what was asked under that name.
  func setting(_ name: String, _ value: String?) -> Address {
    var address = self
    address.items.removeAll { $0.name == name }
    if let value { address.items.append(Fields.Field(name: name, value: value)) }
    return address
  }

  /// The address with one thing more asked.
  func adding(_ name: String, _ value: String) -> Address {
    var address = self
    let item = Fields.Field(name: name, value: value)
    if !address.items.contains(item) { address.items.append(item) }
    return address
  }

  /// The same page in another format.
  func twin(_ format: PageFormat) -> Address {
    var address = self
    address.path += format.ending
    return address
  }

  /// The address as it stands in a link.
  var text: String {
    let asked = items.filter { !$0.value.isEmpty }
    guard !asked.isEmpty else { return Self.encoded(path, keeping: "/") }
    return Self.encoded(path, keeping: "/") + "?"
      + asked.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
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

/// The formats of a page: for people, for spreadsheets, for programs.
enum PageFormat: String, Sendable, CaseIterable {
  case page = ""
  case csv, xlsx, json

  /// What stands behind the address.
  var ending: String { self == .page ? "" : "." + rawValue }

  /// A last part of a path without its ending, and the format that it asks for.
  static func split(_ name: String) -> (name: String, format: PageFormat) {
    for format in [PageFormat.csv, .xlsx, .json] where name.hasSuffix(format.ending) {
      return (String(name.dropLast(format.ending.count)), format)
    }
    return (name, .page)
  }
}
