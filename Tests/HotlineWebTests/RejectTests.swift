import Foundation
import HotlineApp
import Testing

@testable import HotlineWeb

@Suite("Files of which many rows are rejected")
struct RejectTests {
  /// 200 calls, the first 60 without a time that can be read.
  static let calls: String = {
    var rows = ["call_id,line,started_at,outcome,wait_seconds,talk_seconds,caller,district"]
    for number in 0..<200 {
      let time = number < 60 ? "2020-02-99 10:00:00" : "2020-02-10 10:00:00"
      rows.append("m\(number),962200,\(time),answered,5,60,,黄浦区")
    }
    return rows.joined(separator: "\n") + "\n"
  }()

  @Test(
    "of numbers that begin anew each day it is told that they take the places of others, before anything is changed")
  func reused() async throws {
    let desk = try await WebDesk(filled: false)
    let cookie = await desk.enter()
    let rows = (4...6).flatMap { day in (1...20).map { "\($0),962200,2020-02-0\(day) 10:00:00,answered" } }
    let text = (["call_id,line,started_at,outcome"] + rows).joined(separator: "\n") + "\n"
    let path = try #require(await BringTests.send(desk, cookie, [("days.csv", text)]).headers["location"])
    let tried = await BringTests.settled(desk, cookie, path)
    #expect(tried.text.contains("40 行的编号与另一天开始的记录相同") && tried.text.contains("name=\"all\""))
    let token = desk.formToken(tried)
    let refused = await desk.post(path + "/confirm", cookie, ["form-token": token])
    #expect(refused.status == 400 && refused.text.contains("没有勾选“仍然入库”"))
    #expect(await desk.post(path + "/confirm", cookie, ["form-token": token, "all": "yes"]).status == 303)
    #expect(await BringTests.settled(desk, cookie, path).text.contains("<h1>已入库</h1>"))
    #expect(await desk.get("/metric/call_volume?period=2020-02", cookie).text.contains(">20<"))
  }

  @Test(
    "come in when somebody has seen how many; all of them can be reached, page by page, and what was corrected is told")
  func pages() async throws {
    let desk = try await WebDesk(filled: false)
    let cookie = await desk.enter()
    let sent = await BringTests.send(desk, cookie, [("many.csv", Self.calls)])
    let path = try #require(sent.headers["location"])
    let tried = await BringTests.settled(desk, cookie, path)
    #expect(tried.text.contains("200 行中有 60 行会被拒绝，多于通常"))
    let token = desk.formToken(tried)
    #expect(await desk.post(path + "/confirm", cookie, ["form-token": token]).status == 400)
    #expect(await desk.post(path + "/confirm", cookie, ["form-token": token, "all": "yes"]).status == 303)
    let done = await BringTests.settled(desk, cookie, path)
    #expect(done.text.contains("<h1>已入库</h1>"))
    func open(_ page: WebDesk.Reply) -> [Int] {
      page.text.matches(of: /name="r([0-9]+)-[0-9]+" value="[^"]*" aria-invalid/).compactMap { Int($0.1) }
    }
    let first = await desk.get("/sources/1/rejects", cookie)
    #expect(open(first) == Array(2..<52))
    let link = try #require(first.text.firstMatch(of: /href="(\/sources\/1\/rejects\?from=52)"/)).1
    let second = await desk.get(String(link), cookie)
    #expect(open(second) == Array(52..<62))
    // Two rows of the second page are corrected.
    let column = try #require(second.text.firstMatch(of: /name="r52-([0-9]+)" value="2020-02-99/)).1
    let fixed = await desk.post(
      "/sources/1/rejects", cookie,
      [
        "form-token": desk.formToken(second), "r52-\(column)": "2020-02-11 10:00:00",
        "r61-\(column)": "2020-02-12 10:00:00",
      ])
    let again = try #require(fixed.headers["location"])
    let trial = await BringTests.settled(desk, cookie, again)
    let before = await desk.get("/sources/1/rejects", cookie)
    #expect(before.text.contains("已改正 0 行"), "not before it is in the database")
    _ = await desk.post(again + "/confirm", cookie, ["form-token": desk.formToken(trial)])
    _ = await BringTests.settled(desk, cookie, again)
    let rest = await desk.get("/sources/1/rejects?from=50", cookie)
    #expect(rest.text.contains("被拒绝 60 行，已改正 2 行，未改正 58 行"))
    #expect(open(rest) == [50, 51] + Array(53..<61))
    // A correction that is forgotten is none any more.
    let source = await desk.get("/sources/2", cookie)
    _ = await desk.post("/sources/2/forget", cookie, ["form-token": desk.formToken(source), "sure": "yes"])
    #expect(await desk.get("/sources/1/rejects", cookie).text.contains("已改正 0 行"))
    // All of them are in a file that the page names.
    let page = await desk.get("/sources/1", cookie)
    #expect(page.text.contains("href=\"/sources/1.csv?table=rejects-table\""))
    let csv = await desk.get("/sources/1.csv?table=rejects-table", cookie)
    #expect(csv.text.split(separator: "\n").count == 61)
    // Fields stand under their names.
    #expect(page.text.contains("来电时间的值") && !page.text.contains("started_at 的值"))
  }
}
