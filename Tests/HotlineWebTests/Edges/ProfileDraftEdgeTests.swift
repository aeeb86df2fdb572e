import FreshNames
import Foundation
import HotlineApp
import HotlineModel
import HotlineReading
import HotlineText
import Testing

@testable import HotlineWeb

@Suite("A profile from what a person chose")
struct ProfileDraftEdgeTests {
  private let suggestion: ProfileSuggestion

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-draft-\(freshName())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // Days and months that may be either; a word that nobody knows; a column that nothing reads.
    let rows = (1...30).map {
      "\($0 + 100),962200,0\($0 % 9 + 1)/0\($0 % 8 + 1)/2020 09:00:10,接通,\($0 % 2 == 0 ? "满意" : "很好"),备\($0)"
    }
    let text = (["流水号,服务热线,进线时刻,处理结果,满意程度,备注栏"] + rows).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: URL(filePath: folder + "/odd.csv"))
    let workspace = Workspace(database: folder + "/h.sqlite", data: WebDesk.project.appending(path: "data").path)
    suggestion = try SuggestProfile(for: folder + "/odd.csv", language: .zh).run(in: workspace).suggestion
  }

  private func draft(_ chosen: [(String, String)] = []) -> ProfileDraft {
    ProfileDraft(suggestion: suggestion, fields: Fields(chosen.map { Fields.Field(name: $0.0, value: $0.1) }))
  }

  /// The line of a field in the profile's text.
  private func line(_ field: String, _ chosen: [(String, String)]) -> String? {
    draft(chosen).yaml.split(separator: "\n").first { $0.hasPrefix("  \(field):") }.map(String.init)
  }

  private func field(_ name: String) throws -> ProfileSuggestion.Field {
    try #require(suggestion.fields.first { $0.field.rawValue == name })
  }

  @Test("what nobody changed stays word for word, without the comments")
  func untouched() throws {
    let kept = suggestion.yaml.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("#") }.map(String.init)
    #expect(
      draft().yaml.split(separator: "\n").map(String.init)
        == kept.map { line in
          line.hasPrefix("title:")
            ? "title: {zh: \"\(suggestion.kind.name.zh)\", en: \"\(suggestion.kind.name.zh)\"}" : line
        })
    #expect(draft().headers.prefix(2) == ["流水号", "服务热线"] && draft().headers.contains("备注栏"))
    #expect(Set(draft().headers).count == draft().headers.count)
  }

  @Test("another column takes the place of the suggested one; no column leaves the field out")
  func columns() throws {
    #expect(line("started_at", [("column-started_at", "备注栏")]) == "  started_at: {columns: [\"备注栏\"]}")
    #expect(line("started_at", [("column-started_at", "")]) == nil)
    #expect(line("started_at", [("column-line", "备注栏")]) == line("started_at", []))
    #expect(draft().choice(try field("started_at")) == "=")
    let absent = try #require(suggestion.fields.first { $0.way == "none" })
    #expect(draft().choice(absent) == "")
    #expect(draft([("column-\(absent.field.rawValue)", "备注栏")]).choice(absent) == "备注栏")
  }

  @Test("dates are read the other way round where somebody says so, and in no other case")
  func formats() throws {
    let field = try field("started_at")
    #expect(!field.formats.isEmpty && !field.otherFormats.isEmpty && field.formats != field.otherFormats)
    let other = field.otherFormats.map { "\"\($0)\"" }.joined(separator: ", ")
    #expect(
      line("started_at", [("format-started_at", "other")]) == "  started_at: {columns: [\"进线时刻\"], formats: [\(other)]}"
    )
    #expect(line("started_at", [("format-started_at", "")]) == line("started_at", []))
  }

  @Test("words mean what was chosen for them; one without a meaning is left out")
  func words() throws {
    let field = try field("satisfaction")
    let place = try #require(field.words.firstIndex { $0.word == "很好" })
    let known = try #require(field.words.firstIndex { $0.word == "满意" })
    #expect(draft().meaning(field, known) == "satisfied")
    let chosen = [("word-satisfaction-\(place)", "dissatisfied")]
    let both = try #require(line("satisfaction", chosen))
    #expect(both.contains("\"很好\": dissatisfied") && both.contains("\"满意\": satisfied"))
    #expect(both.hasPrefix("  satisfaction: {columns: [\"满意程度\"], words: {"))
    let none = try #require(line("satisfaction", [("word-satisfaction-\(known)", "")]))
    #expect(!none.contains("\"满意\":") && draft([("word-satisfaction-\(known)", "")]).meaning(field, known) == "")
    // A column of one's own choice has other words.
    #expect(
      line("satisfaction", chosen + [("column-satisfaction", "备注栏")]) == "  satisfaction: {columns: [\"备注栏\"]}")
  }

  @Test("a constant stands for all rows, and a text of several lines becomes one that YAML reads")
  func texts() throws {
    #expect(line("direction", [("constant-direction", "inbound")]) == "  direction: {constant: \"inbound\"}")
    let title = draft([("title", "a\tb\nc \"d\" \\e")]).yaml
    #expect(title.contains("title: {zh: \"a b c \\\"d\\\" \\\\e\", en: \"a b c \\\"d\\\" \\\\e\"}"))
  }
}
