import HotlineConfiguration

/// The character encodings in which exports come.
package enum ExportEncoding: String, Sendable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// GB18030, the superset of GBK and GB 2312 that Chinese Windows saves as "ANSI".
  case gb18030
  /// UTF-16, little end first: what Excel saves as "Unicode text".
  case utf16le = "utf-16le"
  /// UTF-16, big end first.
  case utf16be = "utf-16be"

  /// The byte order mark with which the encoding's files may begin.
  var byteOrderMark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .gb18030: [0x84, 0x31, 0x95, 0x33]
    case .utf16le: [0xFF, 0xFE]
    case .utf16be: [0xFE, 0xFF]
    }
  }
}

/// Decides an export's encoding from its first bytes: byte order mark, then strict UTF-8, then GB18030.
struct EncodingSniffer {
  /// Whether enough non-ASCII characters were seen to decide.
  var isDecided: Bool { wellFormed + malformed >= 8 }
  private var wellFormed = 0
  private var malformed = 0
  private var carry: [UInt8] = []

  static func encodingOfMark(_ start: some Collection<UInt8>) -> ExportEncoding? {
    // UTF-8 and GB18030 marks are longer than UTF-16's and never begin like them.
    ExportEncoding.allCases.first { start.starts(with: $0.byteOrderMark) }
  }

  /// Counts well-formed and malformed UTF-8 sequences. A character cut by the end of a chunk waits for the next one.
  mutating func look(at chunk: UnsafeBufferPointer<UInt8>) {
    if carry.isEmpty, UTF8Sequence.isASCII(chunk) { return }
    carry.append(contentsOf: chunk)
    var index = 0
    while index < carry.count {
      let lead = carry[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length = UTF8Sequence.length(lead: lead)
      if length == 0 {
        malformed += 1
        index += 1
      } else if index + length > carry.count {
        break
      } else if UTF8Sequence.isWellFormed(carry[index..<index + length]) {
        wellFormed += 1
        index += length
      } else {
        malformed += 1
        index += 1
      }
    }
    carry.removeFirst(index)
  }

  /// The verdict: a file whose non-ASCII characters are nearly all well-formed UTF-8 is UTF-8 with some bad bytes;
  /// GB18030 text is hardly ever well-formed UTF-8.
  var verdict: ExportEncoding { malformed * 3 <= wellFormed ? .utf8 : .gb18030 }
}

/// The shape of UTF-8 (Unicode 15, table 3-7).
enum UTF8Sequence {
  /// Bytes of the character that a lead byte begins; 0 when no character begins so.
  static func length(lead: UInt8) -> Int {
    switch lead {
    case 0x00...0x7F: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  /// Whether all bytes are ASCII.
  static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    endOfASCII(bytes, from: 0) == bytes.count
  }

  /// Where the run of ASCII that begins at `start` ends; eight bytes a step.
  static func endOfASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = start
    while index + 8 <= raw.count, raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      index += 8
    }
    while index < raw.count, raw[index] < 0x80 { index += 1 }
    return index
  }

  static func isWellFormed(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { firstMalformed(in: $0) == nil }
  }

  /// The offset of the first byte that is not part of a well-formed character, or `nil`.
  static func firstMalformed(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    let count = bytes.count
    while index < count {
      while index + 8 <= count {
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if word & 0x8080_8080_8080_8080 != 0 { break }
        index += 8
      }
      guard index < count else { break }
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length = length(lead: lead)
      guard length > 0, index + length <= count else { return index }
      let second = bytes[index + 1]
      let isSecondAllowed =
        switch lead {
        case 0xE0: (0xA0...0xBF).contains(second)
        case 0xED: (0x80...0x9F).contains(second)
        case 0xF0: (0x90...0xBF).contains(second)
        case 0xF4: (0x80...0x8F).contains(second)
        default: (0x80...0xBF).contains(second)
        }
      guard isSecondAllowed else { return index }
      var offset = 2
      while offset < length {
        guard bytes[index + offset] & 0xC0 == 0x80 else { return index }
        offset += 1
      }
      index += length
    }
    return nil
  }
}
