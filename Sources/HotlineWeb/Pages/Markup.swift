import HotlineText

/// Pieces of markup; every text that comes in is escaped.
enum Markup {
  static func escaped(_ text: String) -> String { text.markupEscaped { _ in nil } }

  static func paragraph(_ text: String, _ style: String = "") -> String {
    "<p\(style.isEmpty ? "" : " class=\"\(style)\"")>\(escaped(text))</p>"
  }

  static func link(_ address: String, _ text: String) -> String {
    "<a href=\"\(escaped(address))\">\(escaped(text))</a>"
  }

  /// Links in a list, such as a page's twins in other formats.
  static func links(_ links: [(address: String, text: String)], label: String) -> String {
    let items = links.map { "<li>\(link($0.address, $0.text))</li>" }.joined()
    return "<nav class=\"twins\" aria-label=\"\(escaped(label))\"><ul>\(items)</ul></nav>"
  }

  /// A choice in a form that is sent by `get`, so that its answer is an address.
  static func select(
    _ name: String, _ label: String, _ options: [(value: String, text: String)], chosen: Set<String>, isMultiple: Bool = false
  ) -> String {
    let items = options.map { value, text in
      "<option value=\"\(escaped(value))\"\(chosen.contains(value) ? " selected" : "")>\(escaped(text))</option>"
    }.joined()
    return """
      <p class="field"><label for="\(escaped(name))">\(escaped(label))</label> \
      <select id="\(escaped(name))" name="\(escaped(name))"\(isMultiple ? " multiple size=\"6\"" : "")>\(items)</select></p>
      """
  }

  static func input(_ name: String, _ label: String, value: String, hint: String = "") -> String {
    """
    <p class="field"><label for="\(escaped(name))">\(escaped(label))</label> \
    <input id="\(escaped(name))" name="\(escaped(name))" value="\(escaped(value))"\
    \(hint.isEmpty ? "" : " aria-describedby=\"\(escaped(name))-hint\"")>\
    \(hint.isEmpty ? "" : " <small id=\"\(escaped(name))-hint\">\(escaped(hint))</small>")</p>
    """
  }

  static func button(_ text: String) -> String { "<p><button>\(escaped(text))</button></p>" }
}
