import Foundation
import HotlineConfiguration
import HotlineText
import Testing

@testable import HotlineReading

/// Bytes on their way out of gzip files, archives and web pages, chunk by chunk.
@Suite("Unpacked bytes")
struct UnpackedBytesTests {
  private func all(_ source: any ByteSource) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while case let chunk = try source.next(), !chunk.isEmpty { bytes += chunk }
    return bytes
  }

  private func content(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) } }

  @Test("gzip: a content of exactly so many chunks, one byte less or more", arguments: [1, 2])
  func wholeChunks(chunks: Int) throws {
    for count in [-1, 0, 1].map({ chunks * ByteStream.chunkSize + $0 }) {
      let packed = ZipWriter.gzip(content(count))
      let stream = try GzipStream(GivenChunks([packed]), path: "a.gz")
      #expect(try all(stream) == content(count) && stream.packed == packed.count, "\(count)")
      #expect(try stream.next().isEmpty)
    }
  }

  @Test("gzip: the packed bytes may come one by one, members and padding too")
  func singleBytes() throws {
    let packed = ZipWriter.gzip(content(50)) + ZipWriter.gzip([]) + [0, 0] + ZipWriter.gzip(content(7)) + [0]
    let stream = try GzipStream(GivenChunks(packed.map { [$0] }), path: "a.gz")
    #expect(try all(stream) == content(50) + content(7) && stream.packed == packed.count)
    #expect(try all(GzipStream(GivenChunks([ZipWriter.gzip([])]), path: "a.gz")).isEmpty)
  }

  @Test("gzip: what is cut off or damaged says after how many bytes")
  func damage() {
    let packed = ZipWriter.gzip(content(3000))
    let cut = diagnostic { _ = try all(GzipStream(GivenChunks([Array(packed.dropLast())]), path: "a.gz")) }
    #expect(cut?.found.en == "the gzip file is cut off: it ends in the middle, after 3000 unpacked bytes")
    let none = diagnostic { _ = try all(GzipStream(GivenChunks([]), path: "a.gz")) }
    #expect(none?.found.en == "the gzip file is cut off: it ends in the middle, after 0 unpacked bytes")
    let tail = diagnostic { _ = try all(GzipStream(GivenChunks([packed, [7]]), path: "a.gz")) }
    #expect(tail != nil)
    let other = diagnostic { _ = try all(GzipStream(GivenChunks([Array("text".utf8)]), path: "a.gz")) }
    #expect(other?.found.en == "the gzip data are damaged (after 0 unpacked bytes)")
  }

  private func decoded(_ chunks: [[UInt8]], _ encoding: ExportEncoding = .utf8) throws -> (
    text: String, hasInvalid: Bool
  ) {
    let text = try DecodedText(GivenChunks(chunks), encoding: encoding)
    let bytes = try all(text)
    #expect(bytes.withUnsafeBufferPointer { UTF8Sequence.firstMalformed(in: $0) } == nil)
    return (String(decoding: bytes, as: UTF8.self), text.hasInvalid)
  }

  @Test("a page's byte order mark goes, and only the first one")
  func mark() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(try decoded([mark + Array("ab".utf8), mark + Array("c".utf8)]) == ("ab\u{FEFF}c", false))
    #expect(try decoded([Array("ab".utf8), mark]) == ("ab\u{FEFF}", false))
    #expect(try decoded([[0xFF, 0xFE, 0x61, 0], [0x62, 0]], .utf16le) == ("ab", false))
    #expect(try decoded([]) == ("", false) && decoded([mark]) == ("", false))
  }

  @Test("a byte that no character has becomes a sign of its own, and what stands beside it stays")
  func invalid() throws {
    let chinese: [UInt8] = [0xE4, 0xB8, 0xAD]
    #expect(try decoded([[0x61, 0x62, 0xFF] + chinese + [0x63]]) == ("ab\u{FFFD}中c", true))
    #expect(try decoded([[0xFF, 0xFE, 0x61]]) == ("\u{FFFD}\u{FFFD}a", true))
    #expect(try decoded([[0x61, 0x62, 0x63, 0x64] + chinese + [0xE4], []]) == ("abcd中\u{FFFD}", true))
    #expect(try decoded([[0x61, 0xFF, 0xD6, 0xD0]], .gb18030) == ("a\u{FFFD}中", true))
    #expect(try decoded([[0xD6], [0xD0, 0x61]], .gb18030) == ("中a", false))
  }

  @Test("the sign for an undecodable byte becomes the mark that costs a row, and no other character does")
  func marked() {
    func marked(_ text: [UInt8]) -> [UInt8] {
      var bytes = text
      let count = bytes.withUnsafeMutableBufferPointer { DecodedText.markInvalid($0) }
      return Array(bytes[..<count])
    }
    let two: [UInt8] = [0x61, 0xFF, 0x62, 0xFF]
    #expect(marked(Array("a\u{FFFD}b\u{FFFD}".utf8)) == two)
    #expect(marked([]).isEmpty)
    for text in ["中", "\u{FFFC}", "\u{FFBD}", "\u{EFBD}", "ab"] {
      #expect(marked(Array(text.utf8)) == Array(text.utf8), "\(text)")
    }
    #expect(marked([0x61, 0xEF, 0xBF]) == [0x61, 0xEF, 0xBF])
  }

  @Test("a temporary file is read at any place, and no further than its end")
  func spooled() throws {
    let file = try SeekableFile.spooled(GivenChunks([Array("01234".utf8), Array("56789".utf8)]), path: "a")
    #expect(file.sizeBytes == 10)
    func read(_ offset: Int, _ count: Int) -> String {
      var bytes = [UInt8](repeating: 0x2E, count: 12)
      let done = bytes.withUnsafeMutableBytes { file.read(into: $0.baseAddress, count: count, at: offset) }
      return "\(done) " + String(decoding: bytes[..<count], as: UTF8.self)
    }
    #expect(read(0, 10) == "10 0123456789" && read(3, 4) == "4 3456" && read(8, 4) == "2 89.." && read(10, 2) == "0 ..")
    #expect(read(0, 0) == "0 ")
    #expect(diagnostic { _ = try SeekableFile(DiskFile("/")) }?.found.en == "cannot read the file (not a regular file)")
    #expect(
      diagnostic { _ = try SeekableFile(DiskFile("/none/x")) }?.found.en
        == "cannot read the file (No such file or directory)")
  }
}
