import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReports

/// What bears a form's scores out: rows up to thirty, months where there is a curve, files under names that lead nowhere else.
@Suite("Evidence of a form at its limits")
struct EvidenceEdgeTests {
  let store: ReportStore

  init() throws { store = try ReportStore() }

  private func draft(_ indicators: String, head: String = "") throws -> AppraisalDraft {
    let yaml = """
      form: {zh: 表, en: Form}
      year: 2019
      \(head)header: {project: {zh: 项目, en: P}, budget_unit: {zh: 中心, en: C}, department: {zh: 部, en: D}, goal: {zh: 目标, en: G}, assessed_on: 2020-03-12, recurrent: true}
      rounding: 1
      sections:
        - name: {zh: 产出目标, en: Output}
          weight: 100
          indicators:

      """ + indicators
    let form = try FormDefinition(yaml: yaml, file: "forms/small.yaml", catalog: store.catalog)
    return try Appraiser(engine: store.engine).draft(form)
  }

  private func indicator(_ id: String, _ component: String, weight: Int = 100) -> String {
    """
        - id: \(id)
          name: {zh: 项\(id), en: row}
          weight: \(weight)
          rule: proportional
          components:
            - {\(component)}

    """
  }

  private func evidence(_ component: String) throws -> Document {
    let section = try FormEvidence(draft(indicator("a", component)), engine: store.engine, language: .zh).section()
    return Document(name: "d", title: "", language: .zh, asOf: .init(0, text: ""), sections: [section])
  }

  private func rows(_ document: Document) -> ReportTable? {
    func all(_ section: Document.Section) -> [ReportTable] {
      section.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
        + section.sections.flatMap(all)
    }
    return document.sections.flatMap(all).first { $0.caption.hasSuffix("的明细") || $0.caption.hasSuffix("明细") }
  }

  private func orders(_ late: Int, months: [Int] = [12]) -> [String] {
    months.flatMap { month in
      let number = month < 10 ? "0\(month)" : String(month)
      return (0..<late).map {
        "G\(month)-\($0),closed,2019-\(number)-02 09:00,2019-\(number)-02 10:00,2019-\(number)-09,2019-\(number)-20 10:00,社会救助处,黄浦区,养老服务,投诉,2020-01-05"
      } + [
        "H\(month),closed,2019-\(number)-02 09:00,2019-\(number)-02 10:00,2019-\(number)-09,2019-\(number)-05 10:00,社会救助处,黄浦区,养老服务,投诉,2020-01-05"
      ]
    }
  }

  @Test(
    "thirty rows that missed are all listed, of more the first thirty and the command for all", arguments: [30, 31])
  func listed(count: Int) throws {
    try store.orders(orders(count))
    let table = try #require(try rows(evidence("metric: on_time_closure_rate, at_least: 100%")))
    #expect(table.caption == "未达标的明细" && table.rows.count == 30)
    #expect(
      table.note.plain.hasPrefix("只列前 30 行；全部：hotline explain") == (count == 31) && table.note.isEmpty == (count == 30))
  }

  @Test("a count that is to stay low lists what was counted, an average lists nothing, a rate that is met says so")
  func parts() throws {
    try store.orders(orders(2))
    #expect(rows(try evidence("metric: orders_received, at_most: 1"))?.caption == "计入的明细")
    #expect(rows(try evidence("metric: orders_received, at_most: 1"))?.rows.count == 3)
    #expect(rows(try evidence("metric: orders_received, at_least: 1")) == nil)
    #expect(rows(try evidence("metric: average_closure_days, at_most: 3")) == nil)
    #expect(rows(try evidence("metric: return_rate, at_most: 3%"))?.caption != "计入的明细")
    #expect(try evidence("metric: first_contact_rate, at_least: 90%").texts.contains("没有未达标的明细。"))
  }

  @Test(
    "a rate of three months is a picture, of two only a table", arguments: [([11, 12], false), ([10, 11, 12], true)])
  func months(months: [Int], drawn: Bool) throws {
    try store.orders(orders(1, months: months))
    let document = try evidence("metric: on_time_closure_rate, at_least: 100%")
    let figures = document.sections[0].sections[0].sections[0].blocks.compactMap { block -> Figure? in
      if case .figure(let figure) = block { figure } else { nil }
    }
    #expect(figures.count == (drawn ? 1 : 0))
    if let figure = figures.first {
      #expect(figure.alternative.hasSuffix("，按月，目标 ≥100.00%；数值见下表"), "\(figure.alternative)")
    }
  }

  @Test("files are numbered in two digits and named by at most sixty letters of the indicator")
  func files() throws {
    try store.orders(orders(2))
    let long = String(repeating: "x", count: 61)
    let indicators =
      (1...9).map { indicator("a-\($0)_b", "metric: first_contact_rate, at_least: 90%", weight: 10) }.joined()
      + indicator(long, "metric: on_time_closure_rate, at_least: 100%", weight: 10)
    let draft = try draft(indicators)
    var names: [String] = []
    var texts: [String] = []
    try EvidencePack(draft: draft, engine: store.engine, language: .zh).makeFiles { name, content in
      names.append(name)
      if case .document(let document) = content { texts += document.texts }
    }
    let last = "10-" + String(repeating: "x", count: 60)
    #expect(names == (1...9).map { "0\($0)-a-\($0)_b" } + [last + "-1-rows", last, "sources", "documents", "README"])
    #expect(texts.contains("未达标的明细 2 行：\(last)-1-rows.csv") && texts.contains("没有未达标的明细。"))
  }

  @Test(
    "amounts in ten thousands have two decimals, and as many more as the books have, six at most",
    arguments: [
      ("1000000", "100.00"), ("2730400", "273.04"), ("2730460", "273.046"), ("12345", "1.2345"),
      ("123456.7", "12.34567"),
      ("12345.67", "1.234567"),
    ])
  func amounts(yuan: String, shown: String) throws {
    try store.calls(Handmade.month(LocalMonth(year: 2019, month: 12), calls: 1, lost: 0))
    let head =
      "layout: national-2020\nfunds:\n  initial: \(yuan)\n  sources:\n    - {name: {zh: 拨款, en: a}, initial: \(yuan), budget: 0, executed: 0}\n"
    let draft = try draft(
      indicator("a", "metric: connection_rate, at_least: 90%").replacing(
        "      rule:", with: "      group: {zh: 数量指标, en: Q}\n      rule:"),
      head: head)
    let table = try #require(FormDocument(draft, language: .zh).sheet().table("form-head"))
    let all = try #require(table.rows.first { $0.texts.first == "年度资金总额" })
    let source = try #require(table.rows.first { $0.texts.first == "拨款" })
    #expect(all.texts[1] == shown && source.texts[1] == shown && source.texts[2] == "0.00")
  }
}
