import Foundation
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineReading

@Suite("Damaged containers cost a message, never a crash")
struct DamageTests {
  /// A seed and how its bytes come about: the damage is done before or after the packing.
  private static let page =
    "<html><body><table>"
    + (Profiles.header + Profiles.row("C1") + Profiles.row("C2")).split(separator: "\n").map { line in
      "<tr>\(line.split(separator: ",").map { "<td rowspan=\"1\">\($0)<br></td>" }.joined())</tr>"
    }.joined() + "</table></body></html>"

  @Test("bytes changed, left out and doubled in the container", arguments: 0..<4)
  func container(seed: Int) throws {
    let whole = [
      WorkbookWriter(WorkbookWriter.calls(["C1", "C2"])).bytes, Array(Self.page.utf8),
      ZipWriter.gzip(Array((Profiles.header + Profiles.row("C1")).utf8)),
      ZipWriter.archive([.init("a.csv", Profiles.header + Profiles.row("C1"))]),
    ][seed]
    var random = Random(state: UInt64(seed + 1))
    for _ in 0..<150 { try expectWords(random.damaged(whole)) }
  }

  @Test("bytes changed in a workbook's parts before they are packed", arguments: [2, 3, 4, 5, 6])
  func parts(part: Int) throws {
    var book = WorkbookWriter(WorkbookWriter.calls(["C1"]) + "<row r=\"9\"><c t=\"s\" s=\"1\"><v>0</v></c></row>")
    book.strings = "<si><t>a_x0041_</t></si><si><r><t>b</t></r></si>"
    book.formats = ["yyyy-mm-dd", "[h]:mm"]
    let whole = book.entries
    var random = Random(state: UInt64(part))
    for _ in 0..<150 {
      var entries = whole
      entries[part].content = random.damaged(entries[part].content)
      try expectWords(ZipWriter.archive(entries))
    }
  }

  private func expectWords(_ bytes: [UInt8]) throws {
    let path = try TemporaryFile.write(bytes, name: "a.xlsx")
    defer { TemporaryFile.remove(path) }
    do {
      let profile = try Profile(yaml: Profiles.calls, file: "test.yaml")
      for source in try ExportListing(DiskFile(path)).sources {
        var sink = DiscardingSink()
        let summary = try ExportFile(source).read(profile: profile, into: &sink)
        #expect(summary.isConserved)
      }
    } catch let refusal as Diagnostic {
      #expect(!refusal.found.en.isEmpty && !refusal.found.zh.isEmpty)
    }
  }
}

/// Numbers that are the same in each run.
private struct Random {
  var state: UInt64

  mutating func next(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(limit, 1)
  }

  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...next(below: 3) {
      guard !bytes.isEmpty else { break }
      let at = next(below: bytes.count)
      let end = min(bytes.count, at + 1 + next(below: 12))
      switch next(below: 4) {
      case 0: bytes[at] = UInt8(next(below: 256))
      case 1: bytes.removeSubrange(at..<end)
      case 2: bytes.insert(contentsOf: bytes[at..<end], at: next(below: bytes.count))
      default: bytes[at] ^= 1 << UInt8(next(below: 8))
      }
    }
    return bytes
  }
}
