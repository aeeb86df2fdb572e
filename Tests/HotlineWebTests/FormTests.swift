import Foundation
import HotlineApp
import Testing

@testable import HotlineWeb

@Suite("Forms that are filled in")
struct WebFormTests {
  private static let points = "row/funds-compliance/judgement/points"
  private static let reason = "row/funds-compliance/judgement/reason"

  private static func file(_ desk: WebDesk, _ name: String = "hotline-2019") -> String {
    "\(desk.folder)/data/indicators/\(name).yaml"
  }

  private static func text(_ desk: WebDesk, _ name: String = "hotline-2019") throws -> String {
    try String(contentsOfFile: file(desk, name), encoding: .utf8)
  }

  /// Sends the form of a page with some fields typed anew.
  private static func save(
    _ desk: WebDesk, _ cookie: String, _ sheet: FormSheet, _ typed: [String: String], _ name: String = "hotline-2019"
  ) async -> WebDesk.Reply {
    await desk.post("/forms/\(name)", cookie, sheet.fields.merging(typed) { $1 })
  }

  @Test("two rows are saved at once; the file changes only there, the scores follow, and it is told once at the place")
  func saved() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let before = try Self.text(desk)
    let page = await desk.get("/forms/hotline-2019", cookie)
    #expect(page.status == 200 && page.headers["cache-control"] == "private, no-cache")
    let sheet = FormSheet(page)
    // Nothing was changed: nothing is written, not a space.
    let nothing = await Self.save(desk, cookie, sheet, [:])
    #expect(nothing.status == 303 && nothing.headers["location"] == "/forms/hotline-2019")
    #expect(try Self.text(desk) == before)
    #expect(await desk.get("/forms/hotline-2019", cookie).text.contains("没有改动"))

    let typed = [
      Self.points: "4.5", Self.reason: "缺一份凭证: \"第3号\" #1", "row/project-setup/judgement/points": "5",
      "row/data-analysis/conditions/0/met": "yes",
    ]
    let reply = await Self.save(desk, cookie, sheet, typed)
    #expect(reply.status == 303)
    #expect(reply.headers["location"] == "/forms/hotline-2019#at.row.funds-compliance.judgement")
    let after = try Self.text(desk)
    let (old, new) = (before.split(separator: "\n"), after.split(separator: "\n"))
    #expect(new.count == old.count + 1)
    #expect(old.filter { $0.contains("#") }.allSatisfy(new.contains))
    #expect(after.contains("          points: 4.5\n") && after.contains("reason: \"缺一份凭证: \\\"第3号\\\" #1\""))
    #expect(after.contains("            met: true\n"))
    let changed = await desk.get("/forms/hotline-2019", cookie)
    #expect(changed.text.contains("id=\"at.row.funds-compliance.judgement\""))
    #expect(changed.text.contains("已保存，分数已随之更新") && changed.text.contains("已保存：得分（满分 6）、扣分原因"))
    // 4.5 is rounded to whole points as the form says; the study that is done now costs nothing.
    #expect(changed.text.contains("<span class=\"points\">5 / 6</span>"))
    #expect(FormSheet(changed).fields[Self.points] == "4.5")
    #expect(await !desk.get("/forms/hotline-2019", cookie).text.contains("已保存"))
    let log = try String(contentsOfFile: "\(desk.folder)/hotline.sqlite.log", encoding: .utf8)
    #expect(log.contains("funds-compliance/judgement/points") && !log.contains("form-token"))
  }

  @Test("an error keeps all that was typed, and leads to its field")
  func refused() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let before = try Self.text(desk)
    let sheet = FormSheet(await desk.get("/forms/hotline-2019", cookie))
    let reply = await Self.save(
      desk, cookie, sheet,
      [
        Self.points: "<7", "row/project-setup/judgement/on": "昨天", "row/goals-reasonable/judgement/reason": "一行\r\n二行",
        "narrative/problems/text": "自己的话",
      ])
    #expect(reply.status == 422)
    #expect(reply.text.contains("role=\"alert\"") && reply.text.contains("<h1>未保存："))
    #expect(reply.text.contains("href=\"#f.row.funds-compliance.judgement.points\""))
    #expect(reply.text.contains("href=\"#f.row.project-setup.judgement.on\""))
    #expect(reply.text.matches(of: /aria-invalid="true"/).count == 3)
    #expect(reply.text.contains("0 至 6") && reply.text.contains("2020-03-12"))
    let again = FormSheet(reply)
    #expect(again.fields[Self.points] == "<7" && again.fields["row/project-setup/judgement/on"] == "昨天")
    #expect(again.fields["row/goals-reasonable/judgement/reason"] == "一行\n二行")
    #expect(again.fields["narrative/problems/text"] == "自己的话")
    #expect(try Self.text(desk) == before)
    // Put right on the page that came back, all of it is saved.
    let right = await Self.save(
      desk, cookie, again,
      [
        Self.points: "6", "row/project-setup/judgement/on": "2020-03-10", "narrative/problems/placement": "replace",
      ])
    #expect(right.status == 303)
    #expect(try Self.text(desk).contains("  problems: {replace: \"自己的话\"}"))
    #expect(try Self.text(desk).contains("reason: \"一行 二行\""))
  }

  @Test("a form that somebody else saved meanwhile is not overwritten: what both typed stands side by side")
  func conflict() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let first = FormSheet(await desk.get("/forms/hotline-2019", cookie))
    let second = first
    let mine = [Self.points: "5", "row/goals-reasonable/judgement/points": "7", Self.reason: "我的原因"]
    let theirs = [Self.points: "4", "header/goal": "他们的目标", Self.reason: "我的原因"]
    #expect(await Self.save(desk, cookie, first, theirs).status == 303)
    let between = try Self.text(desk)
    let reply = await Self.save(desk, cookie, second, mine)
    #expect(reply.status == 409 && reply.text.contains("他人保存了这张表"))
    #expect(try Self.text(desk) == between)
    let again = FormSheet(reply)
    // Mine stays where I changed something, theirs where only they did.
    #expect(again.fields[Self.points] == "5" && again.fields["row/goals-reasonable/judgement/points"] == "7")
    #expect(again.fields["header/goal"] == "他们的目标")
    #expect(reply.text.contains("他人已改为：4") && reply.text.matches(of: /他人已改为/).count == 1)
    #expect(reply.text.contains("href=\"#f.row.funds-compliance.judgement.points\""))
    #expect(await Self.save(desk, cookie, again, [:]).status == 303)
    let after = try Self.text(desk)
    #expect(after.contains("points: 5\n") && after.contains("points: 7\n") && after.contains("他们的目标"))
    // Of another form's page, or without a state, nothing is taken either.
    #expect(
      await desk.post(
        "/forms/hotline-2019", cookie, ["form-token": first.fields["form-token"] ?? "", Self.points: "1"]
      ).status == 409)
    #expect(try Self.text(desk) == after)
    #expect(
      await desk.post("/forms/hotline-2019", cookie, first.fields.merging(["form-token": "x"]) { $1 }).status == 403)
    #expect(await desk.post("/forms/nothing", cookie, first.fields).status == 404)
  }

  @Test("nobody's telephone number gets into a form's file or the log")
  func privacy() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let sheet = FormSheet(await desk.get("/forms/hotline-2019", cookie))
    let typed = [
      Self.reason: "来电人 13812345678 投诉", "row/funds-compliance/judgement/by": "李四 138-1234-5678",
      "narrative/problems/text": "致电１３８１２３４５６７８", "narrative/problems/placement": "follow",
    ]
    #expect(await Self.save(desk, cookie, sheet, typed).status == 303)
    let log = try String(contentsOfFile: "\(desk.folder)/hotline.sqlite.log", encoding: .utf8)
    for text in [try Self.text(desk), log] {
      for number in ["13812345678", "138-1234-5678", "１３８１２３４５６７８"] { #expect(!text.contains(number), "\(number)") }
    }
    #expect(try Self.text(desk).contains("reason: \"来电人 138****5678 投诉\""))
  }

  @Test("open points lead to their fields, on the list too; without data a form is filled in all the same")
  func open() async throws {
    let desk = try await WebDesk(filled: false)
    let cookie = await desk.enter()
    let whole = try Self.text(desk)
    let attested = "          attested: {by: 自评小组, on: 2020-03-12, document: 2019年印制的自评表}\n"
    let first = try #require(whole.range(of: attested))
    try Data(whole.replacingCharacters(in: first, with: "").utf8).write(to: URL(filePath: Self.file(desk)))
    try Data("form: [".utf8).write(to: URL(filePath: Self.file(desk, "broken")))
    let list = await desk.get("/forms", cookie)
    #expect(list.status == 200)
    #expect(list.text.contains(">项目绩效自我评价 · 社区服务热线管理 · 2019</a> <span>待填 1 项</span>"))
    #expect(list.text.contains("项目支出绩效自评表 · 社区服务热线管理 · 2019</a> <span>已填齐</span>"))
    #expect(list.text.contains("broken.yaml") && !list.text.contains(desk.folder))
    let page = await desk.get("/forms/hotline-2019", cookie)
    #expect(page.status == 200 && page.text.contains("还没有数据") && page.text.contains("还有 1 项待填"))
    #expect(page.text.contains("href=\"#f.row.funds-compliance.judgement.by\""))
    #expect(page.text.contains("id=\"f.row.funds-compliance.judgement.by\""))
    let typed = ["by", "on", "document"].map { "row/funds-compliance/judgement/\($0)" }
    #expect(
      await Self.save(
        desk, cookie, FormSheet(page), [typed[0]: "热线部", typed[1]: "2020-03-12", typed[2]: "会议纪要"]
      ).status == 303)
    #expect(await desk.get("/forms", cookie).text.contains("社区服务热线管理 · 2019</a> <span>已填齐</span>"))
    #expect(await !desk.get("/forms/hotline-2019", cookie).text.contains("项待填"))
  }

  @Test("a form whose causes are wanted asks for them; a page's texts are of its own language")
  func causes() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let form = "/forms/hotline-national-2019"
    let judged = ["row/management-rules/judgement/points": "2"]
    let first = FormSheet(await desk.get("\(form)?lang=en", cookie))
    #expect(await Self.save(desk, cookie, first, judged, "hotline-national-2019").status == 303)
    let page = await desk.get("\(form)?lang=en", cookie)
    #expect(
      page.text.contains("its cause is wanted") && page.text.contains("href=\"#f.row.management-rules.cause.reason\""))
    let sheet = FormSheet(page)
    #expect(page.text.contains("action=\"/forms/hotline-national-2019?lang=en\""))
    let fields = sheet.fields.merging([
      "row/ages/cause/reason": "Unfavourable", "row/volume/cause/reason": "Fewer calls",
    ]) { $1 }
    #expect(await desk.post("/forms/hotline-national-2019?lang=en", cookie, fields).status == 303)
    let text = try Self.text(desk, "hotline-national-2019")
    // The Chinese text beside it stays; what had none is one text for both.
    #expect(text.contains("reason: {zh: 话务坐席人员用工年龄结构不合理, en: \"Unfavourable\"}"))
    #expect(text.contains("cause: {reason: \"Fewer calls\"}"))
  }

  @Test("who may not fill in sees no field, and no address takes any")
  func roles() async throws {
    let desk = try await WebDesk()
    await UserTests.addReader(desk, "reader1")
    let (_, cookie) = await UserTests.logIn(desk, "reader1", "a long password")
    let page = await desk.get("/forms/hotline-2019", cookie)
    #expect(page.status == 200 && !page.text.contains("<form") && !page.text.contains("/evidence"))
    let own = await desk.formToken(desk.get("/leave", cookie))
    for address in ["/forms/hotline-2019", "/forms/hotline-2019/evidence/remove"] {
      #expect(await desk.post(address, cookie, ["form-token": own]).status == 403)
    }
    for address in ["/forms/hotline-2019/evidence", "/forms/hotline-2019/evidence.zip"] {
      #expect(await desk.get(address, cookie).status == 403)
    }
  }

  @Test("the form that is handed in is the file that the command line writes; what it rests on is a page")
  func files() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let outcome = try DraftFormReport(form: Self.file(desk), language: .zh).run(in: desk.workspace)
    let folder = "\(desk.folder)/out"
    _ = try DocumentOutput(formats: "docx", folder: folder).write { outcome.documents($0) }
    let reply = await desk.get("/forms/hotline-2019.docx", cookie)
    #expect(reply.bytes == FileManager.default.contents(atPath: "\(folder)/\(outcome.sheet.name).docx"))
    for address in ["/forms/nothing", "/forms/..%2fmetrics", "/forms/hotline-2019.exe", "/forms/README"] {
      #expect(await desk.get(address, cookie).status == 404, "\(address)")
    }
    let page = await desk.get("/forms/hotline-2019", cookie)
    let basis = await desk.get("/forms/hotline-2019/basis", cookie)
    #expect(page.text.contains("href=\"/forms/hotline-2019/basis#evidence-hotline-service-2\""))
    #expect(basis.text.contains("id=\"evidence-hotline-service-2\""))
    #expect(basis.text.contains("href=\"/forms/hotline-2019#form-scores\"") && page.text.contains("id=\"form-scores\""))
    // Names of landmarks differ.
    for text in [page.text, basis.text] { #expect(!text.contains("class=\"scroll\" role=\"region\"")) }
    #expect(await desk.get("/forms/hotline-2019.json", cookie).text.contains("\"id\" : \"form\""))
  }
}
