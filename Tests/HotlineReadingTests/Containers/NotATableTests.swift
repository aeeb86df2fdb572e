import Foundation
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineReading

@Suite("Files that are no CSV, by their first bytes")
struct NotATableTests {
  private static let inputs = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Inputs")

  @Test(
    "what holds no table is said in one sentence, with what to do",
    arguments: [("ole.csv", "旧式二进制 Excel"), ("login.csv", "会话已过期，请重新登录"), ("error.csv", "JSON")])
  func refused(name: String, words: String) {
    let problem = diagnostic { _ = try ExportFile(path: Self.inputs.appending(path: name).path) }
    #expect(problem?.found.zh.contains(words) == true)
    #expect(problem?.fix != nil)
    #expect((problem?.message(.zh).count ?? 0) < 300)
  }

  @Test("what holds a table is read, whatever its name", arguments: ["a.csv.gz", "c.zip", "导出.xls", "导出.csv"])
  func read(name: String) throws {
    let file = try ExportFile(path: Self.inputs.appending(path: name).path)
    var sink = DiscardingSink()
    let summary = try file.read(profile: file.matchProfile(in: builtInCatalog()), into: &sink)
    #expect(summary.records == 1 && summary.rejected == 0)
  }

  @Test("an XML workbook of one cell is opened; that no header is known is said of it")
  func oneCell() throws {
    let file = try ExportFile(path: Self.inputs.appending(path: "xmlss.csv").path)
    #expect(file.sample.map(\.fields) == [["呼叫编号"]])
    #expect(diagnostic { _ = try file.matchProfile(in: builtInCatalog()) } != nil)
  }

  @Test("every kind has its sentence")
  func kinds() {
    for kind in ContentKind.Foreign.allCases {
      let problem = NotATable.diagnostic(kind, path: "a.csv", start: [])
      #expect(problem.found.en.hasPrefix("this is ") && problem.found.zh.hasPrefix("这是") && problem.fix != nil)
    }
  }

  @Test("kinds by their first bytes")
  func signatures() {
    func kind(_ text: String) -> ContentKind { ContentKind(of: Array(text.utf8)) }
    #expect(kind("%PDF-1.4") == .other(.pdf))
    #expect(kind("SQLite format 3\0") == .other(.sqlite))
    #expect(ContentKind(of: [0x89, 0x50, 0x4E, 0x47]) == .other(.image))
    #expect(ContentKind(of: [0x28, 0xB5, 0x2F, 0xFD]) == .other(.zstd))
    #expect(kind("[{\"id\": 1}]") == .other(.json) && kind("{ \"id\": 1}") == .other(.json))
    #expect(kind("<?xml version=\"1.0\"?><rows/>") == .other(.xml))
    #expect(kind("\u{FEFF} <!-- x -->\n<HTML>") == .html && kind("<table border=0>") == .html)
    #expect(kind("<?xml version=\"1.0\"?><!DOCTYPE html><html>") == .html)
  }

  @Test(
    "what only looks a little like something else is text",
    arguments: [
      "[编号],[时间]\n", "{编号},{时间}\n", "<编号>,<时间>\n", "<tablet>,b\n", "PK,name\n", "BZhang,1\n", "MZ,b\n", "GIF8,b\n",
      "7z,b\n", "Rar,b\n", "PAR1,b\n", "", "\n",
    ])
  func text(start: String) { #expect(ContentKind(of: Array(start.utf8)) == .text) }

  @Test("a file of exactly as many rows as a spreadsheet holds is remarked", arguments: [65_535, 65_536, 65_537])
  func rowLimit(rows: Int) throws {
    let text = Profiles.header + (1..<rows).map { Profiles.row("C\($0)") }.joined()
    let file = try Reading.file(text)
    defer { try? FileManager.default.removeItem(atPath: URL(filePath: file.path).deletingLastPathComponent().path) }
    var sink = DiscardingSink()
    let summary = try file.read(profile: Profile(yaml: Profiles.calls, file: "test.yaml"), into: &sink)
    #expect(summary.rows == rows && summary.isConserved)
    let remarks = summary.remarks.filter { $0.kind == .rowLimit }
    #expect(remarks.map(\.count) == (rows == 65_536 ? [rows] : []))
  }
}
