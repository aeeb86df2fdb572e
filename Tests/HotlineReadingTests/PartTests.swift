import Foundation
import HotlineConfiguration
import Testing

@testable import HotlineReading

extension ExportFile {
  /// The parts of about so many bytes, none of a file that is read as a whole.
  fileprivate func parts(ofBytes size: Int, profile: Profile) throws -> [FilePart] {
    guard var cutter = try partCutter(bytes: size, profile: profile) else { return [] }
    let stream = try source.content()
    while case let chunk = try stream.next(), !chunk.isEmpty { cutter.take(chunk) }
    return cutter.finish()
  }
}

/// Several readers of one file: together they say what one reader does, or that they cannot.
@Suite("Parts of a large file")
struct PartTests {
  private static let fields = """
    started_at: [start]
    outcome: [outcome]
    satisfaction: [rating]
    category: [note]
    """
  private static let header = "id,start,outcome,rating,note\n"

  private static func row(_ key: String, start: String = "2019-03-04 08:00:00", rating: String = "", note: String = "x")
    -> String
  {
    "\(key),\(start),answered,\(rating),\(note)\n"
  }

  private static func profile() throws -> Profile { try Profile(yaml: Profiles.calls(fields), file: "test.yaml") }

  /// Reads a file as a whole and in parts, and holds the parts against the whole where they stand alone.
  ///
  /// - Returns: the number of parts; `nil` where the file has to be read as a whole.
  @discardableResult
  private func compare(_ bytes: [UInt8], size: Int, _ comment: Comment? = nil) throws -> Int? {
    let profile = try Self.profile()
    let file = try Reading.file(bytes)
    defer { try? FileManager.default.removeItem(atPath: URL(filePath: file.path).deletingLastPathComponent().path) }
    let parts = try file.parts(ofBytes: size, profile: profile)
    guard !parts.isEmpty else { return nil }
    #expect(parts.first?.start == 0 && parts.last?.end == bytes.count, comment)
    #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.end == $1.start }, comment)
    let readings = try parts.map { try Reading(file, profile: profile, part: $0) }
    guard let joined = try file.summary(of: readings.compactMap(\.summary.part), profile: profile) else { return nil }
    let whole = try Reading(file, profile: profile)
    #expect(readings.flatMap(\.records) == whole.records, comment)
    #expect(readings.flatMap(\.rejected) == whole.rejected, comment)
    #expect(joined == whole.summary, comment)
    return parts.count
  }

  @Test(
    "the parts of a file are read like the file, in each encoding and with each end of lines",
    arguments: ["\n", "\r\n"])
  func alike(end: String) throws {
    let rows = (1...200).map { number in
      Self.row(
        "K\(number)", start: number % 7 == 0 ? "2019-03-04 08:00" : "2019-03-0\(number % 9 + 1) 08:00:00",
        rating: number % 5 == 0 ? "很好\(number % 3)" : "满意", note: number % 11 == 0 ? "\"三线, 转接\"" : "投诉")
    }
    let text = ("\u{FEFF}" + Self.header + rows.joined() + "K9,bad time,answered,,x\n").replacing("\n", with: end)
    for size in [100, 333, 1000, 4000] {
      let parts = try #require(try compare(Array(text.utf8), size: size, "\(size)"))
      #expect(parts > 1 && parts <= text.utf8.count / size + 1)
      try #require(try compare(encoded(String(text.dropFirst()), "GB18030"), size: size, "\(size), GB18030") != nil)
    }
  }

  @Test("what one row means to another one keeps a file whole")
  func whole() throws {
    func isWhole(_ text: String, size: Int = 400) throws -> Bool { try compare(Array(text.utf8), size: size) == nil }
    let many = (1...40).map { Self.row("K\($0)") }.joined()
    #expect(try !isWhole(Self.header + many))
    // Too small for two parts.
    #expect(try isWhole(Self.header + many, size: 4000))
    // A quote over the cut.
    let quoted = (1...40).map { Self.row("Q\($0)", note: "\"a\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nb\"") }.joined()
    #expect(try isWhole(Self.header + quoted, size: 100))
    // A header further down, and one that lies behind the first part.
    #expect(
      try isWhole(Self.header + many + "outcome,id,start,rating,note\nanswered,K90,2019-03-04 08:00:00,,x\n" + many))
    #expect(try isWhole("\(String(repeating: "title ", count: 60))\n" + Self.header + many, size: 200))
    // Ids of 18 digits that end in zeros are believed once another one has digits there.
    let zeros = Self.row("201903040000100000")
    #expect(try isWhole(Self.header + many + Self.row("201903040000112345") + many + zeros + many))
    // More different words than a remark lists; a word that is a citizen's number, which is not written down.
    #expect(try isWhole(Self.header + (1...60).map { Self.row("K\($0)", rating: "词\($0)") }.joined()))
    #expect(try isWhole(Self.header + many + Self.row("K90", rating: "13812345678") + many))
    // In UTF-16 any byte may look like the end of a line.
    #expect(try compare(encoded(Self.header + many, "UTF-16"), size: 400) == nil)
  }

  @Test(
    "random files in parts of random sizes are read like whole ones, where they are not read as such", arguments: 0..<4)
  func random(seed: Int) throws {
    var dice = Dice(UInt64(seed) + 20_191_127)
    var (together, apart) = (0, 0)
    let cells = [
      "x", "\"a, b\"", "\"two\nlines\"", "\"stray", "a\"b", "", "投诉", "合计", "\"closed\" early", "满意", "\u{0}", "\"\"",
      "\r",
    ]
    for round in 0..<60 {
      var text = Self.header
      let isCalm = dice.isOne(of: 2)
      for number in 0..<dice.roll(20..<60) {
        let note = isCalm && !dice.isOne(of: 12) ? "x" : cells[dice.roll(0..<cells.count)]
        text += Self.row("K\(number)", rating: dice.isOne(of: 9) ? "词" : "", note: note)
        if dice.isOne(of: 25) { text += ["\n", "合计,3\n", "a,b\n", Self.header, "\r\n", "\"\n"][dice.roll(0..<6)] }
      }
      let outcome = try? compare(Array(text.utf8), size: dice.roll(60..<900), "seed \(seed), round \(round)")
      if outcome == nil { together += 1 } else { apart += 1 }
    }
    #expect(together > 5 && apart > 15, "\(together) whole, \(apart) in parts")
  }

  @Test("a file that changes after it was cut is not read by parts")
  func changed() throws {
    let (profile, rows) = (try Self.profile(), (1...40).map { Self.row("K\($0)") })
    let file = try Reading.file(Self.header + rows.joined())
    let parts = try file.parts(ofBytes: 400, profile: profile)
    let text = Self.header + rows.joined().replacing("K40", with: "K41")
    try Data(text.utf8).write(to: URL(filePath: file.path))
    #expect(throws: Never.self) { _ = try Reading(file, profile: profile, part: parts[0]) }
    let last = try #require(parts.last)
    let problem = try #require(diagnostic { _ = try Reading(file, profile: profile, part: last) })
    #expect(problem.message(.en).contains("changed since it was cut"))
    for place in [(-1, 5), (5, 5), (0, 1 << 40)] {
      let part = FilePart(start: place.0, end: place.1, line: 1, crc32: 0)
      #expect(diagnostic { _ = try Reading(file, profile: profile, part: part) } != nil)
    }
    try FileManager.default.removeItem(atPath: URL(filePath: file.path).deletingLastPathComponent().path)
  }

  @Test("lines are counted as the reader counts them, also where a chunk ends between CR and LF")
  func lines() {
    let bytes = Array("a\r\nb\rc\n\nd\r\ne\rf\n".utf8)
    for width in 1...bytes.count {
      var cutter = PartCutter(size: 4)
      for start in stride(from: 0, to: bytes.count, by: width) {
        bytes[start..<min(bytes.count, start + width)].withUnsafeBufferPointer { cutter.take($0) }
      }
      // "a\r\nb\rc\n" are three lines, then comes an empty one, d, and e and f.
      #expect(cutter.finish().map(\.line) == [1, 4, 6], "\(width)")
    }
  }
}
