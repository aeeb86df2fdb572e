import Foundation
import HotlineApp
import Testing

@testable import HotlineWeb

@Suite("What pages show")
struct PageTests {
  static let addresses = [
    "/month/2019-12", "/metric/connection_rate?period=2019-12",
    "/rows?metric=connection_rate&which=missed&period=2019-12",
    "/explore", "/explore?metrics=connection_rate&by=month&period=2019", "/sources", "/sources/1", "/reports",
    "/reports/monthly/2019-12",
  ]

  @Test("every page is whole in both languages, and has no style, script or handler within its markup")
  func whole() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    for address in Self.addresses {
      for language in ["zh", "en"] {
        let asked = address + (address.contains("?") ? "&" : "?") + "lang=\(language)"
        let reply = await desk.get(asked, cookie)
        #expect(reply.status == 200, "\(asked)")
        #expect(reply.text.hasSuffix("</html>\n"), "\(asked)")
        #expect(reply.text.contains("<html lang=\"\(language == "zh" ? "zh-CN" : "en")\">"), "\(asked)")
        #expect(reply.text.firstMatch(of: /<h1>[^<]+<\/h1>/) != nil, "\(asked)")
        let inline = reply.text.firstMatch(of: /\sstyle=|<style|<script>|\son[a-z]+=|javascript:/)
        #expect(inline == nil, "\(asked): \(inline.map { String($0.0) } ?? "")")
        #expect(!reply.text.contains("{{"), "\(asked)")
        // Of the callers in the log no number is on any page.
        #expect(reply.text.firstMatch(of: /138[0-9]{8}/) == nil, "\(asked)")
      }
    }
  }

  @Test("the board leads to the month's numbers: 120 calls, of which 108 were answered")
  func board() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let home = await desk.get("/", cookie)
    #expect(home.status == 303 && home.headers["location"] == "/month/2019-12")
    let board = await desk.get("/month/2019-12", cookie).text
    #expect(board.contains("90.00%") && board.contains("108 / 120"))
    #expect(board.contains("href=\"/metric/connection_rate?period=2019-12&amp;where=line%3D962200\""))
    #expect(board.contains("/month/2019-11"))
    #expect(board.contains("1 个文件有被拒绝的行"))
    // Pages say up to when the data speak: the last call of the file.
    #expect(await desk.get("/sources", cookie).text.contains("数据截至 2019-12-"))
  }

  @Test("a metric leads to its months, its districts and its rows")
  func metric() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let page = await desk.get("/metric/connection_rate?period=2019-12", cookie).text
    #expect(page.contains("90.00%"))
    for link in [
      "/metric/connection_rate?period=2019-11", "where=district%3D%E9%BB%84%E6%B5%A6%E5%8C%BA",
      "/rows?metric=connection_rate&amp;which=missed",
    ] { #expect(page.contains(link), "\(link)") }
    // Every tenth call was abandoned: numbers 0, 10, 20, …, all of them even, so of 黄浦区.
    let own = await desk.get(
      "/metric/connection_rate?period=2019-12&where=district=%E9%9D%99%E5%AE%89%E5%8C%BA", cookie
    ).text
    #expect(own.contains("100.00%") && own.contains("60 / 60"))
    let rows = await desk.get("/rows?metric=connection_rate&which=missed&period=2019-12", cookie).text
    #expect(rows.matches(of: /calls-2019\.csv/).count == 12)
  }

  @Test("each mark of a chart and each figure of an answer lead to their own page")
  func marks() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    func marks(_ page: String) -> [String] {
      page.matches(of: /<a href="([^"]*)" aria-label="[^"]*" tabindex="-1"><(?:rect|circle|polygon|path)/).map {
        String($0.1)
      }
    }
    let huangpu = "district%3D%E9%BB%84%E6%B5%A6%E5%8C%BA"
    // Of thirteen months two have calls. Each chart is drawn for wide and narrow screens.
    let metric = await desk.get("/metric/connection_rate?period=2019-12", cookie).text
    let months = ["2019-11", "2019-12"].map { "/metric/connection_rate?period=\($0)" }
    #expect(marks(metric) == months + months)
    let bars = await desk.get("/explore?metrics=connection_rate&by=district&period=2019-12", cookie).text
    let own = "/metric/connection_rate?period=2019-12&amp;where=\(huangpu)&amp;where=line%3D962200"
    #expect(marks(bars).contains(own))
    #expect(Set(marks(bars)).count == 2)
    let heat = await desk.get("/explore?metrics=call_volume&by=day,district&period=2019-12&where=line=962200", cookie)
      .text
    #expect(
      marks(heat).contains("/metric/call_volume?period=2019-12-10&amp;where=line%3D962200&amp;where=\(huangpu)"))
    // The table leads there as well; hours of the day have no page of their own.
    let cells = bars.matches(of: /<th scope="row"><a class="src" href="([^"]*)">/).map { String($0.1) }
    #expect(cells.contains(own))
    let hours = await desk.get("/explore?metrics=call_volume&by=hour&period=2019-12", cookie).text
    #expect(hours.contains("<svg") && marks(hours).isEmpty)
    for address in Set(marks(heat)).prefix(3) {
      #expect(await desk.get(address.replacing("&amp;", with: "&"), cookie).status == 200, "\(address)")
    }
  }

  @Test("twins have the page's figures: numbers as numbers, a byte order mark for Excel")
  func twins() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let csv = await desk.get("/explore.csv?metrics=connection_rate&by=district&period=2019-12", cookie)
    #expect(csv.text.hasPrefix("\u{FEFF}"))
    #expect(csv.headers["content-type"] == "text/csv; charset=utf-8")
    #expect(csv.headers["content-disposition"]?.hasPrefix("attachment; filename=\"explore.csv\"") == true)
    #expect(csv.text.contains("静安区,100.00%") && csv.text.contains("黄浦区,80.00%"))
    let json = await desk.get("/explore.json?metrics=connection_rate&by=district&period=2019-12", cookie)
    let object = try #require(try JSONSerialization.jsonObject(with: json.bytes) as? [String: Any])
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(rows.map { $0["numerator"] as? Double } == [48, 60])
    #expect(rows.map { $0["denominator"] as? Double } == [60, 60])
    let board = await desk.get("/month/2019-12.json", cookie)
    let cards = try #require(
      ((try JSONSerialization.jsonObject(with: board.bytes) as? [String: Any])?["sections"] as? [[String: Any]])?
        .first?["cards"] as? [[String: Any]])
    #expect(cards.contains { $0["value"] as? Double == 0.9 && $0["numerator"] as? Double == 108 })
    for address in ["/month/2019-12.xlsx", "/sources.xlsx", "/metric/connection_rate.xlsx?period=2019-12"] {
      #expect(await desk.get(address, cookie).bytes.prefix(2) == Data("PK".utf8), "\(address)")
    }
    let all = await desk.get("/rows.csv?metric=connection_rate&which=denominator&period=2019-12", cookie).text
    #expect(all.split(separator: "\n").count == 121)
  }

  @Test("a report's files are those that the command line writes")
  func files() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let folder = "\(desk.folder)/reports"
    let document = try DraftMonthlyReport(
      DraftMonthlyReport.month(parsing: "2019-12"), ReportRequest(language: .zh)
    ).run(in: desk.workspace)
    _ = try DocumentOutput(formats: "html,docx,markdown", folder: folder).write(document)
    for (ending, name) in [("html", "html"), ("docx", "docx"), ("md", "md")] {
      let reply = await desk.get("/reports/monthly/2019-12.\(ending)", cookie)
      let file = FileManager.default.contents(atPath: "\(folder)/monthly-2019-12.\(name)")
      #expect(reply.bytes == file, "\(ending)")
      #expect(reply.headers["content-disposition"]?.hasPrefix("attachment") == true)
    }
  }

  @Test("what a browser has is asked for again and not sent again until the data change")
  func kept() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let first = await desk.get("/month/2019-12", cookie)
    let tag = try #require(first.headers["etag"])
    let again = await desk.get("/month/2019-12", cookie, ["If-None-Match": tag])
    #expect(again.status == 304 && again.bytes.isEmpty)
    let path = "\(desk.folder)/more.csv"
    try Data(
      "call_id,line,started_at,outcome,wait_seconds,talk_seconds,caller,district,unit\nmore,962200,2019-12-20 09:00:00,answered,3,60,,黄浦区,法规处\n"
        .utf8
    ).write(to: URL(filePath: path))
    _ = try IngestFiles([path]).run(in: desk.workspace)
    var fresh = await desk.get("/month/2019-12", cookie, ["If-None-Match": tag])
    // Where drawing takes long, what stood there before is shown meanwhile, and says so.
    for _ in 0..<3_000 where !fresh.text.contains("109 / 121") {
      #expect(fresh.text.contains("数据刚有更新") && fresh.headers["etag"] == nil)
      try await Task.sleep(for: .milliseconds(200))
      fresh = await desk.get("/month/2019-12", cookie, ["If-None-Match": tag])
    }
    #expect(fresh.status == 200 && fresh.headers["etag"] != tag)
    #expect(fresh.text.contains("109 / 121"))
  }

  @Test("words that nobody knows are told with those that there are, not taken for something else")
  func unknown() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    for address in [
      "/metric/nothing", "/month/2019-13", "/month/2019", "/explore?metrics=connection_rate&by=planet",
      "/explore?metrics=connection_rate&period=yesterday", "/explore?metrics=connection_rate&where=planet%3Dmars",
      "/explore?metrics=connection_rate&compare=never", "/explore?metrics=connection_rate&suppress=1",
      "/explore?metrics=connection_rate&suppress=ten",
      "/explore?metrics=connection_rate&as-of=2019-12-01", "/metric/connection_rate?known-at=1",
      "/rows?metric=connection_rate&page=0", "/reports/annual/2019-12",
      // What a page does not go by is not left out without a word.
      "/reports/monthly/2019-12?where=district%3D%E9%BB%84%E6%B5%A6%E5%8C%BA", "/month/2019-12?suppress=10",
      "/reports/monthly/2019-12.html?where=district%3D%E9%BB%84%E6%B5%A6%E5%8C%BA",
      "/metric/connection_rate?suppress=10", "/metric/connection_rate?by=district", "/sources?line=962200",
    ] {
      let reply = await desk.get(address, cookie)
      #expect(reply.status == 400, "\(address)")
      #expect(reply.text.contains("role=\"alert\""), "\(address)")
    }
    for address in ["/sources/99", "/sources/x", "/reports/weekly/2019", "/reports/monthly/2019-12.exe", "/assets/x"] {
      #expect(await desk.get(address, cookie).status == 404, "\(address)")
    }
  }
}
