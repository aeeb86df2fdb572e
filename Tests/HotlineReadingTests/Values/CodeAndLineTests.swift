import HotlineModel
import Testing

@testable import HotlineReading

/// Which columns hold codes, and which numbers are lines.
@Suite("Codes and lines")
struct CodeAndLineTests {
  private func repeated(_ values: [String], _ count: Int) -> [String] { (0..<count).map { values[$0 % values.count] } }

  @Test("eight values of three kinds, each twice or more on average, are codes; fewer or rarer ones are not")
  func codes() {
    let (three, four) = (["010102", "010203", "010304"], ["010102", "010203", "010304", "010405"])
    #expect(CodeColumn.isOne(repeated(three, 8)) && !CodeColumn.isOne(repeated(three, 7)))
    #expect(!CodeColumn.isOne(repeated(Array(three.prefix(2)), 8)))
    #expect(CodeColumn.isOne(repeated(four, 8)) && !CodeColumn.isOne(repeated(four + ["010506"], 9)))
    #expect(CodeColumn.isOne(repeated(four + ["010506"], 10)))
    #expect(CodeColumn.isOne(repeated(three, 8) + ["低保咨询", ""]) && !CodeColumn.isOne([]))
  }

  @Test("words, clocks, callers and digits that are too few or too many are no codes")
  func noCodes() {
    for values in [
      ["低保咨询", "养老咨询", "殡葬服务"], ["08:30:15", "09:30:15", "10:30:15"], ["13812345678", "13987654321", "13712345678"],
      ["01010", "01020", "01030"], ["0000000000000000001", "0000000000000000002", "0000000000000000003"],
    ] {
      #expect(!CodeColumn.isOne(repeated(values, 12)), "\(values)")
    }
    #expect(CodeColumn.isOne(repeated(["000000000000000001", "000000000000000002", "000000000000000003"], 12)))
  }

  @Test("where no line is named any short number may be one; where some are, only those")
  func lines() {
    func holds(_ text: String, _ lines: [String]) -> Bool {
      Array(text.utf8).withUnsafeBufferPointer { KnownLines(lines).holds($0) }
    }
    #expect(holds("962200", []) && holds("1234567", []) && !holds("12345678", []) && !holds("１２", []))
    #expect(holds("962200", ["12345", "962200"]) && !holds("12320", ["12345"]) && !holds("13812345678", ["12345"]))
    #expect(KnownLines([]).isEmpty && !KnownLines(["12345"]).isEmpty)
    let isOne = Array("12345".utf8).withUnsafeBufferPointer { KnownLines(["96", "12345"]).isOne($0) }
    #expect(isOne)
  }
}
