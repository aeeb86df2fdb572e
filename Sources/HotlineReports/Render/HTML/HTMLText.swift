extension String {
  /// The text as HTML shows it verbatim, in content and in quoted attributes. Control characters are made visible.
  var htmlEscaped: String {
    var text = ""
    text.reserveCapacity(utf8.count)
    for scalar in withVisibleControls.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      // A character that reverses the reading order would let a name disguise its neighbours.
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
