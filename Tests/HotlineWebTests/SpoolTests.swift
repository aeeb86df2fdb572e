import FreshNames
import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineReading
import Testing

@testable import HotlineWeb

@Suite("Files that were sent, when the server is started again")
struct SpoolTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-spool-\(freshName())").path
  private let workspace: Workspace
  private let spool: Spool

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    workspace = Workspace(database: folder + "/hotline.sqlite", data: WebDesk.project.appending(path: "data").path)
    spool = Spool(database: workspace.database)
  }

  /// An arrival of one file.
  private func arrival(_ text: String = BringTests.calls, isWhole: Bool = true) throws -> String {
    let name = try spool.begin()
    try Data(text.utf8).write(to: URL(filePath: spool.path(name) + "/calls.csv"))
    if isWhole { spool.complete(name) }
    return name
  }

  private func ended(_ arrivals: Arrivals, _ name: String) async throws -> Arrivals.State {
    for _ in 0..<1_200 {
      if let state = arrivals[name]?.state, !state.isMoving { return state }
      try await Task.sleep(for: .milliseconds(50))
    }
    return try #require(arrivals[name]).state
  }

  @Test(
    "a folder beside the database that is a link is refused when the server starts: what lies behind it stays",
    arguments: [".files", ".exports", ".backups", ".evidence", ".published"])
  func links(ending: String) throws {
    // Named as folders of servers that have ended are.
    let inside = folder + "/elsewhere/7777777"
    try FileManager.default.createDirectory(atPath: inside, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: workspace.database + ending, withDestinationPath: folder + "/elsewhere")
    let refusal = #expect(throws: Diagnostic.self) {
      try WebServer(workspace: workspace, settings: WebSettings(port: 0, language: .zh))
    }
    #expect(refusal?.message(.en).contains("hotline.sqlite\(ending): a link that leads elsewhere") == true)
    #expect(FileManager.default.fileExists(atPath: inside))
  }

  @Test("the inbox takes what has not changed for three looks, and nothing under the name of an unfinished file")
  func inbox() throws {
    let place = folder + "/inbox"
    try FileManager.default.createDirectory(atPath: place + "/sub", withIntermediateDirectories: true)
    for name in [
      "a.csv", "sub/b.xlsx", "odd.dat", "c.csv.part", "d.csv.TMP", "~$e.xlsx", "sub/~$f.csv", "g.crdownload",
    ] {
      try Data("x".utf8).write(to: URL(filePath: "\(place)/\(name)"))
    }
    // A name in GBK, as unzip makes it.
    let descriptor = ("\(place)/".utf8.map { CChar(bitPattern: $0) } + [CChar(bitPattern: 0xBB), 46, 99, 115, 118, 0])
      .withUnsafeBufferPointer { $0.baseAddress.map { open($0, O_CREAT | O_WRONLY, 0o600) } ?? -1 }
    try #require(write(descriptor, "x", 1) == 1 && close(descriptor) == 0)
    let inbox = Inbox(
      folder: place, arrivals: Arrivals(workspace: workspace), journal: Journal(database: workspace.database))
    let found = inbox.stamps()
    #expect(Set(found.keys) == ["a.csv", "sub/b.xlsx", "odd.dat", "\u{FFFD}.csv"], "\(found.keys)")
    let problem = #expect(throws: Diagnostic.self) { try ExportFile(path: "\(place)/\u{FFFD}.csv") }
    #expect(problem?.found.en == "the file's name is not in UTF-8")

    func stamp(_ size: Int64) -> Inbox.Stamp { Inbox.Stamp(size: size, seconds: 1, nanoseconds: 0) }
    var quiet = QuietFiles(looks: 3)
    let sizes: [Int64?] = [1, 1, 1, 2, 2, 2, nil, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3]
    let taken = sizes.map { size in quiet.look(size.map { ["a": stamp($0)] } ?? [:]).map(\.stamp.size) }
    #expect(taken == [[], [], [], [], [], [], [], [], [], [], [2], [], [], [], [], [3], []])
  }

  @Test("what was still being written is offered to nobody, and thrown away when its server is gone or it is old")
  func halfWritten() throws {
    let (half, whole) = (try arrival(isWhole: false), try arrival())
    #expect(spool.open == [whole])
    // The first process of the machine stands for another server that runs.
    try Data("1".utf8).write(to: URL(filePath: spool.path(half) + "/.receiving"))
    spool.clear()
    #expect(spool.files(half) == ["calls.csv"], "another server may be writing it")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3_600)], ofItemAtPath: spool.path(half))
    spool.clear()
    #expect(!FileManager.default.fileExists(atPath: spool.path(half)) && spool.open == [whole])
    // The server that was writing this was killed a moment ago.
    let killed = try arrival(isWhole: false)
    let process = try Process.run(URL(filePath: "/bin/true"), arguments: [])
    process.waitUntilExit()
    try Data(String(process.processIdentifier).utf8).write(to: URL(filePath: spool.path(killed) + "/.receiving"))
    spool.clear()
    #expect(!FileManager.default.fileExists(atPath: spool.path(killed)) && spool.open == [whole])
  }

  @Test("what was confirmed is brought in by the next server, by the profile that was chosen; what was not waits")
  func resumed() async throws {
    let before = Int64(Date().timeIntervalSince1970)
    let (confirmed, waiting) = (try arrival(BringTests.calls.replacing("2020-01-", with: "2020-13-")), try arrival())
    spool.confirm(confirmed, .init(profile: "calls-en", takesAll: false))
    let arrivals = Arrivals(workspace: workspace)
    guard case .failed(let problem) = try await ended(arrivals, confirmed) else {
      Issue.record("all of its rows are rejected: nothing of it is in the database")
      return
    }
    #expect(problem.found.en.contains("all 3 rows are rejected"))
    // The list of arrivals says when each came.
    #expect((arrivals[confirmed]?.at).map { (before - 2...before + 600).contains($0) } == true)
    #expect(spool.confirmation(confirmed) == nil && spool.open.contains(confirmed))
    guard case .checked = try await ended(arrivals, waiting) else {
      Issue.record("nobody confirmed it")
      return
    }
    let good = try arrival(BringTests.calls.replacing("2020-01-32", with: "2020-01-31"))
    spool.confirm(good, .init(profile: nil, takesAll: false))
    let again = Arrivals(workspace: workspace)
    guard case .done(let outcome) = try await ended(again, good) else {
      Issue.record("it was confirmed")
      return
    }
    #expect(outcome.reports.count == 1 && !spool.open.contains(good))
  }

  @Test("a file that ended the server twice while it was read is left alone, until somebody tries it anew")
  func attempts() async throws {
    let names = try (0..<4).map { _ in try arrival() }
    let outside = folder + "/outside.csv"
    try Data(BringTests.calls.utf8).write(to: URL(filePath: outside))
    // What servers left that were killed.
    let left = Attempts(folder: spool.folder)
    let stamp = try #require(Inbox.Stamp(outside))
    let own = Attempts.name(of: outside, stamp: stamp.text)
    for name in [names[0], names[0], names[1], names[2], names[2], own, own] { left.begin(name) }
    let kept = spool.folder + "/.attempts"
    #expect(try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions] as? Int == 0o600)
    #expect(try !String(contentsOfFile: kept, encoding: .utf8).contains("outside"))
    spool.confirm(names[2], .init(profile: nil, takesAll: true))
    let arrivals = Arrivals(workspace: workspace)
    arrivals.bringIn("outside.csv", in: folder, stamp: stamp)
    for name in [names[0], names[2]] {
      guard case .failed(let problem) = arrivals[name]?.state else {
        Issue.record("it was read again")
        return
      }
      #expect(problem.found.en.hasPrefix("the server ended 2 times while it read this file"))
      #expect(arrivals[name]?.state.isOpen == true && spool.confirmation(name) == nil)
    }
    #expect(arrivals.list.contains { $0.user == "inbox" && $0.state.isOpen }, "nor is one from the inbox")
    for name in [names[1], names[3]] {
      guard case .checked = try await ended(arrivals, name) else {
        Issue.record("one accident is nobody's fault")
        return
      }
    }
    // Changed, it is another file.
    try Data((BringTests.calls + "\n").utf8).write(to: URL(filePath: outside))
    arrivals.bringIn("outside.csv", in: folder, stamp: try #require(Inbox.Stamp(outside)))
    let ours = arrivals.list.filter { $0.user == "inbox" }
    var blamed = 0
    for one in ours {
      if case .failed(let problem) = try await ended(arrivals, one.name), problem.found.en.hasPrefix("the server ended")
      {
        blamed += 1
      }
    }
    #expect(ours.count == 2 && blamed == 1)
    #expect(!left.areTooMany(names[1]) && left.areTooMany(names[0]) && left.areTooMany(own))
    arrivals.discard(names[0])
    #expect(!left.areTooMany(names[0]))
    // A server that is asked to end blames nothing.
    left.endAll()
    #expect(!FileManager.default.fileExists(atPath: kept))
  }

  @Test("a file of the inbox that changes while it waits for its turn, or becomes a link, is not read")
  func changedInTurn() async throws {
    let arrivals = Arrivals(workspace: workspace)
    let outside = folder + "/turn.csv"
    try Data(BringTests.calls.utf8).write(to: URL(filePath: outside))
    let stamp = try #require(Inbox.Stamp(outside))
    try FileManager.default.moveItem(atPath: outside, toPath: folder + "/secret.csv")
    try FileManager.default.createSymbolicLink(atPath: outside, withDestinationPath: folder + "/secret.csv")
    arrivals.bringIn("turn.csv", in: folder, stamp: stamp)
    let name = try #require(arrivals.list.first { $0.user == "inbox" }).name
    guard case .failed(let problem) = try await ended(arrivals, name) else {
      Issue.record("what the link leads to was read")
      return
    }
    #expect(problem.found.en == "the file changed while it waited to be read")
    // A folder of the inbox that becomes a link leads to a file of the same stamp.
    try FileManager.default.createDirectory(atPath: folder + "/box", withIntermediateDirectories: true)
    try Data(BringTests.calls.utf8).write(to: URL(filePath: folder + "/box/in.csv"))
    let inner = try #require(Inbox.Stamp(folder + "/box/in.csv"))
    try FileManager.default.moveItem(atPath: folder + "/box", toPath: folder + "/moved")
    try FileManager.default.createSymbolicLink(atPath: folder + "/box", withDestinationPath: folder + "/moved")
    arrivals.bringIn("box/in.csv", in: folder, stamp: inner)
    let other = try #require(arrivals.list.first { $0.user == "inbox" && $0.name != name }).name
    guard case .failed(let linked) = try await ended(arrivals, other) else {
      Issue.record("what the link leads to was read")
      return
    }
    #expect(linked.found.en == "a link took its place after the folder was looked at; it was not read")
  }

  @Test("the originals of rows are neither tried in another way nor thrown away")
  func kept() async throws {
    let name = try arrival(BringTests.calls.replacing("2020-01-32", with: "2020-01-31"))
    let arrivals = Arrivals(workspace: workspace)
    guard case .checked = try await ended(arrivals, name) else {
      Issue.record("it was not tried")
      return
    }
    arrivals.bringIn(name, takesAll: false)
    let state = try await ended(arrivals, name)
    #expect(!state.isOpen)
    arrivals.discard(name)
    spool.discard(name)
    #expect(spool.files(name) == ["calls.csv"])
  }
}
