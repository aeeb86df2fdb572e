import Foundation
import HotlineApp
import HotlineText
import Synchronization
import Testing

@testable import HotlineWeb

@Suite("Who waits for what")
struct DeskTests {
  @Test("kept answers are bounded by what they weigh: the ones that were not asked for longest go")
  func weights() async throws {
    let kept = KeptAnswers<Int> { $0 }
    let drawn = Mutex<[String]>([])
    func ask(_ question: String, _ megabytes: Int) async throws {
      _ = try await kept.answer(question, at: "1", patience: .seconds(1)) {
        drawn.withLock { $0.append(question) }
        return megabytes << 20
      }
    }
    for (question, megabytes) in [
      ("a", 40), ("b", 40), ("a", 40), ("c", 40), ("a", 40), ("b", 40), ("huge", 101), ("huge", 101), ("b", 40),
    ] {
      try await ask(question, megabytes)
    }
    // 120 megabytes are too many: b goes, which was asked before a. What is too large alone is drawn for each who asks.
    #expect(drawn.withLock { $0 } == ["a", "b", "c", "b", "huge", "huge"])
  }

  @Test("changes wait for an ingest outside of the readers' places, are told so, and nobody who reads waits for them")
  func changes() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let token = await desk.formToken(desk.get("/sources/1", cookie))
    let (begun, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let arrivals = desk.server.arrivals
    // An ingest that goes on until it is told to end.
    Thread.detachNewThread {
      try? arrivals.inTurn {
        begun.signal()
        mayEnd.wait()
      }
    }
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        begun.wait()
        continuation.resume()
      }
    }
    let form = ["form-token": token, "sure": "yes"]
    let changes = await withTaskGroup(of: WebDesk.Reply.self) { group in
      // As many as there are places for readers, and more.
      for _ in 0..<6 { group.addTask { await desk.post("/sources/1/forget", cookie, form) } }
      // Pages come while they wait.
      #expect(await desk.get("/metric/connection_rate?period=2019-12", cookie).status == 200)
      return await group.reduce(into: [WebDesk.Reply]()) { $0.append($1) }
    }
    #expect(changes.allSatisfy { $0.status == 503 && $0.text.contains("什么都没有保存") && $0.headers["retry-after"] == "30" })
    mayEnd.signal()
    #expect(await desk.get("/sources/1", cookie).status == 200, "nothing was forgotten")
    #expect(await desk.post("/sources/1/forget", cookie, form).status == 303)
  }

  @Test("a turn comes when those before it have ended, and is given up when the patience is over")
  func turns() throws {
    let queue = DispatchQueue(label: "turns")
    let first = Turn(on: queue)
    #expect(first.comes(within: .seconds(60)))
    let second = Turn(on: queue)
    #expect(!second.comes(within: .milliseconds(20)))
    let third = Turn(on: queue)
    first.end()
    #expect(third.comes(within: .seconds(60)), "what was given up holds nobody up")
    third.end()
  }

  @Test("before anything is brought in, pages say what to do next and lead there")
  func empty() async throws {
    let desk = try await WebDesk(filled: false)
    let cookie = await desk.enter()
    for address in ["/", "/month/2019-12", "/sources", "/reports", "/explore", "/metric/connection_rate"] {
      let reply = await desk.get(address, cookie)
      #expect(reply.status == 200, "\(address)")
      #expect(reply.text.contains("还没有数据") && reply.text.contains("href=\"/sources/new\""), "\(address)")
      #expect(!reply.text.contains(desk.folder) && !reply.text.contains("--database"), "\(address)")
    }
    #expect(await desk.get("/sources.json", cookie).status == 409)
    #expect(await desk.get("/forms", cookie).status == 200)
    #expect(await desk.get("/sources/new", cookie).status == 200)
  }

  @Test("problems name files, not their places on the server")
  func places() {
    for (text, expected) in [
      ("无法读取 /tmp/a b/x.files/y/呼叫.csv:22:5", "无法读取 呼叫.csv:22:5"),
      ("（/srv/hotline/h.sqlite）", "（h.sqlite）"), ("/srv/h.sqlite: gone", "h.sqlite: gone"),
      ("2019/12/31 10:00", "2019/12/31 10:00"), ("接通 / 请求", "接通 / 请求"), ("km/h", "km/h"),
    ] { #expect(ProblemText.withoutFolders(text, ["/tmp/a b"]) == expected, "\(text)") }
  }

  @Test("texts are sent packed to browsers that take them so, and are the same texts")
  func packed() async throws {
    let desk = try await WebDesk()
    let cookie = await desk.enter()
    let plain = await desk.get("/month/2019-12", cookie)
    let packed = await desk.get("/month/2019-12", cookie, ["Accept-Encoding": "br, gzip;q=0.8"])
    #expect(plain.headers["content-encoding"] == nil && plain.headers["vary"] == "Accept-Encoding")
    #expect(packed.headers["content-encoding"] == "gzip" && packed.status == 200)
    #expect(packed.bytes.count < plain.bytes.count / 2)
    #expect(
      await desk.get("/month/2019-12", cookie, ["Accept-Encoding": "gzip;q=0"]).headers["content-encoding"] == nil)
    #expect(
      await desk.get("/month/2019-12.xlsx", cookie, ["Accept-Encoding": "gzip"]).headers["content-encoding"] == nil)
  }

  @Test("what is too large is told so, and two servers' cookies keep out of each other's way")
  func sizes() async throws {
    let (one, two) = (try await WebDesk(), try await WebDesk(filled: false))
    let (cookie, other) = (await one.enter(), await two.enter())
    #expect(cookie.split(separator: "=").first != other.split(separator: "=").first)
    #expect(await two.get("/sources/new", cookie).status == 401)
    #expect(await one.get("/sources", "\(other); \(cookie)").status == 200)
    let large = ["form-token": String(repeating: "x", count: 1 << 21)]
    let reply = await one.post("/names", cookie, large)
    #expect(reply.status == 413 && reply.text.contains("什么都没有保存"))
  }
}
