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

  @Test("each report is a document, in the language asked for")
  func documents() throws {
    let month = try DraftMonthlyReport.month(parsing: "2019-12")
    #expect(try text(DraftMonthlyReport(month).run(in: desk.workspace)).contains("# 热线月度运行报告"))
    let english = try DraftMonthlyReport(month, ReportRequest(language: .en)).run(in: desk.workspace)
    #expect(english.fileName == "monthly-2019-12-en")
    #expect(try text(DraftAnnualReport(2019).run(in: desk.workspace)).contains("2019"))
    #expect(try text(DraftFormReport(form: form).run(in: desk.workspace)).contains("热线"))
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
    for (formats, folder) in [("pdf", "out"), (",", "out"), ("", "out"), ("xlsx", "-"), ("html,markdown", "-")] {
      #expect(
        problem { _ = try DocumentOutput(formats: formats, folder: folder) }?.kind == .usage, "\(formats) \(folder)")
    }
    let document = try DraftMonthlyReport(DraftMonthlyReport.month(parsing: "2019-12")).run(in: desk.workspace)
    let written = try DocumentOutput(formats: "html,csv", folder: desk.folder + "/out").write(document)
    #expect(
      written == .files(["\(desk.folder)/out/monthly-2019-12.html", "\(desk.folder)/out/monthly-2019-12-csv/"]))
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
