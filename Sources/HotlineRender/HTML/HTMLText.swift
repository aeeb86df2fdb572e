import HotlineText

extension String {
  /// Whether it has Chinese letters.
  var hasChinese: Bool { unicodeScalars.contains(where: Self.isChinese) }

  private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF: true
    default: false
    }
  }

  /// The text as HTML in which names that stay Chinese on an English page say that they are, so that they are read aloud and
  /// drawn as Chinese.
  func htmlSpoken(_ language: Language) -> String {
    guard language == .en, hasChinese else { return htmlEscaped }
    var text = ""
    var rest = self[...]
    while let start = rest.firstIndex(where: { $0.unicodeScalars.contains(where: Self.isChinese) }) {
      let run = rest[start...].prefix { $0.unicodeScalars.contains(where: Self.isChinese) }
      text += String(rest[..<start]).htmlEscaped + "<span lang=\"zh-CN\">\(String(run).htmlEscaped)</span>"
      rest = rest[run.endIndex...]
    }
    return text + String(rest).htmlEscaped
  }

  /// The text as HTML shows it verbatim, in content and in quoted attributes. Control characters and those that turn the
  /// direction of writing are made visible.
  var htmlEscaped: String {
    markupEscaped { $0 == "'" ? "&#39;" : nil }
  }
}
