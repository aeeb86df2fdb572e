import Foundation

/// A page as somebody meets it who cannot see: its words in order, where links lead, what forms send. How it looks is left out.
enum PageLines {
  /// What begins a line of its own.
  private static let blocks: Set<String> = [
    "h1", "h2", "h3", "h4", "p", "li", "tr", "legend", "summary", "form", "fieldset", "section", "table", "caption",
    "details", "div", "nav", "dl", "dt", "footer", "datalist", "textarea", "blockquote", "pre",
  ]
  /// Attributes that change what is sent, read out or led to.
  private static let told = [
    "action", "method", "enctype", "name", "type", "value", "accept", "rows", "list", "max", "role", "id", "open",
    "selected", "checked", "required", "multiple", "novalidate", "webkitdirectory", "aria-invalid", "aria-describedby",
    "aria-label", "aria-current", "data-live", "data-step", "data-guard", "hreflang", "inputmode", "title", "colspan",
    "rowspan",
  ]

  /// The lines of a page. What differs from run to run stands under a name: secrets, moments of today, and what is given.
  ///
  /// - Parameter isWhole: with the navigation, which is the same on all pages.
  static func of(_ html: String, hiding secrets: [String: String] = [:], isWhole: Bool = false) -> String {
    var text = ""
    var rest = html[...]
    if let main = rest.range(of: isWhole ? "<body>" : "<main") { rest = rest[main.lowerBound...] }
    while let start = rest.firstIndex(of: "<") {
      text += rest[..<start]
      guard let end = rest[start...].firstIndex(of: ">") else { break }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      let name = String(tag.prefix { $0.isLetter || $0.isNumber })
      if name == "svg" || name == "script" {
        let end = rest.range(of: "</\(name)>")
        text += "{\(name)\(words(of: rest[..<(end?.lowerBound ?? rest.startIndex)]))}"
        rest = end.map { rest[$0.upperBound...] } ?? ""
      } else if tag.hasPrefix("/a") {
        text += "]"
      } else if tag.hasPrefix("/textarea") || tag.hasPrefix("/form") {
        text += "{\(tag)}\n"
      } else if !tag.hasPrefix("/") {
        text += begin(name, attributes(tag))
      }
    }
    text = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) {
      $0.replacing($1.0, with: $1.1)
    }
    for (secret, name) in secrets { text = text.replacing(secret, with: name) }
    text = text.replacing(/[0-9a-f]{64}/, with: "HASH").replacing(
      /20(2[6-9]|[3-9][0-9])-[0-9]{2}-[0-9]{2}([T ][0-9:]{5,8}Z?)?/, with: "TODAY"
    ).replacing(/\{input name=was:[^}]*\}/, with: "")
    let lines = text.split(separator: "\n").map {
      $0.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }
    return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  /// What a drawing says: its texts, and the names of its marks with where they lead.
  private static func words(of drawing: Substring) -> String {
    drawing.matches(of: /<a href="([^"]*)" aria-label="([^"]*)"|>([^<>\n]+)</).map { match in
      match.3.map { " · \($0)" } ?? " [\(match.1 ?? ""): \(match.2 ?? "")]"
    }.joined()
  }

  private static func begin(_ name: String, _ attributes: [String: String]) -> String {
    let line = blocks.contains(name) ? "\n" : ""
    let told = Self.told.compactMap { key in
      attributes[key].map { value in value.isEmpty ? key : key == "id" ? "#\(value)" : "\(key)=\(value)" }
    }.joined(separator: " ")
    switch name {
    case "a": return "[\(attributes["href"] ?? "nowhere")\(told.isEmpty ? "" : " \(told)"): "
    case "td", "th": return " | " + (told.isEmpty ? "" : "{\(told)} ")
    case "option": return " / " + (told.isEmpty ? "" : "{\(told)} ")
    case "h1", "h2", "h3", "h4":
      return "\(line)\(String(repeating: "#", count: Int(name.dropFirst()) ?? 1)) " + braced(told)
    case "li": return "\(line)- " + braced(told)
    case "input", "select", "button", "textarea", "form", "fieldset", "details", "progress", "datalist":
      return "\(line){\(name)\(told.isEmpty ? "" : " ")\(told)} "
    default: return line + braced(told)
    }
  }

  private static func braced(_ told: String) -> String { told.isEmpty ? "" : "{\(told)} " }

  private static func attributes(_ tag: Substring) -> [String: String] {
    var found: [String: String] = [:]
    for match in tag.matches(of: /\s([a-z][a-z-]*)(?:="([^"]*)")?/) {
      found[String(match.1)] = match.2.map(String.init) ?? ""
    }
    return found
  }
}
