import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// Writes the same facts with the faults of real exports: month by month with overlaps, in several encodings and date formats, with title
/// and total lines, blank lines, duplicates, aliases, and rows that must be rejected (the sound row stands beside them).
struct MessyWriter {
  let simulation: Simulation
  let directory: String

  /// How one month's export is written.
  private enum Manner: Int, CaseIterable {
    case utf8, gb18030, utf16, quotedGB18030
  }

  func write(_ log: SimulatedLog) throws -> [String] {
    let rows = LogRows(population: simulation.population)
    switch log {
    case .calls(let name, let line, let calls):
      let numbered = Array(calls.enumerated())
      return try months.enumerated().map { index, month in
        let end = month.lastDay.advanced(by: 3).start
        var messy = Mess(seed: simulation.seed &+ UInt64(index + line.count * 100), aliases: simulation.aliases)
        let manner = Manner.allCases[index % Manner.allCases.count]
        var lines: [[String]] = []
        for (number, call) in numbered where call.startedAt >= month.firstDay.start && call.startedAt < end {
          lines.append(rows.row(call, number: number, line: line, spelling: spelling(manner, messy: &messy)))
        }
        messy.disturb(&lines, timeColumn: 5)
        return try write(
          lines, header: LogRows.callHeader, title: "话务明细（模拟数据）", name: "\(name)-\(month.iso)-模拟", manner: manner)
      }
    case .orders(let name, let orders):
      let numbered = Array(orders.enumerated())
      // On the first of each month the orders of the last two months are exported as they stand.
      return try (months.map { $0.advanced(by: 1) } + [months[11].advanced(by: 2)]).enumerated().map { index, month in
        let exported = month.firstDay.start
        let since = month.advanced(by: -2).firstDay.start
        var messy = Mess(seed: simulation.seed &+ UInt64(index + 7000), aliases: simulation.aliases)
        let manner = Manner.allCases[(index + 1) % Manner.allCases.count]
        var lines: [[String]] = []
        for (number, order) in numbered where order.receivedAt >= since && order.receivedAt < exported {
          lines.append(rows.row(order, number: number, exportedAt: exported, spelling: spelling(manner, messy: &messy)))
        }
        messy.disturb(&lines, timeColumn: 5)
        return try write(
          lines, header: LogRows.orderHeader, title: "12345工单（模拟数据）", name: "\(name)-\(month.iso)-模拟", manner: manner)
      }
    case .table(let name, let table):
      return [try write(table.rows, header: table.header, title: "模拟数据", name: "\(name)-模拟", manner: .gb18030)]
    }
  }

  private var months: [LocalMonth] { (1...12).map { LocalMonth(year: simulation.year, month: $0) } }

  private func spelling(_ manner: Manner, messy: inout Mess) -> LogRows.Spelling {
    // For each row it is drawn again whether an alias is written.
    let draw = messy.draw()
    let time: (Int64) -> String =
      switch manner {
      case .utf8: LocalTime.text
      case .gb18030: { Self.time($0, date: ("", "/", "/", " "), clock: (":", ":", ""), isPadded: false) }
      case .utf16: { Self.time($0, date: ("", "-", "-", " "), clock: (":", ":", ""), isPadded: true) }
      case .quotedGB18030: { Self.time($0, date: ("", "年", "月", "日 "), clock: ("时", "分", "秒"), isPadded: true) }
      }
    let aliases = simulation.aliases
    return LogRows.Spelling(time: time) { name in
      guard draw % 5 == 0, let others = aliases[name], !others.isEmpty else { return name }
      return others[draw / 5 % others.count]
    }
  }

  private static func time(
    _ moment: Int64, date: (String, String, String, String), clock: (String, String, String), isPadded: Bool
  ) -> String {
    let (year, month, day) = LocalDay(containing: moment).civil
    let second = LocalTime.secondOfDay(moment)
    func two(_ number: Int, _ pad: Bool = true) -> String { pad && number < 10 ? "0\(number)" : String(number) }
    return "\(year)\(date.1)\(two(month, isPadded))\(date.2)\(two(day, isPadded))\(date.3)"
      + "\(two(second / 3600, isPadded))\(clock.0)\(two(second / 60 % 60))\(clock.1)\(two(second % 60))\(clock.2)"
  }

  private func write(_ lines: [[String]], header: [String], title: String, name: String, manner: Manner) throws
    -> String
  {
    var csv = CSVBuilder()
    switch manner {
    case .utf8: break
    case .gb18030: csv.lineEnd = [0x0A]
    case .utf16: csv.delimiter = 0x09
    case .quotedGB18030: csv.quotesAll = true
    }
    let separator = String(UnicodeScalar(csv.delimiter))
    if manner == .utf16 || manner == .quotedGB18030 {
      csv.append(line: title + String(repeating: separator, count: header.count - 1))
    }
    csv.append(header)
    for (index, line) in lines.enumerated() {
      csv.append(line)
      if index % 500 == 250 {
        csv.append(line: index % 1000 == 250 ? "" : String(repeating: separator, count: header.count - 1))
      }
    }
    if manner == .gb18030 || manner == .utf16 {
      csv.append(["合计", String(lines.count)] + Array(repeating: "", count: header.count - 2))
    }
    let path = "\(directory)/\(name).csv"
    let bytes = manner == .utf8 ? [0xEF, 0xBB, 0xBF] + csv.bytes : try encoded(csv.bytes, manner: manner)
    let file = try OutputFile(path: path, mark: bytes)
    var none = CSVBuilder()
    return try file.finish(&none)
  }

  private func encoded(_ bytes: [UInt8], manner: Manner) throws -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    if manner == .utf16 { return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
    // kCFStringEncodingGB_18030_2000
    let gb18030 = String.Encoding(rawValue: 0x8000_0632)
    guard let data = text.data(using: gb18030) else {
      throw Diagnostic(found: LocalizedText(zh: "无法编码为 GB18030", en: "cannot encode as GB18030"))
    }
    return Array(data)
  }
}

/// The small faults that a month's rows get.
struct Mess {
  private var generator: SeededGenerator
  private let aliases: [String: [String]]

  init(seed: UInt64, aliases: [String: [String]]) {
    generator = SeededGenerator(seed: seed)
    self.aliases = aliases
  }

  mutating func draw() -> Int { generator.below(1000) }

  /// Adds duplicates and, beside sound rows, a few that cannot be read.
  mutating func disturb(_ lines: inout [[String]], timeColumn: Int) {
    var disturbed: [[String]] = []
    var bad = 0
    for line in lines {
      disturbed.append(line)
      if generator.below(200) == 0 { disturbed.append(line) }
      guard bad < 6, generator.below(max(1, lines.count / 6)) == 0 else { continue }
      bad += 1
      var broken = line
      switch bad % 3 {
      case 0: broken[timeColumn] = "2019-02-30 25:61:00"
      case 1: broken.append("多出的一列")
      default: broken[timeColumn] = ""
      }
      disturbed.append(broken)
    }
    lines = disturbed
  }
}
