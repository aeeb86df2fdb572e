/// The escapes of texts in a workbook: `_x000D_` stands for a character that XML cannot hold.
enum CellText {
  /// Undoes the escapes in place and returns how many bytes are left. Control characters but tab and line feed become
  /// nothing, so that a line break is one.
  static func unescape(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var (from, to) = (0, 0)
    guard let first = bytes.firstIndex(of: UInt8(ascii: "_")) else { return bytes.count }
    (from, to) = (first, first)
    while from < bytes.count {
      if bytes[from] == UInt8(ascii: "_"), let unit = escape(bytes, at: from) {
        var scalar = unit
        var width = 7
        // Two halves of a character beyond U+FFFF.
        if unit & 0xFC00 == 0xD800, let low = escape(bytes, at: from + 7), low & 0xFC00 == 0xDC00 {
          scalar = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
          width = 14
        }
        if let character = Unicode.Scalar(scalar), scalar >= 0x20 || scalar == 0x09 || scalar == 0x0A {
          // Never more bytes than the escape had.
          for byte in UTF8.encode(character) ?? .init() {
            bytes[to] = byte
            to += 1
          }
        }
        from += width
      } else {
        bytes[to] = bytes[from]
        (from, to) = (from + 1, to + 1)
      }
    }
    return to
  }

  private static func escape(_ bytes: UnsafeMutableBufferPointer<UInt8>, at index: Int) -> UInt32? {
    guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x"),
      bytes[index + 6] == UInt8(ascii: "_")
    else { return nil }
    var value: UInt32 = 0
    for offset in 2..<6 {
      let byte = bytes[index + offset]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x37
      case 0x61...0x66: digit = byte - 0x57
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
