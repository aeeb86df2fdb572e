import Foundation

@testable import HotlineSimulation

/// Spoils exports as transfers, spreadsheets, scripts and bad luck do: cut, swapped, doubled and flipped bytes, rows and
/// fields, other encodings, quotes, separators and line ends, values at the edge of every type. The same seed, the same damage.
struct Mutator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Values that some parser somewhere has stumbled over.
  static let hostileValues = [
    "", "\"", "\"\"", "\"a", "a\"b", ",", "=1+1", "@SUM(A1)", "-", "+86 21 6234 5678", "13812345678", "１３８１２３４５６７８",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "1e308", "1E+10",
    "NaN",
    "inf", "0x10", "4000000000000000小时", "300000000000000小时", "9223372.99999亿", "922337203685477.5807",
    "400000000000000",
    "399999999999999:00:00", "99999999:59:59", "1:2:3:4", "-1", "-5秒", "0000-00-00", "0000-01-01 00:00:00",
    "0001-01-01 00:00:00", "9999-12-31 23:59:59", "10000-01-01 00:00:00", "2019-02-29 00:00:00", "2019-03-10 24:00:00",
    "2019-03-10 23:59:60", "99991231235959", "253402300799", "32503679999999", "2958465.9999", "367", "NULL", "\\N",
    "\u{0}", "\u{1B}[2J", "\u{202E}", "\u{FEFF}", "\r", "\n", "\t", "合计", "../../etc/passwd",
    "'; DROP TABLE call; --", "<script>alert(1)</script>", String(repeating: "长", count: 3000),
  ]

  private static let structural: [[UInt8]] = [
    [0x22], [0x22, 0x22], [0x2C], [0x09], [0x3B], [0x0A], [0x0D], [0x0D, 0x0A], [0x00], [0xFF], [0xFE, 0xFF],
    [0xEF, 0xBB, 0xBF],
    [0x1A], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xB0], [0x81, 0x30], [0x3D, 0x22],
  ]

  /// One to five injuries, one after the other.
  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(5) { bytes = injured(bytes) }
    return bytes
  }

  private mutating func injured(_ bytes: [UInt8]) -> [UInt8] {
    switch random.below(4) {
    case 0: bytesInjured(bytes)
    case 1: rowsInjured(bytes)
    case 2: fieldsInjured(bytes)
    default: wholeInjured(bytes)
    }
  }

  private mutating func range(in count: Int, atMost limit: Int) -> Range<Int> {
    let start = random.below(count)
    return start..<min(count, start + 1 + random.below(limit))
  }

  private mutating func bytesInjured(_ input: [UInt8]) -> [UInt8] {
    guard !input.isEmpty else { return input }
    var bytes = input
    switch random.below(7) {
    case 0: bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
    case 1: bytes[random.below(bytes.count)] = UInt8(random.below(256))
    case 2: bytes.removeSubrange(range(in: bytes.count, atMost: 40))
    case 3:
      let copy = Array(bytes[range(in: bytes.count, atMost: 200)])
      bytes.insert(contentsOf: copy, at: random.below(bytes.count))
    case 4:
      bytes.insert(contentsOf: Self.structural[random.below(Self.structural.count)], at: random.below(bytes.count + 1))
    case 5: bytes.swapAt(random.below(bytes.count), random.below(bytes.count))
    default: bytes.removeLast(random.below(bytes.count))
    }
    return bytes
  }

  private mutating func rowsInjured(_ input: [UInt8]) -> [UInt8] {
    var rows = input.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let first = random.below(rows.count)
    let second = random.below(rows.count)
    switch random.below(7) {
    case 0: rows.remove(at: first)
    case 1: rows.insert(rows[first], at: second)
    case 2: rows.swapAt(first, second)
    case 3: rows.insert([], at: first)
    case 4: rows.insert(rows[0], at: first)
    case 5 where first + 1 < rows.count: rows[first] += rows.remove(at: first + 1)
    default: rows[first] = Array(rows[first].reversed())
    }
    return Array(rows.joined(separator: [0x0A]))
  }

  private mutating func fieldsInjured(_ input: [UInt8]) -> [UInt8] {
    var rows = input.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let row = random.below(rows.count)
    let separator: UInt8 = input.count(where: { $0 == 0x09 }) > input.count(where: { $0 == 0x2C }) ? 0x09 : 0x2C
    var fields = rows[row].split(separator: separator, omittingEmptySubsequences: false).map(Array.init)
    let first = random.below(fields.count)
    let second = random.below(fields.count)
    switch random.below(5) {
    case 0: fields.remove(at: first)
    case 1: fields.insert(fields[first], at: second)
    case 2: fields.swapAt(first, second)
    case 3: fields[first] = [0x22] + fields[first] + [0x22]
    default: fields[first] = Array(Self.hostileValues[random.below(Self.hostileValues.count)].utf8)
    }
    rows[row] = Array(fields.joined(separator: [separator]))
    return Array(rows.joined(separator: [0x0A]))
  }

  private mutating func wholeInjured(_ input: [UInt8]) -> [UInt8] {
    switch random.below(8) {
    case 0: return input.map { $0 == 0x2C ? 0x09 : $0 }
    case 1: return input.map { $0 == 0x2C ? 0x3B : $0 }
    case 2: return input.map { $0 == 0x0A ? 0x0D : $0 }
    case 3:
      return Array(input.split(separator: 0x0A, omittingEmptySubsequences: false).joined(separator: [0x0D, 0x0A]))
    case 4: return input.filter { $0 != 0x22 }
    case 5: return [0xEF, 0xBB, 0xBF] + input
    case 6: return reencoded(input)
    default: return Array((String(decoding: input, as: UTF8.self)).utf8)
    }
  }

  /// The text in another of the encodings in which exports come, with and without a mark; bytes that are no text stay.
  private mutating func reencoded(_ input: [UInt8]) -> [UInt8] {
    let gb18030 = String.Encoding(rawValue: 0x8000_0632)
    let encodings: [String.Encoding] = [.utf8, gb18030, .utf16LittleEndian, .utf16BigEndian]
    guard let text = encodings.lazy.compactMap({ String(data: Data(input), encoding: $0) }).first else { return input }
    let target = encodings[random.below(4)]
    guard let data = text.data(using: target) else { return input }
    guard random.below(2) == 0 else { return Array(data) }
    let mark: [UInt8] =
      switch target {
      case .utf16LittleEndian: [0xFF, 0xFE]
      case .utf16BigEndian: [0xFE, 0xFF]
      case .utf8: [0xEF, 0xBB, 0xBF]
      default: [0x84, 0x31, 0x95, 0x33]
      }
    return mark + Array(data)
  }
}
