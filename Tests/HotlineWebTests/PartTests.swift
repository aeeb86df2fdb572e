import Foundation

import HotlineApp
import HotlineText
import Hummingbird
import NIOCore
import Synchronization
import Testing

@testable import HotlineWeb

@Suite("Small parts of the server at their bounds")
struct PartTests {
  private static func request(_ headers: HTTPFields, authority: String? = "here:8730") -> Request {
    Request(
      head: HTTPRequest(method: .get, scheme: "http", authority: authority, path: "/", headerFields: headers),
      body: .init(buffer: ByteBuffer()))
  }

  @Test("names of users are 1 to 40 characters, passwords 10 to 200")
  func users() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "hotline-users-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path + ".users") }
    let users = try Users(database: path)
    func isTaken(_ name: String, _ password: String) -> Bool {
      (try? users.set(name, role: .reader, password: password)) != nil
    }
    let (shortest, longest) = (String(repeating: "p", count: 10), String(repeating: "p", count: 200))
    for (name, password, isGood) in [
      ("a", shortest, true), (String(repeating: "b", count: 40), longest, true),
      (String(repeating: "b", count: 41), shortest, false), ("王-_.1", shortest, true), ("a!", shortest, false),
      ("c", String(shortest.dropLast()), false), ("c", longest + "p", false), ("local", shortest, false),
    ] { #expect(isTaken(name, password) == isGood, "\(name) \(password.count)") }
    #expect(users.list.map(\.name) == ["a", String(repeating: "b", count: 40), "王-_.1"])
    #expect(users.user("a", password: shortest) != nil && users.user("a", password: longest) == nil)
    #expect(users.user("nobody", password: shortest) == nil && !users.isEmpty)
    // A reader of no password is none; a role alone changes nothing of the password.
    #expect(throws: (any Error).self) { try users.set("d", role: .reader, password: nil) }
    try users.set("a", role: .analyst, password: nil)
    #expect(users.user("a", password: shortest)?.knownRole == .analyst)
    try users.remove("a")
    #expect(users.list.count == 2 && users.grant(of: "a") == nil)
  }

  @Test("what was done is written down without secrets and numbers, the last first")
  func journal() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "hotline-log-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path + ".log") }
    let journal = Journal(database: path)
    #expect(journal.last(3).isEmpty)
    journal.write(
      "one", "sent",
      Fields(
        [
          ("form-token", "s"), ("password", "p"), ("r12-3", "cell"), ("r12", "kept"), ("by", "13812345678"),
          ("to 13812345678", "x"), (String(repeating: "n", count: 41), String(repeating: "v", count: 201)),
        ].map { Fields.Field(name: $0.0, value: $0.1) }))
    for number in 0..<4 { journal.write(String(repeating: "u", count: 61), "\(number)") }
    let last = journal.last(3)
    #expect(last.map(\.what) == ["3", "2", "1"] && last.allSatisfy { $0.user.count == 60 && $0.details.isEmpty })
    let first = try #require(journal.last(9).last)
    #expect(
      first.details == [
        "r12": "kept", "by": "138****5678", "to 138****5678": "x",
        String(repeating: "n", count: 40): String(repeating: "v", count: 120),
      ])
    let mode = try FileManager.default.attributesOfItem(atPath: path + ".log")[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test("characters of addresses are written and read as %XX")
  func addresses() {
    for (text, encoded) in [
      ("a-z.A_Z~09", "a-z.A_Z~09"), ("\n\u{10}\u{F}", "%0A%10%0F"), ("区/ +", "%E5%8C%BA%2F%20%2B"), ("ÿ", "%C3%BF"),
    ] {
      #expect(Address("/x", [("q", text)]).text == "/x?q=\(encoded)")
      #expect(
        Fields.decoded(encoded) == text
          && Fields.decoded(encoded.lowercased().replacing("a-z.a_z", with: "a-z.A_Z")) == text)
    }
    #expect(Fields.decoded("%4g%G4%@4%/4%:4%`4%41+", plusIsBlank: false) == "%4g%G4%@4%/4%:4%`4A+")
    let address = Address("/x", [("a", "1"), ("b", ""), ("a", "2")])
    #expect(address.text == "/x?a=1&a=2" && address.setting("a", "3").text == "/x?a=3")
    #expect(address.setting("a", nil).text == "/x" && address.adding("a", "2") == address)
    #expect(address.adding("c", "4").text == "/x?a=1&a=2&c=4" && address.twin(.csv).text == "/x.csv?a=1&a=2")
    #expect(Fields(parsing: (0..<2_001).map { "a=\($0)" }.joined(separator: "&")).all.count == 2_000)
    #expect(Fields(parsing: "a= 1 , ,2&a=3&b").words("a") == ["1", "2", "3"])
    #expect("  a b\n".trimmed == "a b" && " ".trimmed.isEmpty)
    for (name, plain, format) in [
      ("a.csv", "a", PageFormat.csv), ("a.xlsx", "a", .xlsx), ("a.json", "a", .json), ("a.docx", "a.docx", .page),
    ] { #expect(PageFormat.split(name) == (plain, format)) }
    #expect(
      Site.attachment("a/区 1.csv") == "attachment; filename=\"a___1.csv\"; filename*=UTF-8''a%2F%E5%8C%BA%201.csv")
  }

  @Test("gzip is sent to whoever takes it")
  func gzip() {
    for (header, takes) in [
      ("gzip", true), ("GZIP", true), ("br, gzip;q=0.5", true), ("gzip;q=0", false), ("gzip;q=0.00", false),
      ("gzip; q=0.01", true), ("br", false), ("xgzip", false), ("", false), ("deflate, gzip ;q=1", true),
    ] { #expect(Compression.takesGzip(Self.request([.acceptEncoding: header])) == takes, "\(header)") }
    #expect(!Compression.takesGzip(Self.request([:])))
  }

  @Test("a form is taken from here, whether the browser speaks TLS to a proxy or not, and from nowhere else")
  func origins() {
    for (origin, isHere) in [
      ("http://here:8730", true), ("https://here:8730", true), ("HTTP://HERE:8730", true), ("http://here", false),
      ("http://there:8730", false), ("null", false),
    ] { #expect(FormGuard.isFromHere(Self.request([.origin: origin])) == isHere, "\(origin)") }
    #expect(FormGuard.isFromHere(Self.request([:])))
    #expect(!FormGuard.isFromHere(Self.request([.origin: "http://here:8730"], authority: nil)))
    for (authority, name) in [("A.b:80", "a.b"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("x", "x")] {
      #expect(HostCheck.name(authority) == name)
    }
  }

  @Test("the boundary of a form with files has 1 to 70 characters; heads of parts end")
  func multipart() throws {
    for (count, isGood) in [(1, true), (70, true), (71, false)] {
      let type = "multipart/form-data; boundary=\"\(String(repeating: "b", count: count))\""
      #expect((MultipartParser(contentType: type) != nil) == isGood, "\(count)")
    }
    func read(_ text: String) throws -> [String] {
      var parser = try #require(MultipartParser(contentType: "Multipart/Form-Data; charset=x; BOUNDARY=b"))
      var told: [String] = []
      try parser.feed(Array(text.utf8)) { event in
        switch event {
        case .part(let name, let file): told.append("\(name)/\(file ?? "-")")
        case .bytes(let bytes): told.append(String(decoding: bytes, as: UTF8.self))
        case .end: told.append("end")
        }
      }
      return told + (parser.isDone ? ["done"] : [])
    }
    let head = "Content-Type: x\r\nContent-Disposition: form-data; name=\"n\"; filename=\"a%22b\"\r\n\r\n"
    // What stands before the first boundary and after the last is nobody's.
    #expect(try read("before\r\n--b\r\n\(head)text\r\n--b--after") == ["n/a\"b", "text", "end", "done"])
    #expect(try read("--b\r\n\(head)\r\n--b--") == ["n/a\"b", "end", "done"])
    #expect(throws: MultipartParser.Malformed.self) { try read("--bX\(head)") }
    #expect(throws: MultipartParser.Malformed.self) { try read("--b\r\nContent-Type: x\r\n\r\n") }
    #expect(throws: MultipartParser.Malformed.self) { try read("--b\r\n" + String(repeating: "x", count: 16_385)) }
    #expect(try read("--b\r\n" + String(repeating: "x", count: 16_384)).isEmpty)
  }

  @Test("a name of a file keeps its ending of up to twelve characters and is 160 bytes long at most")
  func fileNames() {
    let long = String(repeating: "a", count: 200)
    #expect(SafeName.of(long).count == 160 && SafeName.of(long + ".csv").hasSuffix("a.csv"))
    #expect(SafeName.of(long + ".csv").count == 160 && SafeName.of(String(long.prefix(160))).count == 160)
    #expect(SafeName.of(long + ".12345678901X").hasSuffix(".12345678901"))
    #expect(SafeName.unlike(["a"], "a") == "a-2" && SafeName.unlike([], "a") == "a")
    #expect(SafeName.unlike(["a.b.c", "a.b-2.c"], "a.b.c") == "a.b-3.c")
    let own = SafeName.own()
    #expect(own.count == 14 && own.allSatisfy { ("a"..."z").contains($0) } && Spool.isName(own))
    for name in [own + "a", String(own.dropLast()), String(own.dropLast()) + "1", String(own.dropLast()) + "/"] {
      #expect(!Spool.isName(name))
    }
  }

  @Test("a place is free again when somebody leaves, and goes to who waited")
  func places() async {
    let places = Places(count: 2)
    #expect(places.enterIfFree() && places.enterIfFree() && !places.enterIfFree())
    places.leave()
    #expect(places.enterIfFree() && !places.enterIfFree())
    let waiting = Task { await places.enter() }
    places.leave()
    await waiting.value
    #expect(!places.enterIfFree())
    places.leave()
    places.leave()
    #expect(places.enterIfFree() && places.enterIfFree() && !places.enterIfFree())
  }

  @Test("meters count answers by kind and seconds")
  func meters() {
    let meters = Meters()
    meters.count(200, .milliseconds(1_500))
    meters.count(304, .milliseconds(250))
    meters.count(299, .milliseconds(250))
    #expect(
      meters.text(waiting: 3) == """
        # TYPE hotline_http_answers_total counter
        hotline_http_answers_total{class="2xx"} 2
        hotline_http_answers_total{class="3xx"} 1
        # TYPE hotline_http_seconds_total counter
        hotline_http_seconds_total 2.0
        # TYPE hotline_http_slowest_seconds gauge
        hotline_http_slowest_seconds 1.5
        # TYPE hotline_arrivals_waiting gauge
        hotline_arrivals_waiting 3

        """)
  }

  @Test("a session lasts eight hours unused and a day in all, to the second")
  func sessions() {
    let seconds = Mutex(0)
    let start = ContinuousClock.now
    let sessions = Sessions(now: { start + .seconds(seconds.withLock { $0 }) })
    func isOpen(_ session: Sessions.Session, at second: Int) -> Bool {
      seconds.withLock { $0 = second }
      return sessions.session(session.id.text) != nil
    }
    let (one, two) = (sessions.begin("one", .reader), sessions.begin("two", .reader))
    #expect(isOpen(one, at: 28_799) && isOpen(one, at: 57_598) && isOpen(one, at: 86_397))
    #expect(isOpen(one, at: 86_399) && !isOpen(one, at: 86_400) && !isOpen(two, at: 28_800))
    let (three, other) = (sessions.begin("three", .reader), sessions.begin("other", .reader))
    sessions.end(user: "three")
    #expect(sessions.session(three.id.text) == nil && sessions.session(other.id.text) != nil)
    sessions.end(other)
    #expect(sessions.session(other.id.text) == nil && sessions.session(nil) == nil)
  }

  @Test("roles are in order; what nobody knows is the least")
  func roles() {
    #expect(Role.allCases.sorted() == [.reader, .analyst, .editor, .admin])
    for role in Role.allCases { #expect(!(role < role)) }
    #expect(Users.User(name: "x", role: "king", password: "").knownRole == .reader)
  }

  @Test("conditions are read as people write them")
  func conditions() throws {
    #expect(Question.text(of: "district=黄浦区|静安区", .zh) == "区：黄浦区、静安区")
    #expect(
      Question.text(of: "unit=a=b", .en) == "\(FieldName.text("unit", .en)): a=b"
        && Question.text(of: "odd", .zh) == "odd")
    let fields = Fields(
      parsing: "metrics=a,b&period=2019&where=district%3Da,b&line=962200&by=month&compare=previous&suppress=10")
    let question = try Question(fields, usualPeriod: "2020")
    #expect(question.metrics == ["a", "b"] && question.period == "2019" && question.groups == ["month"])
    #expect(question.conditions == ["district=a,b", "line=962200"] && question.hiddenUnder == 10)
    #expect(question.comparisons == ["previous"])
    #expect(
      question.asked.map { "\($0.name)=\($0.value)" } == ["period=2019", "where=district=a,b", "where=line=962200"])
    let usual = try Question(Fields(), usualPeriod: "2020")
    #expect(usual.period == "2020" && usual.hiddenUnder == nil && usual.conditions.isEmpty)
    for text in ["as-of=2019-01-01", "known-at=3", "suppress=x"] {
      #expect(throws: (any Error).self) { try Question(Fields(parsing: text), usualPeriod: "2020") }
    }
  }

  @Test("fields stand under their names in a sentence; what is quoted or joined to something stays")
  func fieldNames() {
    for (text, named) in [
      ("没有 started_at 这一列", "没有来电时间这一列"), ("“started_at”为空", "“started_at”为空"),
      ("x.started_at 与 odd", "x.started_at 与 odd"),
      ("caller、agent", "来电号码、坐席"), ("-caller", "-caller"), ("值“a”不是 outcome", "值“a”不是结果"),
    ] { #expect(FieldName.named(text, .zh) == named) }
    #expect(FieldName.named("no started_at", .en) == "no started_at")
    #expect(FieldName.text("odd", .zh) == "odd" && FieldName.text("caller", .en) == "caller")
  }
}
