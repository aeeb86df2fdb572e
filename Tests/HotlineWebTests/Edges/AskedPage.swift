import HotlineText

@testable import HotlineWeb

extension Inquiry {
  /// What somebody of a role asks by an address, without a server.
  static func asking(
    _ path: String, _ query: String = "", as role: Role = .editor, in format: PageFormat = .page,
    _ language: Language = .zh
  ) -> Inquiry {
    let fields = Fields(parsing: query)
    return Inquiry(
      parts: path.split(separator: "/").map(String.init), fields: fields, address: Address(path: path, fields: fields),
      format: format, language: language, session: Sessions().begin("one", role))
  }
}
