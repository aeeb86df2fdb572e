import Testing

@testable import HotlineReading

/// Files of which two separators make a table.
@Suite("Separators that are hard to tell")
struct DelimiterEdgeTests {
  private func found(_ rows: [String]) -> String {
    DelimiterDetection.name(DelimiterDetection.delimiter(of: Array(rows.map { $0 + "\n" }.joined().utf8)))
  }

  private func rows(_ count: Int, _ row: String) -> [String] { Array(repeating: row, count: count) }

  @Test("the first separator of the list is taken where nothing tells them apart")
  func ties() {
    #expect(
      found(rows(3, "a,b\tc")) == "comma" && found(rows(3, "a\tb;c")) == "tab" && found(rows(3, "a;b|c")) == "semicolon"
    )
  }

  @Test("lines without a separator are no fields: a few lines with one tell it")
  func fewRows() {
    #expect(found(["abc;d", "e", "f", "g"]) == "semicolon")
    #expect(found(["a"]) == "comma")
  }

  @Test("a tenth of the rows may be titles and notes")
  func titles() {
    #expect(found(rows(4, "x\ty") + rows(36, "a,b\tc")) == "comma")
    #expect(found(rows(5, "x\ty") + rows(35, "a,b\tc")) == "tab")
  }

  @Test("forty rows decide, and what stands behind them does not")
  func fortyRows() {
    let first = rows(34, "a,b,c;d") + rows(2, "a;b") + rows(4, "note")
    #expect(found(first) == "semicolon")
    #expect(found(first + rows(1, "a,b,c")) == "semicolon" && found(first + rows(100, "a,b,c")) == "semicolon")
  }

  @Test("more fields speak for a separator, up to forty")
  func manyFields() {
    func row(_ commas: Int, _ tabs: Int) -> String {
      "x" + String(repeating: ",x", count: commas) + String(repeating: "\tx", count: tabs)
    }
    #expect(found(rows(3, row(39, 40))) == "comma" && found(rows(3, row(38, 39))) == "tab")
    #expect(found(rows(3, row(1, 2))) == "tab" && found(rows(3, row(2, 1))) == "comma")
  }

  @Test("the number of fields that most rows have counts, and of two such numbers the greater")
  func commonWidth() {
    #expect(found(rows(9, "a,b,c;d") + rows(1, "a,b;c")) == "comma")
    #expect(found(rows(5, "a,b;c;d") + rows(5, "a,b,c,d")) == "comma")
  }

  @Test("a separator inside quotes of another one's cells does not separate")
  func strayQuotes() {
    #expect(found(rows(5, "x;\"a,b\"")) == "semicolon" && found(rows(5, "x|\"a;b\"")) == "pipe")
    #expect(found(rows(5, "x,\"a;b\"")) == "comma")
  }

  @Test("a separator has its name, and any other one is shown")
  func names() {
    #expect(
      [0x2C, 0x09, 0x3B, 0x7C, 0x7E].map { DelimiterDetection.name($0) } == ["comma", "tab", "semicolon", "pipe", "~"])
  }
}
