import Foundation
import HotlineApp
import Testing

@testable import HotlineWeb

@Suite("Reports that are published, forms that are checked")
struct WebPublishTests {
  @Test("a published report is kept as it was; what would be different today is told with its rows")
  func published() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let report = await desk.get("/reports/monthly/2019-12", cookie)
    let token = desk.formToken(report)
    #expect(
      await desk.post("/reports/monthly/2019-12/publish", cookie, ["form-token": token, "format": "html"]).status == 400
    )
    #expect(
      await desk.post("/reports/monthly/2019-12/publish", cookie, ["form-token": token, "by": "热线部"]).status == 400)
    #expect(await desk.post("/reports/monthly/2019-12/publish", cookie, ["by": "热线部", "format": "html"]).status == 403)
    let sent = await desk.post(
      "/reports/monthly/2019-12/publish", cookie, ["form-token": token, "by": "热线部<b>", "format": "html"])
    #expect(sent.headers["location"] == "/publications/1")
    let page = await desk.get("/publications/1", cookie)
    #expect(page.text.contains("monthly-2019-12.html") && page.text.contains("热线部&lt;b&gt;"))
    let file = await desk.get("/publications/1/files/monthly-2019-12.html", cookie)
    #expect(file.status == 200 && file.headers["content-disposition"]?.hasPrefix("attachment") == true)
    #expect(file.text.contains("108 / 120"))
    let path = "\(desk.folder)/more.csv"
    try Data(
      "call_id,line,started_at,outcome,wait_seconds,talk_seconds,caller,district,unit\nmore,962200,2019-12-20 09:00:00,answered,3,60,,黄浦区,法规处\n"
        .utf8
    ).write(to: URL(filePath: path))
    _ = try IngestFiles([path]).run(in: desk.workspace)
    let changed = await desk.get("/publications/1", cookie)
    #expect(
      changed.text.contains("108 / 120") && changed.text.contains("109 / 121") && changed.text.contains("more.csv:2"))
    // A reader sees that figures differ, and no rows.
    let token2 = desk.formToken(await desk.get("/admin", cookie))
    _ = await desk.post(
      "/admin/users", cookie,
      ["form-token": token2, "name": "one", "role": "reader", "password": "a long password"])
    let reader = await UserTests.logIn(desk, "one", "a long password").cookie
    for ending in ["", ".json", ".csv"] {
      let seen = await desk.get("/publications/1\(ending)", reader)
      #expect(seen.status == 200 && !seen.text.contains("more.csv:2"), "\(ending)")
    }
    #expect(await desk.get("/publications/1", reader).text.contains("109 / 121"))
    // What was published stays as it was.
    #expect(await desk.get("/publications/1/files/monthly-2019-12.html", cookie).bytes == file.bytes)
    #expect(await desk.get("/publications/2", cookie).status == 404)
    #expect(await desk.get("/publications/1/files/other.html", cookie).status == 404)
  }

  @Test("a form that is checked is read and not kept")
  func audited() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let form = try String(
      contentsOf: WebDesk.project.appending(path: "Tests/HotlineAppraisalTests/Audit/self-evaluation-2019.md"),
      encoding: .utf8)
    let reply = await BringTests.send(desk, cookie, [("自评表.md", form)], to: "/audit")
    #expect(reply.status == 200 && reply.text.contains("核查结果"))
    #expect(reply.text.matches(of: /<section/).count >= 2)
    let kept = (try? FileManager.default.contentsOfDirectory(atPath: "\(desk.folder)/hotline.sqlite.files")) ?? []
    #expect(kept == [])
    #expect(await BringTests.send(desk, cookie, [("自评表.md", form)], token: "x", to: "/audit").status == 403)
    let nonsense = await BringTests.send(desk, cookie, [("a.docx", "PK\u{3}\u{4}")], to: "/audit")
    #expect(nonsense.status >= 400 && nonsense.status < 500 && !nonsense.text.contains(desk.folder))
  }
}
