import HotlineConfiguration
import Testing

@testable import HotlineModel

/// Filters at the limits of their language.
@Suite("The language of filters at its limits")
struct ExpressionLimitTests {
  private func parse(_ text: String) throws -> MeasureExpression {
    try MeasureExpression(text, fact: .call, place: Diagnostic.Place(file: "metrics.yaml", line: 7, column: 13))
  }

  private func place(_ text: String) -> Diagnostic.Place? {
    do {
      _ = try parse(text)
      return nil
    } catch {
      return (error as? Diagnostic)?.place
    }
  }

  @Test("ten thousand characters are read, one more is not")
  func length() throws {
    let end = "wait_seconds > 3"
    #expect(try parse(String(repeating: " ", count: 10_000 - end.count) + end).sql == end)
    #expect(throws: Diagnostic.self) { try parse(String(repeating: " ", count: 10_001 - end.count) + end) }
  }

  @Test("blanks, tabs and line ends part words; signs need none")
  func blanks() throws {
    #expect(try parse("\twait_seconds\r\n>=\t3\n").sql == "wait_seconds >= 3")
    let signs = "wait_seconds >= 3 and talk_seconds <= 4 or resolved <> 1"
    #expect(try parse("wait_seconds>=3 and talk_seconds<=4 or resolved<>1").sql == signs)
    #expect(try parse("wait_seconds<3 and talk_seconds>4").sql == "wait_seconds < 3 and talk_seconds > 4")
  }

  @Test(
    "numbers within what every engine holds exactly",
    arguments: [
      ("wait_seconds < 8999999999999999", true), ("wait_seconds < 9000000000000000", false),
      ("wait_seconds < 1.5", true), ("wait_seconds < 1.", false), ("wait_seconds < 1..5", false),
      ("wait_seconds < 1.5.2", false), ("wait_seconds < 5a", false), ("wait_seconds < .5", false),
      ("wait_seconds < 0", true), ("wait_seconds < 9", true), ("wait_seconds < 1２", false),
    ])
  func numbers(text: String, isRead: Bool) {
    #expect((place(text) == nil) == isRead)
  }

  @Test(
    "texts end with their quote, two quotes are one, and control characters are none",
    arguments: [
      ("category = 'a b'", "category = 'a b'"), ("category = ''''", "category = ''''"),
      ("category = ''", "category = ''"),
      ("category = 'it''s'", "category = 'it''s'"), ("category = 'a\u{1F}b'", nil), ("category = 'a\u{0}'", nil),
      ("category = '", nil), ("category = 'a''", nil), ("category = '\u{7F}'", "category = '\u{7F}'"),
    ] as [(String, String?)])
  func texts(text: String, sql: String?) {
    #expect((try? parse(text).sql) == sql)
  }

  @Test(
    "signs that SQL knows and filters do not are refused where they stand",
    arguments: [
      ("wait_seconds == 1", 26), ("wait_seconds << 1", 26), ("wait_seconds >> 1", 26), ("wait_seconds || 1", 26),
      ("wait_seconds -- 1", 26), ("wait_seconds /* 1", 26), ("wait_seconds != 1", 26), ("wait_seconds ! 1", 26),
      ("wait_seconds > 1;", 29), ("wait_seconds % 2 = 1", 26), ("wait_seconds > 1 &", 30),
    ])
  func signs(text: String, column: Int) {
    #expect(place(text)?.column == column && place(text)?.line == 7)
  }

  @Test("in a block of lines a mistake is told by its line; the block begins a line below its key")
  func lines() {
    #expect(place("outcom = 'a'\n")?.line == 8 && place("outcom = 'a'\n")?.column == nil)
    #expect(place("resolved = 1\nand outcom = 'a'")?.line == 9)
    #expect(place("resolved = 1\n\nand\noutcom = 'a'")?.line == 11)
    #expect(place("resolved = 1 and")?.column == 29)
  }
}
