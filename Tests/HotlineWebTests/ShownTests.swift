import Foundation
import GoldenFiles
import HotlineApp
import Testing

@testable import HotlineWeb

/// Every page in the state of a small database in which something is in need of somebody: what an editor, not an administrator, is shown.
@Suite("Pages word for word")
struct ShownTests {
  private let files = GoldenFiles(in: URL(filePath: #filePath).deletingLastPathComponent())

  /// A desk with somebody of a role at it, and the pages that they looked at.
  private final class Visit {
    let desk: WebDesk
    let cookie: String
    /// What differs from run to run, with the name under which it is kept.
    var secrets: [String: String] = [:]
    /// The lines of each address so far.
    private var said: [String: Set<String>] = [:]
    /// All that was seen.
    var text = ""

    init(filled: Bool = true, _ role: Role = .editor) async throws {
      desk = try await WebDesk(filled: filled)
      cookie = await desk.cookie(of: role)
    }

    /// Looks at a page and notes what it says.
    @discardableResult
    func look(_ address: String, _ cookie: String? = nil) async -> WebDesk.Reply {
      let reply = await desk.get(address, cookie ?? self.cookie)
      note("GET \(address)", reply)
      return reply
    }

    @discardableResult
    func post(_ address: String, _ form: [String: String]) async -> WebDesk.Reply {
      let reply = await desk.post(address, cookie, form)
      note("POST \(address)", reply)
      return reply
    }

    /// Notes what a page says; of what the same address said before only how many lines it is.
    func note(_ what: String, _ reply: WebDesk.Reply) {
      let leads = reply.headers["location"].map { " → \($0)" } ?? ""
      let path = String(what.split(separator: " ").last?.prefix { $0 != "?" } ?? "")
      // What stands around a page is told of the first.
      let lines = PageLines.of(reply.text, hiding: secrets, isWhole: text.isEmpty).split(separator: "\n").map(
        String.init)
      let new = lines.filter { said[path]?.contains($0) != true }
      said[path, default: []].formUnion(lines)
      let rest = new.count < lines.count ? ["… \(lines.count - new.count) lines as before"] : []
      note("\(what): \(reply.status)\(leads)", lines: (new + rest).joined(separator: "\n") + "\n")
    }

    func note(_ what: String, lines: String) {
      let head = secrets.reduce(what) { $0.replacing($1.key, with: $1.value) }
      text += "\n==== \(head)\n\(lines)"
    }

    /// Sends files and waits until they were tried; gives the arrival's address.
    func send(_ named: [(name: String, text: String)], as secret: String) async throws -> String {
      let sent = await BringTests.send(desk, cookie, named)
      guard let path = sent.headers["location"] else { throw CancellationError() }
      secrets[String(path.split(separator: "/").last ?? "")] = secret
      _ = await BringTests.settled(desk, cookie, path)
      return path
    }

  }

  private func expect(_ visit: Visit, _ name: String) throws {
    if let difference = try files.difference(of: visit.text, from: name) { Issue.record("\(difference)") }
  }

  @Test("of figures: the board, a metric, its rows, questions", arguments: ["zh"])
  func figures(language: String) async throws {
    let visit = try await Visit()
    for address in [
      "/month/2019-12", "/month/2019-11",
      "/metric/connection_rate?period=2019-12&where=district=%E9%BB%84%E6%B5%A6%E5%8C%BA&where=line=962200",
      "/metric/call_volume?period=2019-12", "/metric/no_metric",
      "/rows?metric=connection_rate&which=missed&period=2019-12",
      "/rows?metric=connection_rate&which=denominator&period=2019-12&page=2", "/rows?metric=transfer_success_rate",
      "/explore",
      "/explore?metrics=connection_rate,call_volume&by=district&period=2019-12&compare=previous&where=line=962200&where=unit=%E6%B3%95%E8%A7%84%E5%A4%84",
      "/explore?metrics=call_volume&by=unit&period=2019-12&suppress=50&where=district=%E9%BB%84%E6%B5%A6%E5%8C%BA&where=district=%E9%9D%99%E5%AE%89%E5%8C%BA",
      "/explore?metrics=satisfaction_rate&period=2019",
      "/explore?metrics=connection_rate&by=hour,weekday&period=2019-12",
      "/explore?metrics=call_volume&by=day&period=2019-12-10..2019-12-14",
    ] { await visit.look(address + (address.contains("?") ? "&" : "?") + "lang=\(language)") }
    try expect(visit, "figures-\(language).txt")
  }

  @Test("of sources: files, rejected rows, names, what was sent and waits, a new profile", arguments: ["zh", "en"])
  func sources(language: String) async throws {
    let visit = try await Visit()
    let lang = "lang=\(language)"
    for address in ["/sources", "/sources/1", "/sources/1/rejects", "/names", "/sources/new", "/profiles"] {
      await visit.look("\(address)?\(lang)")
    }
    let tried = try await visit.send([("一月.csv", BringTests.calls), ("calls-2019.csv", WebDesk.calls)], as: "ARRIVAL")
    await visit.look("\(tried)?\(lang)")
    let token = await visit.desk.formToken(visit.desk.get(tried, visit.cookie))
    await visit.post("\(tried)/confirm?\(lang)", ["form-token": token])
    _ = await visit.desk.post("\(tried)/confirm", visit.cookie, ["form-token": token, "all": "yes"])
    _ = await BringTests.settled(visit.desk, visit.cookie, tried)
    let odd = try await visit.send(
      [("odd.csv", "流水号,服务热线,进线时刻,处理结果,所在区,满意程度\n" + Self.odd)], as: "ODD")
    await visit.look("\(odd)?\(lang)")
    await visit.look("/profiles/new?from=\(odd.split(separator: "/").last ?? "")/odd.csv&\(lang)")
    await visit.look("/month/2019-12?\(lang)")
    for address in [tried, "/sources/new", "/sources", "/sources/2", "/names"] {
      await visit.look("\(address)?\(lang)")
    }
    let forget = ["form-token": token, "sure": "yes"]
    _ = await visit.desk.post("/sources/2/forget", visit.cookie, forget)
    await visit.look("/sources?\(lang)")
    await visit.post("/sources/1/forget?\(lang)", ["form-token": token])
    await visit.post("/sources/1/rejects?\(lang)", ["form-token": token])
    await visit.post("/names?\(lang)", ["form-token": token, "dimension": "unit", "name": "x", "known": "y"])
    try expect(visit, "sources-\(language).txt")
  }

  private static let odd = (10..<40).map {
    "\($0),962200,2020/02/\($0 % 20 + 1) 09:00:\($0),接通,黄浦,\($0 % 2 == 0 ? "满意" : "很好")\n"
  }.joined()

  @Test("of reports, what was published, and what would be different today", arguments: ["en"])
  func reports(language: String) async throws {
    let visit = try await Visit()
    let lang = "lang=\(language)"
    await visit.look("/reports?\(lang)")
    let report = await visit.desk.get("/reports/monthly/2019-12?\(lang)", visit.cookie)
    // The report itself is the renderers'; the frame around it is the page's.
    let lines = PageLines.of(report.text).split(separator: "\n")
    let frame = lines.prefix { !$0.hasPrefix("## ") } + ["…"] + lines.drop { !$0.hasPrefix("{form ") }
    visit.note("the frame of a report", lines: frame.joined(separator: "\n") + "\n")
    let form = ["form-token": visit.desk.formToken(report), "by": "热线部", "format": "markdown"]
    await visit.post("/reports/monthly/2019-12/publish?\(lang)", form.filter { $0.key != "by" })
    await visit.post("/reports/monthly/2019-12/publish?\(lang)", form)
    await visit.look("/publications/1?\(lang)")
    let path = "\(visit.desk.folder)/more.csv"
    try Data(
      "call_id,line,started_at,outcome,wait_seconds,talk_seconds,caller,district,unit\nmore,962200,2019-12-20 09:00:00,answered,3,60,,黄浦区,法规处\n"
        .utf8
    ).write(to: URL(filePath: path))
    _ = try IngestFiles([path]).run(in: visit.desk.workspace)
    for address in ["/publications/1", "/reports"] { await visit.look("\(address)?\(lang)") }
    // On a busy machine the report of before is shown until the new one is drawn.
    var next = await visit.desk.get("/reports/monthly/2019-12?\(lang)", visit.cookie)
    for _ in 0..<100 where !next.text.contains("#changes-since") {
      try await Task.sleep(for: .milliseconds(500))
      next = await visit.desk.get("/reports/monthly/2019-12?\(lang)", visit.cookie)
    }
    let since = PageLines.of(next.text).split(separator: "\n").drop { !$0.contains("#changes-since") }
    let changes = since.prefix(1) + since.dropFirst().prefix { !$0.hasPrefix("{section") }
    visit.note("the next report's changes", lines: changes.joined(separator: "\n") + "\n")
    await visit.look("/publications")
    await visit.look("/publications/1/changes")
    try expect(visit, "reports-\(language).txt")
  }

  @Test(
    "of people: who may log in, who did what; and pages that say why there is nothing to see", arguments: ["zh", "en"])
  func people(language: String) async throws {
    let visit = try await Visit(filled: false, .admin)
    let lang = "lang=\(language)"
    for address in ["/leave", "/login", "/admin", "/sources", "/forms", "/audit", "/nowhere", "/month/2019-12"] {
      await visit.look("\(address)?\(lang)")
    }
    await visit.look("/sources?\(lang)", "")
    let reader = await visit.desk.cookie(of: .reader)
    for address in ["/sources", "/sources/new", "/admin", "/rows"] { await visit.look("\(address)?\(lang)", reader) }
    let token = await visit.desk.formToken(visit.desk.get("/admin", visit.cookie))
    func user(_ name: String, _ role: String, _ password: String) async {
      await visit.post(
        "/admin/users?\(lang)", ["form-token": token, "name": name, "role": role, "password": password])
    }
    await user("chief", "admin", "a long password")
    await user("热线部", "editor", "short")
    await user("热线部", "editor", "a long password")
    await visit.post("/admin/users/remove?\(lang)", ["form-token": token, "name": "chief"])
    await visit.look("/admin?\(lang)")
    await visit.look("/sources?\(lang)", "")
    await visit.look("/leave?\(lang)")
    await visit.post("/admin/users?\(lang)", ["name": "x"])
    try expect(visit, "people-\(language).txt")
  }

  @Test("of forms: what is open, filled in, refused, attached and checked", arguments: ["zh"])
  func forms(language: String) async throws {
    let visit = try await Visit()
    let lang = "lang=\(language)"
    let folder = "\(visit.desk.folder)/data/indicators"
    for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(".yaml") {
      try FileManager.default.removeItem(atPath: "\(folder)/\(file)")
    }
    for (name, text) in SmallForms.all {
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name).yaml"))
    }
    for address in ["/forms", "/forms/small", "/forms/small/basis", "/forms/national"] {
      await visit.look("\(address)?\(lang)")
    }
    let first = FormSheet(await visit.desk.get("/forms/small?\(lang)", visit.cookie))
    let wrong = [
      "row/rules/judgement/points": "31", "row/open/judgement/on": "yesterday", "row/facts/components/0/value": "many",
      "row/facts/components/1/rank": "0", "narrative/problems/text": "Mine",
    ]
    await visit.post("/forms/small?\(lang)", first.fields.merging(wrong) { $1 })
    let right = [
      "row/open/judgement/points": "7", "row/open/judgement/by": "热线部", "row/open/judgement/on": "2020-03-12",
      "row/open/judgement/document": "D", "row/facts/conditions/0/met": "no", "header/goal": "",
    ]
    await visit.post("/forms/small?\(lang)", first.fields.merging(right) { $1 })
    await visit.look("/forms/small?\(lang)")
    await visit.post("/forms/small?\(lang)", first.fields.merging(["row/open/judgement/points": "8"]) { $1 })
    await visit.post("/forms/small?\(lang)", first.fields.merging(["header/assessed_on": "2020-03-13"]) { $1 })
    let evidence = "/forms/small/evidence?\(lang)"
    await visit.look(evidence + "&place=row/open/judgement")
    let large = "1,2\n" + String(repeating: "3,4\n", count: 300_000)
    for (name, text, place) in [
      ("凭证.csv", "1,2\n", "row/open/judgement"), ("large.csv", large, "form"), ("a.exe", "x", "row/rules/judgement"),
      ("b.csv", "1,3\n", "row/nothing"),
    ] {
      let token = await visit.desk.formToken(visit.desk.get(evidence, visit.cookie))
      let body = [("form-token", token, ""), ("place", place, ""), ("files", text, "; filename=\"\(name)\"")].map {
        "--xyz\r\nContent-Disposition: form-data; name=\"\($0.0)\"\($0.2)\r\n\r\n\($0.1)\r\n"
      }.joined()
      let type = ["Content-Type": "multipart/form-data; boundary=xyz"]
      let reply = await visit.desk.send("POST", evidence, visit.cookie, type, Data((body + "--xyz--\r\n").utf8))
      visit.note("POST \(name)", reply)
    }
    for address in ["/forms/small/evidence", "/forms/small", "/forms", "/audit"] {
      await visit.look("\(address)?\(lang)")
    }
    let form = try String(
      contentsOf: WebDesk.project.appending(path: "Tests/HotlineAppraisalTests/Audit/self-evaluation-2019.md"),
      encoding: .utf8)
    let audited = await BringTests.send(visit.desk, visit.cookie, [("a.md", form)], to: "/audit?\(lang)")
    visit.note("POST /audit", audited)
    visit.note("POST nothing", await BringTests.send(visit.desk, visit.cookie, [], to: "/audit?\(lang)"))
    let two = [("a.md", form), ("b.md", form)]
    visit.note("POST two", await BringTests.send(visit.desk, visit.cookie, two, to: "/audit?\(lang)"))
    let reader = await visit.desk.cookie(of: .reader)
    await visit.look("/forms/small?\(lang)", reader)
    let analyst = await visit.desk.cookie(of: .analyst)
    for address in ["/forms/small", "/forms/small/evidence"] { await visit.look("\(address)?\(lang)", analyst) }
    try expect(visit, "forms-\(language).txt")
  }
}
