import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineReading

/// What an archive, a workbook or a page may hold at most, and what is chosen of it.
@Suite("Limits of containers")
struct ContainerLimitTests {
  private func with<Value>(_ bytes: [UInt8], _ name: String, _ body: (String) throws -> Value) throws -> Value {
    let path = try TemporaryFile.write(bytes, name: name)
    defer { TemporaryFile.remove(path) }
    return try body(path)
  }

  private func archive<Value>(_ entries: [ZipWriter.Entry], _ body: (ZipArchive) throws -> Value) throws -> Value {
    try with(ZipWriter.archive(entries), "a.zip") { path in
      try body(ZipArchive(SeekableFile(DiskFile(path)), path: path))
    }
  }

  @Test("64 MiB are never a bomb, more are one at over 300 times their packed size")
  func bombs() {
    let free = 64 * 1024 * 1024
    #expect(!ContainerLimits.isBomb(packed: 0, unpacked: free) && ContainerLimits.isBomb(packed: 0, unpacked: free + 1))
    #expect(!ContainerLimits.isBomb(packed: 300_000, unpacked: 90_000_299))
    #expect(ContainerLimits.isBomb(packed: 300_000, unpacked: 90_000_300))
    #expect(!ContainerLimits.isBomb(packed: 1, unpacked: 301))
  }

  @Test("a name of 4,096 bytes is read, a longer one is damage")
  func names() throws {
    func count(_ length: Int) throws -> Int {
      try archive([.init(String(repeating: "n", count: length - 4) + ".csv", "a")]) { $0.entries.count }
    }
    #expect(try count(4096) == 1)
    #expect(diagnostic { _ = try count(4097) }?.found.en.contains("damaged") == true)
  }

  @Test("an archive of ten thousand files is listed")
  func entries() throws {
    let entries = (0..<10_000).map { number in
      var entry = ZipWriter.Entry("\(number).csv", "a")
      entry.isDeflated = false
      return entry
    }
    #expect(try archive(entries) { $0.entries.count } == 10_000)
  }

  @Test("a name is GBK unless the archive says or it looks as if it were UTF-8; folders are no files")
  func kinds() throws {
    var gbk = ZipWriter.Entry("", "a")
    gbk.name = [0xBB, 0xB0] + Array(".csv".utf8)
    var flagged = gbk
    flagged.flags = 1 << 11
    let found = try archive([gbk, flagged, .init("d/", ""), .init("e\\", ""), .init("f\\g.csv", "a")]) {
      $0.entries.map(\.name)
    }
    #expect(found == ["话.csv", "\u{FFFD}\u{FFFD}.csv", "f/g.csv"])
  }

  @Test("an entry is found by its name, in the case of its letters first")
  func named() throws {
    try archive([.init("A.csv", "1"), .init("a.csv", "22"), .init("B.csv", "333")]) { archive in
      func size(_ name: String) -> Int? { archive.entry(named: name)?.unpacked }
      #expect(size("A.csv") == 1 && size("a.csv") == 2 && size("b.CSV") == 3 && size("A.CSV") == 1 && size("c") == nil)
      #expect(!archive.isWorkbook)
    }
    #expect(try !archive([.init("xl/workbook.xml", "x")]) { $0.isWorkbook })
    #expect(try !archive([.init("[Content_Types].xml", "x")]) { $0.isWorkbook })
    #expect(try archive([.init("[Content_Types].xml", "x"), .init("XL/Workbook.xml", "x")]) { $0.isWorkbook })
  }

  @Test("a part that holds no cells has 64 MiB at most; stored and deflated entries are read, others are not")
  func parts() throws {
    var stored = ZipWriter.Entry("b.csv", "xyz")
    stored.isDeflated = false
    try archive([.init("a.csv", "xyz"), stored]) { archive in
      func entry(_ index: Int, unpacked: Int = 3, isEncrypted: Bool = false, method: Int? = nil) -> ZipArchive.Entry {
        let real = archive.entries[index]
        return ZipArchive.Entry(
          name: real.name, packed: real.packed, unpacked: unpacked, isEncrypted: isEncrypted,
          method: method ?? real.method, directoryOffset: real.directoryOffset, number: real.number)
      }
      func found(_ entry: ZipArchive.Entry) -> String {
        diagnostic { _ = try archive.openSmall(entry) }?.found.en ?? "read"
      }
      #expect(found(entry(0)) == "read" && found(entry(1)) == "read" && found(entry(0, unpacked: 64 << 20)) == "read")
      #expect(found(entry(0, unpacked: 64 << 20 + 1)).contains("more than 64 MiB"))
      #expect(
        found(entry(0, isEncrypted: true)).contains("password") && found(entry(0, method: 12)).contains("method 12"))
      for index in 0..<2 {
        let stream = try archive.open(archive.entries[index])
        #expect(try stream.next().string == "xyz" && stream.next().isEmpty && stream.next().isEmpty)
      }
    }
  }

  @Test("twenty of the hidden sheets are named, all are counted")
  func hiddenSheets() throws {
    let hidden = (1...21).map { WorkbookWriter.Sheet(name: "h\($0)", state: "hidden", rows: "") }
    let book = WorkbookWriter(sheets: hidden + [.init(name: "x", rows: WorkbookWriter.calls(["C1"]))])
    let remark = try with(book.bytes, "a.xlsx") {
      try #require(ExportListing(DiskFile($0)).sources.first?.remarks.first)
    }
    #expect(remark.count == 21 && remark.kind == .passedOver)
    #expect(remark.text.zh.hasSuffix("、h19、h20") && remark.text.en.hasSuffix(", h19, h20"))
  }

  @Test("of a workbook in one XML file empty sheets are nothing, and those of one column are notes")
  func xmlSheets() throws {
    let cell = "<Cell><Data ss:Type=\"String\">a</Data></Cell>"
    func book(_ sheets: [(String, String)]) -> [UInt8] {
      let body = sheets.map { "<Worksheet ss:Name=\"\($0.0)\"><Table>\($0.1)</Table></Worksheet>" }.joined()
      return Array(
        ("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
          + "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\(body)</Workbook>").utf8)
    }
    func listed(_ sheets: [(String, String)]) throws -> ([String], [String]) {
      try with(book(sheets), "a.xls") { path in
        let listing = try ExportListing(DiskFile(path))
        let sources = listing.sources.map { $0.sheetName ?? "-" }
        return (sources, listing.sources.flatMap(\.remarks).map(\.text.zh))
      }
    }
    let (two, one, none) = ("<Row>\(cell)\(cell)</Row>", "<Row>\(cell)</Row>", "<Row><Cell/></Row>")
    #expect(try listed([("空", none), ("表", one + two)]) == (["-"], []))
    #expect(try listed([("注", one + one), ("表", two)]) == (["-"], ["只有一列的工作表未读取：注"]))
    #expect(try listed([("注", one)]) == (["-"], []))
    #expect(try listed([("甲", two), ("乙", one + two)]) == (["甲", "乙"], []))
  }

  @Test("elements a thousand deep are read, one more is too deep")
  func depth() throws {
    // The root, the table, its row and its cells are four.
    func rows(_ count: Int) throws -> Int {
      let page = String(repeating: "<div>", count: count) + "<table><tr><td>a<td>b<td>c</table>"
      return try CellTexts(Array(page.utf8), name: "a.xls").rows.count
    }
    #expect(try rows(996) == 1)
    #expect(diagnostic { _ = try rows(997) }?.found.en.contains("too deeply") == true)
  }

  @Test("the encoding that a page names within its first 4,096 bytes counts, with or without quotes")
  func charset() {
    func encoding(_ text: String) -> ExportEncoding { HTMLEncoding.encoding(of: Array(text.utf8)) }
    func padded(_ count: Int) -> String {
      "<html>" + String(repeating: " ", count: count - 6 - "charset=gb".utf8.count) + "charset=gb2312>"
    }
    #expect(encoding(padded(4096)) == .gb18030 && encoding(padded(4097)) == .utf8)
    #expect(encoding("<meta charset=\"gbk\">") == .gb18030 && encoding("<meta charset='GB18030'>") == .gb18030)
    #expect(encoding("<meta charset=big5>") == .utf8 && encoding("<meta>") == .utf8)
  }

  @Test("of cells the progress goes from nothing to all")
  func progress() throws {
    for (bytes, name) in [
      (WorkbookWriter(WorkbookWriter.calls(["C1"])).bytes, "a.xlsx"),
      (Array("<table><tr><td>a<td>b<td>c</table>".utf8), "a.xls"),
    ] {
      try with(bytes, name) { path in
        let rows = try #require(try ExportSource(path: path).rows())
        #expect(rows.progress == 0)
        while try rows.next() != nil {}
        #expect(rows.progress == 1, "\(name)")
      }
    }
  }

  @Test("a workbook that counts from 1904 says so in one of two words")
  func date1904() throws {
    for (word, day) in [("1", "2023-03-05"), ("true", "2023-03-05"), ("0", "2019-03-04"), ("false", "2019-03-04")] {
      var book = WorkbookWriter("<row r=\"1\"><c s=\"1\"><v>43528</v></c></row>")
      book.formats = ["yyyy-mm-dd"]
      book.is1904 = true
      let entries = book.entries.map { entry in
        let text = String(decoding: entry.content, as: UTF8.self).replacing(
          "date1904=\"1\"", with: "date1904=\"\(word)\"")
        return ZipWriter.Entry(String(decoding: entry.name, as: UTF8.self), text)
      }
      #expect(try CellTexts(ZipWriter.archive(entries)).rows == [[day]], "\(word)")
    }
  }
}
