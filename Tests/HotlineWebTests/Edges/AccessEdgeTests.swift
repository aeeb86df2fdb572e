import FreshNames
import Foundation
import Synchronization
import Testing

@testable import HotlineWeb

@Suite("Who may come in, at the limits of time and number")
struct AccessEdgeTests {
  private let path = FileManager.default.temporaryDirectory.appending(path: "hotline-access-\(freshName())").path

  /// A clock that a test turns, and bounds that go by it.
  private final class Clock: Sendable {
    private let seconds = Mutex(0)
    private let start = ContinuousClock.now
    func pass(_ duration: Int) { seconds.withLock { $0 += duration } }
    var bounds: LoginBounds { LoginBounds(now: { self.start + .seconds(self.seconds.withLock { $0 }) }) }
  }

  @Test("a wait of fifteen seconds is over after fifteen seconds, not one later")
  func waitEnds() {
    let clock = Clock()
    let bounds = clock.bounds
    for _ in 0..<5 { _ = bounds.attempt("a", from: "1") }
    clock.pass(14)
    #expect(bounds.attempt("a", from: "1") == .seconds(1))
    clock.pass(1)
    #expect(bounds.attempt("a", from: "1") == nil)
  }

  @Test("wrong passwords of more than a day ago count no more", arguments: [(86_400, true), (86_401, false)])
  func dayAgo(seconds: Int, stillCounts: Bool) {
    let clock = Clock()
    let bounds = clock.bounds
    for _ in 0..<4 { _ = bounds.attempt("a", from: "1") }
    clock.pass(seconds)
    #expect(bounds.attempt("a", from: "1") == nil)
    #expect((bounds.attempt("a", from: "1") == nil) == !stillCounts)
  }

  @Test(
    "with ten thousand others at the door, wrong passwords are forgotten after an hour",
    arguments: [(3_599, true), (3_600, false)])
  func crowd(seconds: Int, stillCounts: Bool) {
    let clock = Clock()
    let bounds = clock.bounds
    for _ in 0..<4 { _ = bounds.attempt("a", from: "1") }
    // Each of them is known by name, by machine and by both.
    for number in 0..<3_334 { _ = bounds.attempt("name \(number)", from: "machine \(number)") }
    clock.pass(seconds)
    #expect(bounds.attempt("a", from: "1") == nil)
    #expect((bounds.attempt("a", from: "1") == nil) == !stillCounts)
  }

  @Test("a right password takes its own try back, and no wrong one of the same machine")
  func takenBack() {
    let clock = Clock()
    let bounds = clock.bounds
    for number in 0..<19 { _ = bounds.attempt("name \(number)", from: "1") }
    #expect(bounds.attempt("right", from: "1") == nil)
    bounds.succeeded("right", from: "1")
    #expect(bounds.attempt("another", from: "1") == nil, "nineteen wrong ones keep nobody out")
    #expect(bounds.attempt("more", from: "1") == .seconds(15))
    clock.pass(15)
    #expect(bounds.attempt("right", from: "1") == nil)
    bounds.succeeded("right", from: "1")
    #expect(bounds.attempt("more", from: "1") != nil, "twenty wrong ones still stand")
  }

  @Test("the log of a year is read from its end, and its lines say addresses as they are")
  func longLog() throws {
    defer { try? FileManager.default.removeItem(atPath: path + ".log") }
    let line = #"{"at":"2026-01-01T00:00:00Z","details":{},"user":"one","what":"/old"}"# + "\n"
    try Data(String(repeating: line, count: 1_600_000 / line.utf8.count).utf8).write(to: URL(filePath: path + ".log"))
    let journal = Journal(database: path)
    journal.write("two", "/names", Fields([Fields.Field(name: "from", value: "a/b")]))
    #expect(journal.last(2).map(\.what) == ["/names", "/old"])
    let text = try String(contentsOfFile: path + ".log", encoding: .utf8)
    #expect(text.hasSuffix(#""details":{"from":"a/b"},"user":"two","what":"/names"}"# + "\n"))
  }

  @Test("a password of 200 characters of four bytes each lets in; one byte more is not even tried")
  func longPasswords() throws {
    let longest = String(repeating: "😀", count: 200)
    #expect(Password.matches(longest, try #require(Password.kept(longest))))
    let longer = longest + "x"
    #expect(!Password.matches(longer, try #require(Password.kept(longer))))
  }

  @Test("a thousand users have their place, and no more", arguments: [(999, true), (1_000, false)])
  func mostUsers(count: Int, fits: Bool) throws {
    defer { try? FileManager.default.removeItem(atPath: path + ".users") }
    let known = (0..<count).map { Users.User(name: "u\($0)", role: "reader", password: "-") }
    try JSONEncoder().encode(known).write(to: URL(filePath: path + ".users"))
    let users = try Users(database: path)
    #expect(((try? users.set("new", role: .reader, password: "a long password")) != nil) == fits)
    #expect(users.list.count == 1_000)
  }

  @Test("the file of users has them by name and one thing a line, so that two states can be compared")
  func usersFile() throws {
    defer { try? FileManager.default.removeItem(atPath: path + ".users") }
    let users = try Users(database: path)
    for name in ["b", "c", "a"] { try users.set(name, role: .reader, password: "a long password") }
    let lines = try String(contentsOfFile: path + ".users", encoding: .utf8).split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    #expect(lines.filter { $0.hasPrefix(#""name""#) } == [#""name" : "a","#, #""name" : "b","#, #""name" : "c","#])
  }

  @Test("machines may ask how it goes without a session, and people may log in")
  func openAddresses() async throws {
    let desk = try await WebDesk(filled: false)
    #expect(await desk.get("/metrics").text.contains("hotline_http_answers_total"))
    #expect(await desk.get("/login").status == 200)
    for address in ["/metric", "/loginx", "/openx", "/healthy"] { #expect(await desk.get(address).status == 401) }
  }

  @Test("administrators see the last two hundred things that were done, each with what it was done with")
  func shownLog() async throws {
    let desk = try await WebDesk(filled: false)
    let cookie = await desk.cookie(of: .admin)
    let journal = Journal(database: desk.workspace.database)
    for number in 0..<201 {
      let fields = [("b", "2"), ("a", "1"), ("c", "3")].map { Fields.Field(name: $0.0, value: $0.1) }
      journal.write("one", "deed-\(number)-", Fields(fields))
    }
    let page = await desk.get("/admin", cookie).text
    #expect(page.contains("deed-200-") && page.contains("deed-1-") && !page.contains("deed-0-"))
    #expect(page.firstMatch(of: /a=1\W+b=2\W+c=3/) != nil)
  }
}
