import Foundation
import Synchronization
import Testing

@testable import HotlineWeb

@Suite("Who sees a page")
struct AccessTests {
  static let addresses = [
    "/", "/month/2019-12", "/month/2019-12.json", "/metric/connection_rate", "/rows?metric=connection_rate",
    "/rows.csv",
    "/explore", "/explore.csv", "/sources", "/sources.json", "/sources/1", "/reports", "/reports/monthly/2019-12",
    "/reports/monthly/2019-12.docx", "/leave", "/nowhere", "/../etc/passwd",
  ]

  @Test("without a session no address shows anything, and none says whether it exists")
  func refused() async throws {
    let desk = try await WebDesk()
    for address in Self.addresses {
      let reply = await desk.get(address)
      #expect(reply.status == 401, "\(address)")
      #expect(!reply.text.contains("黄浦区") && !reply.text.contains("calls-2019"), "\(address)")
    }
    #expect(await desk.get("/health").text == "ok\n")
    #expect(await desk.get("/assets/style-zh.css").headers["content-type"] == "text/css; charset=utf-8")
  }

  @Test("the link works once, and no other secret does")
  func once() async throws {
    let desk = try await WebDesk()
    let link = try #require(desk.sessions.link?.text)
    #expect(await desk.get("/open/\(String(link.reversed()))").status == 401)
    #expect(await desk.get("/open/\(link.dropLast())").status == 401)
    // A program that shows where a link leads asks for its head: that is no visit.
    #expect(await desk.send("HEAD", "/open/\(link)").status == 401)
    let first = await desk.get("/open/\(link)")
    #expect(first.status == 200)
    let cookie = try #require(first.headers["set-cookie"])
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"))
    #expect(await desk.get("/open/\(link)").status == 401)
    let own = String(cookie.prefix { $0 != ";" })
    #expect(await desk.get("/sources", own).status == 200)
    // A session that a visitor chose for himself is none.
    #expect(await desk.get("/sources", "hotline-session-x=" + String(repeating: "a", count: 64)).status == 401)
  }

  @Test("a session ends after eight hours without use, after a day in any case, and when its owner leaves")
  func ends() async throws {
    let hours = Mutex(0)
    let start = ContinuousClock.now
    let clock: @Sendable () -> ContinuousClock.Instant = { start + .seconds(3600 * hours.withLock { $0 }) }
    let sessions = Sessions(now: clock)
    let session = try #require(sessions.begin(with: sessions.link?.text))
    for hour in [7, 14, 21] {
      hours.withLock { $0 = hour }
      #expect(sessions.session(session.id.text) != nil)
    }
    hours.withLock { $0 = 25 }
    #expect(sessions.session(session.id.text) == nil)

    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let page = await desk.get("/leave", cookie)
    #expect(await desk.post("/leave", cookie, ["form-token": "0"]).status == 403)
    #expect(await desk.get("/sources", cookie).status == 200)
    #expect(await desk.post("/leave", cookie, ["form-token": desk.formToken(page)]).status == 200)
    #expect(await desk.get("/sources", cookie).status == 401)
  }

  @Test("nobody unused for eight hours is let in")
  func idle() throws {
    let hours = Mutex(0)
    let start = ContinuousClock.now
    let sessions = Sessions(now: { start + .seconds(3600 * hours.withLock { $0 }) })
    let session = try #require(sessions.begin(with: sessions.link?.text))
    hours.withLock { $0 = 8 }
    #expect(sessions.session(session.id.text) == nil)
  }

  @Test("whoever logs in again and again keeps nobody else out: their own oldest sessions end")
  func crowd() throws {
    let seconds = Mutex(0)
    let start = ContinuousClock.now
    let sessions = Sessions(now: { start + .seconds(seconds.withLock { $0 }) })
    let other = sessions.begin("other", .editor)
    let own = (0..<60).map { number in
      seconds.withLock { $0 = number + 1 }
      return sessions.begin("reader", .reader)
    }
    #expect(own.count { sessions.session($0.id.text) != nil } == 50)
    #expect(sessions.session(own[9].id.text) == nil && sessions.session(own[10].id.text) != nil)
    #expect(sessions.session(other.id.text) != nil && sessions.begin(with: sessions.link?.text) != nil)
  }

  @Test("a form is taken from this server's own pages only")
  func foreignForm() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let token = await desk.formToken(desk.get("/leave", cookie))
    for origin in ["http://evil.example", "null", "http://127.0.0.1:1"] {
      #expect(await desk.post("/leave", cookie, ["form-token": token], ["Origin": origin]).status == 403, "\(origin)")
    }
    #expect(await desk.post("/leave", cookie, [:]).status == 403)
    #expect(await desk.get("/sources", cookie).status == 200)
    let own = ["Origin": "http://127.0.0.1:\(desk.port)"]
    #expect(await desk.post("/leave", cookie, ["form-token": token], own).status == 200)
  }

  @Test("a name elsewhere that points at this machine is not answered")
  func rebinding() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    for host in ["evil.example", "evil.example:\(desk.port)", "127.0.0.1.evil.example", "localhost.", "[::2]"] {
      let reply = await desk.get("/sources", cookie, ["Host": host])
      #expect(reply.status == 421, "\(host)")
      #expect(!reply.text.contains("calls-2019"))
    }
    for host in ["localhost:\(desk.port)", "LOCALHOST", "[::1]:8730"] {
      #expect(await desk.get("/sources", cookie, ["Host": host]).status == 200, "\(host)")
    }
  }

  @Test("every answer forbids what a page of ours never needs, and rows are kept nowhere")
  func headers() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    for address in Self.addresses + ["/assets/smooth.js", "/health"] {
      for cookie in [cookie, ""] {
        let reply = await desk.get(address, cookie)
        let policy = reply.headers["content-security-policy"] ?? ""
        #expect(policy.hasPrefix("default-src 'none'") && !policy.contains("unsafe"), "\(address)")
        #expect(reply.headers["x-content-type-options"] == "nosniff", "\(address)")
        #expect(reply.headers["referrer-policy"] == "same-origin", "\(address)")
        #expect(reply.headers["server"] == nil)
      }
    }
    #expect(await desk.get("/rows?metric=connection_rate", cookie).headers["cache-control"] == "no-store")
    #expect(await desk.get("/rows.csv?metric=connection_rate", cookie).headers["cache-control"] == "no-store")
    #expect(await desk.get("/month/2019-12", cookie).headers["cache-control"] == "private, no-cache")
  }

  @Test("another link takes the place of the last one, and the sessions go on")
  func anotherLink() async throws {
    let desk = try await WebDesk(filled: false)
    let first = desk.sessions.link?.text ?? ""
    let second = desk.sessions.renewLink().text
    #expect(await desk.get("/open/\(first)").status == 401)
    let cookie = await desk.enter()
    #expect(await desk.get("/sources/new", cookie).status == 200 && !second.isEmpty)
    _ = desk.sessions.renewLink()
    #expect(await desk.get("/sources/new", cookie).status == 200)
    #expect(await desk.get("/sources/new", await desk.enter()).status == 200)
  }
}
