import HotlineText

extension String {
  /// The text as HTML shows it verbatim, in content and in quoted attributes. Control characters and those that turn the
  /// direction of writing are made visible.
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
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
