import FreshNames
import Foundation
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineReading

/// Sheets, entries and folders in a file or below one: what each is named, and where the search for exports ends.
@Suite("Exports inside of files and folders")
struct ContainerEdgeTests {
  private static let calls = Profiles.header + Profiles.row("C1")

  /// What a body finds with a file of these bytes.
  private func with<Value>(_ bytes: [UInt8], _ name: String, _ body: (String) throws -> Value) throws -> Value {
    let path = try TemporaryFile.write(bytes, name: name)
    defer { TemporaryFile.remove(path) }
    return try body(path)
  }

  private func xmlWorkbook(_ sheets: [(name: String, isHidden: Bool)]) -> [UInt8] {
    let row = "<Row><Cell><Data ss:Type=\"String\">a</Data></Cell><Cell><Data ss:Type=\"String\">b</Data></Cell></Row>"
    let tabs = sheets.map { sheet in
      "<Worksheet ss:Name=\"\(sheet.name)\"><Table>\(row)\(row)</Table>"
        + (sheet.isHidden ? "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>" : "")
        + "</Worksheet>"
    }
    return Array(
      """
      <?xml version="1.0"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
       xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
      \(tabs.joined())</Workbook>
      """.utf8)
  }

  private func workbook(_ sheets: [(name: String, isHidden: Bool)]) -> [UInt8] {
    WorkbookWriter(
      sheets: sheets.map {
        .init(name: $0.name, state: $0.isHidden ? "hidden" : nil, rows: WorkbookWriter.calls(["C1"]))
      }
    ).bytes
  }

  @Test("one visible sheet is the file; of two each has its name, and the hidden ones are told once")
  func sheets() throws {
    for (make, name) in [(workbook, "a.xlsx"), (xmlWorkbook, "a.xls")] {
      try with(make([("甲", false), ("乙", true)]), name) { path in
        let listing = try ExportListing(DiskFile(path))
        #expect(listing.sources.map(\.path) == [path] && listing.sources.map(\.contentPart) == [""], "\(name)")
        #expect(listing.sources.map(\.remarks.count) == [1], "\(name)")
        #expect(try ExportSource(path: path).path == path)
      }
      try with(make([("甲", false), ("乙", true), ("丙", false)]), name) { path in
        let listing = try ExportListing(DiskFile(path))
        #expect(listing.sources.map(\.path) == ["\(path)#甲", "\(path)#丙"], "\(name)")
        #expect(listing.sources.map(\.contentPart) == ["甲", "丙"] && listing.sources.map(\.remarks.count) == [1, 0])
        #expect(try ExportSource(path: "\(path)#丙").contentPart == "丙")
        #expect(diagnostic { _ = try ExportSource(path: "\(path)#乙") } != nil)
      }
    }
  }

  @Test("an archive that is packed in gzip, or packed twice, is refused")
  func nested() throws {
    let archive = ZipWriter.archive([.init("a.csv", Self.calls)])
    for bytes in [ZipWriter.gzip(archive), ZipWriter.gzip(ZipWriter.gzip(Array(Self.calls.utf8)))] {
      let problem = try with(bytes, "a.gz") { path in diagnostic { _ = try ExportListing(DiskFile(path)) } }
      #expect(problem?.found.en.contains("inside") == true, "\(problem?.found.en ?? "read")")
    }
  }

  @Test("of an archive one export is looked for by its name, and a sheet of a workbook in it by both")
  func only() throws {
    let bytes = ZipWriter.archive([
      .init("a.csv", Self.calls), .init("b.xlsx", workbook([("甲", false), ("乙", false)])),
      .init("a.csv.tsv", Self.calls),
    ])
    try with(bytes, "x.zip") { path in
      for name in ["a.csv", "b.xlsx#甲", "b.xlsx#乙", "a.csv.tsv"] {
        let listing = try ExportListing(DiskFile(path), only: "\(path)/\(name)")
        #expect(listing.sources.contains { $0.path == "\(path)/\(name)" } && listing.sources.count <= 2, "\(name)")
        #expect(try ExportSource(path: "\(path)/\(name)").path == "\(path)/\(name)")
      }
      #expect(try ExportListing(DiskFile(path), only: "\(path)/a.csv").sources.count == 1)
    }
  }

  @Test("rows that are lines of a file's own text can be counted in its bytes, others cannot")
  func plainText() throws {
    let plain = Array(Self.calls.utf8)
    let forms: [([UInt8], String, Bool)] = [
      (plain, "a.csv", true), (ZipWriter.gzip(plain), "a.csv.gz", false),
      (ZipWriter.archive([.init("a.csv", plain)]), "a.zip", false), (workbook([("甲", false)]), "a.xlsx", false),
    ]
    for (bytes, name, isPlain) in forms {
      let found = try with(bytes, name) { path in try ExportSource(path: path).isPlainText }
      #expect(found == isPlain, "\(name)")
    }
  }

  @Test("a path leads to a file, or through one into what it holds")
  func paths() throws {
    try with(Array(Self.calls.utf8), "a#b.zip") { path in
      let folder = URL(filePath: path).deletingLastPathComponent().path
      func split(_ path: String) -> String? {
        ContainerPath.split(path).map { "\($0.file.dropFirst(folder.count)) \($0.inner)" }
      }
      #expect(split(path) == "/a#b.zip " && split("\(path)/c/d.csv") == "/a#b.zip c/d.csv")
      #expect(split("\(path)#甲") == "/a#b.zip 甲" && split("\(path)/c.xlsx#甲") == "/a#b.zip c.xlsx#甲")
      #expect(split(folder) == " " && split("\(folder)/none.csv") == nil && split("\(folder)/none/a.csv") == nil)
      #expect(split("/none-\(freshName())") == nil && split("none-\(freshName())") == nil && split("") == nil)
      #expect(ExportSource.fileExists(path) && ExportSource.fileExists("\(path)/c.csv"))
      #expect(!ExportSource.fileExists("\(folder)/none.csv"))
    }
  }

  @Test("sixteen folders within a folder are looked into, the next one is passed over")
  func depth() throws {
    try with([], "top.csv") { path in
      let folder = URL(filePath: path).deletingLastPathComponent()
      let deep = (1...16).map { "\($0)" }.joined(separator: "/")
      try FileManager.default.createDirectory(
        at: folder.appending(path: deep + "/17"), withIntermediateDirectories: true)
      for file in ["\(deep)/a.csv", "\(deep)/17/b.csv"] { try Data().write(to: folder.appending(path: file)) }
      let listing = try FolderListing(path: folder.path)
      #expect(listing.exports.map { $0.path.dropFirst(folder.path.count) } == ["/\(deep)/a.csv", "/top.csv"])
      #expect(listing.passedOver == ["\(deep)/17"])
    }
  }

  @Test(
    "a link that takes the place of a file, or of a folder above it, after the look is not followed; a file that is named may be one",
    arguments: [("sub/a.csv", "sub/a.csv"), ("sub/a.csv", "sub"), ("sub/a.zip", "sub/a.zip"), ("sub/a.zip", "sub")])
  func linkAfterLook(name: String, linked: String) throws {
    try with([], "top.csv") { path in
      let folder = URL(filePath: path).deletingLastPathComponent().path
      let archive = ZipWriter.archive([.init("x.csv", "a,b\n1,2\n")])
      for place in ["sub", "elsewhere", "out"] {
        try FileManager.default.createDirectory(atPath: "\(folder)/\(place)", withIntermediateDirectories: true)
        try Data("a,b\n1,2\n".utf8).write(to: URL(filePath: "\(folder)/\(place)/a.csv"))
        try Data(archive).write(to: URL(filePath: "\(folder)/\(place)/a.zip"))
      }
      let file = try #require(FolderListing(path: folder).exports.first { $0.path == "\(folder)/\(name)" })
      let source = try #require(ExportListing(file).sources.first)
      let content = try source.content()
      #expect(try withExtendedLifetime(content) { Array(try content.next()) }.starts(with: Array("a,b".utf8)))
      try FileManager.default.moveItem(atPath: "\(folder)/\(linked)", toPath: "\(folder)/out/moved")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/\(linked)", withDestinationPath: "\(folder)/elsewhere" + linked.dropFirst(3))
      #expect(
        diagnostic { _ = try ExportListing(file) }?.found.en
          == "a link took its place after the folder was looked at; it was not read")
      // An archive is open since it was looked at, and stays the one that it was.
      if name.hasSuffix("csv") { #expect(diagnostic { _ = try source.content() }?.place?.file == file.path) }
      #expect(try ExportListing(DiskFile(file.path)).sources.count == 1)
    }
  }

  @Test("a pipe under an export's name is told when it is opened, under another name it is nothing")
  func pipes() throws {
    try with([], "a.csv") { path in
      let folder = URL(filePath: path).deletingLastPathComponent().path
      #expect(mkfifo("\(folder)/p.csv", 0o600) == 0 && mkfifo("\(folder)/p.doc", 0o600) == 0)
      let listing = try FolderListing(path: folder)
      #expect(listing.exports.map(\.path) == ["\(folder)/a.csv", "\(folder)/p.csv"] && listing.passedOver.isEmpty)
      #expect(FileKind("\(folder)/p.csv") == .other && FileKind(folder) == .folder && FileKind("\(folder)/x") == nil)
      #expect(FileKind.isRegular(path) && !FileKind.isRegular(folder) && !FileKind.isRegular("\(folder)/x"))
      let problem = diagnostic { _ = try ExportFile(path: "\(folder)/p.csv") }
      #expect(problem?.found.en == "not a regular file")
    }
  }
}
