import Testing

@testable import HotlineReading

/// One line's quotes: whether they are in order, and what the line is when they are not.
@Suite("Quotes of a line")
struct QuoteReadingTests {
  private func isRegular(_ line: String, delimiter: UInt8 = 0x2C) -> Bool {
    Array(line.utf8).withUnsafeBufferPointer { QuoteReading.isRegular($0, delimiter: delimiter) }
  }

  @Test(
    "quotes around whole cells are in order",
    arguments: [
      "", "a,b", "\"a\"", "\"a\",b", "a,\"b\"", "a,\"b\",c", "\"\"", "\"\",\"\"", "\"a\"\"b\",c", "\"a\"\"\"",
      "\"\"\"a\"",
      "\"\"\"\"", " \"a\" ,b", "a, \"b\" ", "\t\"a\"\t,b", "\"a\"\n", "a,\"b\"\r\n", "\"a\" \r", "a\n",
      "\"a,b\",\"c,d\"\n",
    ])
  func regular(line: String) { #expect(isRegular(line)) }

  @Test(
    "quotes inside a cell, behind one, open ones and those behind a backslash are not",
    arguments: [
      "a\"b", "a\"b\"", "x \"a\"", "\"a", "a,\"b", "\"a\"\"", "\"a\"b", "\"a\"b,c", "\"a\" b", "\"a\" \"b\"",
      "\"a\\\",b",
      "\"a\\\"", "\"\"a", "a\"\n", "\"a\n", "\"a\",b\"c\"", "\"a\"x\n", "\"",
    ])
  func irregular(line: String) { #expect(!isRegular(line)) }

  @Test("a tab that separates cells is no blank")
  func tabs() {
    #expect(isRegular("a\t\"b\"\tc", delimiter: 9) && isRegular("\"a\"\t\"b\"", delimiter: 9))
    #expect(isRegular("a\t \"b\" \tc", delimiter: 9) && !isRegular("a \"b\"\tc", delimiter: 9))
    #expect(isRegular("a \"b\" c", delimiter: 0x20))
  }

  private func read(_ lines: [String], escapes: Bool = false) -> QuoteReading {
    var reading = QuoteReading(delimiter: 0x2C, escapes: escapes)
    for line in lines { Array(line.utf8).withUnsafeBufferPointer { reading.take($0) } }
    return reading
  }

  private func canonical(_ lines: String..., escapes: Bool = false) -> String {
    String(decoding: read(lines, escapes: escapes).canonical, as: UTF8.self)
  }

  @Test(
    "a line is written as it should have been",
    arguments: [
      ("a,b\n", "a,b"), ("a,b\r\n", "a,b"), ("\"a,b\",c\n", "\"a,b\",c"), ("\"a\"\"b\"", "\"a\"\"b\""),
      ("\"a\" ,b", "\"a\",b"), ("\"a\" b,c", "\"a b\",c"), ("\"a\"  b,c", "\"a  b\",c"),
      ("\"a\"b\"c\",d", "\"ab\"\"c\"\"\",d"),
      ("\"a\" \"b\"", "\"a \"\"b\"\"\""), ("\"a\"b", "\"ab\""), ("\"a\"", "\"a\""), (" \"a\"", " \"a\""),
      ("a\"b,c", "a\"b,c"), ("x \"a\"", "x \"a\""), ("\"a\n", "\"a\n"), ("\"a\"\"\n", "\"a\"\"\n"), ("\"\"", "\"\""),
      ("\"a\"\t,\t\"b\"", "\"a\",\t\"b\""),
    ])
  func repaired(line: String, whole: String) { #expect(canonical(line) == whole) }

  @Test("with a backslash as escape its quote is text, and a backslash before anything else is one")
  func escaped() {
    #expect(canonical("\"a\\\"b\"", escapes: true) == "\"a\"\"b\"")
    #expect(canonical("\"a\\b\"", escapes: true) == "\"a\\b\"")
    #expect(canonical("\"a\\\n", "b\"", escapes: true) == "\"a\\\nb\"")
    #expect(canonical("\"a\\\"\n", escapes: true) == "\"a\"\"\n")
    #expect(canonical("a\\\"b", escapes: true) == "a\\\"b", "outside of quotes nothing is escaped")
    #expect(read(["\"a\\\"b\""], escapes: true).sawEscape && !read(["\"a\\b\""], escapes: true).sawEscape)
  }

  @Test("a backslash before a quote is noticed by the strict rule too")
  func sawEscape() {
    #expect(read(["\"a\\\""]).sawEscape && read(["\"\\\""]).sawEscape && read(["\"a\\\",b,\"c\""]).sawEscape)
    #expect(!read(["\"a\""]).sawEscape && !read(["\"a\\b\""]).sawEscape && !read(["\"\\ab\""]).sawEscape)
    #expect(!read(["\"a\\\n", "\""]).sawEscape && !read([]).sawEscape)
  }

  @Test("cells are counted, and the quote that opened last has its line and cell")
  func counts() {
    func opening(_ reading: QuoteReading) -> [Int] { [reading.opening.line, reading.opening.column] }
    #expect(read(["a"]).count == 1 && read(["a,b,\n"]).count == 3 && read(["\"a,b\",c"]).count == 2)
    let two = read(["a,\"b\n", "c\",\"d\n"])
    #expect(two.isOpen && two.count == 3 && opening(two) == [1, 3])
    #expect(opening(read(["a,\"b\n"])) == [0, 2] && !read(["a,\"b\""]).isOpen)
    #expect(opening(read(["a,\"b\n", "c\",d\n"])) == [0, 2])
  }

  @Test("only quotes around whole cells need no repair")
  func repairs() {
    for line in ["a,b", "\"a\" ,b", "\"a\"\"b\"", "\"\""] { #expect(read([line]).isRegular, "\(line)") }
    for line in ["a\"b", "\"a\"b", "\"a\" \"b\"", "x,y\"\""] { #expect(!read([line]).isRegular, "\(line)") }
  }
}
