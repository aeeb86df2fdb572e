import Testing

@testable import HotlineReading

/// Blanks, digits and wide signs in the bytes of a cell, up to the last byte of the cell.
@Suite("Bytes of a cell")
struct ByteSliceEdgeTests {
  /// Calls `body` with the bytes, behind which others stand, as the next cell's do.
  private func within<Value>(_ bytes: [UInt8], next: [UInt8] = [], _ body: (Bytes) -> Value) -> Value {
    (bytes + next).withUnsafeBufferPointer { body($0.slice(0..<bytes.count)) }
  }

  private func within<Value>(_ text: String, _ body: (Bytes) -> Value) -> Value { within(Array(text.utf8), body) }

  private func trimmed(_ bytes: [UInt8], next: [UInt8] = []) -> [UInt8] {
    within(bytes, next: next) { Array($0.trimmed) }
  }

  private func trimmed(_ text: String) -> String { within(text) { $0.trimmed.string } }

  @Test(
    "each kind of blank goes from both ends, and what lies between stays",
    arguments: [" ", "\t", "\n", "\r", "\u{A0}", "\u{3000}", "\u{FEFF}", " \u{3000}\t\u{A0}"])
  func blanks(blank: String) {
    #expect(trimmed("\(blank)a\(blank)b\(blank)") == "a\(blank)b")
    #expect(trimmed("\(blank)中\(blank)") == "中")
    #expect(trimmed(blank) == "" && trimmed(blank + blank) == "")
  }

  @Test(
    "characters whose bytes look like the beginning or the end of a blank stay",
    arguments: [
      "\u{A1}a", "\u{3001}a", "\u{3040}a", "\u{FEFE}a", "\u{FF3F}a", "a\u{E0}", "a\u{4000}", "a\u{3040}", "a\u{4EFF}",
      "a\u{FF3F}", "a\u{1F}", "\u{B}a",
    ])
  func noBlanks(text: String) { #expect(trimmed(text) == text) }

  @Test("a cell that ends in the middle of a blank is not trimmed by its neighbour's bytes")
  func cut() {
    #expect(trimmed([0xC2], next: [0xA0]) == [0xC2])
    #expect(trimmed([0xE3, 0x80], next: [0x80]) == [0xE3, 0x80])
    #expect(trimmed([0xE3], next: [0x80, 0x80]) == [0xE3])
    #expect(trimmed([0xEF, 0xBB], next: [0xBF]) == [0xEF, 0xBB])
    for bytes: [UInt8] in [[0xA0], [0x80], [0x80, 0x80], [0xBF], [0xBB, 0xBF]] { #expect(trimmed(bytes) == bytes) }
    #expect(trimmed([]) == [])
  }

  @Test("a cell is plain when nothing has to be taken off it")
  func plain() {
    func isPlain(_ text: String) -> Bool { within(text) { $0.isPlain } }
    for text in ["a", "!a!", "中", "a\u{4000}", "a\u{E0}", "a\u{4EFF}", "仿", "a\u{FF3F}", "1"] {
      #expect(isPlain(text), "\(text)")
    }
    for text in [
      "", " a", "a ", "\ta", "a\t", "'a", "=\"a\"", "\u{A0}a", "\u{3000}a", "\u{FEFF}a", "a\u{A0}", "a\u{3000}",
      "a\u{FEFF}",
    ] { #expect(!isPlain(text), "\(text)") }
  }

  @Test("bytes are equal when all of them are and there are no more")
  func equality() {
    func equal(_ left: String, _ right: String) -> Bool { within(left) { $0.equals(Array(right.utf8)) } }
    #expect(equal("合计", "合计") && equal("", "") && Bytes(start: nil, count: 0).equals([]))
    #expect(!equal("合计", "合") && !equal("合", "合计") && !equal("abc", "abd") && !equal("", "a"))
    #expect(!Bytes(start: nil, count: 0).equals([0x61]))
  }

  @Test("digits are 0 to 9 and nothing beside them")
  func digits() {
    func isDigits(_ text: String) -> Bool { within(text) { $0.isDigits } }
    #expect(isDigits("0123456789") && isDigits("9"))
    #expect(!isDigits("1:") && !isDigits("/1") && !isDigits("12a") && !isDigits("１"))
  }

  @Test("ASCII, Chinese characters and their signs have one form; any other character may have two")
  func decomposed() {
    func mayBe(_ bytes: [UInt8]) -> Bool { within(bytes, next: [0x80, 0x80]) { $0.mayBeDecomposed } }
    for text in ["", "a\u{7F}", "一中鿿", "“…”", "①中", "、。《》中", "，（）中", "：～", "a…中、，z"] {
      #expect(!mayBe(Array(text.utf8)), "\(text)")
    }
    for text in ["é", "中é", "…é", "、é", "，é", "\u{212B}", "が", "\u{FF80}", "가", "\u{F9DC}", "\u{2F800}"] {
      #expect(mayBe(Array(text.utf8)), "\(text)")
    }
    for bytes: [UInt8] in [[0x61, 0xE2], [0x61, 0xE3], [0x61, 0xEF]] { #expect(mayBe(bytes)) }
  }

  @Test("seven digits of any script may be a number, six may not")
  func mayHoldDigits() {
    func mayHold(_ text: String, _ least: Int = 7) -> Bool { within(text) { $0.mayHoldDigits(least) } }
    for text in [
      "1234567", "a1b2c3d4e5f6g7", "一二三四五六七", "一2三4五6七", "１２３４５６７", "\u{B2}\u{B2}\u{B2}\u{B2}\u{B2}\u{B2}\u{B2}",
    ] {
      #expect(mayHold(text), "\(text)")
    }
    for text in [
      "", "123456", "123456a", "12:34:56", "12/34/56", "abcdefg", "一二三四五六", "一二三四五六人", "黄浦区人民广场街道", "12345鱼6号",
    ] { #expect(!mayHold(text), "\(text)") }
    #expect(!mayHold("12345年", 6) && mayHold("12345六", 6) && mayHold("六", 1) && !mayHold("年", 1))
    // A character that the cell's end cuts is no reason to look behind the end.
    #expect(within([0x31, 0x31, 0x31, 0x31, 0x31, 0x31, 0xE4, 0xB8], next: [0x80]) { $0.mayHoldDigits(7) })
  }

  @Test("a text is measured in characters, not in bytes")
  func characters() {
    func holds(_ text: String, _ most: Int) -> Bool { within(text) { $0.holdsCharacters(atMost: most) } }
    #expect(holds("abc", 3) && !holds("abcd", 3) && holds("中文字", 3) && !holds("中文字段", 3) && holds("", 0))
    #expect(holds("中文字", 4) && !holds("中a文字", 3))
  }

  @Test("a NUL byte is found wherever it stands")
  func nul() {
    for bytes: [UInt8] in [[0], [0, 0x61], [0x61, 0]] { #expect(within(bytes) { $0.holdsNUL }) }
    #expect(!within([0x61], next: [0]) { $0.holdsNUL } && !Bytes(start: nil, count: 0).holdsNUL)
  }

  @Test(
    "what a spreadsheet puts around a text comes off, and only that",
    arguments: [
      ("=\"123\"", "123"), ("=\"\"", ""), ("=\" 1 \"", "1"), ("=\"1\"2\"", "1\"2"), ("'123", "123"), ("'1", "1"),
      ("' 1", "1"), ("'", "'"), ("=\"", "=\""), ("=\"12", "=\"12"), ("=12\"", "=12\""), ("\"\"12\"", "\"\"12\""),
      ("123'", "123'"), ("", ""), ("=", "="), ("a=\"1\"", "a=\"1\""),
    ])
  func spreadsheetGuard(written: String, meant: String) {
    #expect(within(written) { $0.withoutSpreadsheetGuard.string } == meant)
  }

  @Test(
    "wide letters, digits, signs and blanks become narrow, and no other character",
    arguments: [
      ("ａ１！", "a1!"), ("ＡＺ０９", "AZ09"), ("\u{FF3F}\u{FF40}", "_`"), ("\u{FF5E}", "~"), ("\u{FF5F}", "\u{FF5F}"),
      ("\u{FF00}", "\u{FF00}"), ("中\u{3000}文", "中 文"), ("、。", "、。"), ("\u{3040}", "\u{3040}"), ("1２3", "123"),
      ("\u{FF80}", "\u{FF80}"), ("", ""), ("\u{3000}", " "), ("？", "?"),
    ])
  func width(written: String, narrow: String) {
    #expect(within(written) { String(decoding: $0.foldedWidth, as: UTF8.self) } == narrow)
    let isWide = written.utf8.contains { $0 == 0xEF || $0 == 0xE3 }
    #expect(within(written) { $0.mayHoldFullWidth } == isWide)
  }

  @Test("a wide character that the cell's end cuts stays as it is")
  func cutWidth() {
    for (bytes, next): ([UInt8], [UInt8]) in [
      ([0x61, 0xEF, 0xBC], [0x91]), ([0x61, 0xEF, 0xBD], [0x81]), ([0x61, 0xE3, 0x80], [0x80]),
      ([0x61, 0xEF], [0xBC, 0x91]),
    ] { #expect(within(bytes, next: next) { $0.foldedWidth } == bytes) }
  }

  @Test("the end of a line is one byte or two, and a line may be nothing else")
  func lineEnds() {
    let lengths = ["": 0, "a": 0, "\n": 1, "\r": 1, "\r\n": 2, "a\n": 1, "a\r": 1, "a\r\n": 2, "\n\n": 1, "a\rb": 0]
    for (line, length) in lengths { #expect(within(line) { $0.lineEndLength } == length, "\(Array(line.utf8))") }
  }

  @Test("a byte is looked for between two places, the second one left out")
  func places() {
    within("xx\"xx\"") { bytes in
      #expect(bytes.firstIndex(of: 0x22, from: 0, to: 6) == 2 && bytes.firstIndex(of: 0x22, from: 3, to: 6) == 5)
      #expect(bytes.firstIndex(of: 0x22, from: 3, to: 4) == 4 && bytes.firstIndex(of: 0x22, from: 3, to: 5) == 5)
      #expect(bytes.firstIndex(of: 0x22, from: 0, to: 2) == 2 && bytes.firstIndex(of: 0x22, from: 6, to: 6) == 6)
    }
  }
}
