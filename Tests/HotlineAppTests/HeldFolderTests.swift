import Foundation
import FreshNames
import HotlineConfiguration
import Testing

@testable import HotlineApp

@Suite("Folders that files are written into")
struct HeldFolderTests {
  private let root = FileManager.default.temporaryDirectory.appending(path: freshName()).path

  private func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []).sorted()
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(root)/\(name)", withDestinationPath: "\(root)/\(target)")
  }

  @Test("a folder of ours is made, with those above it; one that is named may be a link, one of ours may not")
  func links() throws {
    let own = try HeldFolder(own: "\(root)/a/b/sheets")
    try own.write(Data("1".utf8), to: "x.csv")
    try own.write(Data("22".utf8), to: "x.csv")
    #expect(try Data(contentsOf: URL(filePath: "\(root)/a/b/sheets/x.csv")) == Data("22".utf8))
    try FileManager.default.createDirectory(atPath: "\(root)/elsewhere", withIntermediateDirectories: true)
    try link("named", to: "elsewhere")
    try HeldFolder(named: "\(root)/named").write(Data(), to: "y.csv")
    #expect(names("elsewhere") == ["y.csv"])
    let problem = #expect(throws: Diagnostic.self) { try HeldFolder(own: "\(root)/named") }
    #expect(problem?.found.en == "a link that leads elsewhere" && problem?.place?.file == "\(root)/named")
    #expect(throws: Diagnostic.self) { try HeldFolder(named: root).folder("named") }
    try Data().write(to: URL(filePath: "\(root)/file"))
    #expect(throws: Diagnostic.self) { try HeldFolder(own: "\(root)/file") }
    try FileManager.default.removeItem(atPath: root)
  }

  @Test(
    "a link that takes a folder's place while files are written leads none of them elsewhere, nor is anything there removed"
  )
  func swapped() throws {
    let output = try HeldFolder(named: root)
    let tables = try output.folder("report-csv")
    try tables.write(Data(), to: "1.csv")
    try FileManager.default.createDirectory(atPath: "\(root)/elsewhere", withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: "\(root)/elsewhere/1.csv"))
    try FileManager.default.moveItem(atPath: "\(root)/report-csv", toPath: "\(root)/moved")
    try link("report-csv", to: "elsewhere")
    try tables.write(Data(), to: "2.csv")
    tables.remove("1.csv")
    #expect(names("moved") == ["2.csv"] && names("elsewhere") == ["1.csv"])
    #expect(throws: Diagnostic.self) { try output.folder("report-csv") }
    // A link in a file's place is replaced, and what it led to stays.
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/moved/3.csv", withDestinationPath: "\(root)/elsewhere/1.csv")
    try tables.write(Data("3".utf8), to: "3.csv")
    #expect(try Data(contentsOf: URL(filePath: "\(root)/elsewhere/1.csv")).isEmpty)
    #expect(
      try FileManager.default.attributesOfItem(atPath: "\(root)/moved/3.csv")[.type] as? FileAttributeType
        == .typeRegular)
    try FileManager.default.removeItem(atPath: root)
  }

  @Test("what cannot be written leaves nothing behind, and says why")
  func refused() throws {
    let folder = try HeldFolder(named: root)
    try FileManager.default.createDirectory(atPath: "\(root)/taken", withIntermediateDirectories: true)
    let problem = #expect(throws: Diagnostic.self) { try folder.write(Data(), to: "taken") }
    #expect(problem?.found.en.hasPrefix("cannot be written: ") == true && problem?.place?.file == "\(root)/taken")
    #expect(names(".") == ["taken"])
    try folder.write(Data("x".utf8), to: "secret", mode: 0o600)
    let mode = try FileManager.default.attributesOfItem(atPath: "\(root)/secret")[.posixPermissions]
    #expect(mode as? Int == 0o600)
    try FileManager.default.removeItem(atPath: root)
  }

  @Test("what is listed, read and removed is in the folder that was opened")
  func listed() throws {
    let folder = try HeldFolder(named: root).folder("members")
    for name in ["b.md", "a.md"] { try folder.write(Data(name.utf8), to: name) }
    try folder.folder("b-csv").write(Data(), to: "1.csv")
    try FileManager.default.createDirectory(atPath: "\(root)/victim/b-csv", withIntermediateDirectories: true)
    for name in ["a.md", "b-csv/1.csv"] { try Data("mine".utf8).write(to: URL(filePath: "\(root)/victim/\(name)")) }
    try FileManager.default.moveItem(atPath: "\(root)/members", toPath: "\(root)/moved")
    try link("members", to: "victim")
    try link("moved/out", to: "victim")
    #expect(folder.names == ["a.md", "b-csv", "b.md", "out"])
    #expect(folder.contents("a.md") == Data("a.md".utf8) && folder.contents("none") == nil)
    #expect(folder.contents("b-csv") == nil && folder.folder(thereIs: "out") == nil)
    folder.remove("a.md")
    folder.remove("b-csv")
    folder.removeFolder("b.md")
    folder.removeFolder("out")
    #expect(folder.names == ["b-csv", "b.md", "out"])
    folder.removeFolder("b-csv")
    #expect(folder.names == ["b.md", "out"])
    #expect(names("victim") == ["a.md", "b-csv"] && names("victim/b-csv") == ["1.csv"])
    try FileManager.default.removeItem(atPath: root)
  }

  @Test("the draft that a killed run left is removed when it is an hour old; one that may be somebody's stays")
  func drafts() throws {
    _ = try HeldFolder(named: root)
    for name in [".1.part", ".2.part", ".own.part", "3.part"] { try Data().write(to: URL(filePath: "\(root)/\(name)")) }
    for name in [".1.part", ".own.part", "3.part"] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date().addingTimeInterval(-4_000)], ofItemAtPath: "\(root)/\(name)")
    }
    try HeldFolder(named: root).write(Data(), to: "a")
    #expect(names(".") == [".2.part", ".own.part", "3.part", "a"])
    try FileManager.default.removeItem(atPath: root)
  }

  @Test("a private file is its owner's alone, takes the place of what was there, and makes no folder")
  func privateFiles() throws {
    _ = try HeldFolder(named: root)
    try Data("old".utf8).write(to: URL(filePath: "\(root)/a"))
    try link("b", to: "a")
    let reader = try #require(FileHandle(forReadingAtPath: "\(root)/a"))
    for name in ["a", "b"] {
      let file = try #require(PrivateFile.make("\(root)/\(name)"))
      try file.write(contentsOf: Data(name.utf8))
    }
    #expect(PrivateFile.write(Data("c".utf8), to: "\(root)/c"))
    for name in ["a", "b", "c"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(root)/\(name)")
      #expect(attributes[.posixPermissions] as? Int == 0o600 && attributes[.type] as? FileAttributeType == .typeRegular)
      #expect(try Data(contentsOf: URL(filePath: "\(root)/\(name)")) == Data(name.utf8))
    }
    // Whoever had the earlier file open reads nothing of the new one.
    #expect(try reader.readToEnd() == Data("old".utf8))
    #expect(!PrivateFile.write(Data(), to: "\(root)/none/x") && PrivateFile.make("\(root)/none/x") == nil)
    #expect(names(".") == ["a", "b", "c"])
    try FileManager.default.removeItem(atPath: root)
  }
}
