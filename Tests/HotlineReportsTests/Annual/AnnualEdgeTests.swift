import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// A year at its limits: callers by how often they call, parts that are few in public, groups of which nobody is judged.
@Suite("A year at its limits")
struct AnnualEdgeTests {
  let store: ReportStore

  init() throws { store = try ReportStore() }

  private func may(_ count: Int, lost: Int = 0) -> [Call] {
    Handmade.month(LocalMonth(year: 2019, month: 5), calls: count, lost: lost)
  }

  private func annual(_ language: Language = .zh, hidden: Int? = nil) throws -> Document {
    let engine = hidden.map { store.engine.publicVersion(hidingUnder: $0) } ?? store.engine
    return try AnnualReport(year: 2019, engine: engine, form: nil, language: language).document(
      suppressingUnder: hidden)
  }

  @Test("callers stand in the band of their calls: once, twice, three to five, six to ten, eleven or more")
  func bands() throws {
    let often = [1, 2, 3, 5, 6, 10, 11]
    var made = may(often.reduce(0, +))
    var place = 0
    for (caller, count) in often.enumerated() {
      for _ in 0..<count {
        made[place].caller = "1380000100\(caller)"
        place += 1
      }
    }
    try store.calls(made)
    let table = try #require(annual().table("T7"))
    // Of 7 callers and 38 calls: 1; 2; 3 and 5; 6 and 10; 11.
    #expect(table.rows.map { $0.texts[1] } == ["14.29%", "14.29%", "28.57%", "28.57%", "14.29%"])
    #expect(table.rows.map { $0.texts[2] } == ["2.63%", "5.26%", "21.05%", "42.11%", "28.95%"])
    #expect(table.rows.map { $0.texts[0] } == ["1 次", "2 次", "3–5 次", "6–10 次", "11 次以上"])
    #expect(
      try annual(.en).table("T7")?.rows.map { $0.texts[0] } == [
        "once", "twice", "3–5 times", "6–10 times", "11 times or more",
      ])
  }

  /// 77 rated, so many unrated and so many abandoned.
  private func parts(unrated: Int, abandoned: Int, hidden: Int?) throws -> [[String]] {
    let store = try ReportStore()
    var made = may(77 + unrated + abandoned, lost: abandoned)
    for index in (abandoned + unrated)..<made.count { made[index].rating = "satisfied" }
    try store.calls(made)
    let table = try #require(
      AnnualReport(year: 2019, engine: store.engine, form: nil, language: .zh).document(suppressingUnder: hidden).table(
        "T8"))
    return table.rows.filter { $0.texts[0] == "满意率（来电评价）" }.map { Array($0.texts[2...3]) }
  }

  @Test("in public parts of ten stand alone; smaller ones stand with the next until they are ten")
  func merged() throws {
    #expect(
      try parts(unrated: 10, abandoned: 20, hidden: 10) == [
        ["计入分母", "77"], ["未评价", "10"], ["不在口径内的其他件", "20"], ["合计", "107"],
      ])
    #expect(
      try parts(unrated: 9, abandoned: 20, hidden: 10) == [["计入分母", "77"], ["未评价、不在口径内的其他件", "29"], ["合计", "106"]])
    #expect(try parts(unrated: 4, abandoned: 5, hidden: 10) == [["未评价、不在口径内的其他件、计入分母", "86"], ["合计", "86"]])
    #expect(
      try parts(unrated: 5, abandoned: 5, hidden: 10) == [["计入分母", "77"], ["未评价、不在口径内的其他件", "10"], ["合计", "87"]]
        || parts(unrated: 5, abandoned: 5, hidden: 10) == [["计入分母", "77"], ["不在口径内的其他件、未评价", "10"], ["合计", "87"]])
    #expect(
      try parts(unrated: 0, abandoned: 20, hidden: nil) == [["计入分母", "77"], ["不在口径内的其他件", "20"], ["合计", "97"]])
    #expect(try parts(unrated: 3, abandoned: 0, hidden: nil) == [["计入分母", "77"], ["未评价", "3"], ["合计", "80"]])
    #expect(try parts(unrated: 0, abandoned: 0, hidden: nil).isEmpty, "nothing is left out")
  }

  @Test("where nobody can be judged nobody is said to differ by more than chance")
  func unjudged() throws {
    var made = may(40)
    for index in made.indices { made[index].unit = index % 2 == 0 ? "社会救助处" : "养老服务处" }
    try store.calls(made)
    let sentence = try #require(annual().keySentences.dropFirst().first)
    #expect(sentence.contains("没有承办单位在界限以外落后；其余差异不显著，不作排名"), "\(sentence)")
  }

  @Test("the greatest shortfall of all KPIs is told first")
  func greatest() throws {
    var made = may(1200)
    for index in made.indices {
      let isBad = index < 200
      made[index].unit = isBad ? "殡葬管理处" : "社会救助处"
      made[index].category = isBad ? "殡葬服务" : "养老服务"
      made[index].rating = isBad && index % 4 != 0 ? "dissatisfied" : "satisfied"
    }
    try store.calls(made)
    // 60 of 200 orders late beside 0 of 400: fewer than the 125 dissatisfied.
    try store.orders(
      (0..<600).map { index in
        let isBad = index < 200
        let closed = isBad && index < 60 ? "2019-05-30" : "2019-05-10"
        return
          "G\(index),closed,2019-05-06 09:00,2019-05-06 10:00,2019-05-20,\(closed) 10:00,\(isBad ? "殡葬管理处" : "社会救助处"),黄浦区,\(isBad ? "殡葬服务" : "养老服务"),投诉,2019-12-20"
      })
    let sentence = try #require(annual().keySentences.last)
    // 1,050 of 1,200 are satisfied: 87.5 % of 200 are 175, 50 are.
    #expect(sentence.hasPrefix("最大的短板是殡葬管理处的“殡葬服务”（满意率（来电评价） 25.00%，比平均水平少 125 件）"), "\(sentence)")
    #expect(try annual().table("proposal-table")?.rows.count == 2)
  }
}
