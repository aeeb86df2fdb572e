import HotlineText
import Testing

/// How many columns a text takes in a terminal, and what of it may steer one.
@Suite("Texts in a terminal")
struct DisplayWidthTests {
  private func width(_ value: UInt32) throws -> Int {
    String(Character(try #require(Unicode.Scalar(value)))).displayWidth
  }

  @Test(
    "the last character of each block is as wide as the block, the next one is not",
    arguments: [
      (0x036F, 0, 0x0370, 1), (0x200F, 0, 0x2010, 1), (0xFE0F, 0, 0xFE10, 1), (0x115F, 2, 0x1160, 1),
      (0x303E, 2, 0x303F, 1), (0x33FF, 2, 0x3040, 1), (0x4DBF, 2, 0x4DC0, 1), (0x9FFF, 2, 0x4DFF, 1),
      (0xA4CF, 2, 0xA4D0, 1), (0xD7A3, 2, 0xD7A4, 1), (0xFAFF, 2, 0xFB00, 1), (0xFE6F, 2, 0xFE70, 1),
      (0xFF60, 2, 0xFF61, 1), (0xFFE6, 2, 0xFFE7, 1), (0x1F64F, 2, 0x1F650, 1), (0x1F9FF, 2, 0x1FA00, 1),
      (0x3FFFD, 2, 0x3FFFE, 1),
    ] as [(UInt32, Int, UInt32, Int)])
  func blocks(last: UInt32, columns: Int, next: UInt32, nextColumns: Int) throws {
    #expect(try width(last) == columns && width(next) == nextColumns)
  }

  @Test(
    "characters of one to four bytes, among runs of eight plain ones",
    arguments: [
      ("", 0), ("a", 1), ("12345678", 8), ("12345678中", 10), ("1234567中", 9), ("123456789é", 10), ("é中😀a", 6),
      ("กก", 2), ("\u{7FF}", 1), ("\u{800}", 1), ("中中中中", 8), ("12345678\u{7F}", 9), ("1234567é12345678", 16),
      ("abcdefghabcdefghabcdefg", 23), ("e\u{301}", 1), ("~~~~~~~~ ", 9),
    ])
  func widths(text: String, columns: Int) {
    #expect(text.displayWidth == columns && text.terminalShape.width == columns)
  }

  @Test("control characters are made visible, those that turn the direction are replaced, their neighbours stay")
  func controls() {
    let shown: [(UInt32, String)] = [
      (0x00, "␀"), (0x1B, "␛"), (0x1F, "␟"), (0x7F, "\u{FFFD}"), (0x9F, "\u{FFFD}"), (0x061C, "\u{FFFD}"),
      (0x200E, "\u{FFFD}"), (0x200F, "\u{FFFD}"), (0x2028, "\u{FFFD}"), (0x202E, "\u{FFFD}"), (0x2066, "\u{FFFD}"),
      (0x2069, "\u{FFFD}"),
    ]
    for (value, text) in shown {
      let control = Unicode.Scalar(value).map(String.init) ?? ""
      #expect("a\(control)b".withVisibleControls == "a\(text)b", "\(value)")
      #expect(!"12345678\(control)".terminalShape.isHarmless, "\(value)")
      #expect("a\(control)b".linesWithVisibleControls == "a\(text)b", "\(value)")
    }
    for value in [0x20, 0x7E, 0xA0, 0x061B, 0x061D, 0x200D, 0x2010, 0x2027, 0x202F, 0x2065, 0x206A] as [UInt32] {
      let plain = Unicode.Scalar(value).map(String.init) ?? ""
      #expect(plain.withVisibleControls == plain && plain.terminalShape.isHarmless, "\(value)")
    }
  }

  @Test("in texts of several lines line ends and tabs stay, and nothing else that steers")
  func lines() {
    #expect("a\n\tb".linesWithVisibleControls == "a\n\tb" && "a\n\tb".withVisibleControls == "a␊␉b")
    #expect("a\n\u{1B}\t\rb".linesWithVisibleControls == "a\n␛\t␍b")
    #expect("中\n文".linesWithVisibleControls == "中\n文")
  }
}
