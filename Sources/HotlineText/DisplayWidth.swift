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
  package var displayWidth: Int { terminalShape.width }

  /// The text with control characters made visible, so that data can never steer a terminal: U+001B becomes `␛`. Those that
  /// turn the direction of writing, by which a text can be made to look like another one, become U+FFFD.
  package var withVisibleControls: String { terminalShape.isHarmless ? self : controlsReplaced(except: []) }

  /// The same for a text of several lines: line ends and tabs stay.
  package var linesWithVisibleControls: String {
    let kept: Set<Unicode.Scalar> = ["\n", "\t"]
    let isHarmless = withBytes { bytes in
      var scanner = ScalarScanner(bytes)
      while case _ = scanner.skipPlain(), let value = scanner.next() {
        if ScalarScanner.isControl(value), value != 0x0A, value != 0x09 { return false }
      }
      return true
    }
    return isHarmless ? self : controlsReplaced(except: kept)
  }

  /// The columns that the text takes in a terminal, and whether ``withVisibleControls`` leaves it as it is. Both in one pass over
  /// bytes: tables have tens of thousands of cells.
  package var terminalShape: (width: Int, isHarmless: Bool) {
    withBytes { bytes in
      var scanner = ScalarScanner(bytes)
      var width = 0
      var isHarmless = true
      while true {
        width += scanner.skipPlain()
        guard let value = scanner.next() else { break }
        if ScalarScanner.isControl(value) { isHarmless = false }
        width += value < 0x300 ? 1 : Unicode.Scalar(value)?.displayWidth ?? 1
      }
      return (width, isHarmless)
    }
  }

  private func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
  }

  private func controlsReplaced(except kept: Set<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case _ where kept.contains(scalar): text.append(scalar)
      case 0x00...0x1F: text.append(Unicode.Scalar(scalar.value + 0x2400) ?? "\u{FFFD}")
      case _ where ScalarScanner.isControl(scalar.value): text.append("\u{FFFD}")
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}

/// Reads the code points of valid UTF-8, one after the other.
private struct ScalarScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// Passes by runs of printable ASCII, eight at a time, and says how many there were.
  @inline(__always)
  mutating func skipPlain() -> Int {
    let start = index
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // A byte's upper bit comes up when it is there already, or by a borrow from a byte below 0x20, or by 0x7F + 1.
      let odd = word | (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101)
      guard odd & 0x8080_8080_8080_8080 == 0 else { break }
      index += 8
    }
    return index - start
  }

  @inline(__always)
  mutating func next() -> UInt32? {
    guard index < bytes.count else { return nil }
    let first = bytes[index]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(first)
    if length > 1 {
      value &= 0x7F >> UInt32(length)
      for place in index + 1..<min(index + length, bytes.count) { value = value << 6 | UInt32(bytes[place] & 0x3F) }
    }
    index += length
    return value
  }

  /// Control characters; marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9); the separators of
  /// lines.
  @inline(__always)
  static func isControl(_ value: UInt32) -> Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
