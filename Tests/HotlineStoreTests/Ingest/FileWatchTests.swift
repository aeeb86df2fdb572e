import FreshNames
import Foundation
import Testing

@testable import HotlineStore

@Suite("Files that change while they are read")
struct FileWatchTests {
  private func file(_ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "hotline-watch-\(freshName())").path
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  /// Overwrites bytes in place and sets the times back to what they were.
  private func edit(_ path: String, _ text: String) throws {
    var status = stat()
    #expect(stat(path, &status) == 0)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
    var times = [status.st_atim, status.st_mtim]
    #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
  }

  @Test("an edit in place is noticed though size and time of modification are set back")
  func edited() throws {
    for _ in 0..<20 {
      let path = try file("abc")
      defer { unlink(path) }
      let watch = FileWatch(path: path)
      try watch.checkUnchanged()
      try edit(path, "xyz")
      #expect(throws: (any Error).self) { try watch.checkUnchanged() }
    }
  }

  @Test("so is another file in its place, and one that is gone")
  func replaced() throws {
    let path = try file("abc")
    let other = try file("abc")
    defer { unlink(path) }
    let watch = FileWatch(path: path)
    #expect(rename(other, path) == 0)
    #expect(throws: (any Error).self) { try watch.checkUnchanged() }
    let second = FileWatch(path: path)
    unlink(path)
    #expect(throws: (any Error).self) { try second.checkUnchanged() }
  }
}
