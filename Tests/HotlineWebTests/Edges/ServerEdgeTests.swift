import Foundation
import HotlineText
import Hummingbird
import NIOCore
import Synchronization
import Testing

@testable import HotlineWeb

@Suite("Parts of the server at their limits")
struct ServerEdgeTests {
  /// Answers of one megabyte each, and how often each was drawn.
  private final class Drawn: Sendable {
    let kept = KeptAnswers<Int> { $0 }
    let counts = Mutex<[String: Int]>([:])

    func ask(_ question: String, _ weight: Int) async throws {
      _ = try await kept.answer(question, at: "1", patience: .seconds(60)) {
        self.counts.withLock { $0[question, default: 0] += 1 }
        return weight
      }
    }
    subscript(_ question: String) -> Int? { counts.withLock { $0[question] } }
  }

  @Test("sixty answers are kept; for one more the one goes that was asked for longest ago")
  func mostKept() async throws {
    let drawn = Drawn()
    for number in 0..<60 { try await drawn.ask("\(number)", 1) }
    try await drawn.ask("0", 1)
    #expect(drawn["0"] == 1)
    try await drawn.ask("60", 1)
    try await drawn.ask("0", 1)
    try await drawn.ask("1", 1)
    #expect(drawn["0"] == 1 && drawn["1"] == 2)
  }

  @Test("answers of a hundred megabytes together are kept, a byte more is too much", arguments: [(0, 1), (1, 2)])
  func heaviest(more: Int, drawings: Int) async throws {
    let alone = Drawn()
    for _ in 0..<2 { try await alone.ask("a", 100 << 20 + more) }
    #expect(alone["a"] == drawings)
    let together = Drawn()
    for question in ["a", "b", "a"] { try await together.ask(question, question == "a" ? 60 << 20 : 40 << 20 + more) }
    #expect(together["a"] == drawings)
  }

  @Test("an answer that took so long that the data changed meanwhile takes the place of no newer one")
  func overtaken() async throws {
    let kept = KeptAnswers<Int> { _ in 1 }
    for fails in [false, true] {
      let question = "\(fails)"
      let (begun, begin) = AsyncStream<Void>.makeStream()
      let (gate, open) = AsyncStream<Void>.makeStream()
      let slow = Task {
        try await kept.answer(question, at: "1", patience: .seconds(60)) {
          begin.finish()
          for await _ in gate {}
          if fails { throw CancellationError() }
          return 1
        }
      }
      for await _ in begun {}
      #expect(try await kept.answer(question, at: "2", patience: .seconds(60)) { 2 }.answer == 2)
      open.finish()
      _ = try? await slow.value
      let again = try await kept.answer(question, at: "2", patience: .seconds(60)) { 3 }
      #expect(again.answer == 2 && again.version == "2")
      // Who asks for the next state is shown the newest that is whole while that one cannot be drawn.
      let next = try await kept.answer(question, at: "3", patience: .seconds(60)) { throw CancellationError() }
      #expect(next.answer == 2 && next.version == "2")
    }
  }

  @Test("what is packed is a gzip file of the text")
  func gzip() throws {
    let packed = try #require(Compression.gzip(ByteBuffer(string: String(repeating: "text ", count: 1_000))))
    #expect(packed.readableBytesView.prefix(3) == [0x1F, 0x8B, 8] && packed.readableBytes < 200)
    // The last four bytes are the text's length (RFC 1952).
    #expect(Array(packed.readableBytesView.suffix(4)) == [0x88, 0x13, 0, 0])
  }

  @Test("a folder within a folder of the server is not told either, with blanks in its name")
  func folders() {
    for folders in [["/a b", "/a b/c d"], ["/a b/c d", "/a b"]] {
      #expect(ProblemText.withoutFolders("cannot read /a b/c d/x.csv", folders) == "cannot read x.csv")
    }
    #expect(ProblemText.withoutFolders("cannot read /x y.csv", ["/"]) == "cannot read x y.csv")
  }

  private func cookie(_ path: String) throws -> String? {
    let request = Request(
      head: HTTPRequest(method: .get, scheme: "http", authority: "here", path: path), body: .init(buffer: ByteBuffer()))
    return try PageFrame(language: .zh).response(Page(title: "t", content: ""), to: request, nil).headers[.setCookie]
  }

  @Test("who chooses a language is asked no more for a year; a language that there is none of is forgotten at once")
  func languageCookie() throws {
    let found = try #require(try cookie("/sources?lang=en"))
    #expect(found.hasPrefix("hotline-language=en") && found.contains("Max-Age=\(365 * 24 * 60 * 60)"))
    #expect(try cookie("/sources?lang=fr") == nil && cookie("/sources") == nil)
  }

  @Test("the other language leads to the same page; from what a form did it leads home, and nothing is sent twice")
  func otherLanguage() async throws {
    let desk = try await WebDesk(filled: false)
    let cookie = await desk.cookie(of: .admin)
    #expect(await desk.get("/forms?x=1", cookie).text.contains("href=\"/forms?x=1&amp;lang=en\""))
    #expect(await desk.post("/admin/users", cookie, ["name": "x"]).text.contains("href=\"/?lang=en\""))
    // A form of more than a megabyte is not read.
    for (count, status) in [(1_000_000, 403), (1_100_000, 413)] {
      let reply = await desk.post("/names", cookie, ["form-token": String(repeating: "x", count: count)])
      #expect(reply.status == status, "\(count)")
    }
  }

  @Test("a server listens where the README says, for a minute of silence, and takes four gigabytes at once")
  func settings() {
    let settings = WebSettings(language: .zh)
    #expect(settings.host == "127.0.0.1" && settings.port == 8730 && settings.longestSilence == 60)
    #expect(settings.mostBytes == 4 * 1_024 * 1_024 * 1_024 && !settings.isReadOnly && !settings.isSecure)
  }
}
