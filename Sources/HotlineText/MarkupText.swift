extension String {
  /// The text as XML and HTML show it verbatim, in content and in quoted attributes. Control characters and those that turn the
  /// direction of writing are made visible.
  ///
  /// - Parameter other: what stands for a further character; `nil` for the character itself.
  package func markupEscaped(_ other: (Unicode.Scalar) -> String?) -> String {
    var text = ""
    text.reserveCapacity(utf8.count)
    for scalar in withVisibleControls.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      default:
        if let replacement = other(scalar) { text += replacement } else { text.unicodeScalars.append(scalar) }
      }
    }
    return text
  }
}
