import FreshNames
import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineModel
import HotlineReports
import HotlineStore
import HotlineText
import Testing

@testable import HotlineApp

@Suite("Publications, without the binary")
struct PublicationTests {
  private let desk: TestDesk
  private let march: LocalMonth
  private let april: LocalMonth

  init() throws {
    let copy = FileManager.default.temporaryDirectory.appending(path: "hotline-app-data-\(freshName())").path
    try FileManager.default.copyItem(atPath: TestDesk.project.appending(path: "data").path, toPath: copy)
    desk = try TestDesk(data: copy)
    march = try DraftMonthlyReport.month(parsing: "2019-03")
    april = try DraftMonthlyReport.month(parsing: "2019-04")
  }

  private func ingest(_ paths: String..., again: Bool = false) throws {
    _ = try IngestFiles(paths, maxRejectShare: 1, isAgain: again).run(in: desk.workspace)
  }

  @discardableResult
  private func publish(_ month: LocalMonth, formats: String = "html,csv", out: String = "out") throws -> Publication {
    let output = try DocumentOutput(formats: formats, folder: "\(desk.folder)/\(out)")
    return try PublishReport(
      .monthly(month, ReportRequest(targets: .none)), by: "热线部", at: 1_560_000_000, to: output
    ).run(in: desk.workspace).publication
  }

  /// Orders of a day: so many, of which some are closed in time, some late, some open.
  private func orders(_ name: String, _ rows: [String]) throws -> String {
    try desk.write(
      (["order_id,line,status,received_at,due_at,closed_at,district,satisfaction,exported_at"] + rows).joined(
        separator: "\n") + "\n", to: name)
  }

  private func changes(_ name: String? = nil) throws -> PublicationChanges {
    try ShowChanges(name).run(in: desk.workspace)
  }

  private func figure(
    _ changes: PublicationChanges, _ metric: String, _ names: [String: String], _ period: String = "2019-03"
  )
    throws -> PublicationChanges.Figure?
  {
    let period = try Period(parsing: period)
    return changes.figures.first {
      $0.published.metric == metric && $0.published.names == names && $0.published.period == period
    }
  }

  /// `cause numerator denominator facts`, for each cause.
  private func causes(_ figure: PublicationChanges.Figure?) -> [String] {
    figure?.byCause.map { "\($0.cause.rawValue) \(Int($0.numerator)) \(Int($0.denominator)) \($0.facts)" } ?? []
  }

  private func expectExplained(_ changes: PublicationChanges, _ note: String = "") {
    for figure in changes.figures {
      guard let rest = figure.unexplained else { continue }
      #expect(
        rest.numerator == 0 && rest.denominator == 0,
        "\(note) \(figure.published.metric) \(figure.published.names) \(figure.published.period.text): \(rest)")
    }
  }

  @Test("each difference is told with its counts, its causes and its rows; the report is drawn again byte for byte")
  func history() throws {
    // 8 of 10 calls are answered; then 3 of 4 more, one of the old is put right, and the first file is forgotten.
    try ingest(desk.calls("2019-03-04", answered: 8, abandoned: 2))
    let first = try publish(march)
    #expect(first.files.map(\.name).contains("monthly-2019-03.html"))
    #expect(first.figures.contains { $0.metric == "connection_rate" && $0.numerator == 8 && $0.denominator == 10 })
    #expect(try changes().isEmpty)

    try ingest(desk.calls("2019-03-05", answered: 3, abandoned: 1))
    let line = ["line": "962200"]
    var now = try changes("1")
    var rate = try figure(now, "connection_rate", line)
    #expect([rate?.today?.numerator, rate?.today?.denominator] == [11, 14])
    #expect(causes(rate) == ["new_row 3 4 4"])
    expectExplained(now)

    _ = try CorrectFact(
      kind: "call", key: "2019-03-04-黄浦区-8", field: "outcome", value: "answered", by: "李", reason: "系统误记"
    ).run(in: desk.workspace)
    now = try changes("1")
    rate = try figure(now, "connection_rate", line)
    #expect([rate?.today?.numerator, rate?.today?.denominator] == [12, 14])
    #expect(causes(rate) == ["new_row 3 4 4", "changed_row 1 0 1"])
    let changed = rate?.shifts.first { $0.cause == .changedRow }.map { now.rows[$0.row] }
    #expect(changed?.before.map { "\($0.file):\($0.line)" } == "calls-2019-03-04-黄浦区.csv:10")
    #expect(changed?.now.map { "\($0.file):\($0.line)" } == "correction:1")
    #expect(
      changed?.fields.first.map { "\($0.field) \($0.before ?? "") \($0.now ?? "")" } == "outcome abandoned answered")
    #expect(try causes(figure(now, "call_volume", ["district": "黄浦区"])) == ["new_row 4 0 4"])
    expectExplained(now)

    // The next report says so, and is told again as it was, with that chapter.
    try ingest(desk.calls("2019-04-02", answered: 5, abandoned: 1))
    let second = try publish(april)
    let page = try String(contentsOfFile: "\(desk.folder)/out/monthly-2019-04.html", encoding: .utf8)
    #expect(page.contains("自上次发布以来的变化") && page.contains("发布 1（月度报告 2019-03"))
    #expect(page.contains("80.00% (8 / 10)") && page.contains("85.71% (12 / 14)"))
    try ingest(desk.calls("2019-04-03", answered: 5, abandoned: 1))
    for publication in [first, second] {
      let again = try DrawAgain(String(publication.number), into: desk.folder + "/again").run(in: desk.workspace)
      #expect(again.isExact, "\(again.differing)")
      #expect(again.forgotten.isEmpty && again.definitions.isEmpty)
    }

    _ = try ForgetSources(["calls-2019-03-04-黄浦区.csv"]).run(in: desk.workspace)
    now = try changes("1")
    rate = try figure(now, "connection_rate", line)
    #expect([rate?.today?.numerator, rate?.today?.denominator] == [3, 4])
    #expect(causes(rate) == ["new_row 3 4 4", "forgotten_source -8 -10 10"])
    #expect(now.forgottenSources.map(\.file) == ["calls-2019-03-04-黄浦区.csv"])
    expectExplained(now)
    let again = try DrawAgain("2", into: desk.folder + "/again").run(in: desk.workspace)
    #expect(!again.isExact && again.forgotten.map(\.number) == [1])
    // All that the first one knew was forgotten.
    let found = problem { _ = try DrawAgain("1", into: desk.folder + "/again").run(in: desk.workspace) }
    #expect(found?.found.en == "all sources that publication 1 knew were forgotten since")
  }

  @Test("a year's figures are published with the names that they are of, topics with their hotline")
  func names() throws {
    var rows = ["call_id,line,started_at,outcome,category"]
    for number in 0..<60 {
      rows.append("k\(number),962200,2019-0\(1 + number % 9)-04 09:00:00,answered,\(number % 3 == 0 ? "养老服务" : "婚姻登记")")
    }
    try ingest(desk.write(rows.joined(separator: "\n") + "\n", to: "year.csv"))
    let output = try DocumentOutput(formats: "html", folder: "\(desk.folder)/year")
    let publication = try PublishReport(
      .annual(2019, ReportRequest(targets: .none)), by: "热线部", at: 1_580_000_000, to: output
    ).run(in: desk.workspace).publication
    func value(_ names: [String: String]) -> Double? {
      publication.figures.first {
        $0.metric == "call_volume" && $0.names == names && $0.period.text == "2019"
      }?.numerator
    }
    #expect(
      value(["category": "养老服务", "line": "962200"]) == 20 && value(["category": "婚姻登记", "line": "962200"]) == 40)
    #expect(value(["line": "962200"]) == 60)
  }

  @Test("a definition, the calendar and names that change are named as the cause")
  func definitions() throws {
    // A is due on a Friday, B on the next working day after receipt, by our own rule of first contact.
    try ingest(
      orders(
        "orders.csv",
        [
          "A,12345,closed,2019-03-01 09:00:00,2019-03-08 18:00:00,2019-03-07 10:00:00,黄浦区,satisfied,2019-03-20 00:00:00",
          "B,12345,closed,2019-03-04 09:00:00,2019-03-11 18:00:00,2019-03-12 10:00:00,浦东,dissatisfied,2019-03-20 00:00:00",
        ]))
    try publish(march)
    let line = ["line": "12345"]
    func edit(_ file: String, _ old: String, _ new: String) throws {
      let path = "\(desk.workspace.data)/\(file)"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try #require(text.contains(old), "\(old)")
      try Data(text.replacing(old, with: new).utf8).write(to: URL(filePath: path))
    }
    let metrics = try String(contentsOfFile: "\(desk.workspace.data)/metrics.yaml", encoding: .utf8)
    let measure = try #require(
      metrics.split(separator: "\n").first { $0.contains("  orders_received: {") || $0.hasPrefix("  orders_received:") }
    )
    try edit(
      "metrics.yaml", String(measure),
      "  orders_received: {fact: work_order, filter: status <> 'void' and satisfaction = 'satisfied'}")
    let now = try changes()
    #expect(now.definitions.contains(.metrics))
    let received = try figure(now, "orders_received", line)
    #expect(causes(received) == ["definition -1 0 1"])
    #expect(received?.shifts.first.map { now.rows[$0.row].key } == "B")
    expectExplained(now)
    // A name that stands for another one counts there from the next ingest on.
    try edit("districts.csv", "浦东新区,浦东", "黄浦区,浦东")
    try ingest(desk.calls("2019-03-05", answered: 1, abandoned: 0))
    let later = try changes()
    #expect(later.definitions.contains(.names))
    expectExplained(later)
    #expect(
      try causes(figure(later, "on_time_closure_rate", ["district": "浦东新区", "line": "12345"])) == ["names 0 -1 1"])
  }

  @Test(
    "whatever happens to calls and orders, every figure of a month's report is explained to the last fact",
    arguments: UInt64(1)...4)
  func explained(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func dice(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    func pick(_ words: [String]) -> String { words[dice(words.count)] }
    func day() -> String { "2019-03-\(String(format: "%02d", 1 + dice(28)))" }
    var files: [String] = []
    func export(_ name: String) throws {
      let exported = "2019-04-0\(1 + dice(8)) 00:00:00"
      let rows = (0..<30).map { _ -> String in
        let received = day()
        return
          "k\(dice(40)),12345,\(pick(["open", "closed", "closed", "returned"])),\(received) 09:00:00,\(day()) 18:00:00,"
          + "\(dice(3) == 0 ? "" : received + " 17:00:00"),\(pick(["黄浦区", "浦东", "静安区", ""])),\(pick(["satisfied", "dissatisfied", ""])),\(exported)"
      }
      try ingest(orders(name, rows), again: files.contains(name))
      if !files.contains(name) { files.append(name) }
    }
    func calls(_ name: String) throws {
      try ingest(
        desk.calls(day(), answered: 3 + dice(9), abandoned: dice(5), district: pick(["黄浦区", "浦东"]), name: name),
        again: files.contains(name))
      if !files.contains(name) { files.append(name) }
    }
    for number in 0..<3 { try number == 1 ? calls("c\(number).csv") : export("o\(number).csv") }
    try publish(march, formats: "markdown")
    for number in 3..<9 {
      switch dice(5) {
      case 0: try calls("c\(number).csv")
      case 1: try calls(files.first { $0.hasPrefix("c") } ?? "c.csv")
      case 2: try export(files.last { $0.hasPrefix("o") } ?? "o.csv")
      case 3 where files.count > 2:
        _ = try ForgetSources([files.remove(at: dice(files.count))]).run(in: desk.workspace)
      default: try export("o\(number).csv")
      }
    }
    let now = try changes()
    #expect(!now.figures.isEmpty)
    expectExplained(now, "seed \(seed)")
  }

  @Test("an edited database is found: what no fact explains is told")
  func edited() throws {
    try ingest(desk.calls("2019-03-04", answered: 8, abandoned: 2))
    try publish(march, formats: "markdown")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sqlite3")
    process.arguments = [
      desk.workspace.database, "UPDATE published_figure SET numerator = 7 WHERE metric = 'connection_rate'",
    ]
    try process.run()
    process.waitUntilExit()
    let now = try changes()
    let rest = try figure(now, "connection_rate", ["line": "962200"])?.unexplained
    #expect(rest?.numerator == 1 && rest?.denominator == 0)
  }

  @Test("a public version's chapter tells how many figures differ, and nothing of them")
  func publicVersion() throws {
    try ingest(desk.calls("2019-03-04", answered: 80, abandoned: 20))
    func publishPublic(_ month: LocalMonth) throws {
      _ = try PublishReport(
        .monthly(month, ReportRequest(targets: .none, hiddenUnder: 10)), by: "热线部", at: 1_560_000_000,
        to: DocumentOutput(formats: "markdown", folder: desk.folder + "/public")
      ).run(in: desk.workspace)
    }
    try publishPublic(march)
    try ingest(
      desk.calls("2019-03-05", answered: 3, abandoned: 0), desk.calls("2019-04-05", answered: 30, abandoned: 20))
    try publishPublic(april)
    let text = try String(contentsOfFile: "\(desk.folder)/public/monthly-2019-04-public.md", encoding: .utf8)
    let chapter = try #require(text.components(separatedBy: "自上次发布以来的变化").last?.components(separatedBy: "\n## ").first)
    #expect(chapter.contains("个按现有数据已不同") && !chapter.contains("103") && !chapter.contains("+3"))
    // The internal report is another publication: it has none before it.
    try publish(april, formats: "markdown")
    let own = try String(contentsOfFile: "\(desk.folder)/out/monthly-2019-04.md", encoding: .utf8)
    #expect(!own.contains("自上次发布以来的变化"))
  }

  @Test("a form is published with its points, and says which would be others")
  func form() throws {
    let logs = try SimulateLogs(year: 2019, folder: desk.folder + "/logs", seed: 7, scale: 0.01).run(in: desk.workspace)
    _ = try IngestFiles(logs).run(in: desk.workspace)
    let form = desk.workspace.data + "/indicators/hotline-2019.yaml"
    let output = try DocumentOutput(formats: "html,docx", folder: desk.folder + "/form")
    let outcome = try PublishReport(
      .appraisal(DraftFormReport(form: form)), by: "自评小组", at: 1_584_000_000, to: output
    ).run(in: desk.workspace)
    #expect(outcome.publication.basis.scores.last?.indicator == "")
    #expect(try changes().isEmpty)
    let again = try DrawAgain(nil, into: desk.folder + "/form-again").run(in: desk.workspace)
    #expect(again.isExact, "\(again.differing)")
    let calls = try #require(logs.first { $0.hasSuffix("calls-962200.csv") })
    _ = try ForgetSources([calls]).run(in: desk.workspace)
    let now = try changes()
    #expect(now.scores.contains { $0.published.indicator == "" })
    expectExplained(now)
    let report = try DraftFormReport(form: form).run(in: desk.workspace)
    #expect(report.document.sections.contains { $0.anchor == "changes-since" })
    #expect(report.explanation.sections.contains { $0.anchor == "changes-since" })
    #expect(!report.sheet.sections.contains { $0.anchor == "changes-since" })
  }
}
