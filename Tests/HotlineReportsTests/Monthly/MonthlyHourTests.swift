import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText
import Testing

@testable import HotlineReports

/// Hours of a month: the longest silences, the hours that lose most calls; and how targets are counted.
@Suite("Hours and targets in the monthly report")
struct MonthlyHourTests {
  let store: ReportStore
  private static let december = LocalMonth(year: 2019, month: 12)

  init() throws { store = try ReportStore() }

  private func document(_ language: Language = .zh) throws -> Document {
    try MonthlyReport(month: Self.december, engine: store.engine, form: nil, language: language).document()
  }

  /// A call in every hour of December but for gaps, each by its first hour and its length.
  private func calls(without gaps: [(Int, Int)], line: String = "962200") -> [Call] {
    (0..<31 * 24).filter { hour in !gaps.contains { ($0.0..<$0.0 + $0.1).contains(hour) } }.map {
      Call(at: Self.december.firstDay.start + Int64($0) * 3600, line: line)
    }
  }

  @Test("silences of three hours are listed, of two not; the five longest of each line; the line with most hours first")
  func silences() throws {
    let gaps = [(10, 2), (50, 3), (100, 4), (150, 5), (200, 6), (250, 7), (300, 8)]
    try store.calls(calls(without: gaps))
    try store.calls(calls(without: [(10, 2), (50, 3), (100, 40)], line: "12345"), named: "other")
    let document = try document()
    func listed(_ line: String) -> [String] {
      document.texts.filter { $0.hasPrefix("\(line): 2019-12") }.compactMap { text in
        text.firstMatch(of: /\(([0-9]+) 小时\)/).map { String($0.1) }
      }
    }
    #expect(listed("962200") == ["8", "7", "6", "5", "4"] && listed("12345") == ["40", "3"])
    let rows = try #require(document.table("coverage-table")).rows
    #expect(rows.map { $0.texts[0] } == ["962200", "12345"] && rows.map { $0.texts[4] } == ["8", "40"])
    #expect(rows[0].texts[1...2] == ["709", "744"])
  }

  @Test("the three hours that lose most calls are named, of fewer those")
  func losses() throws {
    func sentence(_ hours: Int, _ language: Language) throws -> String {
      let store = try ReportStore()
      // On Monday the 2nd at 9, 10, 11 and 12 four, three, two and one are lost.
      var lost: [Call] = []
      for hour in 0..<hours {
        let start = Self.december.firstDay.start + 86_400 + Int64(hour + 9) * 3600
        for place in 0..<(4 - hour) { lost.append(Call(at: start + Int64(place), outcome: "abandoned")) }
      }
      try store.calls(lost + Handmade.month(Self.december, calls: 50, lost: 0))
      return try MonthlyReport(month: Self.december, engine: store.engine, form: nil, language: language).document()
        .keySentences.joined()
    }
    #expect(try sentence(4, .zh).contains("放弃最多的3个时段为周一9时、周一10时、周一11时，放弃9通，占全部放弃的90.0%"))
    #expect(try sentence(2, .zh).contains("放弃最多的2个时段为周一9时、周一10时，放弃7通，占全部放弃的100.0%"))
    #expect(
      try sentence(1, .en).contains("the hour that loses most calls is Mon 09:00–10:00: 4, 100.0% of all abandoned"))
    #expect(try !sentence(0, .zh).contains("放弃最多"))
  }

  private func verdicts(_ month: Int, _ components: [String], _ language: Language = .zh) throws -> String {
    let document = try MonthlyReport(
      month: LocalMonth(year: 2019, month: month), engine: store.engine, form: ByHand.form(components),
      language: language
    ).document()
    return document.keySentences[1]
  }

  @Test("a single target is told in the singular; counts are judged by their pace until December, when they are not")
  func targets() throws {
    try store.calls(
      (1...12).flatMap { Handmade.month(LocalMonth(year: 2019, month: $0), calls: 100, lost: 5) }
        + [Call(at: Self.december.lastDay.end - 1)])
    let rate = "metric: connection_rate, where: {line: \"962200\"}, at_least: 90%"
    let few = "metric: call_volume, where: {line: \"962200\"}, at_least: 1100"
    let many = "metric: call_volume, where: {line: \"962200\"}, at_least: 9000"
    #expect(try verdicts(6, [rate]).hasPrefix("1项考核指标全部达标；"))
    #expect(try verdicts(6, [rate], .en).hasPrefix("The only target is met;"))
    #expect(try verdicts(6, [rate, few]).hasPrefix("2项考核指标全部达标（数量类按进度）；"))
    #expect(try verdicts(6, [rate, few], .en).hasPrefix("All 2 targets are met (counts by their pace);"))
    #expect(try verdicts(6, [rate, many]).hasPrefix("2项考核指标中1项达标（数量类按进度）；未达标：962200 话务总量（呼入）（目标全年≥9,000"))
    #expect(try verdicts(11, [many]).hasPrefix("1项考核指标中0项达标（数量类按进度）；"))
    #expect(try verdicts(12, [rate, few]).hasPrefix("2项考核指标全部达标；"))
    #expect(
      try verdicts(6, [rate, many], .en).hasPrefix("Of 2 targets 1 is met (counts by their pace); missed: "))
  }
}
