import Foundation

@testable import HotlineWeb

/// The fields of the form that a page shows, as a browser would send them.
struct FormSheet {
  var fields: [String: String] = [:]

  init(_ page: WebDesk.Reply) {
    guard let start = page.text.range(of: "<form novalidate"),
      let end = page.text[start.upperBound...].range(of: "</form>")
    else { return }
    let form = page.text[start.upperBound..<end.lowerBound]
    for match in form.matches(of: /<input ([^>]*)>/) {
      let attributes = Self.attributes(match.1)
      if let name = attributes["name"] { fields[name] = attributes["value"] ?? "" }
    }
    for match in form.matches(of: /<textarea ([^>]*)>\n([^<]*)<\/textarea>/) {
      if let name = Self.attributes(match.1)["name"] { fields[name] = Self.plain(match.2) }
    }
    for match in form.matches(of: /<select ([^>]*)>(.*?)<\/select>/) {
      let chosen = match.2.firstMatch(of: /value="([^"]*)" selected/).map { String($0.1) }
      if let name = Self.attributes(match.1)["name"] { fields[name] = chosen ?? "" }
    }
  }

  private static func attributes(_ text: Substring) -> [String: String] {
    var attributes: [String: String] = [:]
    for match in text.matches(of: /([a-z-]+)="([^"]*)"/) { attributes[String(match.1)] = plain(match.2) }
    return attributes
  }

  private static func plain(_ text: some StringProtocol) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(String(text)) {
      $0.replacing($1.0, with: $1.1)
    }
  }
}
