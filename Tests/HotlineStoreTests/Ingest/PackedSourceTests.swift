import Foundation
import HotlineConfiguration
import HotlineModel
import HotlineReading
import Testing

@testable import HotlineStore

@Suite("Packed exports as sources")
struct PackedSourceTests {
  private static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let inputs = project.appending(path: "Tests/HotlineReadingTests/Containers/Inputs")

  @Test("the same CSV by itself, in gzip and in a zip is one source, known by its content")
  func known() throws {
    let store = try TestStore()
    let catalog = try ProfileCatalog(directory: Self.project.appending(path: "data/profiles").path)
    func ingest(_ path: String) throws -> SourceReport {
      let file = try ExportFile(path: path)
      return try store.open().ingest(file, profile: file.matchProfile(in: catalog), measures: store.measures)
    }
    let zip = Self.inputs.appending(path: "c.zip").path
    let first = try ingest(zip)
    #expect(first.accepted == 1 && !first.alreadyIngested)
    #expect(first.file == "\(zip)/c.csv" && first.sizeBytes == 246)
    let packed = try ingest(Self.inputs.appending(path: "a.csv.gz").path)
    #expect(packed.alreadyIngested && packed.sha256 == first.sha256)
    let stream = try ExportSource(path: zip).content()
    let plain = store.folder.appending(path: "c.csv")
    try Data(stream.next()).write(to: plain)
    #expect(try ingest(plain.path).alreadyIngested)
    #expect(try store.sql("SELECT count(*) AS n, sum(size_bytes) AS size FROM source").first?["size"] == 246)
  }

  @Test("the check of the source files looks into archives")
  func check() throws {
    let store = try TestStore()
    let catalog = try ProfileCatalog(directory: Self.project.appending(path: "data/profiles").path)
    let archive = store.folder.appending(path: "c.zip")
    try FileManager.default.copyItem(at: Self.inputs.appending(path: "c.zip"), to: archive)
    let database = try store.open()
    let file = try ExportFile(path: archive.path)
    _ = try database.ingest(file, profile: file.matchProfile(in: catalog), measures: store.measures)
    #expect(try database.checkSourceFiles().unchanged == 1)
    try Data("PK".utf8).write(to: archive)
    #expect(try database.checkSourceFiles().changed.count == 1)
    try FileManager.default.removeItem(at: archive)
    #expect(try database.checkSourceFiles().missing.count == 1)
  }
}
