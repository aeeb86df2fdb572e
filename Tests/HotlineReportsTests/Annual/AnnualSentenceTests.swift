import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// A year's first sentences: what changed as far as it is printed, which targets are met, who is behind.
@Suite("Sentences of a year")
struct AnnualSentenceTests {
  let store: ReportStore

  init() throws { store = try ReportStore() }

  private func calls(_ year: Int, _ count: Int, lost: Int = 0) -> [Call] {
    var made = Handmade.month(LocalMonth(year: year, month: 5), calls: count, lost: lost)
    // The file tells of the whole year.
    made[0].at = LocalMonth(year: year, month: 1).firstDay.start + 36_000
    made[count - 1].at = LocalMonth(year: year, month: 12).lastDay.end - 1
    return made
  }

  private func sentence(
    _ components: [String]? = nil, _ language: Language = .zh, at place: Int = 0, engine: MetricEngine? = nil
  )
    throws -> String
  {
    let form = try components.map(ByHand.form)
    return try AnnualReport(year: 2019, engine: engine ?? store.engine, form: form, language: language).document()
      .keySentences[place]
  }

  @Test("a rate that differs by less than is printed hardly changed, one that does not differ is unchanged")
  func hardly() throws {
    // 1,999 of 2,000 and 1,998 of 1,999 are both printed as 99.95 %.
    try store.calls(calls(2018, 1999, lost: 1) + calls(2019, 2000, lost: 1))
    let text = try sentence()
    #expect(text.contains("热线接通率（人工） 99.95%（同比基本持平，差异不显著）"), "\(text)")
    #expect(try sentence(nil, .en).contains("hardly changed on the year before, not significant"))
    let same = try ReportStore()
    try same.calls(calls(2018, 100, lost: 20) + calls(2019, 100, lost: 20))
    #expect(try sentence(engine: same.engine).contains("（同比持平，差异不显著）"))
    let less = try ReportStore()
    try less.calls(calls(2018, 400, lost: 0) + calls(2019, 100, lost: 50))
    #expect(try sentence(engine: less.engine).contains("50.00%（同比下降50.00个百分点）"))
  }

  private let rate = "metric: connection_rate, where: {line: \"962200\"}, at_least: 90%"
  private let few = "metric: call_volume, where: {line: \"962200\"}, at_least: 100"
  private let many = "metric: call_volume, where: {line: \"962200\"}, at_least: 9000"

  @Test("targets that are met, missed and open are counted; a single one is told in the singular")
  func targets() throws {
    try store.calls(calls(2019, 100, lost: 5))
    #expect(try sentence([rate]).hasSuffix("达到目标 ≥90.00%；1项考核指标全部达标。"))
    #expect(try sentence([rate], .en).hasSuffix("; the only target is met."))
    #expect(
      try sentence([rate, few]).hasSuffix("；2项考核指标全部达标。")
        && sentence([rate, few], .en).hasSuffix("; all 2 targets are met."))
    #expect(try sentence([rate, many]).hasSuffix("；2项考核指标中1项达标，未达标：962200 话务总量（呼入）100（目标≥9,000）。"))
    #expect(try sentence([rate, many], .en).contains("; of 2 targets 1 is met, missed: "))
    #expect(try sentence([many], .en).contains("; of 1 target 0 are met, missed: "))
    #expect(try !sentence().contains("考核指标"))
  }

  @Test("where months have no file no target is judged, in sentence, card and table alike")
  func missing() throws {
    // January, and December up to its end; of the months between them no file tells.
    try store.calls(Handmade.month(LocalMonth(year: 2019, month: 1), calls: 100, lost: 5), named: "january")
    var december = Handmade.month(LocalMonth(year: 2019, month: 12), calls: 100, lost: 5)
    december[99].at = LocalMonth(year: 2019, month: 12).lastDay.end - 1
    for index in december.indices { december[index].caller = "13800000001" }
    try store.calls(december, named: "december")
    for count in [many, few] {
      let form = try ByHand.form([rate, count])
      let document = try AnnualReport(year: 2019, engine: store.engine, form: form, language: .en).document()
      let sentence = document.keySentences[0]
      #expect(sentence.contains("95.00% (target ≥90.00%, open)"), "\(sentence)")
      #expect(sentence.contains("; of 2 targets 0 are met, open for want of data: "))
      for name in ["Call volume (inbound)", "Connection rate"] {
        #expect(document.cards.first { $0.name.contains(name) }?.status == .open, "\(name)")
        let row = document.table("T1")?.rows.first { $0.texts[0].hasPrefix(name) }
        #expect(row?.cells[2].status == .open, "\(name)")
      }
      let note = try #require(document.table("T7")?.note.plain)
      #expect(note == "no file tells of 2019-01-26 to 2019-11-30: calls", "\(note)")
    }
  }

  @Test("of a year that is not over, or of too few cases, a target stays open")
  func open() throws {
    try store.calls(Handmade.month(LocalMonth(year: 2019, month: 5), calls: 29, lost: 0))
    let text = try sentence([rate, few])
    #expect(
      text.hasSuffix("；2项考核指标中0项达标，数据不足、待评：962200 话务总量（呼入）29（目标≥100）、962200 热线接通率（人工）100.00%（目标≥90.00%）。"), "\(text)")
  }

  @Test(
    "districts that fall behind are named in the order of their file, each with its KPIs; the others are not ranked")
  func behind() throws {
    let names = ["宝山区", "黄浦区", "徐汇区", "静安区", "普陀区", "虹口区"]
    var made = calls(2019, 1200)
    for index in made.indices {
      made[index].district = names[index % 6]
      made[index].outcome = index % 6 < 2 && index / 6 % 2 == 0 || index / 6 % 40 == 7 ? "abandoned" : "answered"
    }
    try store.calls(made)
    let text = try sentence(at: 1)
    #expect(text.hasPrefix("明显低于全市平均水平的区：黄浦区（热线接通率（人工））、宝山区（热线接通率（人工））；没有承办单位在界限以外落后；"), "\(text)")
    #expect(try sentence(nil, .en, at: 1).contains("no unit is behind beyond the limits"))
    let line = store.engine.restricted(to: [.line: ["962200"]])
    #expect(try sentence(at: 1, engine: line).hasPrefix("明显低于平均水平的区：黄浦区"))
    let one = store.engine.restricted(to: [.district: ["黄浦区"]])
    #expect(try !sentence(at: 1, engine: one).contains("区："))
  }
}
