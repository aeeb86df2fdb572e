import Foundation
import HotlineApp
import Testing

@testable import HotlineWeb

@Suite("Pages of rows, and files of all of them")
struct RowsTests {
  /// 240 calls of two months.
  static let address = "/rows?metric=call_volume&which=numerator&period=2019-11..2019-12"

  /// The lines of the file that a page shows.
  private func lines(_ page: String) -> [String] {
    page.matches(of: /calls-2019\.csv<\/a><\/t[dh]><td[^>]*>([0-9,]+)</).map { String($0.1) }
  }

  /// Where a link of a page leads.
  private func link(_ text: String, _ page: String) -> String? {
    page.matches(of: /<li><a href="([^"]*)">([^<]*)<\/a>/).first { $0.2 == text }.map {
      String($0.1).replacing("&amp;", with: "&")
    }
  }

  @Test("lead on and back by the rows themselves, and to the last one at once")
  func pages() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let first = await desk.get(Self.address, cookie).text
    #expect(lines(first).count == 100 && first.contains("第 1 至 100 条，后面还有"))
    #expect(link("← 上一页", first) == nil && link("⇤ 第一页", first) == nil)
    let second = await desk.get(try #require(link("下一页 →", first)), cookie).text
    #expect(lines(second).count == 100 && second.contains("第 101 至 200 条，后面还有"))
    let third = await desk.get(try #require(link("下一页 →", second)), cookie).text
    #expect(lines(third).count == 40 && third.contains("第 201 至 240 条，到此为止"))
    #expect(link("下一页 →", third) == nil && link("最后一页 ⇥", third) == nil)
    #expect(Set(lines(first) + lines(second) + lines(third)).count == 240)
    // By their numbers alone the pages are the same.
    #expect(await lines(desk.get(Self.address + "&page=3", cookie).text) == lines(third))
    let back = await desk.get(try #require(link("← 上一页", third)), cookie).text
    #expect(lines(back) == lines(second) && back.contains("第 101 至 200 条，后面还有"))
    #expect(link("← 上一页", back) == Self.address && link("⇤ 第一页", back) == Self.address)
    // From the end nobody counted how many there are.
    let last = await desk.get(try #require(link("最后一页 ⇥", first)), cookie).text
    #expect(lines(last).count == 100 && lines(last).suffix(40) == lines(third)[...] && last.contains(">100 条，到此为止<"))
    let before = await desk.get(try #require(link("← 上一页", last)), cookie).text
    #expect(lines(before).count == 100 && before.contains(">100 条，后面还有<"))
    let start = await desk.get(try #require(link("← 上一页", before)), cookie).text
    #expect(lines(start) == Array(lines(first).prefix(40)) && link("← 上一页", start) == nil)
    // A file has all rows, from whichever page it was taken.
    let csv = await desk.get(try #require(link("CSV", third)), cookie).text
    #expect(csv.split(separator: "\n").count == 241)
    let json = await desk.get(Self.address.replacing("/rows?", with: "/rows.json?"), cookie)
    let rows = try #require(try JSONSerialization.jsonObject(with: json.bytes) as? [[String: Any]])
    let columns = rows[0]["columns"] as? [[String: Any]] ?? []
    #expect(rows.count == 240 && rows[0]["file"] as? String == "calls-2019.csv" && rows[0]["line"] is Int)
    #expect(columns.contains { $0["name"] as? String == "line" && $0["value"] as? String == "962200" })
    // In the order of letters, so that two answers can be compared line by line; addresses stand as they are.
    #expect(json.text.hasPrefix("[{\"columns\":[{\"name\":") && json.text.hasSuffix("}]\n"))
    for place in ["after=x", "after=1", "before=0.", "place=start", "after=0.1&before=0.2", "page=x"] {
      #expect(await desk.get(Self.address + "&" + place, cookie).status == 400, "\(place)")
    }
    let word = await desk.get("/rows?metric=call_volume&which=abc", cookie)
    #expect(word.status == 400 && word.text.contains("missed"))
  }

  @Test("all rows are written into a file in the background, which is there for whoever ordered it alone")
  func file() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let page = await desk.get(Self.address, cookie)
    #expect(page.text.contains("action=\"/exports\"") && page.text.contains("在后台生成全部明细（CSV）"))
    #expect(await desk.get("/exports", cookie).text.contains("还没有文件"))
    let order = ["metric": "call_volume", "which": "numerator", "period": "2019-11..2019-12"]
    let form = order.merging(["form-token": desk.formToken(page)]) { own, _ in own }
    #expect(await desk.post("/exports", cookie, order).status == 403)
    #expect(await desk.post("/exports", cookie, form.merging(["metric": "nonsense"]) { $1 }).status == 400)
    let sent = await desk.post("/exports", cookie, form)
    #expect(sent.status == 303 && sent.headers["location"] == "/exports")
    let list = await BringTests.settled(desk, cookie, "/exports")
    #expect(list.text.contains("240 条，1 MB"))
    let path = String(try #require(list.text.firstMatch(of: /href="(\/exports\/[a-z]+\/rows\.csv)"/)).1)
    let file = await desk.get(path, cookie)
    let twin = await desk.get(Self.address.replacing("/rows?", with: "/rows.csv?"), cookie)
    #expect(file.bytes == twin.bytes && file.text.split(separator: "\n").count == 241)
    #expect(file.headers["content-disposition"]?.contains("rows-call_volume-numerator-2019-11..2019-12.csv") == true)
    #expect(file.headers["cache-control"] == "no-store")
    let state = await desk.get(path.replacing("rows.csv", with: "state"), cookie)
    #expect(state.text.contains("\"step\":\"1\""))
    // Somebody else neither sees it nor takes it away.
    try Users(database: desk.workspace.database).set("别人", role: .analyst, password: "a long password")
    let other = await UserTests.logIn(desk, "别人", "a long password").cookie
    #expect(await desk.get("/exports", other).text.contains("还没有文件"))
    #expect(await desk.get(path, other).status == 404)
    let foreign = await desk.formToken(desk.get(Self.address, other))
    let name = String(path.split(separator: "/")[1])
    #expect(await desk.post("/exports/\(name)/remove", other, ["form-token": foreign]).status == 404)
    #expect(await desk.post("/exports/\(name)/remove", cookie, ["form-token": desk.formToken(list)]).status == 303)
    #expect(await desk.get(path, cookie).status == 404)
    let folder = desk.workspace.database + ".exports"
    let left = FileManager.default.enumerator(atPath: folder)?.allObjects.map { "\($0)" } ?? []
    #expect(!left.contains { $0.hasSuffix(".csv") })
  }

  @Test("files go with their user, and when something is taken out of the database")
  func outdated() async throws {
    let desk = try await WebDesk()
    let admin = await desk.enter()
    let users = try Users(database: desk.workspace.database)
    func order(_ name: String) async throws -> (cookie: String, path: String) {
      try users.set(name, role: .analyst, password: "a long password")
      let cookie = await UserTests.logIn(desk, name, "a long password").cookie
      let token = await desk.formToken(desk.get(Self.address, cookie))
      let order = ["metric": "call_volume", "which": "numerator", "period": "2019-11", "form-token": token]
      #expect(await desk.post("/exports", cookie, order).status == 303)
      let list = await BringTests.settled(desk, cookie, "/exports")
      return (cookie, String(try #require(list.text.firstMatch(of: /href="(\/exports\/[a-z]+\/rows\.csv)"/)).1))
    }
    let anna = try await order("anna")
    let token = await desk.formToken(desk.get("/admin", admin))
    _ = await desk.post("/admin/users/remove", admin, ["form-token": token, "name": "anna"])
    try users.set("anna", role: .analyst, password: "another long password")
    let another = await UserTests.logIn(desk, "anna", "another long password").cookie
    #expect(await desk.get(anna.path, another).status == 404)
    let ben = try await order("ben")
    #expect(await desk.get(ben.path, ben.cookie).status == 200)
    let file = "\(desk.folder)/one.csv"
    try Data(
      "call_id,line,started_at,outcome,caller\none,962200,2019-11-20 09:00:00,answered,13812345678\n".utf8
    ).write(to: URL(filePath: file))
    _ = try IngestFiles([file]).run(in: desk.workspace)
    #expect(await desk.get(ben.path, ben.cookie).status == 200, "nothing was taken out")
    _ = try EraseCitizen("13812345678", at: 1_600_000_000).run(in: desk.workspace)
    #expect(await desk.get(ben.path, ben.cookie).status == 404)
    #expect(await desk.get("/exports", ben.cookie).text.contains("还没有文件"))
  }

  @Test("a user may have four files at a time, and is told so")
  func many() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let token = await desk.formToken(desk.get(Self.address, cookie))
    let order = ["metric": "call_volume", "which": "numerator", "period": "2019-11", "form-token": token]
    for _ in 0..<Exports.mostOfOne { #expect(await desk.post("/exports", cookie, order).status == 303) }
    let refused = await desk.post("/exports", cookie, order)
    #expect(refused.status == 400 && refused.text.contains("已有多个明细文件"))
  }
}
