import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineReading

/// Documents that are archives, names that exports have, and how much of an answer is repeated.
@Suite("Files that are no tables, and names of exports")
struct NotATableEdgeTests {
  private func document(_ names: String...) -> String? { NotATable.document(names, path: "a.zip")?.found.en }

  @Test("a document is known by the names of its parts, and by no others")
  func documents() {
    #expect(document("[Content_Types].xml", "xl/workbook.bin")?.contains(".xlsb") == true)
    #expect(document("mimetype", "content.xml")?.contains("OpenDocument") == true)
    #expect(document("a.csv", "word/document.xml")?.contains("Word or PowerPoint") == true)
    #expect(document("ppt/slides/slide1.xml")?.contains("Word or PowerPoint") == true)
    for names in [
      ["xl/workbook.xml"], ["xl/styles.bin"], ["a/workbook.bin"], ["xl/worksheets/sheet1.bin"], ["mimetype"],
      ["content.xml"], ["sword/a.csv"], ["a.csv", "b.csv"], [],
    ] { #expect(NotATable.document(names, path: "a.zip") == nil, "\(names)") }
  }

  @Test("of an archive's other files five are named, in both languages")
  func names() {
    let problem = NotATable.noExports("a.zip", names: (1...6).map { "\($0).pdf" })
    #expect(problem.found.zh == "压缩包中没有导出文件（其中有 6 个文件：1.pdf、2.pdf、3.pdf、4.pdf、5.pdf）")
    #expect(problem.found.en == "no exports in the zip archive (it holds 6 files: 1.pdf, 2.pdf, 3.pdf, 4.pdf, 5.pdf)")
    let empty = NotATable.noExports("a.zip", names: [])
    #expect(empty.found.zh == "压缩包中没有导出文件（空包）" && empty.found.en == "no exports in the zip archive (it is empty)")
  }

  @Test("of an answer in JSON the first 400 bytes are repeated, in one line")
  func answer() {
    let start = Array(("{\n\"a\":1," + String(repeating: " ", count: 390) + "xyz").utf8)
    #expect(start.count == 401)
    let problem = NotATable.diagnostic(.json, path: "a.csv", start: start)
    #expect(problem.found.en.hasSuffix("error answer: { \"a\":1, xy") && problem.found.zh.hasSuffix("：{ \"a\":1, xy"))
  }

  @Test("a web page's words are repeated where it has any")
  func webPage() {
    #expect(NotATable.webPage("a", words: Array("请登录".utf8)).found.en.hasSuffix("error page): 请登录"))
    #expect(NotATable.webPage("a", words: []).found.en.hasSuffix("error page)"))
    #expect(NotATable.webPage("a", words: []).found.zh.hasSuffix("出错页）"))
  }

  @Test("each extension of an export tells one, in any case", arguments: ExportName.extensions)
  func exports(name: String) {
    #expect(ExportName.isExport("a\(name)") && ExportName.isExport("A/B\(name.uppercased())"))
    #expect(!ExportName.isExport("a\(name).bak") && !ExportName.isExport("~$a\(name)"))
    #expect(!ExportName.isExport("a/~$b\(name)") && ExportName.isExport("~$a/b\(name)"))
  }

  @Test(
    "a file that another program writes is not finished",
    arguments: [
      ".part", ".partial", ".filepart", ".crdownload", ".download", ".opdownload", ".aria2", ".!ut", ".swp", ".tmp",
      ".temp", ".TMP", "~",
    ])
  func unfinished(name: String) {
    #expect(ExportName.isUnfinished("a.csv\(name)") && !ExportName.isUnfinished("a\(name).csv"))
  }

  @Test("what Office puts beside an open file is not finished, what only looks like it is")
  func office() {
    #expect(ExportName.isUnfinished("~$a.xlsx") && ExportName.isUnfinished("b/~$a.xlsx"))
    #expect(!ExportName.isUnfinished("~a.xlsx") && !ExportName.isUnfinished("a~$.xlsx") && !ExportName.isUnfinished(""))
    #expect(!ExportName.isUnfinished("~$b/a.xlsx"))
  }

  @Test("rows of exactly a sheet's length are remarked, in the old format and the new one")
  func rowLimit() {
    for limit in [65_536, 1_048_576] {
      #expect(RowLimit.remarks(rows: limit).map(\.count) == [limit])
      #expect(RowLimit.remarks(rows: limit - 1).isEmpty && RowLimit.remarks(rows: limit + 1).isEmpty)
    }
    #expect(RowLimit.remarks(rows: 0).isEmpty)
  }
}
