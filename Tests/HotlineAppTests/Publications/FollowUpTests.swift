import FreshNames
import Foundation
import HotlineConfiguration
import HotlineDocument
import HotlineText
import Testing

@testable import HotlineApp

@Suite("What was undertaken, and what became of it")
struct FollowUpTests {
  private let desk: TestDesk

  init() throws {
    let copy = FileManager.default.temporaryDirectory.appending(path: "hotline-app-data-\(freshName())").path
    try FileManager.default.copyItem(atPath: TestDesk.project.appending(path: "data").path, toPath: copy)
    try? FileManager.default.removeItem(atPath: copy + "/actions.yaml")
    desk = try TestDesk(data: copy)
    let files = [
      try desk.calls("2019-03-04", answered: 8, abandoned: 2), try desk.calls("2019-04-04", answered: 9, abandoned: 1),
    ]
    _ = try IngestFiles(files).run(in: desk.workspace)
  }

  private func write(_ actions: String) throws {
    try Data(actions.utf8).write(to: URL(filePath: desk.workspace.data + "/actions.yaml"))
  }

  private func chapter(_ month: String, _ request: ReportRequest = ReportRequest(targets: .none)) throws -> String? {
    let document = try DraftMonthlyReport(DraftMonthlyReport.month(parsing: month), request).run(in: desk.workspace)
    guard document.sections.contains(where: { $0.anchor == "follow-up" }),
      case .text(let text) = try DocumentOutput(formats: "markdown", folder: "-").write(document)
    else { return nil }
    return text.components(separatedBy: "问题与跟踪").dropFirst().last?.components(separatedBy: "\n## ").first
  }

  private static let actions = """
    actions:
      - month: 2019-03
        kind: problem
        text: 上午排队时间长
        by: 热线部
        due: 2019-04-10
        figures: {metric: connection_rate, where: {line: "962200"}}
        state: done
        since: 2019-04-02
        note: 上午增加一个坐席
      - {month: 2019-03, kind: focus, text: 核对放弃原因, by: 质检组}
      - {month: 2019-02, kind: focus, text: 旧事未了, by: 质检组}
      - {month: 2019-02, kind: focus, text: 旧事已了, by: 质检组, state: dropped, since: 2019-03-01}
      - {month: 2019-04, kind: problem, text: "回访电话13800001234未接", by: 热线部}
    """

  @Test("without a file, or in a public version, there is no chapter")
  func none() throws {
    #expect(try chapter("2019-03") == nil)
    try write(Self.actions)
    #expect(try chapter("2019-03") != nil)
    #expect(try chapter("2019-05") != nil)
    #expect(try chapter("2019-01") == nil)
    #expect(try chapter("2019-03", ReportRequest(targets: .none, hiddenUnder: 10)) == nil)
  }

  @Test("a month tells what it undertakes, and what became of what was undertaken before, beside the figures named")
  func chapters() throws {
    try write(Self.actions)
    let march = try #require(try chapter("2019-03"))
    #expect(march.contains("上午排队时间长") && march.contains("热线部，2019-04-10 前"))
    #expect(march.contains("80.00% (8 / 10)") && march.contains("核对放弃原因"))
    // Of February what was left open, and what was given up in between.
    #expect(march.contains("旧事未了") && march.contains("不再进行 2019-03-01"))
    let april = try #require(try chapter("2019-04"))
    #expect(april.contains("已完成 2019-04-02：上午增加一个坐席"))
    #expect(april.contains(" · 962200：80.00% (8 / 10) → 90.00% (9 / 10)"))
    #expect(april.contains("旧事未了") && !april.contains("旧事已了"))
    #expect(april.contains("138\\*\\*\\*\\*1234") && !april.contains("13800001234"))
  }

  @Test(
    "a file that grew for years does not grow the report: the first hundred that are open are told of, and how many are not"
  )
  func many() throws {
    func open(_ count: Int) -> String {
      "actions:\n" + (1...count).map { "  - {month: 2019-02, kind: focus, text: 事项\($0)号, by: 质检组}\n" }.joined()
    }
    try write(open(130))
    let march = try #require(try chapter("2019-03"))
    #expect(march.contains("事项100号") && !march.contains("事项101号") && march.contains("另有 30 项未列出。"))
    try write(open(1_001))
    #expect(problem { _ = try chapter("2019-03") }?.found.en == "too many actions (1001)")
  }

  @Test(
    "a mistake is told with its place",
    arguments: [
      ("actions:\n  - {month: 2019-03, kind: problem, text: a, by: b, owner: c}", 2, 53, "unknown key “owner”"),
      ("actions:\n  - {month: 2019-3, kind: problem, text: a, by: b}", 2, 13, "“2019-3” is not a month"),
      ("actions:\n  - {month: 2019-03, kind: worry, text: a, by: b}", 2, 28, "“worry” is not allowed here"),
      ("actions:\n  - {month: 2019-03, kind: problem, text: a}", 2, 5, "“by” is missing"),
      ("actions:\n  - {month: 2019-03, kind: problem, text: a, by: b, state: done}", 2, 5, "“since” is missing"),
      (
        "actions:\n  - {month: 2019-03, kind: problem, text: a, by: b, since: 2019-04-01}", 2, 60,
        "what is open is not over since a day"
      ),
      (
        "actions:\n  - {month: 2019-03, kind: problem, text: a, by: b, figures: {metric: speed}}", 2, 71,
        "“speed” is not allowed here"
      ),
      (
        "actions:\n  - {month: 2019-03, kind: problem, text: a, by: b, figures: {metric: connection_rate, where: {district: 无区}}}",
        2, 106, "the table of names has no “无区”"
      ),
      ("more: 1", 1, 1, "unknown key “more”"),
    ])
  func mistakes(yaml: String, line: Int, column: Int, found: String) throws {
    try write(yaml)
    let problem = problem { _ = try chapter("2019-03") }
    #expect(problem?.found.en == found)
    #expect(problem?.place?.file == desk.workspace.data + "/actions.yaml")
    #expect([problem?.place?.line, problem?.place?.column] == [line, column])
  }
}
