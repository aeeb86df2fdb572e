import Foundation
import HotlineText
import Testing

@testable import HotlineApp
@testable import HotlineWeb

@Suite("Pages of a form's files and of a new profile, at the limits of what they say")
struct FormPageEdgeTests {
  private static let data = WebDesk.project.appending(path: "data").path
  private let fields: FormFields

  init() throws {
    fields = try FormFields(
      Self.data + "/indicators/hotline-2019.yaml", language: .en,
      in: Workspace(database: "/nowhere/h.sqlite", data: Self.data))
  }

  private func page(_ attachments: [HotlineApp.Attachment], as role: Role = .analyst, place: String? = nil) -> String {
    EvidencePage(
      name: "hotline-2019", fields: fields, attachments: attachments, place: place, problems: [],
      inquiry: .asking("/forms/hotline-2019/evidence", as: role, .en)
    ).page.content
  }

  private func file(_ name: String, _ size: Int = 1, at: Int64 = 1, place: String = "form") -> HotlineApp.Attachment {
    HotlineApp.Attachment(sha256: name, name: name, type: .text, size: size, place: place, by: "one", at: at)
  }

  @Test(
    "a file's size is told in kilobytes, one at least, and from a megabyte on in megabytes",
    arguments: [
      (0, "1 KB"), (1_023, "1 KB"), (2_047, "1 KB"), (2_048, "2 KB"), (1 << 20 - 1, "1023 KB"), (1 << 20, "1 MB"),
      (3 << 19, "1 MB"), (20 << 20, "20 MB"),
    ])
  func sizes(bytes: Int, text: String) {
    #expect(page([file("a", bytes)]).contains(" · \(text)</dd>"))
  }

  @Test(
    "files stand in the order of the form, then as they came, then by name; what the form lost its place comes last")
  func order() throws {
    let groups = fields.groups.map(\.name).filter { $0.hasPrefix("row/") }
    let (first, second) = (try #require(groups.first), try #require(groups.dropFirst().first))
    let files = [
      file("7", place: "row/gone"), file("6", at: 3, place: second), file("5", at: 2, place: second),
      file("4b", place: second),
      file("4a", place: second), file("3", place: first), file("1", at: 9),
    ]
    let shown = page(files).matches(of: /evidence\/([^"]+)">/).map { String($0.1) }.filter { $0 != "remove" }
    #expect(shown == ["1", "3", "4a", "4b", "5", "6", "7"])
    #expect(page(files).contains("<dd>something that is no longer on the form</dd>"))
    #expect(page(files).contains("<dd>The form as a whole</dd>"))
  }

  @Test("only who may fill in the form sees how a file is attached or removed; the place that was chosen is chosen")
  func roles() throws {
    let reader = page([file("a")])
    #expect(!reader.contains("<form") && !reader.contains("id=\"add\""))
    let editor = page([file("a")], as: .editor)
    #expect(editor.matches(of: #/<form /#).count == 2 && editor.contains("value=\"form\" selected"))
    #expect(editor.contains("20 MB each at most"))
    let place = try #require(fields.groups.first { $0.name.hasPrefix("row/") }?.name)
    #expect(page([], as: .editor, place: place).contains("value=\"\(place)\" selected"))
    #expect(page([]).contains("Nothing is attached yet."))
  }

  @Test("a form to be checked has twenty megabytes at most, and it is told so")
  func audited() async throws {
    let desk = try await WebDesk(filled: false)
    let cookie = await desk.cookie(of: .reader)
    let text = String(repeating: "x", count: 20 << 20 + 1 << 19)
    let reply = await BringTests.send(desk, cookie, [("a.md", text)], to: "/audit")
    #expect(reply.status == 413 && reply.text.contains("超过 20 MB"))
  }

  @Test(
    "a new profile is named after its file: letters and digits of the name before its ending, forty of them",
    arguments: [
      ("odd.csv", "odd"), ("Huawei calls (2019).v2.csv", "Huawei-calls-2019"), ("呼叫_一月.xlsx", "呼叫-一月"),
      ("--a--1.csv", "a-1"),
      (String(repeating: "x", count: 41) + ".csv", String(repeating: "x", count: 40)), (".csv", ""),
    ])
  func profileName(file: String, name: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-name-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("call_id,line\n1,962200\n2,962200\n".utf8).write(to: URL(filePath: folder + "/a.csv"))
    let suggestion = try SuggestProfile(for: folder + "/a.csv", language: .zh).run(
      in: Workspace(database: "/nowhere/h.sqlite", data: Self.data)
    ).suggestion
    let inquiry = Inquiry.asking("/profiles/new")
    let page = ProfilePage(
      from: "x/\(file)", file: file, draft: ProfileDraft(suggestion: suggestion, fields: Fields()), installed: nil,
      previews: [], inquiry: inquiry
    ).answer.page.content
    #expect(page.contains("name=\"name\" type=\"text\" value=\"\(name)\""))
    #expect(!page.contains("class=\"done\"") && page.contains("rows=\"18\""))
  }
}
