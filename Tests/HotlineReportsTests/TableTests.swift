import HotlineConfiguration
import HotlineReports
import HotlineConfiguration
import HotlineText
import Testing

@Suite("Tables")
struct TableTests {
  let table = ReportTable(
    columns: [.init("区"), .init("接通率", .trailing)], texts: [["黄浦区", "94.30%"], ["Pudong", "7.00%"]])

  @Test("columns line up in a terminal where a Chinese character takes two places")
  func terminal() {
    #expect(
      table.terminalText == """
        区      接通率
        ──────  ──────
        黄浦区  94.30%
        Pudong   7.00%

        """)
  }

  @Test("a terminal never receives a control character from the data")
  func controls() {
    let hostile = ReportTable(columns: [.init("x")], texts: [["\u{1B}[31m红\u{7}"]])
    #expect(!hostile.terminalText.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test("Markdown cannot be broken out of")
  func markdown() {
    let hostile = ReportTable(columns: [.init("a|b")], texts: [["<script>x</script> [l](u) | *e*\n# h"]])
    #expect(hostile.markdownText.split(separator: "\n").count == 3)
    #expect(!hostile.markdownText.contains("<script"))
    #expect(hostile.markdownText.contains("\\[l\\](u) \\| \\*e\\*"))
  }

  @Test(
    "CSV text that looks like a formula is defused, numbers are left alone",
    arguments: [
      ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-12.5", "-12.5"), ("+86 21", "'+86 21"), ("a,b", "\"a,b\""),
      ("say \"hi\"", "\"say \"\"hi\"\"\""), ("-", "'-"), ("\tx", "\"'\tx\""),
    ])
  func csv(text: String, field: String) {
    #expect(text.csvField == field)
  }
}

@Suite("Numbers in print")
struct NumberTextTests {
  @Test(
    "half is rounded up on the decimal text, not on the binary number",
    arguments: [
      (0.945, 0, "1"), (0.94305, 2, "0.94"), (2.675, 2, "2.68"), (1.005, 2, "1.01"), (-0.001, 2, "0.00"),
      (99.995, 2, "100.00"),
    ])
  func rounding(value: Double, places: Int, text: String) {
    #expect(NumberText.decimal(value, places: places) == text)
  }

  @Test func counts() {
    #expect(NumberText.count(185_000) == "185,000")
    #expect(NumberText.count(-1_234_567) == "-1,234,567")
    #expect(NumberText.count(12.3456) == "12.35")
    #expect(NumberText.count(0) == "0")
  }

  @Test func shares() {
    #expect(NumberText.percent(0.943) == "94.30%")
    #expect(NumberText.signedPoints(0.0125) == "+1.25")
    #expect(NumberText.signedPoints(-0.0125) == "-1.25")
    #expect(NumberText.signedPoints(0) == "0.00")
  }
}
