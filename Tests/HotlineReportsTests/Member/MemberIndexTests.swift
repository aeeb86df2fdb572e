import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

@Suite("The index of sheets")
struct MemberIndexTests {
  let store: ReportStore
  private static let december = LocalMonth(year: 2019, month: 12)

  init() throws { store = try ReportStore() }

  private func index(hidden: Int? = nil) throws -> (document: Document, columns: [String]) {
    let engine = hidden.map { store.engine.publicVersion(hidingUnder: $0) } ?? store.engine
    let sheets = try MemberSheets(
      .district, period: Period(month: Self.december), engine: engine, form: nil, language: .zh)
    let written = try sheets.members.map {
      MemberManifest.Sheet(
        try sheets.sheet($0), files: [.init(path: "a/\($0.name).pdf", sha256: ""), .init(path: "a/csv/", sha256: "")])
    }
    let document = try #require(MemberIndex([(sheets, written)]).document)
    return (document, try #require(document.table("sheets-district")).columns.map(\.header))
  }

  @Test("only what somebody has a case of is a column; each sheet's files are named by their kind")
  func columns() throws {
    try store.calls(Handmade.month(Self.december, calls: 30, lost: 0))
    let calls = try index()
    #expect(calls.columns == ["区", "文件", "话务总量（呼入）", "未按时办结", "以前到期未办结", "临期", "未按时联系"])
    #expect(
      calls.document.table("sheets-district")?.rows.map(\.texts) == [
        ["黄浦区", "PDF、CSV", "30", "0", "0", "0", "0"], ["合计", "", "30", "0", "0", "0", "0"],
      ])
    #expect(calls.document.texts.contains("1份情况单的各项分子、分母相加与全市一致。"))
    #expect(try index(hidden: 10).columns == ["区", "文件", "话务总量（呼入）"])
  }

  @Test("cases without a district are said to be in the sum only where there are any")
  func unassigned() throws {
    var made = Handmade.month(Self.december, calls: 30, lost: 0)
    made[0].district = ""
    try store.calls(made)
    #expect(try index().document.texts.contains("2份情况单的各项分子、分母相加与全市一致（含未归属）。"))
  }
}
