import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineModel
import HotlineText
import Testing

@testable import HotlineMetrics
@testable import HotlineReports

/// Figures one row each, for people and for pivot tables: what is not known stays empty with its reason.
@Suite("Tables of figures")
struct FigureTableTests {
  private let calls: Metric
  private let rate: Metric
  private let year = Period(year: 2019)

  init() throws {
    calls = try ByHand.metric("call_volume")
    rate = try ByHand.metric("connection_rate")
  }

  private func long(_ values: [MetricValue], target: Target? = nil) -> ReportTable? {
    var table = LongTable(.zh)
    for (index, value) in values.enumerated() { table.add(value, line: "96\(index)", period: year, target: target) }
    return table.table
  }

  @Test(
    "a rate is a formula over its named counts; nothing below the line is told as that, an unknown value as unknown")
  func rates() throws {
    let unknown = MetricValue(
      metric: rate, labels: [], numerator: nil, denominator: nil, value: nil, interval: nil, leftOut: [], notes: [])
    let noted = MetricValue(
      metric: rate, labels: [], numerator: nil, denominator: nil, value: nil, interval: nil, leftOut: [],
      notes: [LocalizedText(zh: "没有文件", en: "no file")])
    let table = try #require(
      long(
        [ByHand.value(rate, [], 9, of: 10), ByHand.value(rate, [], 0, of: 0), unknown, noted],
        target: Target(.atLeast, 0.85)))
    #expect(table.rows[0].texts[6...8] == ["9", "10", "90.00%"] && table.rows[0].texts[11...] == ["85.00%", ""])
    #expect(table.rows[0].cells[6].name == "data.0.n" && table.rows[0].cells[7].name == "data.0.d")
    #expect(table.rows[0].cells[8].formula == .quotient(of: "data.0.n", by: "data.0.d"))
    #expect(
      table.rows[1].texts[6...] == ["0", "0", "", "", "", "85.00%", "分母为0"] && table.rows[1].cells[8].formula == nil)
    #expect(table.rows[2].texts[6...] == ["", "", "", "", "", "85.00%", "没有数据"])
    #expect(
      table.rows[2].cells[6].name == nil && table.rows[2].cells[7].name == nil && table.rows[3].texts[12] == "没有文件")
  }

  @Test("a value that its counts do not divide to is no formula")
  func medians() throws {
    let odd = MetricValue(
      metric: rate, labels: [], numerator: 9, denominator: 10, value: 0.5, interval: nil, leftOut: [], notes: [])
    #expect(try #require(long([odd])).rows[0].cells[8].formula == nil)
  }

  @Test("a count has no target of a part of its year; each figure stands once; without figures there is no table")
  func counts() throws {
    let value = ByHand.value(calls, [], 1234)
    let table = try #require(long([value], target: Target(.atLeast, 1000)))
    #expect(table.rows[0].texts[6...] == ["1,234", "", "1,234", "", "", "", ""])
    var twice = LongTable(.zh)
    twice.add(value, line: "", period: year)
    twice.add(value, line: "", period: year)
    twice.add(value, line: "", period: year, dimension: .district, name: "")
    #expect(twice.table?.rows.map { Array($0.texts[4...5]) } == [["", ""], ["区", "（未填）"]])
    #expect(LongTable(.zh).table == nil)
  }

  @Test("a series adds the months that are shown and have data")
  func series() throws {
    let months = [1.0, nil, 3, 4].map { $0.map { ByHand.value(calls, [], $0) } }
    var table = LongTable(.zh)
    table.add(ByHand.series(calls, months, upTo: LocalMonth(year: 2019, month: 4), shown: 3))
    #expect(
      table.table?.rows.map { [$0.texts[2], $0.texts[3], $0.texts[8]] } == [
        ["962200", "2019-03", "3"], ["962200", "2019-04", "4"],
      ])
  }

  private func people(_ tables: [MetricTable], _ comparisons: [Comparison] = []) -> TextTable {
    KPITable(language: .zh).table(tables, comparisons: comparisons)
  }

  @Test("weekdays are words from the first to the last; what is none stays as it is")
  func weekdays() {
    let table = ByHand.table([.weekday], ["1", "7", "8", "0", "x"].map { ByHand.value(calls, [$0], 1) })
    #expect(people([table]).rows.map { $0[1] } == ["一", "日", "8", "0", "x"])
  }

  @Test("a table that lacks a group of another leaves it empty")
  func groups() {
    let byLine = ByHand.table([.dimension(.line)], [ByHand.value(calls, ["962200"], 5)])
    let all = ByHand.table([], [ByHand.value(rate, [], 9, of: 10)])
    let table = people([all, byLine])
    #expect(table.columns.map(\.header) == ["指标", "热线", "值", "分子", "分母"])
    #expect(table.rows == [["热线接通率（人工）", "", "90.00%", "9", "10"], ["话务总量（呼入）", "962200", "5", "5", ""]])
  }

  @Test("what is left out and noted stands in one remark, a count of none of it is not told")
  func remarks() {
    func value(_ leftOut: [Double], _ notes: [String]) -> MetricValue {
      MetricValue(
        metric: rate, labels: [], numerator: 9, denominator: 10, value: 0.9, interval: .init(low: 0.596, high: 0.982),
        leftOut: leftOut.enumerated().map { ("m", LocalizedText(zh: "因\($0.offset)", en: "c"), $0.element) },
        notes: notes.map { LocalizedText(zh: $0, en: $0) },
        compared: [.previous: 0.8, .yearAgo: 0.95])
    }
    func row(_ leftOut: [Double], _ notes: [String]) -> [String] {
      people([ByHand.table([], [value(leftOut, notes)])], [.previous, .yearAgo]).rows[0]
    }
    #expect(row([3, 0, 2], ["注"]).last == "因0 3；因2 2；注" && row([3], []).last == "因0 3")
    let table = people([ByHand.table([], [value([1], [])])], [.yearAgo, .previous])
    #expect(table.columns.map(\.header).suffix(3) == ["同比", "环比", "未计入 / 说明"])
    #expect(table.rows[0][2] == "59.60–98.20" && table.rows[0][5...6] == ["-5.00 个百分点", "+10.00 个百分点"])
  }

  @Test(
    "a rate of thirty cases is judged by its target, of twenty-nine not",
    arguments: [(29, Status.tooFew), (30, .missed), (0, .tooFew)])
  func fewest(cases: Int, status: Status) {
    let targets = ReportTargets(nil, connection: nil)
    let value = ByHand.value(rate, [], 0, of: Double(cases))
    #expect(
      targets.status(value, target: Target(.atLeast, 0.85)) == status && targets.status(value, target: nil) == .noTarget
    )
    #expect(targets.status(ByHand.value(rate, [], 30, of: 30), target: Target(.atLeast, 0.85)) == .met)
    #expect(
      targets.status(ByHand.value(calls, [], 5), target: Target(.atLeast, 5)) == .met
        && targets.status(nil, target: Target(.atLeast, 5)) == .open)
  }

  // MARK: Year on year

  private func years(_ metric: Metric, _ now: (Double, Double?), _ before: (Double, Double?)?) -> YearOnYear {
    YearOnYear(
      now: ByHand.value(metric, ["甲"], now.0, of: now.1),
      before: before.map { ByHand.value(metric, ["甲"], $0.0, of: $0.1) },
      days: (365, 365))
  }

  @Test("a change beyond chance is marked better or worse; of what is neither it is not")
  func changes() throws {
    let lost = try ByHand.metric("abandonment_rate")
    #expect(years(rate, (900, 1000), (800, 1000)).changeCell(.zh).status == .better)
    #expect(years(rate, (800, 1000), (900, 1000)).changeCell(.zh).status == .worse)
    #expect(years(lost, (200, 1000), (100, 1000)).changeCell(.zh).status == .worse)
    #expect(years(rate, (9, 10), (8, 10)).changeCell(.zh).status == nil, "chance may do that")
    #expect(years(calls, (900, nil), (100, nil)).changeCell(.zh).status == nil)
    #expect(years(rate, (900, 1000), nil).changeCell(.zh).content == .absent(reason: "没有可比的数据"))
    #expect(years(calls, (900, nil), (100, nil)).fewest == 100 && years(calls, (90, nil), nil).fewest == 90)
    #expect(
      years(rate, (900, 1000), (800, 1000)).intervalText.wholeMatch(of: /\[\+[0-9]+\.[0-9]{2}, \+[0-9]+\.[0-9]{2}\]/)
        != nil)
    #expect(
      years(calls, (900, nil), (100, nil)).intervalText.hasSuffix("]%")
        && years(calls, (900, nil), nil).intervalText == "")
  }
}
