import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// What is known of an export before its rows are read, and what is told while they are.
@Suite("An export before it is read")
struct ExportFileTests {

  private func removed(_ file: ExportFile) {
    try? FileManager.default.removeItem(atPath: URL(filePath: file.path).deletingLastPathComponent().path)
  }

  @Test("the first thirty rows are looked at, of a text and of a workbook")
  func sample() throws {
    for count in [10, 29, 30, 31, 60] {
      let keys = (1..<count).map { "K\($0)" }
      let text = try Reading.file(Profiles.header + keys.map { Profiles.row($0) }.joined())
      let book = try Reading.file(WorkbookWriter(WorkbookWriter.calls(keys)).bytes, name: "a.xlsx")
      for file in [text, book] {
        #expect(file.sample.count == min(30, count) && file.sample.first?.line == 1, "\(file.path)")
        removed(file)
      }
    }
  }

  @Test("of a workbook each full batch of rows is told, and no other")
  func progress() throws {
    let file = try Reading.file(WorkbookWriter(WorkbookWriter.calls(["a", "b", "c", "d"])).bytes, name: "a.xlsx")
    defer { removed(file) }
    var rows: [Int] = []
    var sink = DiscardingSink()
    let profile = try Profile(yaml: Profiles.calls, file: "test.yaml")
    _ = try file.read(profile: profile, into: &sink, batchSize: 2) { rows.append($1) }
    #expect(rows == [2, 4], "a header and four rows")
    rows = []
    _ = try file.read(profile: profile, into: &sink, batchSize: 6) { rows.append($1) }
    #expect(rows == [])
  }

  @Test("a file that begins with blank lines alone is empty where nothing follows them")
  func blankBeginning() throws {
    let blank = String(repeating: "\n", count: ByteStream.chunkSize)
    #expect(diagnostic { _ = try Reading.file(String(blank.dropLast())) }?.found.en == "the file is empty")
    #expect(diagnostic { _ = try Reading.file(blank + Profiles.header) } == nil)
    #expect(diagnostic { _ = try Reading.file(" \t \r\n ") }?.found.en == "the file is empty")
    #expect(diagnostic { _ = try Reading.file("!") } == nil)
  }

  @Test("a profile's separator or encoding is kept to where the file seems to have another")
  func adapted() throws {
    let file = try Reading.file("编号,时间;结果,主叫,区\n")
    defer { removed(file) }
    func adapted(_ top: String) throws -> [String] {
      let profile = try Profile(yaml: Profiles.calls("", top: top), file: "test.yaml")
      let file = try file.adapted(to: profile)
      return [file.encoding.rawValue, DelimiterDetection.name(file.delimiter)]
    }
    #expect(
      try adapted("rows: parts") == ["utf-8", "comma"] && adapted("delimiter: semicolon") == ["utf-8", "semicolon"])
    #expect(try adapted("encoding: gb18030") == ["gb18030", "comma"])
    #expect(try adapted("encoding: gb18030\ndelimiter: semicolon") == ["gb18030", "semicolon"])
  }

  @Test("columns that nobody reads are named with forty characters at most, twelve of them")
  func unread() throws {
    let long = String(repeating: "长", count: 41)
    let one = try #require(ReadingRemark.unread([long]))
    #expect(one.text.zh == "未读取的列：\(String(repeating: "长", count: 40))" && one.count == 1)
    #expect(ReadingRemark.unread([]) == nil)
    let names = (1...13).map { "c\($0)" }
    let thirteen = try #require(ReadingRemark.unread(names))
    let shown = names.prefix(12).joined(separator: ", ")
    #expect(thirteen.text.zh == "未读取的列：\(shown)，另有 1 列")
    #expect(thirteen.text.en == "columns that the profile does not read: \(shown), and 1 more")
    let twelve = try #require(ReadingRemark.unread(Array(names.prefix(12))))
    #expect(twelve.text.zh == "未读取的列：\(shown)" && twelve.text.en.hasSuffix(": \(shown)"))
  }

  @Test("remarks of one kind, field and text are one, with five examples at most")
  func joined() {
    func remark(_ kind: ReadingRemark.Kind, _ text: String, _ lines: ClosedRange<Int>) -> ReadingRemark {
      ReadingRemark(
        kind: kind, count: lines.count, examples: lines.map { .init(line: $0, value: "") },
        text: LocalizedText(zh: text, en: text))
    }
    let joined = ReadingRemark.joined([
      remark(.unreadable, "a", 1...2), remark(.unreadable, "b", 3...3), remark(.unknownWord, "a", 4...4),
      remark(.unreadable, "a", 5...8),
    ])
    #expect(joined.map(\.count) == [6, 1, 1] && joined[0].examples.map(\.line) == [1, 2, 5, 6, 7])
  }
}
