import FreshNames
import Foundation
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// What a profile can say, and how its mistakes are told.
@Suite("Profiles")
struct ProfileTests {
  private static let start = "2019-01-05 08:03:11"

  @Test("headers are found by synonyms; case, width and blanks are ignored")
  func synonyms() throws {
    let profile = Profiles.calls("key: [call id, 编号]\nstarted_at: [Start Time]")
    #expect(
      try Reading("ＣＡＬＬ＿ＩＤ,START TIME \na,\(Self.start)\n".replacing("＿", with: " "), profile: profile).keys == ["a"])
    #expect(try Reading(" 编号 ,starttime\na,\(Self.start)\n", profile: profile).keys == ["a"])
  }

  @Test("a title above the header, a header on line 2, totals below")
  func titleAndTotals() throws {
    let text = "市民服务热线话务明细表,,,,\n" + Profiles.header + Profiles.row("a") + "合计,1,,,\n总计：,1,,,\n"
    let reading = try Reading(text)
    #expect(reading.keys == ["a"])
    #expect(reading.summary.header == 2)
    #expect(reading.summary.skipped == 2)
  }

  @Test("a merged export repeats its header")
  func mergedExport() throws {
    let part = Profiles.header + Profiles.row("a")
    let reading = try Reading(part + part.replacing("a,", with: "b,"))
    #expect(reading.keys == ["a", "b"])
    #expect(reading.summary.header == 2)
  }

  @Test("no header at all: columns by position")
  func headerless() throws {
    let profile = Profiles.calls("key: 2\nstarted_at: 1", top: "header: none")
    let reading = try Reading("\(Self.start),a\n\(Self.start),b\n", profile: profile)
    #expect(reading.keys == ["a", "b"])
    #expect(reading.summary.header == 0)
  }

  @Test("a word outside the vocabulary rejects its row, or is absent, where the profile says so")
  func vocabulary() throws {
    let text = "id,start,s\na,\(Self.start),满意\nb,\(Self.start),认可\nc,\(Self.start),未评价\n"
    let strict = try Reading(text, profile: Profiles.calls("satisfaction: {columns: [s], otherwise: reject}"))
    #expect(strict.keys == ["a", "c"])
    #expect(strict.word(0, .satisfaction) == "satisfied")
    #expect(strict.word(1, .satisfaction) == nil)
    #expect(strict.reasons == [.unknownWord])
    let lenient = try Reading(text, profile: Profiles.calls("satisfaction: {columns: [s], otherwise: absent}"))
    #expect(lenient.keys == ["a", "b", "c"])
    #expect(lenient.word(1, .satisfaction) == nil)
    #expect(lenient.summary.remarks.isEmpty, "the profile says that such a word is nothing")
    let own = try Reading(text, profile: Profiles.calls("satisfaction: {columns: [s], words: {认可: fairly_satisfied}}"))
    #expect(own.word(1, .satisfaction) == "fairly_satisfied")
  }

  @Test("an outcome derived from whether a time is there")
  func presence() throws {
    let profile = Profiles.calls(
      "answered_at: [answer]\noutcome: {when_present: {field: answered_at, then: answered, else: abandoned}}")
    let text = "id,start,answer\na,\(Self.start),2019-01-05 08:03:20\nb,\(Self.start),\nc,\(Self.start),0000-00-00\n"
    let reading = try Reading(text, profile: profile)
    #expect((0..<3).map { reading.word($0, .outcome) } == ["answered", "abandoned", "abandoned"])
  }

  @Test("values that mean absent", arguments: ["?", "NULL", "0000-00-00", "无", "-", "暂缺"])
  func absent(value: String) throws {
    let profile = Profiles.calls("district: [d]", top: "absent: [暂缺]")
    let reading = try Reading("id,start,d\na,\(Self.start),\(value)\n", profile: profile)
    #expect(reading.keys == ["a"])
    #expect(reading.text(0, .district) == nil)
  }

  @Test("rows left out by a column's value are counted as skipped")
  func skips() throws {
    let text = "id,start,type\na,\(Self.start),人工\nb,\(Self.start),测试\nc,\(Self.start),人工\n"
    let without = Profiles.calls("", top: "skip: [{column: [type], in: [测试]}]")
    #expect(try Reading(text, profile: without).keys == ["a", "c"])
    let only = try Reading(text, profile: Profiles.calls("", top: "skip: [{column: [type], not_in: [测试]}]"))
    #expect(only.keys == ["b"])
    #expect(only.summary.skipped == 2)
  }

  @Test("several columns together are the key, and one column says how new a row is")
  func compositeKey() throws {
    let profile = Profiles.calls("key: {join: [[id], [leg]]}\nexported_at: [exported]")
    let reading = try Reading(
      "id,leg,start,exported\na,1,\(Self.start),2019-02-01 00:00:00\na,2,\(Self.start),2019-02-02 00:00:00\n",
      profile: profile)
    #expect(reading.keys == ["a|1", "a|2"])
    #expect(reading.time(1, .exportedAt) == "2019-02-02 00:00:00")
  }

  @Test(
    "a mistake is told with its line and what is allowed",
    arguments: [
      ("nonsense: [x]", "district"), ("outcome: {constant: anwsered}", "answered"),
      ("talk_seconds: {columns: [t], unit: week}", "ms"), ("satisfaction: {columns: [s], default: 某词}", "neutral"),
      ("talk_seconds: {columns: [t], century: 1900}", "times"), ("answered_at: {columns: [a], century: 1800}", "1900"),
      ("started_at: {columns: [start], formats: [sometime]}", "yyyy"), ("district: {column: [d]}", "columns"),
    ])
  func mistakes(field: String, allowed: String) throws {
    let problem = diagnostic { _ = try Profile(yaml: Profiles.calls(field), file: "ours.yaml") }
    #expect(problem?.place?.file == "ours.yaml")
    #expect((problem?.place?.line ?? 0) >= 3)
    #expect(problem?.message(.en).contains(allowed) == true, "\(problem?.message(.en) ?? "no error")")
  }

  @Test("two profiles that fit equally, and none that fits, are errors that say what to do")
  func choice() throws {
    let catalog = try builtInCatalog()
    let unknown = diagnostic { _ = try Reading.file("foo,bar\n1,2\n").matchProfile(in: catalog) }
    #expect(unknown?.message(.en).contains("foo, bar") == true)
    #expect(unknown?.message(.en).contains("profile suggest") == true)
    let twins = try ["one", "two"].map { try Profile(yaml: Profiles.calls, file: "\($0).yaml") }
    let tie = diagnostic {
      _ = try Reading.file(Profiles.header + Profiles.row("a")).matchProfile(in: ProfileCatalog(profiles: twins))
    }
    #expect(tie?.message(.en).contains("one, two") == true)
    #expect(tie?.message(.en).contains("--profile") == true)
    let near = diagnostic {
      _ = try Reading.file("编号,结果,主叫,区\na,接通,,\n").matchProfile(in: ProfileCatalog(profiles: [twins[0]]))
    }
    #expect(near?.message(.en).contains("started_at (时间)") == true)
  }

  @Test("every built-in profile can be read, and each kind of record has one")
  func builtIn() throws {
    let catalog = try builtInCatalog()
    #expect(Set(catalog.profiles.map(\.kind)) == Set(FactKind.allCases))
    #expect(catalog.profiles.count >= 18)
  }

  @Test("a broken profile costs itself alone and is told with its place")
  func brokenProfile() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-profiles-\(freshName())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Profiles.calls.utf8).write(to: folder.appending(path: "good.yaml"))
    try Data("title: {zh: a, en: a}\nkind: cal\nfields: {}\n".utf8).write(to: folder.appending(path: "bad.yaml"))
    let catalog = try ProfileCatalog(directory: folder.path)
    #expect(catalog.profiles.map(\.name) == ["good"])
    #expect(catalog.problems.map(\.place?.line) == [2])
    #expect(diagnostic { _ = try catalog.profile(named: "bad") }?.place?.line == 2)
  }

  @Test("the README of the profiles names every key, field and word, and every key of a suggestion")
  func documented() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "data/profiles/README.md"), encoding: .utf8)
    for key in ProfileParser.keys + ProfileParser.fieldKeys {
      #expect(text.contains("`\(key)`") || text.contains("`\(key):"), "\(key)")
    }
    for kind in FactKind.allCases {
      #expect(text.contains("`\(kind.rawValue)`"))
      for field in kind.fields {
        let row = text.split(separator: "\n").first { $0.hasPrefix("| `\(kind.rawValue)` | `\(field.rawValue)` | ") }
        #expect(row != nil, "\(kind.rawValue) \(field.rawValue)")
        let words = row?.contains("as for `call`") == true ? [] : field.content.words
        for word in words { #expect(row?.contains("`\(word)`") == true, "\(field.rawValue): \(word)") }
      }
    }
    let keys =
      ProfileSuggestion.CodingKeys.allCases.map(\.rawValue)
      + ProfileSuggestion.Field.CodingKeys.allCases.map(\.rawValue)
      + ProfileSuggestion.Word.CodingKeys.allCases.map(\.rawValue)
      + ProfileSuggestion.UnusedColumn.CodingKeys.allCases.map(\.rawValue)
    for key in keys { #expect(text.contains("`\(key)`"), "\(key)") }
    for encoding in ExportEncoding.allCases { #expect(text.contains("`\(encoding.rawValue)`")) }
  }
}
