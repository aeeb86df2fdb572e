import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineText
import Testing

@testable import HotlineApp

@Suite("Reports, without the binary")
struct ReportTests {
  let desk: TestDesk

  /// A made-up year, ingested once; each test works on a copy.
  private static let year = Result { () throws -> TestDesk in
    let desk = try TestDesk(shared: "year")
    let logs = try SimulateLogs(year: 2019, folder: desk.folder + "/logs", seed: 7, scale: 0.01).run(in: desk.workspace)
    _ = try IngestFiles(logs).run(in: desk.workspace)
    _ = try BackUpDatabase(to: desk.folder + "/copy.sqlite").run(in: desk.workspace)
    return desk
  }

  init() throws {
    desk = try TestDesk()
    let year = try Self.year.get()
    try FileManager.default.copyItem(atPath: year.folder + "/copy.sqlite", toPath: desk.workspace.database)
    try FileManager.default.copyItem(atPath: year.workspace.database + ".key", toPath: desk.workspace.database + ".key")
  }

  private var form: String { desk.workspace.data + "/indicators/hotline-2019.yaml" }

  private func text(_ document: Document) throws -> String {
    guard case .text(let text) = try DocumentOutput(formats: "markdown", folder: "-").write(document) else { return "" }
    return text
  }

  @Test("a metric's trend says in a sentence which months its limits come from")
  func baseline() throws {
    let facts = FactSelection(period: try Period(parsing: "2019-12"))
    let shown = try ShowMetric("connection_rate", about: facts, language: .zh).run(in: desk.workspace).document
    #expect(try text(shown).contains(/\n.*基线：2019-[0-9]{2}至2019-[0-9]{2}中的[0-9]+个月[^\n]*。\n/))
    let english = try ShowMetric("connection_rate", about: facts, language: .en).run(in: desk.workspace).document
    #expect(try text(english).contains(/\n.*Baseline: [0-9]+ months, 2019-[0-9]{2} to 2019-[0-9]{2}[^\n]*\.\n/))
  }

  @Test("each report is a document, in the language asked for")
  func documents() throws {
    let month = try DraftMonthlyReport.month(parsing: "2019-12")
    #expect(try text(DraftMonthlyReport(month).run(in: desk.workspace)).contains("# 热线月度运行报告"))
    let english = try DraftMonthlyReport(month, ReportRequest(language: .en)).run(in: desk.workspace)
    #expect(english.fileName == "monthly-2019-12-en")
    #expect(try text(DraftAnnualReport(2019).run(in: desk.workspace)).contains("2019"))
    #expect(try text(DraftFormReport(form: form).run(in: desk.workspace).document).contains("热线"))
  }

  @Test("a year's report of a part counts its facts alone, and says of which part it is")
  func part() throws {
    let part = try DraftAnnualReport(2019, about: [FactSelection.Condition(parsing: "district=黄浦区")])
      .run(in: desk.workspace)
    #expect(part.fileName == "annual-2019-黄浦区")
    let written = try text(part)
    #expect(written.contains(" · 区：黄浦区") && !written.contains("徐汇区"))
    #expect(written.contains("座席接听全部来电，不按部分测算席位"))
    // One district has no others to be compared with.
    #expect(!written.contains("区域分析") && written.contains("承办单位效能") && !written.contains("没有区在界限以外"))
    func count(_ metric: String, _ conditions: [FactSelection.Condition]) throws -> Double {
      let facts = FactSelection(period: try Period(parsing: "2019"), conditions: conditions)
      let values = try AskKPIs([metric], about: facts).run(in: desk.workspace).tables.flatMap(\.values)
      return values.reduce(0) { $0 + ($1.numerator ?? 0) }
    }
    let district = [try FactSelection.Condition(parsing: "district=黄浦区")]
    let (calls, all) = (try count("call_volume", district), try count("call_volume", []))
    #expect(calls > 0 && calls < all)
    #expect(written.contains("| \(Int(calls)) |"))
    // T6 adds up to the orders of the district that were received in the year.
    let orders = try count("orders_received", district)
    let ages = written.split(separator: "\n").drop { !$0.contains("T6 时效分布") }
    let sum = try #require(ages.first { $0.hasPrefix("| 合计") })
    #expect(orders > 0 && sum.hasSuffix(" \(Int(orders)) |"), "\(orders) \(sum)")
    let suppressed = DraftAnnualReport(
      2019, ReportRequest(hiddenUnder: 10), about: [try FactSelection.Condition(parsing: "district=黄浦区")])
    #expect(problem { _ = try suppressed.run(in: desk.workspace) }?.kind == .usage)
  }

  @Test("several tasks at once get what one alone gets")
  func together() async throws {
    let workspace = desk.workspace
    let month = try DraftMonthlyReport.month(parsing: "2019-06")
    let facts = FactSelection(period: try Period(parsing: "2019"))
    let alone = (
      month: try DraftMonthlyReport(month).run(in: workspace), year: try DraftAnnualReport(2019).run(in: workspace),
      calls: try desk.counts("call_volume", "2019")
    )
    let (monthText, yearText) = (try text(alone.month), try text(alone.year))
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<12 {
        group.addTask {
          switch number % 3 {
          case 0: try self.text(DraftMonthlyReport(month).run(in: workspace)) == monthText
          case 1: try self.text(DraftAnnualReport(2019).run(in: workspace)) == yearText
          default:
            try AskKPIs(["call_volume"], about: facts).run(in: workspace).tables.first?.values.first?.numerator
              == alone.calls[0]
          }
        }
      }
      for try await isSame in group { #expect(isSame) }
    }
  }

  @Test("the form is drafted, its evidence written, its targets reviewed")
  func appraisal() throws {
    let folder = desk.folder + "/evidence"
    let draft = try AppraiseForm(form: form, evidence: folder).run(in: desk.workspace)
    #expect(draft.form.sections.count > 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.contains("README.md") && files.contains("sources.csv"))
    #expect(try ReviewTargets(form: form).run(in: desk.workspace).count > 0)
    for months in [11, 37] {
      #expect(problem { _ = try ReviewTargets(form: form, months: months).run(in: desk.workspace) }?.kind == .usage)
    }
    #expect(problem { _ = try AppraiseForm(form: "none.yaml").run(in: desk.workspace) }?.place?.file == "none.yaml")
  }

  @Test("a filled-in form is audited without a database, and an error in it is a failure")
  func audit() throws {
    let nowhere = Workspace(database: "/nowhere/none.sqlite", data: desk.workspace.data)
    let reference = TestDesk.project.appending(path: "Tests/HotlineAppraisalTests/Audit/self-evaluation-2019.md").path
    let outcome = try AuditForms(reference).run(in: nowhere)
    #expect(outcome.results.count == 2)
    #expect(outcome.isFailure)
    #expect(problem { _ = try AuditForms(reference, comparedWith: [form]).run(in: nowhere) } != nil)
  }

  @Test("formats are read from a list; one text is HTML or Markdown alone")
  func formats() throws {
    #expect(try DocumentOutput(formats: "html, xlsx,html", folder: "out").formats == [.html, .xlsx])
    #expect(try DocumentOutput(formats: "markdown", folder: "-").folder == nil)
    for (formats, folder) in [
      ("odt", "out"), (",", "out"), ("", "out"), ("xlsx", "-"), ("docx", "-"), ("html,markdown", "-"),
    ] {
      #expect(
        problem { _ = try DocumentOutput(formats: formats, folder: folder) }?.kind == .usage, "\(formats) \(folder)")
    }
    let document = try DraftMonthlyReport(DraftMonthlyReport.month(parsing: "2019-12")).run(in: desk.workspace)
    let written = try DocumentOutput(formats: "html,csv", folder: desk.folder + "/out").write(document)
    #expect(
      written == .files(["\(desk.folder)/out/monthly-2019-12.html", "\(desk.folder)/out/monthly-2019-12-csv/"]))
  }

  @Test("a form on pages is two files: itself, with nothing else on it, and what it rests on")
  func formFiles() throws {
    let outcome = try DraftFormReport(form: form).run(in: desk.workspace)
    #expect(outcome.documents(.html).map(\.name) == ["appraisal-hotline-2019"])
    #expect(outcome.documents(.docx).map(\.name) == ["appraisal-hotline-2019", "appraisal-hotline-2019-evidence"])
    #expect(outcome.documents(.docx).map(\.isPrintedForm) == [true, false])
    #expect(outcome.sheet.links.filter { !$0.id.hasPrefix("evidence") }.isEmpty)
    #expect(outcome.explanation.unresolvedLinks.isEmpty)
    let output = try DocumentOutput(formats: "docx", folder: desk.folder + "/form")
    #expect(
      try output.write(outcome.documents)
        == .files(["", "-evidence"].map { "\(desk.folder)/form/appraisal-hotline-2019\($0).docx" }))
  }

  @Test("last year's form must be of the project")
  func lastYear() throws {
    let filed = TestDesk.project.appending(path: "Tests/HotlineAppraisalTests/Audit/self-evaluation-2019.md").path
    let draft = try DraftFormReport(form: form, lastYear: filed).run(in: desk.workspace)
    let text = try text(draft.document)
    #expect(text.contains("| 绩效目标合理性 | 8 | 6 / 8 |") && text.contains("| 合计 | 100 | 92 / 100 |"))
    let other = desk.folder + "/other.md"
    try "| 项目名称： | 别的项目 |\n".write(toFile: other, atomically: true, encoding: .utf8)
    let found = problem { _ = try DraftFormReport(form: form, lastYear: other).run(in: desk.workspace) }
    #expect(found?.place?.file == other)
  }

  @Test("a PDF is made by what is there; without a browser or an office there is a clear sentence")
  func printer() throws {
    let tools = desk.folder + "/tools"
    try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
    #expect(
      problem { _ = try PDFPrinter.found(path: tools) }?.found.en
        == "there is no program on this machine that makes a PDF")
    func install(_ name: String) throws {
      try "#!/bin/sh\n".write(toFile: "\(tools)/\(name)", atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(tools)/\(name)")
    }
    try install("soffice")
    #expect(try PDFPrinter.found(path: tools) == [.libreOffice("\(tools)/soffice")])
    try install("chromium")
    let (browser, office) = (PDFPrinter.chromium("\(tools)/chromium"), PDFPrinter.libreOffice("\(tools)/soffice"))
    #expect(try PDFPrinter.found(path: tools) == [browser, office])
    #expect(try PDFPrinter.found(forForm: true, path: tools) == [office, browser])
    // A program that does nothing is told.
    let document = Document(name: "n", title: "t", language: .en, asOf: .init(0, text: ""))
    let found = problem { _ = try browser.pdf(of: document) }
    #expect(found?.found.en == "\(tools)/chromium made no PDF")
  }

  @Test("the dates in a PDF are those of its data")
  func dates() {
    let bytes = Data("<</CreationDate (D:20261125222359+00'00') /Other (D:2026)>>(D:20261125222359".utf8)
    let dated = String(decoding: PDFPrinter.dated(bytes, 1_577_836_799), as: UTF8.self)
    #expect(dated == "<</CreationDate (D:20191231235959+00'00') /Other (D:2026)>>(D:20191231235959")
  }

  @Test("a month is a month")
  func month() throws {
    #expect(try DraftMonthlyReport.month(parsing: "2019-12").iso == "2019-12")
    for text in ["2019", "2019-12-01", "2019-01..2019-02", "soon"] {
      #expect(problem { _ = try DraftMonthlyReport.month(parsing: text) }?.kind == .usage, "\(text)")
    }
  }

  @Test("targets are those of the year's form, of another, or none")
  func targets() throws {
    #expect(TargetForm(parsing: nil) == .ofTheYear)
    #expect(TargetForm(parsing: "none") == .none)
    #expect(TargetForm(parsing: "a.yaml") == .file("a.yaml"))
    let month = try DraftMonthlyReport.month(parsing: "2019-12")
    let usual = try text(DraftMonthlyReport(month).run(in: desk.workspace))
    #expect(try text(DraftMonthlyReport(month, ReportRequest(targets: .file(form))).run(in: desk.workspace)) == usual)
    #expect(try text(DraftMonthlyReport(month, ReportRequest(targets: .none)).run(in: desk.workspace)) != usual)
  }
}
