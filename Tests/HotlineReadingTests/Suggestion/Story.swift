import Foundation
import HotlineCalendar

/// A made-up call or order, of which each layout writes what its platform would.
struct Story {
  let index: Int
  /// Seconds from 1970 on the clock of the export.
  let start: Int
  let ring: Int
  let queue: Int
  let talk: Int
  let isAnswered: Bool
  let isClosed: Bool
  let isRated: Bool

  init(_ index: Int) {
    self.index = index
    let noise = Story.noise(index)
    start = 1_551_661_200 + index * 5_417 + noise % 900
    ring = 2 + noise % 11
    queue = noise / 11 % 40
    isAnswered = noise / 7 % 5 != 0
    talk = isAnswered ? 35 + noise / 13 % 400 : 0
    isClosed = noise / 17 % 6 != 0
    isRated = noise / 19 % 3 == 0
  }

  private static func noise(_ index: Int) -> Int {
    var state = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678
    state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((state ^ (state >> 31)) >> 34)
  }

  var wait: Int { ring + queue }
  var answer: Int { start + wait }
  var end: Int { start + wait + talk }
  /// An order's first contact, deadline and close.
  var contact: Int { start + 3_600 + noise % 40_000 }
  var due: Int { (start / 86_400 + 6) * 86_400 - 1 }
  var close: Int { start + 90_000 + noise % 500_000 }
  private var noise: Int { Story.noise(index + 1_000_003) }

  var mobile: String { "13\(8 - noise % 3)\(10_000_000 + noise % 89_999_999)" }
  var foreign: String { "+1212555\(1_000 + noise % 9_000)" }
  var seat: String { "\(1001 + noise / 3 % 14)" }
  var person: String { ["A. Reed", "B. Okoro", "C. Lin", "D. Sato", "E. Novak"][noise / 5 % 5] }
  var district: String { ["黄浦区", "徐汇区", "静安区", "浦东新区", "杨浦区"][noise / 23 % 5] }
  var unit: String { ["社会救助处", "养老服务处", "婚姻登记中心", "基层政权处"][noise / 29 % 4] }
  func pick(_ words: [String], _ divisor: Int = 31) -> String { words[noise / divisor % words.count] }
  var identity: String {
    let hex = String(UInt64(noise) &* 0x9E37_79B9_7F4A_7C15 | 0x1000_0000_0000_0000, radix: 16)
    return "\(hex.prefix(8))-\(hex.dropFirst(8).prefix(4))-4a1b-9c0d-\(100_000_000_000 + index)"
  }
}

/// How moments are written.
enum Stamp {
  static func parts(_ moment: Int) -> (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    let day = LocalDay(number: moment / 86_400).civil
    let second = moment % 86_400
    return (day.year, day.month, day.day, second / 3_600, second / 60 % 60, second % 60)
  }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  static func day(_ moment: Int, _ sign: String = "-") -> String {
    let at = parts(moment)
    return "\(at.year)\(sign)\(two(at.month))\(sign)\(two(at.day))"
  }

  static func clock(_ moment: Int) -> String {
    let at = parts(moment)
    return "\(two(at.hour)):\(two(at.minute)):\(two(at.second))"
  }

  static func plain(_ moment: Int) -> String { "\(day(moment)) \(clock(moment))" }
  static func iso(_ moment: Int) -> String { "\(day(moment))T\(clock(moment))Z" }
  static func minute(_ moment: Int) -> String { String(plain(moment).dropLast(3)) }

  /// `3/4/2019 1:05:09 PM`, the month first.
  static func american(_ moment: Int, padded: Bool = false) -> String {
    let at = parts(moment)
    let hour = (at.hour + 11) % 12 + 1
    let date = padded ? "\(two(at.month))/\(two(at.day))/\(at.year)" : "\(at.month)/\(at.day)/\(at.year)"
    return "\(date) \(padded ? two(hour) : "\(hour)"):\(two(at.minute)):\(two(at.second)) \(at.hour < 12 ? "AM" : "PM")"
  }

  /// `04/03/2019 13:05`, the day first.
  static func european(_ moment: Int) -> String {
    let at = parts(moment)
    return "\(two(at.day))/\(two(at.month))/\(at.year) \(two(at.hour)):\(two(at.minute))"
  }

  static func length(_ seconds: Int) -> String {
    "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }
}

/// An export's public shape: its headers, what its values look like, and which field is where.
struct Layout: Sendable {
  let name: String
  let kind: String
  /// The field's columns: `A`, `A+B` for a join or a sum, `>C` for another time and the duration C; `|` between alternatives.
  let right: [String: String]
  let columns: [(header: String, value: @Sendable (Story) -> String)]
  var titles: [String] = []
  var hasHeader = true
  var rows = 160

  var text: String {
    func quoted(_ text: String) -> String {
      text.contains(",") || text.contains("\"") ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
    let data = (0..<rows).map { index in
      let story = Story(index)
      return columns.map { quoted($0.value(story)) }.joined(separator: ",")
    }
    let header = hasHeader ? [columns.map { quoted($0.header) }.joined(separator: ",")] : []
    return (titles + header + data).joined(separator: "\n") + "\n"
  }
}

/// What the data folder of the repository knows.
enum Places {
  static let districts: Set<String> = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return (try? Locality.standard.districtNames(folder: root.appending(path: "data").path)) ?? []
  }()
}
