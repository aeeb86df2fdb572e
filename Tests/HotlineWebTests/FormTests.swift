import Foundation
import HotlineApp
import Testing

@testable import HotlineWeb

@Suite("Forms that are filled in")
struct WebFormTests {
  @Test(
    "a judgement is written into its row alone; the score follows, and a form that changed meanwhile is not overwritten"
  )
  func judged() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let file = "\(desk.folder)/data/indicators/hotline-2019.yaml"
    let before = try String(contentsOfFile: file, encoding: .utf8)
    let page = await desk.get("/forms/hotline-2019", cookie)
    #expect(page.status == 200)
    let seen = try #require(page.text.firstMatch(of: /name="seen" value="([0-9a-f]{64})"/)).1
    var form = [
      "form-token": desk.formToken(page), "seen": String(seen), "indicator": "funds-compliance", "points": "4.5",
      "by": "自评小组", "on": "2020-03-13", "document": "会议纪要: \"第3号\" #1", "reason": "缺一份凭证\nx: y", "improvement": "",
    ]
    for (field, value) in [
      ("points", "7"), ("points", "x"), ("on", "yesterday"), ("by", ""), ("indicator", "call-volume"),
      ("form-token", ""),
    ] {
      let status = await desk.post("/forms/hotline-2019/judge", cookie, form.merging([field: value]) { $1 }).status
      #expect(status == 400 || (field == "form-token" && status == 403), "\(field) \(value)")
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == before)
    #expect(await desk.post("/forms/hotline-2019/judge", cookie, form).status == 303)
    let after = try String(contentsOfFile: file, encoding: .utf8)
    let (old, new) = (before.split(separator: "\n"), after.split(separator: "\n"))
    // Three lines of the judgement become five: points, reason, and who judged.
    #expect(Set(old).subtracting(new).count <= 2)
    #expect(after.contains("          points: 4.50\n") && after.contains("level: partly"))
    #expect(after.contains("reason: \"缺一份凭证 x: y\""))
    #expect(new.count == old.count + 1)
    let changed = await desk.get("/forms/hotline-2019", cookie)
    #expect(changed.text.contains("value=\"4.50\"") || changed.text.contains("value=\"4.5\""))
    // What somebody else had seen is no longer what stands there.
    form["points"] = "6"
    let late = await desk.post("/forms/hotline-2019/judge", cookie, form)
    #expect(late.status == 400 && late.text.contains("他人修改"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == after)
    let folder = try FileManager.default.contentsOfDirectory(atPath: "\(desk.folder)/data/indicators")
    #expect(!folder.contains { $0.hasPrefix(".trial") })
  }

  @Test("the form that is handed in is the file that the command line writes")
  func files() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let outcome = try DraftFormReport(form: "\(desk.folder)/data/indicators/hotline-2019.yaml", language: .zh).run(
      in: desk.workspace)
    let folder = "\(desk.folder)/out"
    _ = try DocumentOutput(formats: "docx", folder: folder).write { outcome.documents($0) }
    let reply = await desk.get("/forms/hotline-2019.docx", cookie)
    #expect(reply.bytes == FileManager.default.contents(atPath: "\(folder)/\(outcome.sheet.name).docx"))
    for address in ["/forms/nothing", "/forms/..%2fmetrics", "/forms/hotline-2019.exe", "/forms/README"] {
      #expect(await desk.get(address, cookie).status == 404, "\(address)")
    }
  }
}
