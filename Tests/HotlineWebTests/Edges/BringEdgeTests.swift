import FreshNames
import Foundation
import HotlineApp
import Hummingbird
import NIOCore
import Testing

@testable import HotlineWeb

@Suite("Files that are sent, at the limits of a form")
struct BringEdgeTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-bring-\(freshName())").path
  private let session = Sessions().begin("one", .editor)

  private func part(_ name: String, _ value: String, file: String? = nil) -> String {
    let named = file.map { "; filename=\"\($0)\"" } ?? ""
    return "--b\r\nContent-Disposition: form-data; name=\"\(name)\"\(named)\r\n\r\n\(value)\r\n"
  }

  /// What a writer makes of a form: its files and other fields, or why it was not taken.
  private func taken(
    _ parts: [String], mostFiles: Int = 2, most: Int? = nil, isWhole: Bool = true
  ) async throws -> (files: [String], fields: [String: String], refusal: String?) {
    let spool = Spool(database: folder + "/h.sqlite")
    let writer = try ArrivalWriter(spool: spool, mostFiles: mostFiles)
    let body = parts.joined() + (isWhole ? "--b--\r\n" : "")
    var parser = try #require(MultipartParser(contentType: "multipart/form-data; boundary=b"))
    let request = Request(
      head: HTTPRequest(method: .post, scheme: "http", authority: "here", path: "/"),
      body: .init(buffer: ByteBuffer(string: body)))
    do {
      try await writer.take(request, &parser, most: most.map { body.utf8.count + $0 } ?? .max, of: session)
      return (spool.files(writer.name), writer.fields, nil)
    } catch {
      writer.undo()
      #expect(spool.files(writer.name) == [])
      return ([], [:], "\(error)")
    }
  }

  private var secret: String { part("form-token", session.form.text) }

  @Test("as many files as are allowed are taken, one more is not")
  func files() async throws {
    func files(_ count: Int) -> [String] { [secret] + (0..<count).map { part("files", "x", file: "\($0).csv") } }
    #expect(try await taken(files(2)).files == ["0.csv", "1.csv"])
    #expect(try await taken(files(3)).refusal == "tooMany")
    #expect(try await taken(files(0)).refusal == "nothing")
  }

  @Test("a form has fifty parts besides its files, and no more", arguments: [(48, true), (49, false)])
  func parts(others: Int, fits: Bool) async throws {
    let fields = (0..<others).map { part("f\($0)", "v") }
    let files = ["a", "b", "c"].map { part("files", "x", file: $0) }
    // With the secret that is 49 or 50 fields, three files, and a place for a file where none was chosen.
    let none = part("files", "", file: "")
    let found = try await taken([secret] + fields + files + [none], mostFiles: 3)
    #expect((found.refusal == nil) == fits && found.files == (fits ? ["a", "b", "c"] : []))
  }

  @Test("a form of the most bytes is taken, one of a byte more is too large")
  func bytes() async throws {
    let form = [secret, part("files", "x", file: "a.csv")]
    #expect(try await taken(form, most: 0).files == ["a.csv"])
    #expect(try await taken(form, most: -1).refusal == "tooLarge")
  }

  @Test("a form without the session's secret before its files is nobody's, and one that is cut off is none")
  func foreign() async throws {
    let file = part("files", "x", file: "a.csv")
    for form in [[file], [file, secret], [part("form-token", "x"), file], [part("place", "x")]] {
      #expect(try await taken(form).refusal == "foreign")
    }
    #expect(try await taken([part("other", session.form.text), file]).refusal == "foreign")
    #expect(try await taken([secret, file], isWhole: false).refusal?.contains("Malformed") == true)
  }

  @Test("a field of 4,096 bytes is read, a longer one is left empty")
  func longFields() async throws {
    let file = part("files", "x", file: "a.csv")
    for (count, kept) in [(4_096, 4_096), (4_097, 0)] {
      let found = try await taken([secret, part("place", String(repeating: "p", count: count)), file])
      #expect(found.fields["place"]?.count == kept, "\(count)")
    }
  }

  @Test("of more than two hundred arrivals the last two hundred are on the list, the newest among them")
  func mostArrivals() throws {
    let workspace = Workspace(database: folder + "/h.sqlite", data: WebDesk.project.appending(path: "data").path)
    let arrivals = Arrivals(workspace: workspace)
    for number in 0..<400 {
      let name = SafeName.own()
      arrivals.add(name, user: "one", isLeftAlone: true)
      #expect(arrivals[name] != nil, "\(number)")
    }
    #expect(arrivals.list.count == 200 && arrivals.unsettled.count == 200)
  }

  @Test("a file of the inbox of which many rows would be rejected is not brought in without a word")
  func inboxAsks() async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let workspace = Workspace(database: folder + "/h.sqlite", data: WebDesk.project.appending(path: "data").path)
    let arrivals = Arrivals(workspace: workspace)
    try Data(RejectTests.calls.utf8).write(to: URL(filePath: folder + "/many.csv"))
    let stamp = try #require(Inbox.Stamp(folder + "/many.csv"))
    arrivals.bringIn("many.csv", in: folder, stamp: stamp)
    while arrivals.list.contains(where: { $0.state.isMoving }) { try await Task.sleep(for: .milliseconds(20)) }
    guard case .failed = try #require(arrivals.list.first).state else {
      Issue.record("60 of its 200 rows are rejected")
      return
    }
  }

  @Test("the inbox takes no empty file, no link, and tells in the order of names what became quiet; in half a minute")
  func inbox() throws {
    let place = folder + "/inbox"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    for (name, text) in [("a.csv", "x"), ("empty.csv", "")] {
      try Data(text.utf8).write(to: URL(filePath: "\(place)/\(name)"))
    }
    try FileManager.default.createSymbolicLink(atPath: place + "/link.csv", withDestinationPath: place + "/a.csv")
    #expect(Inbox.Stamp(place + "/a.csv")?.size == 1)
    for name in ["empty.csv", "link.csv", "none.csv"] { #expect(Inbox.Stamp("\(place)/\(name)") == nil, "\(name)") }
    let workspace = Workspace(database: folder + "/h.sqlite", data: WebDesk.project.appending(path: "data").path)
    let inbox = Inbox(
      folder: place, arrivals: Arrivals(workspace: workspace), journal: Journal(database: workspace.database))
    #expect(inbox.pause * inbox.quietLooks == .seconds(30))
    let stamp = Inbox.Stamp(size: 1, seconds: 1, nanoseconds: 0)
    var quiet = QuietFiles(looks: 1)
    let names = ["d", "a", "c", "b", "e"]
    let stamps = Dictionary(uniqueKeysWithValues: names.map { ($0, stamp) })
    #expect(quiet.look(stamps).isEmpty && quiet.look(stamps).map(\.name) == ["a", "b", "c", "d", "e"])
  }
}
