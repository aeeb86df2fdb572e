extension Unicode.Scalar {
  /// Columns that the character takes in a terminal: 2 for East Asian wide and full-width characters (UAX #11), 0 for
  /// combining marks, 1 otherwise.
  var displayWidth: Int {
    switch value {
    case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}

extension String {
  /// Columns that the text takes in a terminal.
  public var displayWidth: Int {
    utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? utf8.count : unicodeScalars.reduce(0) { $0 + $1.displayWidth }
  }

  /// The text with control characters made visible, so that data can never steer a terminal: U+001B becomes `␛`. Those that
  /// turn the direction of writing, by which a text can be made to look like another one, become U+FFFD.
  public var withVisibleControls: String {
    // Control characters are one byte in UTF-8 or begin with 0xC2; those that turn the direction begin with 0xD8 or 0xE2.
    guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xD8 || $0 == 0xE2 }) else {
      return self
    }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x00...0x1F: text.append(Unicode.Scalar(scalar.value + 0x2400) ?? "\u{FFFD}")
      case 0x7F...0x9F: text.append("\u{FFFD}")
      default: text.append(scalar.turnsDirection ? "\u{FFFD}" : scalar)
      }
    }
    return String(text)
  }
}

extension Unicode.Scalar {
  /// Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9), and the separators of lines.
  fileprivate var turnsDirection: Bool {
    switch value {
    case 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
