import Foundation
import HotlineApp
import HotlineConfiguration
import Testing

@testable import HotlineWeb

@Suite("Files that are sent")
struct BringTests {
  /// The bytes of a form with files, as a browser sends it.
  static func form(_ token: String, _ files: [(name: String, text: String)], field: String = "files") -> (String, Data)
  {
    let boundary = "----WebKitFormBoundaryabcDEF"
    var body = "--\(boundary)\r\nContent-Disposition: form-data; name=\"form-token\"\r\n\r\n\(token)\r\n"
    for file in files {
      body +=
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(file.name)\"\r\nContent-Type: text/csv\r\n\r\n\(file.text)\r\n"
    }
    return ("multipart/form-data; boundary=\(boundary)", Data((body + "--\(boundary)--\r\n").utf8))
  }

  static func send(
    _ desk: WebDesk, _ cookie: String, _ files: [(name: String, text: String)], token: String? = nil,
    to path: String = "/sources/new"
  ) async -> WebDesk.Reply {
    let own = await desk.formToken(desk.get(path, cookie))
    let (type, body) = form(token ?? own, files)
    return await desk.send("POST", path, cookie, ["Content-Type": type], body)
  }

  /// The page of an arrival when nobody has to wait for it any more.
  static func settled(_ desk: WebDesk, _ cookie: String, _ path: String) async -> WebDesk.Reply {
    for _ in 0..<6_000 {
      let page = await desk.get(path, cookie)
      if !page.text.contains("data-live") { return page }
      try? await Task.sleep(for: .milliseconds(50))
    }
    return WebDesk.Reply()
  }

  static let calls = """
    call_id,line,started_at,outcome,wait_seconds,talk_seconds,caller,district
    a,962200,2020-01-02 10:00:00,answered,5,60,13812345678,黄浦区
    b,962200,2020-01-03 10:00:00,answered,5,60,13812345678,黄浦区
    c,962200,2020-01-32 10:00:00,answered,5,60,13812345678,某新城

    """

  @Test("are tried first, and change nothing before somebody confirms; then their rows are in the month")
  func story() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let sent = await Self.send(desk, cookie, [("呼叫 一月.csv", Self.calls)])
    #expect(sent.status == 303)
    let path = try #require(sent.headers["location"])
    let tried = await Self.settled(desk, cookie, path)
    #expect(tried.text.contains("确认入库") && tried.text.contains("calls"))
    #expect(tried.text.contains("2020-01-32"))
    // The first records as they are understood: times, numbers, names; a caller is never shown.
    for shown in ["<td>2020-01-02 10:00:00</td>", "<td>黄浦区</td>", "（已加密）"] {
      #expect(tried.text.contains(shown), "\(shown)")
    }
    #expect(tried.text.firstMatch(of: /1381234/) == nil)
    #expect(await !desk.get("/sources", cookie).text.contains("一月"))
    let token = desk.formToken(tried)
    #expect(await desk.post(path + "/confirm", cookie, ["form-token": "x"]).status == 403)
    // One row of three is more than usual: somebody has to say that it is to be so.
    #expect(tried.text.contains("3 行中有 1 行会被拒绝，多于通常"))
    #expect(await desk.post(path + "/confirm", cookie, ["form-token": token]).status == 400)
    #expect(await desk.post(path + "/confirm", cookie, ["form-token": token, "all": "yes"]).status == 303)
    let done = await Self.settled(desk, cookie, path)
    #expect(done.text.contains("已入库") && done.text.contains("href=\"/sources/2\""))
    #expect(await desk.get("/metric/call_volume?period=2020-01", cookie).text.contains(">2<"))
    // Confirmed twice is confirmed once.
    _ = await desk.post(path + "/confirm", cookie, ["form-token": token, "all": "yes"])
    #expect(await Self.settled(desk, cookie, path).text.contains("已入库"))
    #expect(await desk.get("/sources/3", cookie).status == 404)

    // The rejected row is corrected in place, and comes in with the name of who did it.
    let rejects = await desk.get("/sources/2/rejects", cookie)
    let field = try #require(
      rejects.text.firstMatch(of: /name="(r4-[0-9]+)" value="2020-01-32 10:00:00" aria-invalid="true"/))
    let fixed = await desk.post(
      "/sources/2/rejects", cookie,
      ["form-token": desk.formToken(rejects), String(field.1): "2020-01-12 10:00:00"])
    let again = try #require(fixed.headers["location"])
    let trial = await Self.settled(desk, cookie, again)
    #expect(trial.text.contains("corrected-by-local"))
    _ = await desk.post(again + "/confirm", cookie, ["form-token": desk.formToken(trial)])
    _ = await Self.settled(desk, cookie, again)
    #expect(await desk.get("/metric/call_volume?period=2020-01", cookie).text.contains(">3<"))
    #expect(await desk.post("/sources/2/rejects", cookie, ["form-token": desk.formToken(rejects)]).status == 400)

    // What was corrected is not asked for again.
    let corrected = await desk.get("/sources/2/rejects", cookie)
    #expect(corrected.text.contains("被拒绝 1 行，已改正 1 行，未改正 0 行") && !corrected.text.contains("aria-invalid"))

    // The name that nobody knows is assigned, and the month follows at once.
    let names = await desk.get("/names", cookie)
    #expect(names.text.contains("某新城"))
    let stranger = [
      "form-token": desk.formToken(names), "dimension": "district", "name": "没有人用的名称", "known": "黄浦区",
    ]
    #expect(await desk.post("/names", cookie, stranger).status == 400)
    // First what the figures would be: nothing is changed by looking.
    let look = await desk.post(
      "/names", cookie,
      [
        "form-token": desk.formToken(names), "dimension": "district", "name": "某新城", "known": "黄浦区", "look": "yes",
      ])
    let before = await desk.get(try #require(look.headers["location"]), cookie).text
    #expect(look.status == 303 && before.contains("若“某新城”归入“黄浦区”") && before.contains("确认归入"))
    #expect(before.contains("<td class=\"n\">122</td><td class=\"n\">123</td>"))
    #expect(before.contains("80.33%（98 / 122）") && before.contains("80.49%（99 / 123）"))
    #expect(await desk.get("/names", cookie).text.contains("某新城"))
    let assigned = await desk.post(
      "/names", cookie,
      ["form-token": desk.formToken(names), "dimension": "district", "name": "某新城", "known": "黄浦区"])
    #expect(assigned.status == 303)
    #expect(await !desk.get("/names", cookie).text.contains("某新城"))
    let district = await desk.get("/explore.csv?metrics=call_volume&by=district&period=2020-01", cookie).text
    #expect(district.contains("黄浦区,3"))

    // Forgetting needs a word, and takes out what the source said.
    let source = await desk.get("/sources/2", cookie)
    let secret = desk.formToken(source)
    #expect(await desk.post("/sources/2/forget", cookie, ["form-token": secret]).status == 400)
    #expect(await desk.post("/sources/2/forget", cookie, ["form-token": secret, "sure": "yes"]).status == 303)
    #expect(await desk.get("/metric/call_volume?period=2020-01", cookie).text.contains(">1<"))
  }

  @Test("leave nothing when they are thrown away, come from elsewhere, are none or too many")
  func refused() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    func kept() -> [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: "\(desk.folder)/hotline.sqlite.files")) ?? []
    }
    #expect(await Self.send(desk, cookie, [("a.csv", Self.calls)], token: "wrong").status == 403)
    #expect(await Self.send(desk, cookie, []).status == 400)
    #expect(await Self.send(desk, cookie, (0...200).map { ("\($0).csv", "x") }).status == 400)
    #expect(
      await desk.send("POST", "/sources/new", cookie, ["Content-Type": "text/plain"], Data("x".utf8)).status == 400)
    let (type, body) = Self.form("x", [("a.csv", Self.calls)])
    #expect(
      await desk.send("POST", "/sources/new", cookie, ["Content-Type": type], body.prefix(body.count / 2)).status >= 400
    )
    #expect(await desk.send("POST", "/sources/new", "", ["Content-Type": type], body).status == 401)
    #expect(kept() == [])
    let sent = await Self.send(desk, cookie, [("a.csv", Self.calls)])
    let path = try #require(sent.headers["location"])
    let tried = await Self.settled(desk, cookie, path)
    #expect(kept().count == 1)
    #expect(await desk.post(path + "/discard", cookie, ["form-token": desk.formToken(tried)]).status == 303)
    #expect(kept() == [])
    #expect(await desk.get(path, cookie).status == 404)
  }

  @Test("are kept under names that lead nowhere and tell no number")
  func names() async throws {
    #expect(SafeName.of("../../etc/passwd") == "passwd")
    #expect(SafeName.of("C:\\temp\\a b.csv") == "a_b.csv")
    #expect(SafeName.of("..") == "file" && SafeName.of("") == "file" && SafeName.of(".hidden") == "hidden")
    #expect(!SafeName.of("13812345678.csv").contains("13812345678"))
    #expect(SafeName.of(String(repeating: "长", count: 300) + ".csv").utf8.count <= 160)
    #expect(SafeName.of(String(repeating: "长", count: 300) + ".csv").hasSuffix(".csv"))
    // A landline is found by the name under which the file is stored as well.
    let landline = SafeName.of("来电62345678记录.csv")
    #expect(!landline.contains("62345678") && Masking.path(landline) == landline)
    #expect(SafeName.of("calls-20191231.csv") == "calls-20191231.csv")
    #expect(SafeName.unlike(["a.csv", "a-2.csv"], "a.csv") == "a-3.csv")
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let sent = await Self.send(
      desk, cookie,
      [("../../../hotline.sqlite", Self.calls), ("<b>x</b>.csv", Self.calls), ("x\u{0}y.csv", Self.calls)])
    let path = try #require(sent.headers["location"])
    let page = await Self.settled(desk, cookie, path)
    #expect(!page.text.contains("<b>"))
    let arrival = String(path.split(separator: "/").last ?? "")
    let found = try FileManager.default.contentsOfDirectory(atPath: "\(desk.folder)/hotline.sqlite.files/\(arrival)")
    #expect(Set(found) == ["hotline.sqlite", "_b_x__b_.csv", "x_y.csv"] || found.count == 3)
    for address in [
      "/arrivals/..%2f..", "/arrivals/..%2fhotline.sqlite/state", "/arrivals/AAAA",
      "/publications/1/files/..%2f..%2fhotline.sqlite",
    ] {
      #expect(await [401, 404, 409].contains(desk.get(address, cookie).status), "\(address)")
    }
  }

  @Test("of an unknown shape are told so with the way to a profile, and damage nothing")
  func unknown() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let sent = await Self.send(desk, cookie, [("odd.csv", "甲,乙\n1,2\n"), ("bytes.xlsx", "PK\u{3}\u{4}nonsense")])
    let page = await Self.settled(desk, cookie, try #require(sent.headers["location"]))
    #expect(page.status == 200 && page.text.contains("role=\"alert\"") && page.text.contains("odd.csv"))
    #expect(page.text.contains("<h1>不能入库</h1>"))
    let board = await desk.get("/month/2019-12", cookie)
    #expect(board.text.contains("还没有处理完") && board.text.contains(sent.headers["location"] ?? "none"))
    #expect(!page.text.contains(desk.folder))
    #expect(!page.text.contains("确认入库"))
  }

  @Test(
    "of an unknown shape become a profile without YAML: choices are previewed, kept as a file, and the rows come in")
  func profile() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    var rows = ["流水号,服务热线,进线时刻,应答时刻,挂断时刻,处理结果,主叫,所在区,满意程度"]
    for n in 10..<40 {
      rows.append(
        "\(n),962200,2020/02/\(n % 20 + 1) 09:00:\(n),2020/02/\(n % 20 + 1) 09:01:05,2020/02/\(n % 20 + 1) 09:02:05,接通,13812345678,黄浦,\(n % 2 == 0 ? "满意" : "很好")"
      )
    }
    let sent = await Self.send(desk, cookie, [("odd.csv", rows.joined(separator: "\n") + "\n")])
    let path = try #require(sent.headers["location"])
    let tried = await Self.settled(desk, cookie, path)
    #expect(tried.text.contains("role=\"alert\""))
    let link = try #require(tried.text.firstMatch(of: /href="(\/profiles\/new[^"]+)"/)).1
    let page = await desk.get(String(link), cookie)
    #expect(page.status == 200 && page.text.contains("进线时刻") && page.text.contains("待定"))
    // Inbound is not in the file: it is said once for all rows. 很好 is a word that nobody knows yet.
    let words = page.text.firstMatch(of: /name="(word-satisfaction-[0-9])"[^\n]*/).map { String($0.1) }
    #expect(words != nil)
    let chosen = await desk.get(
      "\(link)&constant-direction=inbound&word-satisfaction-0=satisfied&word-satisfaction-1=satisfied", cookie)
    let yaml = try #require(chosen.text.firstMatch(of: /<textarea id="yaml"[^>]*>([^<]*)</)).1
    let text = yaml.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    #expect(text.contains("direction: {constant: \"inbound\"}") && text.contains("\"很好\": satisfied"))
    #expect(chosen.text.contains("看了前 30 行，其中 0 行会被拒绝"))
    let form = [
      "form-token": desk.formToken(chosen), "from": "\(path.split(separator: "/").last ?? "")/odd.csv",
      "yaml": String(text), "name": "odd-calls",
    ]
    for (field, value) in [
      ("name", "../x"), ("name", ""), ("name", "calls-zh"), ("yaml", "kind: nothing"), ("form-token", ""),
    ] {
      #expect(
        await [400, 403, 409].contains(desk.post("/profiles", cookie, form.merging([field: value]) { $1 }).status),
        "\(field)")
    }
    #expect(await desk.post("/profiles", cookie, form.merging(["from": "x/../../data"]) { $1 }).status == 404)
    #expect(await desk.post("/profiles", cookie, form).status == 303)
    #expect(FileManager.default.fileExists(atPath: "\(desk.folder)/data/profiles/odd-calls.yaml"))
    let again = await Self.settled(desk, cookie, path)
    #expect(again.text.contains("odd-calls") && again.text.contains("确认入库"))
    _ = await desk.post(path + "/confirm", cookie, ["form-token": desk.formToken(again)])
    _ = await Self.settled(desk, cookie, path)
    #expect(await desk.get("/metric/call_volume?period=2020-02", cookie).text.contains(">30<"))
    #expect(await desk.get("/profiles", cookie).text.contains("odd-calls"))
  }

  @Test("are read in any pieces as the same form")
  func pieces() throws {
    let (type, body) = Self.form("secret", [("a.csv", "1,2\r\n--not-the-end\r\n3"), ("b.csv", ""), ("c.csv", "\r\n")])
    func read(_ size: Int) throws -> [String] {
      var parser = try #require(MultipartParser(contentType: type))
      var parts: [String] = []
      var bytes: [UInt8] = []
      for start in stride(from: 0, to: body.count, by: size) {
        try parser.feed(body[start..<min(body.count, start + size)]) { event in
          switch event {
          case .part(let name, let file):
            bytes = []
            parts.append("\(name) \(file ?? "-")")
          case .bytes(let more): bytes += more
          case .end: parts.append(String(decoding: bytes, as: UTF8.self))
          }
        }
      }
      #expect(parser.isDone)
      return parts
    }
    let whole = try read(body.count)
    #expect(
      whole == [
        "form-token -", "secret", "files a.csv", "1,2\r\n--not-the-end\r\n3", "files b.csv", "", "files c.csv", "\r\n",
      ])
    for size in [1, 2, 3, 7, 64] { #expect(try read(size) == whole) }
    #expect(MultipartParser(contentType: "text/plain") == nil)
    #expect(MultipartParser(contentType: "multipart/form-data") == nil)
    #expect(MultipartParser(contentType: "multipart/form-data; boundary=") == nil)
  }
}
