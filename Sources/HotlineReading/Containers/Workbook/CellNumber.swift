import Foundation

/// Writes the number of a cell as the text that an export would hold.
struct CellNumber {
  /// Whether day 0 is 1 January 1904, as old Macintosh workbooks have it.
  let is1904: Bool
  private var text: [UInt8] = []

  /// Serial numbers of days: the last one is 31 December 9999.
  private static let lastSerial = 2_958_466.0
  private static let secondsPerDay = 86_400.0

  init(is1904: Bool) {
    self.is1904 = is1904
    text.reserveCapacity(64)
  }

  /// The text of a number as it stands in the file; `nil` when it stays as it is.
  ///
  /// - Parameters:
  ///   - bytes: its digits, with a NUL byte readable behind them is not needed.
  ///   - format: what the cell's style says.
  mutating func formatted(_ bytes: UnsafeBufferPointer<UInt8>, as format: CellFormat) -> [UInt8]? {
    switch format {
    case .number: return plain(bytes)
    case .padded(let digits):
      guard bytes.isDigits, bytes.count < digits else { return plain(bytes) }
      return [UInt8](repeating: 0x30, count: digits - bytes.count) + bytes
    case .duration:
      guard let value = double(bytes), value >= 0, value < Self.lastSerial else { return plain(bytes) }
      text.removeAll(keepingCapacity: true)
      appendDuration(value)
      return text
    case .time(let hasDate, let hasClock, let hasFraction):
      guard let value = double(bytes), value >= 0, value < Self.lastSerial else { return plain(bytes) }
      text.removeAll(keepingCapacity: true)
      appendTime(value, hasDate: hasDate, hasClock: hasClock, hasFraction: hasFraction)
      return text.isEmpty ? plain(bytes) : text
    }
  }

  private func double(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard !bytes.isEmpty, bytes.count < 40 else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 41) { buffer -> Double? in
      for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
      buffer[bytes.count] = 0
      guard let start = buffer.baseAddress else { return nil }
      var end: UnsafeMutablePointer<CChar>?
      let value = strtod(start, &end)
      guard end == start + bytes.count, value.isFinite else { return nil }
      return value
    }
  }

  // MARK: Numbers

  /// A number without exponent and without the noise behind the 15th digit: what a spreadsheet shows. Whole numbers keep
  /// every digit that the file has.
  private func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard bytes.contains(where: { $0 == 0x2E || $0 | 0x20 == UInt8(ascii: "e") }) else { return nil }
    guard let value = double(bytes), abs(value) < 1e30 else { return nil }
    // Too small to be told from 0, perhaps: its exponent may be any number.
    if value == 0 { return [0x30] }
    guard abs(value) >= 1e-15 else { return nil }
    let (digits, exponent) = decimal(bytes)
    // Whole numbers, whatever their length.
    if exponent >= 0 { return (value < 0 ? [0x2D] : []) + digits + [UInt8](repeating: 0x30, count: exponent) }
    let rounded = digits.count > 15 ? decimal(Array(String(format: "%.14e", value).utf8)) : (digits, exponent)
    return (value < 0 ? [0x2D] : []) + Self.laid(rounded.0, exponent: rounded.1)
  }

  private func decimal(_ bytes: [UInt8]) -> (digits: [UInt8], exponent: Int) {
    bytes.withUnsafeBufferPointer { decimal($0) }
  }

  /// The significant digits of a decimal number and the power of ten of the last one.
  private func decimal(_ bytes: UnsafeBufferPointer<UInt8>) -> (digits: [UInt8], exponent: Int) {
    let mantissaEnd = bytes.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? bytes.count
    var exponent = mantissaEnd < bytes.count ? Int(bytes.slice(mantissaEnd + 1..<bytes.count).string) ?? 0 : 0
    var digits: [UInt8] = []
    var isBehindPoint = false
    for byte in bytes[..<mantissaEnd] {
      if byte == 0x2E { isBehindPoint = true }
      guard byte >= 0x30, byte <= 0x39 else { continue }
      if byte != 0x30 || !digits.isEmpty { digits.append(byte) }
      if isBehindPoint { exponent -= 1 }
    }
    while digits.last == 0x30, exponent < 0 {
      digits.removeLast()
      exponent += 1
    }
    return digits.isEmpty ? ([0x30], 0) : (digits, exponent)
  }

  /// Digits with a decimal point before the last `-exponent` of them.
  private static func laid(_ digits: [UInt8], exponent: Int) -> [UInt8] {
    guard exponent < 0 else { return digits + [UInt8](repeating: 0x30, count: exponent) }
    let whole = digits.count + exponent
    if whole > 0 { return digits[..<whole] + [0x2E] + digits[whole...] }
    return [0x30, 0x2E] + [UInt8](repeating: 0x30, count: -whole) + digits
  }

  // MARK: Times

  private mutating func appendTime(_ serial: Double, hasDate: Bool, hasClock: Bool, hasFraction: Bool) {
    // A clock without a date over less than a year's days is a length of time that was formatted as a clock.
    if !hasDate, serial >= 1, serial < 366 { return appendDuration(serial) }
    let unit = hasFraction ? 1000.0 : 1.0
    let ticks = Int((serial * Self.secondsPerDay * unit).rounded())
    let ticksPerDay = Int(Self.secondsPerDay * unit)
    let (day, clock) = (ticks / ticksPerDay, ticks % ticksPerDay)
    let isClockOnly = day == 0 && !is1904 || !hasDate && serial < 1
    if isClockOnly, hasDate, !hasClock { return }
    if !isClockOnly {
      appendDate(day)
      // A date whose format hides a clock keeps it.
      guard hasClock || clock != 0 else { return }
      text.append(0x20)
    }
    appendClock(clock / Int(unit), separatorAfter: 2)
    if hasFraction {
      text.append(0x2E)
      appendPadded(clock % 1000, digits: 3)
    }
  }

  private mutating func appendClock(_ seconds: Int, separatorAfter digits: Int) {
    appendPadded(seconds / 3600, digits: digits)
    text.append(0x3A)
    appendPadded(seconds / 60 % 60, digits: 2)
    text.append(0x3A)
    appendPadded(seconds % 60, digits: 2)
  }

  private mutating func appendDuration(_ days: Double) {
    appendClock(Int((days * Self.secondsPerDay).rounded()), separatorAfter: 1)
  }

  /// - Parameter day: the serial number of a day, at least 1 in workbooks that count from 1900.
  private mutating func appendDate(_ day: Int) {
    // Days since 1970. Excel has a 29 February 1900, its day 60; days before it are one later than they seem.
    let days = is1904 ? day - 24_107 : day - 25_569 + (day < 60 ? 1 : 0)
    // Civil from days (Howard Hinnant's algorithm), for years after 1600.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    appendPadded(yearOfEra + era * 400 + (month >= 10 ? 1 : 0), digits: 4)
    text.append(0x2D)
    appendPadded(month < 10 ? month + 3 : month - 9, digits: 2)
    text.append(0x2D)
    appendPadded(dayOfYear - (153 * month + 2) / 5 + 1, digits: 2)
  }

  private mutating func appendPadded(_ number: Int, digits: Int) {
    var divisor = 1
    var width = 1
    while number / divisor >= 10 || width < digits {
      divisor *= 10
      width += 1
    }
    while divisor > 0 {
      text.append(UInt8(0x30 + number / divisor % 10))
      divisor /= 10
    }
  }
}
