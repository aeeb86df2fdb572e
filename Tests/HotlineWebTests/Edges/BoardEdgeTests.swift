import FreshNames
import Foundation
import HotlineCalendar
import HotlineDocument
import HotlineModel
import HotlineText
import Testing

@testable import HotlineApp
@testable import HotlineWeb

@Suite("What the board, arrivals and files of rows say, at the limits of what they list")
struct BoardEdgeTests {
  private func arrival(_ number: Int) -> Arrivals.Arrival {
    .init(name: "a\(number)", user: "one", files: ["f\(number).csv"], at: 0, state: .checking(nil))
  }

  private func board(unsettled: Int = 0, sources: Int = 1, as role: Role = .editor) throws -> (text: String, rows: Int)
  {
    let months = try ["2019-11", "2019-12"].map { try DraftMonthlyReport.month(parsing: $0) }
    let reports = (0..<sources).map { number in
      var source = SourceReport(
        file: "f\(number).csv", sha256: "", sizeBytes: 1, profile: "p", kind: .call, encoding: "utf-8",
        counts: RowCounts(rows: 9, header: 1, rejected: number % 2))
      source.number = number
      return source
    }
    let report = Document(
      name: "m", title: "t", language: .en, asOf: .init(0, text: "2020"),
      sections: [
        .init("summary", "Summary"), .init("trend", "Trend"), .init("changes", "Changes"),
        .init("follow-up", "Follow-up"),
      ])
    let page = BoardPage(
      month: months[1], months: months, report: report, sources: reports,
      unsettled: (0..<unsettled).map(arrival), inquiry: .asking("/month/2019-12", as: role, .en))
    let tables = page.document.tables
    #expect(page.document.sections.map(\.anchor.id) == ["summary", "changes", "follow-up", "arrivals-section"])
    return (page.answer.page.content, tables.last?.table.rows.count ?? 0)
  }

  @Test("five files that need somebody are named on the board; where there are more it leads to all")
  func unsettled() throws {
    let five = try board(unsettled: 5).text
    #expect(five.matches(of: /href="\/arrivals\//).count == 5 && !five.contains(">all of them<"))
    let six = try board(unsettled: 6).text
    #expect(six.matches(of: /href="\/arrivals\//).count == 5 && six.contains(">all of them<"))
    #expect(try !board(unsettled: 6, as: .analyst).text.contains("/arrivals/") && !board().text.contains("/arrivals/"))
  }

  @Test("the last five files stand on the board, with how many of all have rejected rows; beside months lead on")
  func sources() throws {
    #expect(try board(sources: 5).rows == 5 && board(sources: 6).rows == 5 && board(sources: 1).rows == 1)
    #expect(try board(sources: 6).text.contains("6 files were read; 3 of them have rejected rows, 3 in all."))
    #expect(try board(sources: 1).text.contains("1 files were read; no row was rejected."))
    let text = try board().text
    #expect(text.contains("href=\"/month/2019-11\"") && !text.contains("/month/2020-01"))
  }

  @Test("how far a file is: waiting without a size, a share that is never more than the whole")
  func progress() {
    func shown(_ bytes: Int, of total: Int) -> (String, Double) {
      let progress = IngestFiles.Progress(path: "/x/f.csv", totalBytes: total, bytes: bytes, rows: 1_234)
      let found = ArrivalPage.progress(.checking(progress), .en)
      return (found.text, found.share)
    }
    #expect(
      shown(0, of: 0) == ("trying: waiting", 0) && shown(1, of: 2) == ("trying: f.csv: 1,234 rows read (50%)", 0.5))
    #expect(shown(3, of: 2) == ("trying: f.csv: 1,234 rows read (100%)", 1))
    #expect(shown(0, of: 1) == ("trying: f.csv: 1,234 rows read (0%)", 0))
    #expect(ArrivalPage.progress(.ingesting(nil), .en) == ("bringing in: waiting", 0))
    #expect(ArrivalPage.progress(.ingesting(nil), .zh).text == "入库：等待中")
    #expect(ArrivalPage.progress(.checking(nil), .zh).text == "试读：等待中")
  }

  @Test("what a file of rows has come to, in words")
  func exportWords() {
    for (state, words) in [
      (.writing(0), "being prepared"), (.writing(1), "1 rows written"),
      (.done(rows: 1_000, bytes: 1 << 20 + 1), "1,000 rows, 2 MB"),
    ] as [(Exports.State, String)] {
      #expect(ExportsPage.words(state, .en) == words)
    }
  }

  @Test("twenty files of rows are kept of all users, four of each; each user sees their own, the last one first")
  func exports() async throws {
    let desk = try await WebDesk()
    let exports = desk.server.exports
    let facts = try Question(Fields(parsing: "period=2019-12"), usualPeriod: "").facts()
    func begins(_ user: String, _ title: String = "t") -> Bool {
      let order = WriteRows(of: "call_volume", .numerator, about: facts)
      return (try? exports.begin(order, title: title, file: "f", user: user)) != nil
    }
    for user in 0..<5 {
      for number in 0..<4 { #expect(begins("u\(user)", "\(number)")) }
      #expect(!begins("u\(user)"), "a fifth")
    }
    #expect(!begins("new"), "twenty are all")
    #expect(exports.list(of: "u3").map(\.title) == ["3", "2", "1", "0"] && exports.list(of: "new").isEmpty)
    exports.remove(try #require(exports.list(of: "u3").first).name)
    #expect(exports.list(of: "u3").map(\.title) == ["2", "1", "0"])
    exports.removeAll(of: "u3")
    #expect(exports.list(of: "u3").isEmpty && exports.list(of: "u2").count == 4)
  }

  @Test("a row leads to its file's page, but to none where two files have its name")
  func ambiguous() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.cookie(of: .analyst)
    let rows = "/rows?metric=call_volume&which=numerator&period=2019-12"
    #expect(await desk.get(rows, cookie).text.contains("href=\"/sources/1\">calls-2019.csv</a>"))
    let folder = desk.folder + "/other"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("call_id,line,started_at,outcome\nother,962200,2019-12-20 09:00:00,answered\n".utf8).write(
      to: URL(filePath: folder + "/calls-2019.csv"))
    _ = try IngestFiles([folder + "/calls-2019.csv"]).run(in: desk.workspace)
    let page = await desk.get(rows, cookie).text
    #expect(page.contains("calls-2019.csv") && !page.contains("href=\"/sources/"))
  }
}
