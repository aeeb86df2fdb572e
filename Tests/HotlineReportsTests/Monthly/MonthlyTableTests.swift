import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// The month's tables: the month before and the year before, how often a target was met, the topics most asked.
@Suite("Tables of the monthly report")
struct MonthlyTableTests {
  let store: ReportStore
  private static let december = LocalMonth(year: 2019, month: 12)

  init() throws { store = try ReportStore() }

  private func document(_ store: ReportStore? = nil) throws -> Document {
    let store = store ?? self.store
    return try MonthlyReport(month: Self.december, engine: store.engine, form: store.form(), language: .zh).document()
  }

  @Test("a month stands beside the one before it and beside the same month of the year before")
  func before() throws {
    try store.calls(
      (0..<14).flatMap { Handmade.month(Self.december.advanced(by: -$0), calls: 10 * (14 - $0), lost: 0) }
        + [Call(at: Self.december.lastDay.end - 1)])
    let row = try #require(document().table("trend-table")?.rows.first).texts
    // 141 calls, 130 in November, 20 in December 2018, 10 in the November before.
    #expect(
      row[2] == "141" && row[5] == "130" && row[6] == "+8.46%" && row[7] == "20" && row[8] == "+605.00%", "\(row)")
  }

  /// What is said of the target of 85 % connected, of months with so many calls each, some of which lose half of them.
  private func assurance(_ calls: [Int], missed: Int = 0) throws -> String {
    let store = try ReportStore()
    try store.calls(
      calls.enumerated().flatMap { index, count in
        Handmade.month(Self.december.advanced(by: -index), calls: count, lost: index < missed ? count / 2 : 0)
      })
    let table = try #require(document(store).table("limit-table"))
    let row = try #require(table.rows.first { $0.texts[0].hasPrefix("热线接通率（人工）") })
    return row.texts[try #require(table.columns.firstIndex { $0.header == "对目标" })]
  }

  @Test("a target is met as a rule, at times or never only where twelve months of thirty cases say so")
  func targets() throws {
    let year = Array(repeating: 30, count: 12)
    #expect(try assurance(year) == "稳定达标（12个月中12个月达标）" && assurance(year, missed: 12) == "持续未达标（12个月中0个月达标）")
    #expect(
      try assurance(year, missed: 1) == "达标不稳定（12个月中11个月达标）" && assurance(year, missed: 11) == "达标不稳定（12个月中1个月达标）")
    #expect(
      try assurance(Array(year.dropLast())) == "11个月中11个月达标" && assurance(year.dropLast() + [29]) == "11个月中11个月达标")
    #expect(try assurance([29, 29]) == "件数不足")
  }

  private func topics(_ counts: [(String, Int)]) -> [Call] {
    counts.flatMap { topic, count in
      Handmade.month(Self.december, calls: count, lost: 0).map {
        var call = $0
        call.category = topic
        return call
      }
    }
  }

  @Test(
    "ten topics are listed, the most asked first, those without one last; of more, how many are left out",
    arguments: [10, 11])
  func topics(count: Int) throws {
    try store.calls(topics((0..<count).map { ("类\($0)", 30 - $0) } + [("", 5)]))
    let table = try #require(document().table("topic-table"))
    #expect(table.rows.map { $0.texts[0] } == (0..<10).map { "类\($0)" } + ["（未填）"])
    #expect(table.note.plain.contains("另有1类件数较少，未列出。") == (count == 11) && table.rows[0].texts[1] == "30")
  }

  @Test("repeat calls of a topic are a rate from ten cases on, and none where no case is old enough to tell")
  func repeats() throws {
    var made = topics([("九", 9), ("十", 10), ("新", 12)])
    for index in made.indices {
      let day = made[index].category == "新" ? 29 : 2
      made[index].at = Self.december.firstDay.advanced(by: day).start + Int64(index) * 60
      made[index].caller = "138000010\(10 + index)"
    }
    made.append(Call(at: Self.december.lastDay.end - 1, category: "新"))
    try store.calls(made)
    let table = try #require(document().table("topic-table"))
    let column = try #require(table.columns.firstIndex { $0.header.contains("重复来电") })
    func cell(_ name: String) throws -> ReportTable.Cell {
      try #require(table.rows.first { $0.texts[0] == name }).cells[column]
    }
    #expect(try cell("九").content == .absent(reason: "不足10件") && cell("九").status == .tooFew)
  }
}
