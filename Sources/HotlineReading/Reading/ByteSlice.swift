import Foundation
import HotlineConfiguration

/// A run of bytes inside a row; what every parser of values works on.
typealias Bytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
  /// The bytes as text.
  var string: String { String(decoding: self, as: UTF8.self) }

  /// A part of the bytes.
  func slice(_ range: Range<Int>) -> Bytes { Bytes(rebasing: self[range]) }

  /// Without blanks at both ends: space, tab, line breaks, U+00A0, U+3000, U+FEFF.
  var trimmed: Bytes {
    var low = 0
    var high = count
    while low < high, let width = blankWidth(at: low, below: high) { low += width }
    while high > low, let width = blankWidth(endingAt: high, above: low) { high -= width }
    return slice(low..<high)
  }

  /// Whether the bytes are as they stand: no blank at either end, nothing that a spreadsheet put around them, no
  /// doubt about either.
  var isPlain: Bool {
    guard let first, let last else { return false }
    switch first {
    case 0...0x20, 0x27, 0x3D, 0xC2, 0xE3, 0xEF: return false
    default: break
    }
    switch last {
    case 0...0x20: return false
    case 0x80, 0xA0, 0xBF: return count < 3 || blankWidth(endingAt: count, above: 0) == nil
    default: return true
    }
  }

  private func blankWidth(at index: Int, below end: Int) -> Int? {
    switch self[index] {
    case 0x20, 0x09, 0x0A, 0x0D: return 1
    case 0xC2 where index + 1 < end && self[index + 1] == 0xA0: return 2
    case 0xE3 where index + 2 < end && self[index + 1] == 0x80 && self[index + 2] == 0x80: return 3
    case 0xEF where index + 2 < end && self[index + 1] == 0xBB && self[index + 2] == 0xBF: return 3
    default: return nil
    }
  }

  private func blankWidth(endingAt end: Int, above start: Int) -> Int? {
    switch self[end - 1] {
    case 0x20, 0x09, 0x0A, 0x0D: return 1
    case 0xA0 where end - 2 >= start && self[end - 2] == 0xC2: return 2
    case 0x80 where end - 3 >= start && self[end - 2] == 0x80 && self[end - 3] == 0xE3: return 3
    case 0xBF where end - 3 >= start && self[end - 2] == 0xBB && self[end - 3] == 0xEF: return 3
    default: return nil
    }
  }

  /// Whether the bytes are exactly these.
  @inline(__always)
  func equals(_ other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    return other.withUnsafeBufferPointer { other in
      guard let left = baseAddress, let right = other.baseAddress else { return count == 0 }
      return memcmp(left, right, count) == 0
    }
  }

  /// Whether there are only digits.
  @inline(__always)
  var isDigits: Bool {
    for byte in self where byte &- 0x30 >= 10 { return false }
    return true
  }

  /// Whether a character may have another form than its composed one: quick, and wrong only towards yes. Chinese characters, their signs
  /// and ASCII have not.
  @inline(__always)
  var mayBeDecomposed: Bool {
    var index = 0
    while index < count {
      switch self[index] {
      case 0..<0x80: index += 1
      case 0xE4...0xE9: index += 3
      // Signs: “…”, ①, 、。《》, ，（）：.
      case 0xE2 where index + 1 < count && (self[index + 1] == 0x80 || self[index + 1] == 0x91): index += 3
      case 0xE3 where index + 1 < count && self[index + 1] == 0x80: index += 3
      case 0xEF where index + 1 < count && (self[index + 1] == 0xBC || self[index + 1] == 0xBD): index += 3
      default: return true
      }
    }
    return false
  }

  /// Whether there may be so many digits of any script: quick, and wrong only towards yes.
  @inline(__always)
  func mayHoldDigits(_ least: Int) -> Bool {
    guard count >= least else { return false }
    // So many characters there must be at all.
    var characters = 0
    for byte in self where byte & 0xC0 != 0x80 { characters += 1 }
    return characters >= least && holdsDigits(least)
  }

  private func holdsDigits(_ least: Int) -> Bool {
    var digits = 0
    var index = 0
    while index < count {
      let byte = self[index]
      switch byte {
      case 0..<0x80:
        if byte &- 0x30 < 10 { digits += 1 }
        index += 1
      // Chinese characters, most of which are no digits.
      case 0xE4...0xE9 where index + 2 < count:
        let scalar = UInt32(byte & 0xF) << 12 | UInt32(self[index + 1] & 0x3F) << 6 | UInt32(self[index + 2] & 0x3F)
        if ChineseDigit.value(of: scalar) != nil { digits += 1 }
        index += 3
      default:
        // The first byte of any other character.
        if byte >= 0xC2 { digits += 1 }
        index += 1
      }
    }
    return digits >= least
  }

  /// Whether the text has at most so many characters.
  @inline(__always)
  func holdsCharacters(atMost most: Int) -> Bool {
    if count <= most { return true }
    var characters = 0
    for byte in self where byte & 0xC0 != 0x80 { characters += 1 }
    return characters <= most
  }

  /// Whether there is a NUL byte.
  var holdsNUL: Bool {
    guard let baseAddress else { return false }
    return memchr(baseAddress, 0, count) != nil
  }

  /// Without what spreadsheets put around a text to keep it one: `="123"` and a leading apostrophe.
  var withoutSpreadsheetGuard: Bytes {
    if count >= 3, self[0] == 0x3D, self[1] == 0x22, self[count - 1] == 0x22 { return slice(2..<count - 1).trimmed }
    if count >= 2, self[0] == 0x27 { return slice(1..<count).trimmed }
    return self
  }

  /// Whether any byte could begin a full-width form (U+FF01…FF5E) or the ideographic blank.
  var mayHoldFullWidth: Bool {
    for byte in self where byte == 0xEF || byte == 0xE3 { return true }
    return false
  }

  /// The bytes with full-width letters, digits and signs as their ASCII twins.
  var foldedWidth: [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(count)
    var index = 0
    while index < count {
      if index + 2 < count, self[index] == 0xEF, self[index + 1] == 0xBC, (0x81...0xBF).contains(self[index + 2]) {
        folded.append(self[index + 2] - 0x60)
        index += 3
      } else if index + 2 < count, self[index] == 0xEF, self[index + 1] == 0xBD, (0x80...0x9E).contains(self[index + 2])
      {
        folded.append(self[index + 2] - 0x20)
        index += 3
      } else if index + 2 < count, self[index] == 0xE3, self[index + 1] == 0x80, self[index + 2] == 0x80 {
        folded.append(0x20)
        index += 3
      } else {
        folded.append(self[index])
        index += 1
      }
    }
    return folded
  }
}
