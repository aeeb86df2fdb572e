import HotlineDocument
import HotlineRender
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

  @Test("cells after one that spans rows or columns go to the next free place")
  func spans() {
    let table = ReportTable(
      columns: ["a", "b", "c"].map { .init($0) },
      rows: [
        [.text("block").spanning(rows: 2), "x", "y"], ["z", "w"], [.text("wide").spanning(columns: 2), "end"],
      ])
    #expect(table.csvText == "a,b,c\nblock,x,y\n,z,w\nwide,,end\n")
  }

  @Test("CSV has numbers that a program reads, and nothing where there is no value")
  func csvNumbers() {
    let table = ReportTable(
      columns: [.init("a")], rows: [[.number(185_000, .count)], [.number(0.943, .percent)], [.absent("no calls")]])
    #expect(table.csvText == "a\n185000\n94.30%\n\n")
  }
}
