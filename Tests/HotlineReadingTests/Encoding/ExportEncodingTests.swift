import Testing

@testable import HotlineReading

/// Characters at the end of a chunk, and bytes that begin no character.
@Suite("Encodings at the edges")
struct ExportEncodingTests {
  private func endOfASCII(_ text: [UInt8], from start: Int = 0) -> Int {
    text.withUnsafeBufferPointer { UTF8Sequence.endOfASCII($0, from: start) }
  }

  @Test("a run of ASCII ends where the first other byte stands, whatever its length")
  func ascii() {
    for count in 0...40 {
      let run = [UInt8](repeating: 0x7F, count: count)
      for other: [UInt8] in [[], [0x80], [0xE4, 0xB8, 0xAD], [0xFF] + run] {
        #expect(endOfASCII(run + other) == count, "\(count) \(other.count)")
        #expect(endOfASCII([0xFF, 0xFF] + run + other, from: 2) == count + 2)
      }
    }
  }

  private func sniffed(_ chunks: [UInt8]...) -> EncodingSniffer {
    var sniffer = EncodingSniffer()
    for chunk in chunks { chunk.withUnsafeBufferPointer { sniffer.look(at: $0) } }
    return sniffer
  }

  @Test("a character is counted once it is whole, also at the end of what was read")
  func sniffer() {
    let eight = Array(String(repeating: "中", count: 8).utf8)
    #expect(sniffed(eight).isDecided && !sniffed(Array(eight.dropLast())).isDecided)
    #expect(
      sniffed(Array(eight.dropLast()), [0xAD]).isDecided
        && sniffed(Array(eight.prefix(1)), Array(eight.dropFirst())).isDecided)
    #expect(!sniffed(Array(repeating: 0xFF, count: 7)).isDecided && sniffed(Array(repeating: 0xFF, count: 8)).isDecided)
    #expect(!sniffed(Array("only ASCII, of which there is enough".utf8)).isDecided)
    #expect(sniffed([]).verdict == .utf8 && sniffed([0xFF]).verdict == .gb18030)
    #expect(sniffed(Array("ab中".utf8)).verdict == .utf8 && sniffed([0xC4, 0xE3, 0xBA, 0xC3]).verdict == .gb18030)
    // Characters of two and four bytes.
    #expect(sniffed(Array(String(repeating: "é", count: 8).utf8)).isDecided)
    #expect(sniffed(Array(String(repeating: "𠮷", count: 8).utf8)).verdict == .utf8)
    #expect(!sniffed(Array(String(repeating: "𠮷", count: 7).utf8)).isDecided)
  }

  /// The text and the undecodable bytes with their places.
  private func decode(_ chunks: [[UInt8]], _ encoding: ExportEncoding) throws -> (text: [UInt8], invalid: [String]) {
    let decoder = try ExportDecoder(encoding: encoding)
    var text: [UInt8] = []
    for (index, chunk) in chunks.enumerated() {
      chunk.withUnsafeBufferPointer { decoder.decode($0, into: &text, isLast: index == chunks.count - 1) }
    }
    return (text, decoder.invalid.map { "\($0.fileOffset) \($0.byte)" })
  }

  @Test("a byte that GB18030 does not have is told with its place, also behind a character cut in two")
  func gb18030() throws {
    // 中 is D6 D0.
    let cut = try decode([[0x61, 0x62, 0xD6], [0xD0, 0xFF, 0x63], [0xFF]], .gb18030)
    #expect(cut.text == Array("ab中".utf8) + [0xFF, 0x63, 0xFF] && cut.invalid == ["4 255", "6 255"])
    let bad = try decode([[0x61, 0x80, 0x62, 0x0A]], .gb18030)
    #expect(bad.text == [0x61, 0xFF, 0x62, 0x0A] && bad.invalid == ["1 128"])
    let behind = try decode([[0x61, 0xFF, 0xD6, 0xD0, 0x62]], .gb18030)
    #expect(behind.text == [0x61, 0xFF] + Array("中b".utf8) && behind.invalid == ["1 255"])
    let end = try decode([[0xD6, 0xD0, 0x61, 0xD6]], .gb18030)
    #expect(end.text == Array("中a".utf8) + [0xFF] && end.invalid == ["3 214"])
  }

  @Test("a long text without any ASCII is read in one piece")
  func longRun() throws {
    for count in [127, 128, 129, 255, 256, 257, 1000] {
      let bytes = Array(repeating: [0xD6, 0xD0] as [UInt8], count: count).flatMap { $0 }
      let found = try decode([bytes], .gb18030)
      #expect(found.text == Array(String(repeating: "中", count: count).utf8) && found.invalid.isEmpty, "\(count)")
    }
  }

  @Test("of bytes that a row holds the first is told, and the others are not told of the next row")
  func takeInvalid() throws {
    let decoder = try ExportDecoder(encoding: .gb18030)
    var text: [UInt8] = []
    [0xFF, 0x61, 0x80, 0x62, 0xFF].withUnsafeBufferPointer { decoder.decode($0, into: &text, isLast: true) }
    #expect(decoder.takeInvalid(2)?.fileOffset == 0)
    #expect(decoder.takeInvalid(1)?.fileOffset == 4 && decoder.takeInvalid(1) == nil)
  }

  @Test("a decoder is between characters unless the last one is cut")
  func between() throws {
    let decoder = try ExportDecoder(encoding: .gb18030)
    var text: [UInt8] = []
    #expect(decoder.isBetweenCharacters)
    [0x61, 0xD6].withUnsafeBufferPointer { decoder.decode($0, into: &text, isLast: false) }
    #expect(!decoder.isBetweenCharacters && text == [0x61])
    [0xD0].withUnsafeBufferPointer { decoder.decode($0, into: &text, isLast: false) }
    #expect(decoder.isBetweenCharacters && text == Array("a中".utf8))
  }
}
