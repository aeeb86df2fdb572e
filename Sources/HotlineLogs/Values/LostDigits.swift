/// Numbers that a spreadsheet rounded to 15 digits.
enum LostDigits {
  /// Whether the bytes are a number in scientific notation, or 18 digits or more whose last ones, from the 16th on, are
  /// all zero. With 16 or 17 digits zeros at the end are too common by chance to say.
  static func isLikely(_ bytes: Bytes) -> Bool {
    var digits = 0
    for byte in bytes {
      if byte &- 0x30 < 10 {
        digits += 1
      } else if byte == 0x2E || byte == 0x2B {
        continue
      } else {
        return (byte == 0x45 || byte == 0x65) && digits > 0 && bytes.contains(0x2B) && Double(bytes.string) != nil
      }
    }
    return digits >= 18 && digits == bytes.count && bytes[15...].allSatisfy { $0 == 0x30 }
  }
}
