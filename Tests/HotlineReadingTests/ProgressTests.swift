import Foundation
import HotlineReading
import Testing

@Suite("Progress of a reading")
struct ProgressTests {

  @Test("bytes and rows that were read are told apart, and reach the file's size and its number of rows")
  func bytesAndRows() throws {
    let text = Profiles.header + (0..<2000).map { Profiles.row("k\($0)") }.joined()
    let file = try Reading.file(text)
    defer { try? FileManager.default.removeItem(atPath: URL(filePath: file.path).deletingLastPathComponent().path) }
    var told: [(bytes: Int, rows: Int)] = []
    var sink = DiscardingSink()
    let profile = try Profile(yaml: Profiles.calls, file: "test.yaml")
    _ = try file.read(profile: profile, into: &sink) { told.append(($0, $1)) }
    let last = try #require(told.last)
    #expect(last.bytes == text.utf8.count)
    // A header and 2,000 rows; the last may be told only when the file has ended.
    #expect(2000...2001 ~= last.rows)
  }
}
