import Foundation
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineReading

/// Where a large file may be cut, and what is told of each part.
@Suite("Places of a file's parts")
struct FilePartTests {
  private func part(_ start: Int, _ end: Int, line: Int = 1) -> FilePart {
    FilePart(start: start, end: end, line: line, crc32: 0)
  }

  @Test("a part lies within its file, has bytes, and each line before it has one")
  func within() {
    for part in [part(0, 100), part(0, 1), part(99, 100), part(5, 50, line: 6)] { #expect(part.isWithin(100)) }
    for part in [
      part(0, 101), part(-1, 5), part(5, 5), part(6, 5), part(0, 100, line: 0), part(5, 50, line: 7),
      part(0, 9, line: 2), part(100, 101), part(0, 0),
    ] {
      #expect(!part.isWithin(100), "\(part)")
    }
    #expect(part(0, 5).isFirst && !part(1, 5).isFirst)
  }

  @Test("the checksum is CRC-32, whatever the chunks")
  func checksum() {
    let bytes = Array("123456789".utf8)
    for width in 1...9 {
      var checksum = Checksum()
      for start in stride(from: 0, to: 9, by: width) {
        bytes[start..<min(9, start + width)].withUnsafeBufferPointer { checksum.add($0) }
      }
      #expect(checksum.value == 0xCBF4_3926)
    }
    #expect(Checksum().value == 0)
  }

  @Test("a file is cut where it holds two parts at least")
  func sizes() throws {
    let profile = try Profile(yaml: Profiles.calls, file: "test.yaml")
    let text = Profiles.header + Profiles.row("a") + Profiles.row("b")
    func isCut(_ bytes: [UInt8], _ size: Int) throws -> Bool {
      let file = try Reading.file(bytes)
      defer { try? FileManager.default.removeItem(atPath: URL(filePath: file.path).deletingLastPathComponent().path) }
      return try file.partCutter(bytes: size, profile: profile) != nil
    }
    for bytes in [Array(text.utf8), try encoded(text, "GB18030")] {
      #expect(try isCut(bytes, bytes.count / 2) && !isCut(bytes, bytes.count / 2 + 1))
      #expect(try isCut(bytes, 1) && !isCut(bytes, 0) && !isCut(bytes, -1))
    }
    #expect(try !isCut([0xFF, 0xFE] + encoded(text, "UTF-16LE"), 10) && !isCut(ZipWriter.gzip(Array(text.utf8)), 10))
  }

  private func parts(_ text: String, size: Int, chunk: Int) -> [[Int]] {
    let bytes = Array(text.utf8)
    var cutter = PartCutter(size: size)
    for start in stride(from: 0, to: bytes.count, by: chunk) {
      bytes[start..<min(bytes.count, start + chunk)].withUnsafeBufferPointer { cutter.take($0) }
    }
    return cutter.finish().map { [$0.start, $0.end, $0.line] }
  }

  @Test("a part ends with the line that reaches its size, and the last one with the file", arguments: 1...13)
  func cuts(chunk: Int) {
    #expect(parts("aaa\nbbb\nccc\n", size: 4, chunk: chunk) == [[0, 4, 1], [4, 8, 2], [8, 12, 3]])
    #expect(parts("aaa\nbbb\nccc", size: 4, chunk: chunk) == [[0, 4, 1], [4, 8, 2], [8, 11, 3]])
    #expect(parts("aaa\nbbb\nccc\n", size: 5, chunk: chunk) == [[0, 8, 1], [8, 12, 3]])
    #expect(parts("aaa\nbbb\nccc\n", size: 3, chunk: chunk) == [[0, 4, 1], [4, 8, 2], [8, 12, 3]])
    #expect(parts("aaa\nbbb\n", size: 8, chunk: chunk) == [] && parts("", size: 1, chunk: chunk) == [])
    #expect(parts("aaa\r\nb\rb\r\nc\n", size: 4, chunk: chunk) == [[0, 5, 1], [5, 10, 2], [10, 12, 4]])
  }

  @Test("a file whose last row lacks its line end is read in parts too")
  func noLastLineEnd() throws {
    let profile = try Profile(yaml: Profiles.calls, file: "test.yaml")
    let text = Profiles.header + (1...40).map { Profiles.row("K\($0)") }.joined() + "K41,2019-01-05 08:03:11,接通,,"
    let file = try Reading.file(text)
    defer { try? FileManager.default.removeItem(atPath: URL(filePath: file.path).deletingLastPathComponent().path) }
    var cutter = try #require(try file.partCutter(bytes: 600, profile: profile))
    Array(text.utf8).withUnsafeBufferPointer { cutter.take($0) }
    let readings = try cutter.finish().map { try Reading(file, profile: profile, part: $0) }
    let notes = readings.compactMap(\.summary.part)
    #expect(notes.count > 1 && notes.allSatisfy(\.standsAlone) && notes.map(\.records).reduce(0, +) == 41)
    #expect(try file.summary(of: notes, profile: profile) == Reading(file, profile: profile).summary)
  }

  @Test("a stream gives the bytes of its part, and says what is wrong with a file")
  func stream() throws {
    let file = try Reading.file("0123456789")
    defer { try? FileManager.default.removeItem(atPath: URL(filePath: file.path).deletingLastPathComponent().path) }
    func bytes(_ part: Range<Int>?) throws -> String {
      let stream = try ByteStream(path: file.path, part: part)
      #expect(stream.sizeBytes == 10)
      var text = ""
      while case let chunk = try stream.next(), !chunk.isEmpty { text += chunk.string }
      return text
    }
    #expect(try bytes(nil) == "0123456789" && bytes(0..<10) == "0123456789" && bytes(3..<7) == "3456")
    #expect(try bytes(9..<10) == "9" && bytes(10..<12) == "" && bytes(4..<4) == "")
    func found(_ path: String) -> String? { diagnostic { _ = try ByteStream(path: path).next() }?.found.en }
    #expect(found(file.path + ".none") == "cannot read the file (No such file or directory)")
    #expect(found(file.path + "\u{FFFD}") == "the file's name is not in UTF-8")
    #expect(found("/") == "not a regular file")
    // What cannot be read is told, and not tried for ever.
    #expect(found("/proc/self/mem") == "cannot read the file (Input/output error)")
  }
}
