import Foundation
import Testing

@testable import HotlineStore

/// Files that are being made: those of killed programs go, those of others and of programs that still run stay.
@Suite("Files that are being made")
struct PartialFileTests {
  private let store: TestStore

  init() throws { store = try TestStore() }

  private func files() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: store.folder.path))
  }

  @Test("what a killed program left is removed with its logs, and nothing else")
  func leftovers() throws {
    let left = ["", "-journal", "-wal", "-shm"].map { "hotline.sqlite.partial-123\($0)" }
    let others = [
      "hotline.sqlite", "hotline.sqlite.partial-", "hotline.sqlite.partial-abc", "hotline.sqlite.partial-1x",
      "hotline.sqlite-123", "hotline.sqlite.replaced-1", "other.sqlite.partial-123", "123",
    ]
    for name in left + others { try Data("x".utf8).write(to: store.folder.appending(path: name)) }
    let made = try #require(PartialFile(of: store.path))
    #expect(made.path.hasPrefix("\(store.path).partial-"))
    #expect(UInt64(made.path.dropFirst("\(store.path).partial-".count)) != nil)
    #expect(try FileManager.default.attributesOfItem(atPath: made.path)[.posixPermissions] as? Int == 0o600)
    #expect(try files() == Set(others + [URL(filePath: made.path).lastPathComponent]))
    for suffix in ["-journal", "-wal", "-shm"] { try Data("x".utf8).write(to: URL(filePath: made.path + suffix)) }
    made.remove()
    #expect(try files() == Set(others))
  }

  @Test("one that is still being made stays")
  func running() throws {
    let first = try #require(PartialFile(of: store.path))
    let second = try #require(PartialFile(of: store.path))
    #expect(first.path != second.path)
    #expect(try files().count == 2)
    withExtendedLifetime(first) {}
  }

  @Test("where there is no folder none is made")
  func noFolder() { #expect(PartialFile(of: "/nowhere/at/all.sqlite") == nil) }
}
