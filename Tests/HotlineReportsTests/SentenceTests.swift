import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// What the first sentences of a report say of made-up logs in which something happened: the event is there, and nothing that
/// the log does not bear out.
@Suite("Sentences")
struct SentenceTests {
  let store: ReportStore

  init() throws { store = try ReportStore() }

  private func month(_ year: Int, _ month: Int, _ language: Language = .zh) throws -> [String] {
    try MonthlyReport(
      month: LocalMonth(year: year, month: month), engine: store.engine, form: store.form(), language: language
    ).document().keySentences
  }

  /// Calls of whole months: so many on a working day, on a day off and on a day of a holiday; every tenth is abandoned, or
  /// every so many as said for a month.
  private func calls(
    from first: LocalMonth, months: Int, working: Int = 20, off: Int = 8, festive: Int = 8,
    lost: [LocalMonth: Int] = [:]
  ) -> [Call] {
    var calls: [Call] = []
    for index in 0..<months {
      let month = first.advanced(by: index)
      let every = lost[month] ?? 10
      var count = 0
      for number in month.firstDay.number...month.lastDay.number {
        let day = LocalDay(number: number)
        let isWorking = store.engine.data.isWorkingDay(day) ?? true
        // Some months are busier than others by a call or two in a hundred.
        let usual = isWorking ? working : store.engine.data.holiday(on: day) == nil ? off : festive
        for place in 0..<usual {
          count += 1
          let isLast = number == month.lastDay.number && place == usual - 1
          calls.append(
            Call(
              at: isLast ? day.end - 1 : day.start + 30_000 + Int64(place) * 60,
              outcome: !isLast && count % every == 0 ? "abandoned" : "answered"))
        }
      }
    }
    return calls
  }

  @Test("a crash of service stands in the first sentence, with the calls that were lost by it")
  func crash() throws {
    let april = LocalMonth(year: 2019, month: 4)
    try store.calls(calls(from: LocalMonth(year: 2018, month: 1), months: 16, lost: [april: 4]))
    let sentences = try month(2019, 4)
    #expect(sentences[0].contains("低于控制下限") && sentences[0].contains("超出月际通常差异"), "\(sentences[0])")
    #expect(sentences[0].contains("未接通") && sentences[0].contains("通（比上月多"), "\(sentences[0])")
    #expect(!sentences.joined().contains("接通率（人工））在正常范围内"))
    let english = try month(2019, 4, .en)
    #expect(
      english[0].contains("below the lower limit") && english[0].contains("calls were not connected"), "\(english[0])")
    // The month before had nothing of the kind.
    let march = try month(2019, 3)
    #expect(!march[0].contains("控制") && march[1].contains("均在正常范围内"), "\(march)")
  }

  @Test("Spring Festival is named, and a February that is short of working days alone is no fall")
  func festival() throws {
    try store.calls(calls(from: LocalMonth(year: 2018, month: 1), months: 14, festive: 2))
    let sentence = try month(2019, 2)[0]
    #expect(sentence.contains("本月含春节休7天并调休上班2天"), "\(sentence)")
    #expect(sentence.contains("折算为相同工作日后") && sentence.contains("在正常范围内"), "\(sentence)")
    #expect(!sentence.contains("超出月际通常差异"), "\(sentence)")
    let english = try month(2019, 2, .en)[0]
    #expect(english.contains("Spring Festival (7 days off, 2 made up)"), "\(english)")
  }

  @Test("a log of calls that ends in the middle of the month is no fall, and its days are told")
  func endsEarly() throws {
    let all = calls(from: LocalMonth(year: 2018, month: 3), months: 13)
    let end = try #require(LocalDay(iso: "2019-03-16")).start
    try store.calls(all.filter { $0.at < end })
    try store.orders([
      "G1,closed,2019-03-30 09:00,2019-03-30 10:00,2019-04-08,2019-03-31 10:00,社会救助处,黄浦区,养老服务,投诉,2019-04-01 00:00"
    ])
    let sentences = try month(2019, 3)
    #expect(sentences[0].contains("来电数据只到2019-03-15，未满月，不与整月比较"), "\(sentences[0])")
    #expect(!sentences[0].contains("热线呼入") || !sentences[0].contains("%（折算"), "\(sentences[0])")
    #expect(sentences[1].contains("数据不足、待评：962200 话务总量"), "\(sentences[1])")
  }

  @Test("targets are all met only where all are: also those of counts")
  func allTargets() throws {
    try store.calls(calls(from: LocalMonth(year: 2018, month: 12), months: 13))
    let sentences = try month(2019, 12)
    // 90 % connected is at least 85 %; 7,000 calls are not 180,000.
    #expect(sentences[1].hasPrefix("2项考核指标中1项达标；未达标：962200 话务总量"), "\(sentences[1])")
    #expect(!sentences[1].contains("全部达标"))
  }

  @Test("with two months on record nothing is called normal")
  func short() throws {
    try store.calls(calls(from: LocalMonth(year: 2019, month: 1), months: 2))
    let sentences = try month(2019, 2)
    #expect(!sentences.joined().contains("正常范围"), "\(sentences)")
    #expect(sentences[1].contains("各项可比月数或件数不足，对变化不作判断"), "\(sentences[1])")
    let english = try month(2019, 2, .en)
    #expect(!english.joined().contains("normal variation"), "\(english)")
  }

  @Test("a unit that is truly worse is named in the year's second sentence, a year of like units names nobody")
  func worseUnit() throws {
    var made = calls(from: LocalMonth(year: 2019, month: 1), months: 12)
    let units = ["养老服务处", "儿童福利处", "社会事务处", "社会组织管理处", "基层政权处"]
    for index in made.indices { made[index].unit = units[index % 5] }
    for index in made.indices where index % 5 == 2 { made[index].outcome = index % 3 == 0 ? "abandoned" : "answered" }
    try store.calls(made)
    let year = try AnnualReport(year: 2019, engine: store.engine, form: store.form(), language: .zh).document()
    #expect(year.keySentences[1].contains("明显低于平均水平的承办单位：社会事务处"), "\(year.keySentences[1])")
    let alike = try ReportStore()
    try alike.calls(
      calls(from: LocalMonth(year: 2019, month: 1), months: 12).enumerated().map { index, call in
        var call = call
        call.unit = units[index % 5]
        // Whose call is abandoned has nothing to do with the unit.
        call.outcome = (index / 5) % 10 == 3 ? "abandoned" : "answered"
        return call
      })
    let other = try AnnualReport(year: 2019, engine: alike.engine, form: alike.form(), language: .zh).document()
    #expect(other.keySentences[1].contains("没有承办单位在界限以外落后"), "\(other.keySentences[1])")
  }

  @Test("five units from 15 to 85 % are said to differ by more than chance")
  func spread() throws {
    var made: [Call] = []
    for (unit, rate) in [("养老服务处", 15), ("儿童福利处", 30), ("社会事务处", 50), ("基层政权处", 70), ("慈善事业处", 85)] {
      made += (0..<100).map { index in
        Call(
          at: LocalMonth(year: 2019, month: 5).firstDay.start + 36_000 + Int64(index) * 7200,
          outcome: index < rate ? "answered" : "abandoned", unit: unit)
      }
    }
    try store.calls(made)
    let document = try AnnualReport(year: 2019, engine: store.engine, form: nil, language: .zh).document()
    let sentence = try #require(document.texts.first { $0.contains("接通率") && $0.contains("显著差于全体的有") })
    #expect(sentence.contains("养老服务处 15.00%") && sentence.contains("慈善事业处 85.00%"), "\(sentence)")
    #expect(!sentence.contains("差异不显著"))
    let funnel = try #require(document.figure("funnel-unit-connection_rate"))
    #expect(funnel.note.plain.contains("差异大于偶然（χ²=") && funnel.note.plain.contains("p<0.001"), "\(funnel.note.plain)")
  }

  @Test("a forecast stands in a table of its own, is called one and says what is still needed")
  func forecast() throws {
    try store.calls(calls(from: LocalMonth(year: 2017, month: 1), months: 32))
    let document = try MonthlyReport(
      month: LocalMonth(year: 2019, month: 8), engine: store.engine, form: store.form(), language: .zh
    ).document()
    let table = try #require(document.table("outlook"))
    #expect(table.caption == "2019年全年预测（不是实际值）")
    let row = try #require(table.rows.first { $0.texts[0].contains("接通率") }).texts
    #expect(row[4].hasPrefix("约90.") && row[6].contains(" / "), "\(row)")
    #expect(row[8].hasPrefix("≥"), "\(row)")
    let card = try #require(document.cards.first { $0.name.contains("接通率") })
    #expect(card.note?.contains("预测：按当前趋势全年约90.") == true, "\(card.note ?? "")")
    #expect(card.note?.contains("余下4个月需≥") == true)
    #expect(!document.keySentences.joined().contains("预测"))
    // Of counts only the pace decides: two years before tell what share of a year had come by August.
    let calls = try #require(document.cards.first { $0.name.contains("话务总量") })
    #expect(calls.note?.contains("（前2年同期占全年") == true, "\(calls.note ?? "")")
  }

  @Test("99.996 % is not printed as the 100.00 % that it misses")
  func decimals() throws {
    let metric = try #require(store.catalog.metrics.first { $0.id == "on_time_closure_rate" })
    #expect(Language.zh.text(0.99996, metric, against: 1) == "99.996%")
    #expect(Language.zh.text(0.9999996, metric, against: 1) == "99.99996%")
    #expect(Language.zh.text(1, metric, against: 1) == "100.00%")
    #expect(Language.zh.text(0.943, metric, against: 0.95) == "94.30%")
  }

  @Test("a difference of rates is that of the printed figures: 97.36 less 93.48 is 3.88")
  func printed() throws {
    let metric = try #require(store.catalog.metrics.first { $0.id == "connection_rate" })
    // 97.3631 % and 93.4773 %: 3.8858 points.
    let difference = Language.zh.printedDifference(0.038858, metric, now: 0.973631, before: 0.934773)
    #expect(abs(difference - 0.0388) < 1e-12)
  }
}
