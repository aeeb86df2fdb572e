import FreshNames
import Foundation
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineReading

@Suite("Archives and gzip files as exports")
struct ArchiveTests {
  private static let calls = Profiles.header + Profiles.row("C1") + Profiles.row("C2")

  @Test("each entry of a zip is an export of its own name; the archive's own files and others are passed over")
  func entries() throws {
    let bytes = ZipWriter.archive([
      .init("calls.csv", Self.calls), .init("2019/一月/orders.TSV", Self.calls), .init("__MACOSX/._calls.csv", "x"),
      .init(".DS_Store", "x"), .init("2019/", ""), .init("readme.pdf", "%PDF-1.4"),
      .init("book.xlsx", WorkbookWriter(WorkbookWriter.calls(["C3"])).bytes),
      .init("calls.csv.gz", ZipWriter.gzip(Array(Self.calls.utf8))),
    ])
    let path = try TemporaryFile.write(bytes, name: "archive.zip")
    defer { TemporaryFile.remove(path) }
    let listing = try ExportListing(DiskFile(path))
    #expect(
      listing.sources.map { $0.path.dropFirst(path.count) } == [
        "/calls.csv", "/2019/一月/orders.TSV", "/book.xlsx", "/calls.csv.gz",
      ])
    #expect(listing.passedOver == ["readme.pdf"])
    #expect(listing.refused.isEmpty)
    let profile = try Profile(yaml: Profiles.calls, file: "test.yaml")
    for source in listing.sources {
      var sink = Keys()
      _ = try ExportFile(source).read(profile: profile, into: &sink)
      #expect(sink.keys == (source.path.hasSuffix("xlsx") ? ["C3"] : ["C1", "C2"]), "\(source.path)")
    }
    // By its name alone, as a second reading finds it.
    #expect(try ExportFile(path: "\(path)/2019/一月/orders.TSV").sample.count == 3)
    #expect(diagnostic { _ = try ExportFile(path: "\(path)/other.csv") } != nil)
  }

  @Test("a zip with one export is that export")
  func single() throws {
    #expect(try Reading(ZipWriter.archive([.init("a.csv", Self.calls)]), name: "a.csv").keys == ["C1", "C2"])
  }

  @Test("names in GBK are read, and no name leads out of the archive")
  func names() throws {
    var chinese = ZipWriter.Entry("", Self.calls)
    chinese.name = try encoded("话务/二月.csv", "GBK")
    let bytes = ZipWriter.archive([
      chinese, .init("../../etc/a.csv", Self.calls), .init("C:\\导出\\b.csv", Self.calls), .init("/c.csv", Self.calls),
      .init("c.csv", Self.calls),
    ])
    let path = try TemporaryFile.write(bytes, name: "a.zip")
    defer { TemporaryFile.remove(path) }
    #expect(
      try ExportListing(DiskFile(path)).sources.map { $0.path.dropFirst(path.count) }
        == ["/话务/二月.csv", "/etc/a.csv", "/C:/导出/b.csv", "/c.csv", "/c (2).csv"])
  }

  @Test("one entry that cannot be read does not hide the others")
  func refused() throws {
    var locked = ZipWriter.Entry("locked.csv", Self.calls)
    locked.flags = 1
    var strange = ZipWriter.Entry("strange.csv", Self.calls)
    strange.method = 9
    let listing = try TemporaryFile.listing(
      ZipWriter.archive([
        locked, strange, .init("login.csv", "<html><body>请登录</body></html>"), .init("a.csv", Self.calls),
        .init("inner.zip", ZipWriter.archive([.init("a.csv", Self.calls)])),
      ]), name: "a.zip")
    #expect(listing.sources.count == 1)
    let words = listing.refused.map(\.found.en)
    #expect(words.count == 4)
    for (found, part) in zip(words, ["password", "method 9", "web page", "inside an archive"]) {
      #expect(found.contains(part))
    }
  }

  @Test("of an archive with many exports one has to be named: five are told")
  func many() throws {
    let bytes = ZipWriter.archive((1...6).map { .init("\($0).csv", Self.calls) })
    let path = FileManager.default.temporaryDirectory.appending(path: "many-\(freshName()).zip").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(filePath: path))
    let problem = diagnostic { _ = try ExportSource(path: path) }
    #expect(problem?.found.en == "it holds 6 exports")
    let named = problem?.fix?.en ?? ""
    #expect(named.hasPrefix("name one: ") && named.split(separator: ", ").count == 5)
    #expect(named.contains("/1.csv") && named.contains("/5.csv") && !named.contains("/6.csv"))
    #expect(diagnostic { _ = try ExportSource(path: path + "/6.csv") } == nil)
  }

  @Test("an archive with a password is refused once")
  func encrypted() {
    var locked = ZipWriter.Entry("a.csv", Self.calls)
    locked.flags = 1
    let problem = diagnostic { _ = try TemporaryFile.listing(ZipWriter.archive([locked, locked]), name: "a.zip") }
    #expect(problem?.found.en.contains("password") == true && problem?.place?.file.hasSuffix("a.zip") == true)
  }

  @Test("archives without exports, and documents that are archives, are named")
  func none() {
    for (names, words) in [
      ([], "empty"), (["a.pdf", "b.docx"], "2 files: a.pdf, b.docx"), (["word/document.xml"], "Word"),
      (["mimetype", "content.xml"], "OpenDocument"), (["xl/workbook.bin", "[Content_Types].xml"], "xlsb"),
    ] {
      let problem = diagnostic {
        _ = try TemporaryFile.listing(ZipWriter.archive(names.map { .init($0, "x") }), name: "a.zip")
      }
      #expect(problem?.found.en.contains(words) == true, "\(names)")
    }
  }

  @Test("a zip that is cut off anywhere, or has a wrong byte, is refused or read whole, never in part")
  func damaged() throws {
    let whole = ZipWriter.archive([.init("a.csv", Self.calls), .init("b.csv", Self.calls)])
    for length in stride(from: 4, to: whole.count, by: 7) {
      #expect(diagnostic { _ = try Reading(Array(whole[..<length]), name: "a.zip") } != nil, "\(length)")
    }
    var entry = ZipWriter.Entry("a.csv", Self.calls)
    entry.checksum = 7
    let problem = diagnostic { _ = try Reading(ZipWriter.archive([entry]), name: "a.zip") }
    #expect(problem?.found.en.contains("damaged") == true)
  }

  @Test("bombs are refused: too much out of too little, the same bytes twice, too many entries")
  func bombs() throws {
    let blanks = [UInt8](repeating: 0x20, count: 65 << 20)
    let big = try TemporaryFile.listing(ZipWriter.archive([.init("a.csv", blanks)]), name: "a.zip")
    #expect(big.refused.first?.found.en.contains("bomb") == true)
    let packed = ZipWriter.gzip(blanks)
    #expect(diagnostic { _ = try Reading(packed, name: "a.csv.gz") }?.found.en.contains("bomb") == true)
    let many = ZipWriter.archive((0...ContainerLimits.entries).map { .init("\($0).csv", "a") })
    #expect(
      diagnostic { _ = try TemporaryFile.listing(many, name: "a.zip") }?.found.en.contains("10000 files") == true)
  }

  @Test("gzip: read like the CSV, members one after the other, under any name")
  func gzip() throws {
    let parts = [Profiles.header, Profiles.row("C1"), "", Profiles.row("C2")].map { ZipWriter.gzip(Array($0.utf8)) }
    for name in ["a.csv.gz", "a.csv"] {
      #expect(try Reading(parts.flatMap { $0 } + [0, 0, 0], name: name).keys == ["C1", "C2"])
    }
    #expect(
      try Reading(ZipWriter.gzip(encoded(Self.calls, "GB18030")), name: "a.csv.gz").text(1, .district) == "黄浦区")
  }

  @Test("gzip: a workbook inside is read")
  func packedWorkbook() throws {
    let book = WorkbookWriter(WorkbookWriter.calls(["C1"])).bytes
    #expect(try Reading(ZipWriter.gzip(book), name: "a.xlsx.gz").keys == ["C1"])
  }

  @Test("gzip: a file that is cut off anywhere or damaged is refused")
  func truncated() throws {
    let rows = (1...3000).map { Profiles.row("C\($0 * 7919)") }.joined()
    let whole = ZipWriter.gzip(Array((Profiles.header + rows).utf8))
    for length in [11, 20, whole.count / 2, whole.count - 8, whole.count - 1] {
      let problem = diagnostic { _ = try Reading(Array(whole[..<length]), name: "a.csv.gz") }
      #expect(problem?.found.en.contains("cut off") == true, "\(length)")
    }
    var damaged = whole
    damaged[whole.count / 2] ^= 0x10
    #expect(diagnostic { _ = try Reading(damaged, name: "a.csv.gz") } != nil)
    let tail = diagnostic { _ = try Reading(whole + Array("extra".utf8), name: "a.csv.gz") }
    #expect(tail?.found.en.contains("damaged") == true)
  }

  @Test("the content of an export is the same however it is packed")
  func content() throws {
    let plain = Array(Self.calls.utf8)
    for (bytes, name) in [
      (plain, "a.csv"), (ZipWriter.gzip(plain), "a.csv.gz"), (ZipWriter.archive([.init("a.csv", plain)]), "a.zip"),
      (ZipWriter.archive([.init("a.csv.gz", ZipWriter.gzip(plain))]), "a.zip"),
    ] {
      let path = try TemporaryFile.write(bytes, name: name)
      defer { TemporaryFile.remove(path) }
      let source = try ExportSource(path: path)
      let stream = try source.content()
      var content: [UInt8] = []
      while case let chunk = try stream.next(), !chunk.isEmpty { content += chunk }
      #expect(content == plain)
      #expect(source.contentSizeBytes.map { $0 == plain.count } ?? name.hasSuffix("gz") || name == "a.zip")
    }
  }

  @Test("a folder: what can be an export, and the names of what cannot")
  func folder() throws {
    let path = try TemporaryFile.write([], name: "a.CSV")
    defer { TemporaryFile.remove(path) }
    let folder = URL(filePath: path).deletingLastPathComponent()
    for name in ["b.xlsx", "c.csv.gz", "d.zip", "e.xls", "notes.docx", "图.png", ".hidden"] {
      try Data().write(to: folder.appending(path: name))
    }
    let deeper = folder.appending(path: "sub/sub")
    try FileManager.default.createDirectory(at: deeper, withIntermediateDirectories: true)
    for name in ["f.csv", "g.txt.bak", ".h.csv"] { try Data().write(to: deeper.appending(path: name)) }
    // A link may lead anywhere: also into a circle.
    try FileManager.default.createSymbolicLink(atPath: deeper.path + "/up", withDestinationPath: folder.path)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/i.csv", withDestinationPath: "/etc/passwd")
    let listing = try FolderListing(path: folder.path)
    #expect(
      listing.exports.map { URL(filePath: $0.path).lastPathComponent } == [
        "a.CSV", "b.xlsx", "c.csv.gz", "d.zip", "e.xls", "f.csv",
      ])
    #expect(listing.passedOver == ["i.csv", "notes.docx", "sub/sub/g.txt.bak", "sub/sub/up", "图.png"])
  }
}

/// Keeps the keys of all records.
private struct Keys: RecordSink {
  var keys: [String] = []
  mutating func receive(_ batch: borrowing RecordBatch) {
    for row in 0..<batch.count { keys.append(batch.text(row, .key) ?? "") }
  }
  mutating func reject(_ row: RejectedRow, fields: () -> [String]) {}
}
