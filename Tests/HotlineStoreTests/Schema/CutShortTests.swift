import Foundation
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineStore

/// A database file that ends before the pages that its head counts.
@Suite("A database file that is cut short")
struct CutShortTests {
  private let store: TestStore

  init() throws { store = try TestStore() }

  /// Makes a file of so many bytes whose head tells a page's size and the number of pages.
  private func isCutShort(pageSize: (UInt8, UInt8), pages: [UInt8], size: Int) throws -> Bool {
    var head = [UInt8](repeating: 2, count: 32)
    (head[16], head[17]) = pageSize
    head.replaceSubrange(28..<32, with: pages)
    try Data(head.prefix(size)).write(to: URL(filePath: store.path))
    if size > 32 { #expect(truncate(store.path, size) == 0) }
    return DatabaseFile(path: store.path).cutShort() != nil
  }

  @Test(
    "a byte less than its pages take is told, all of them are not",
    arguments: [
      ((UInt8(16), UInt8(0)), [UInt8(0), 0, 0, 3], 12_288), ((16, 0), [0, 0, 1, 0], 1_048_576),
      ((2, 0), [0, 1, 2, 3], 33_818_112), ((0, 1), [0, 0, 0, 2], 131_072), ((128, 0), [0, 0, 0, 1], 32_768),
    ])
  func size(pageSize: (UInt8, UInt8), pages: [UInt8], whole: Int) throws {
    #expect(try isCutShort(pageSize: pageSize, pages: pages, size: whole - 1))
    #expect(try !isCutShort(pageSize: pageSize, pages: pages, size: whole))
    #expect(try !isCutShort(pageSize: pageSize, pages: pages, size: whole + 1))
  }

  @Test("a head that is not there tells nothing; one of thirty-two bytes is enough")
  func head() throws {
    #expect(try !isCutShort(pageSize: (16, 0), pages: [0, 0, 0, 3], size: 31))
    #expect(try isCutShort(pageSize: (16, 0), pages: [0, 0, 0, 3], size: 32))
    #expect(DatabaseFile(path: "/nowhere/at.all").cutShort() == nil)
  }

  @Test("with a log beside it the pages may be there; an empty one has none")
  func log() throws {
    #expect(try isCutShort(pageSize: (16, 0), pages: [0, 0, 0, 3], size: 4_096))
    for (log, isCut) in [("", true), ("x", false)] {
      try Data(log.utf8).write(to: URL(filePath: store.path + "-wal"))
      #expect((DatabaseFile(path: store.path).cutShort() != nil) == isCut)
    }
  }

  @Test("a pipe is not waited for", arguments: [HotlineDatabase.Mode.readOnly, .readWrite])
  func pipe(mode: HotlineDatabase.Mode) throws {
    #expect(mkfifo(store.path, 0o600) == 0)
    let problem = #expect(throws: Diagnostic.self) { try store.open(mode) }
    #expect(problem?.message(.en).contains("not a regular file") == true)
  }
}
