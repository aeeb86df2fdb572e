/// Numbers that a spreadsheet rounded to 15 digits.
///
/// A number in scientific notation has lost digits. One of 18 digits or more whose last ones, from the 16th on, are all zero
/// looks as if it had, but each thousandth of a counted id ends so: it is believed once any value of its column, among the
/// first rows of the file or in a row before it, has other digits there. A spreadsheet that rounds leaves no such value.
/// With 16 or 17 digits zeros at the end are too common by chance to say.
enum LostDigits {
  /// What a value tells of its column.
  enum Look {
    /// Nothing.
    case unsuspicious
    /// `2.0190105E+17`.
    case scientific
    /// 18 digits or more, zeros from the 16th on.
    case zeros
    /// 18 digits or more, all of them there.
    case complete
  }

  static func look(_ bytes: Bytes) -> Look {
    var digits = 0
    for byte in bytes {
      if byte &- 0x30 < 10 {
        digits += 1
      } else if byte == 0x2E || byte == 0x2B {
        continue
      } else {
        let isExponent = (byte == 0x45 || byte == 0x65) && digits > 0 && bytes.contains(0x2B)
        return isExponent && bytes.count <= 64 && Double(bytes.string) != nil ? .scientific : .unsuspicious
      }
    }
    guard digits >= 18, digits == bytes.count else { return .unsuspicious }
    return bytes[15...].allSatisfy { $0 == 0x30 } ? .zeros : .complete
  }
}
