import Foundation
import HotlineConfiguration
import HotlineText
import Testing

/// Files that are read whole: their size is bounded, and what is no file is refused.
@Suite("Small files")
struct SmallFileTests {
  /// A file of so many bytes in a folder of its own.
  private func withFile(_ count: Int, _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hotline-small-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "a.txt")
    try Data((0..<count).map { UInt8(truncatingIfNeeded: $0 % 251) }).write(to: file)
    try body(file.path)
  }

  private func refusal(_ path: String, limit: Int) -> String? {
    #expect(throws: Diagnostic.self) { try SmallFile.bytes(of: path, limit: limit) }.map {
      String($0.message(.en).dropFirst(path.count + 2))
    }
  }

  @Test("a file of just the limit is read byte for byte, one byte more is refused", arguments: [0, 1, 5, 70_000])
  func limit(count: Int) throws {
    try withFile(count) { path in
      let data = try SmallFile.bytes(of: path, limit: count)
      #expect(data.count == count && data.enumerated().allSatisfy { $0.element == UInt8($0.offset % 251) })
    }
    try withFile(count + 1) { path in
      #expect(refusal(path, limit: count)?.hasPrefix("the file is too large") == true)
    }
  }

  @Test("the limit is told in MB from one on, below in KB")
  func units() throws {
    try withFile((1 << 20) + 1) { path in
      #expect(refusal(path, limit: 1 << 20) == "the file is too large; at most 1 MB")
      #expect(refusal(path, limit: (1 << 20) - 1) == "the file is too large; at most 1023 KB")
    }
  }

  @Test("a folder cannot be read, a device is no regular file, what is not there cannot be read")
  func others() {
    let cannot = "cannot read the file; check the path and its permissions"
    #expect(refusal("/tmp", limit: 10) == cannot && refusal("/nowhere/at/all", limit: 10) == cannot)
    #expect(refusal("/dev/null", limit: 10)?.hasPrefix("not a regular file") == true)
  }
}

@Suite("Anchors of YAML")
struct AnchorTests {
  private func place(_ yaml: String) -> String? {
    do {
      _ = try ConfigurationNode(yaml: yaml, file: "f.yaml")
      return nil
    } catch let error as Diagnostic {
      guard error.found.en.contains("anchor"), let place = error.place else { return "other" }
      return "\(place.line ?? 0):\(place.column ?? 0)"
    } catch { return "other" }
  }

  @Test(
    "a name used behind a tag is refused whatever letters, digits and dashes it has",
    arguments: ["z", "A", "Z9", "a-b", "_a", "9", "0a"])
  func names(name: String) {
    #expect(place("a: !!str &\(name) 1\nb: *\(name)\n") == "2:4")
  }

  @Test("a name ends at what is no letter, digit or dash")
  func ends() {
    #expect(place("a: !!str &a 1\nb: [*a{\n") == "2:5" && place("b: !!str &a 1\n*a: 1\n") == "2:1")
    #expect(place("a: '*b'\nb: '&c'\n") == nil && place("a: '*b'\nb: 'c &b'\n") == "1:5")
  }

  @Test("the first use is told")
  func first() {
    #expect(place("a: !!str &x 1\nb: !!str &y 2\nc: *y\nd: *x\n") == "3:4")
    #expect(place("a: !!str &x 1\nc: [*x, *x]\nd: *x\n") == "2:5")
    #expect(place("a: !!str &x 1\nb: !!str &y 2\nc: [*y, *x]\n") == "3:5")
  }

  @Test("a comment hides what looks like an anchor, behind a blank or a tab", arguments: [" ", "\t"])
  func comments(blank: String) {
    #expect(place("a: 1\(blank)# b: &x\n") == nil)
  }
}
