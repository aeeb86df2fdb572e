import Testing

@testable import HotlineConfiguration

/// Characters and marks as pages, workbooks, addresses and programs write them.
@Suite("Escapes and marks in texts")
struct WrittenEscapeTests {
  private func escape(_ text: String) -> String? {
    CharacterEscape(text[...].utf8).map { "\($0.scalar) \($0.length)" }
  }

  @Test(
    "an escape is a character of so many bytes",
    arguments: [
      ("&#x31;", "1 6"), ("&#X3a;!", ": 6"), ("&#x4F;", "O 6"), ("&#x4f;", "O 6"), ("&#x2A;", "* 6"), ("&#x39;", "9 6"),
      ("&#x00000041;", "A 12"), ("&#49;", "1 5"), ("&#99;", "c 5"), ("&#4", nil), ("&#4:", nil), ("&#;", nil),
      ("&#x;", nil),
      ("&#x31", nil), ("&#4A;", nil), ("&#x3G;", nil), ("&#xD800;", nil), ("_x0031_", "1 7"), ("_X003A_", ": 7"),
      ("_x031_", nil),
      ("_x00031_", nil), ("_x0031", nil), ("\\u0031", "1 6"), ("\\u003", nil), ("\\u00312", "1 6"), ("\\x31", "1 4"),
      ("\\x3", nil), ("\\x319", "1 4"), ("%2D", "- 3"), ("%2d1", "- 3"), ("%2", nil), ("%31", nil), ("a", nil),
      ("&", nil),
    ] as [(String, String?)])
  func escapes(text: String, expected: String?) { #expect(escape(text) == expected) }

  @Test("an escape of more than twelve bytes is none")
  func longest() {
    #expect(escape("&#x000000041;") == nil && escape("&#000000049;") == "1 12" && escape("&#0000000049;") == nil)
  }

  private func mark(_ text: String) -> String? {
    MarkupMark(text[...].utf8).map { "\($0.length) \($0.isSign)" }
  }

  @Test(
    "a tag, a comment or a colour parts nothing, a named character is a sign",
    arguments: [
      ("<b>", "3 false"), ("</b>x", "4 false"), ("<z>", "3 false"), ("<A>", "3 false"), ("<1>", nil), ("<b", nil),
      ("<b<c>", nil),
      ("<b字>", nil), ("<f a=123456>", "12 false"), ("<f a=1234567>", nil), ("<f a=9999999>", nil),
      ("<f a=0000000>", nil),
      ("&mdash;1", "7 true"), ("&a;", "3 true"), ("&ab", nil), ("&;a", nil), ("&a1;", nil), ("&zZ;", "4 true"),
      ("<!---->", "7 false"),
      ("<!-- a -->1", "10 false"), ("<!-- 1234567 -->", nil), ("<!-->", nil), ("<!-- a", nil), ("\u{1B}[m1", "3 false"),
      ("\u{1B}[31;1m", "7 false"), ("\u{1B}[3~", "4 false"), ("\u{1B}[@m", "3 false"), ("\u{1B}]3m", nil),
      ("\u{1B}[31", nil), ("abc", nil),
    ] as [(String, String?)])
  func marks(text: String, expected: String?) { #expect(mark(text) == expected, "\(mark(text) ?? "nil")") }

  @Test("a tag has at most sixty-four bytes, a name thirty-two letters")
  func longestMarks() {
    func tag(_ count: Int) -> String { "<b" + String(repeating: " ", count: count - 3) + ">" }
    #expect(mark(tag(64)) == "64 false" && mark(tag(65)) == nil)
    func name(_ count: Int) -> String { "&" + String(repeating: "a", count: count) + ";" }
    #expect(mark(name(32)) == "34 true" && mark(name(33)) == nil)
  }
}
