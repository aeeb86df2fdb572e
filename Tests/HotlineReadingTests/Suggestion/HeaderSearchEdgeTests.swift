import HotlineModel
import Testing

@testable import HotlineReading

/// Which row is taken for the header, and which rows for data, where one name or one cell more decides.
@Suite("Search for a header, edge by edge")
struct HeaderSearchEdgeTests {
  private func search(_ lines: [String]) -> HeaderSearch {
    HeaderSearch(
      lines.enumerated().map {
        ($0.offset + 1, $0.element.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
      })
  }

  private func search(_ header: String, _ rows: String...) -> HeaderSearch { search([header] + rows) }

  private func line(_ header: String, _ rows: String...) -> Int? { search([header] + rows).header?.line }

  @Test("a header of known names needs no numbers below it; of names half known it needs more than half")
  func knownNames() {
    #expect(line("热线,结果", "某甲,某乙", "某丙,某丁") == 1)
    #expect(line("开始甲,结束乙,foo,bar", "某甲,某乙,某丙,某丁") == nil)
    #expect(line("开始甲,结束乙,答复甲,bar", "某甲,某乙,某丙,某丁") == 1)
    // One column in which the name itself occurs speaks against it, but not alone.
    #expect(line("热线,结果,方向,满意度", "某甲,结果,某乙,某丙", "某甲,某丁,某乙,某丙") == 1)
    #expect(line("foo,bar", "1,2", "a,b") == nil, "half of the values are names")
    #expect(line("foo,bar", "1,2", "3,b") == 1)
  }

  @Test("of two rows that look like a header as much the first one is it")
  func first() {
    let found = search("热线,结果,方向", "专线,状态,方式", "1,2,3", "4,5,6")
    #expect(found.header?.line == 1 && found.data.map(\.line) == [2, 3, 4] && found.titles.isEmpty)
    let none = search("1,2", "3,4")
    #expect(none.header == nil && none.titles.isEmpty && none.data.map(\.line) == [1, 2])
  }

  @Test("a header names six in ten of the columns, and nine in ten of its names are different")
  func widths() {
    #expect(line("热线,结果,方向,,", "1,2,3,4,5", "1,2,3,4,5", "6,7,8,9,0") == 1)
    let eleven = (1...11).map(String.init).joined(separator: ",")
    #expect(line("热线,结果,方向,满意度,区,类别,,,,,", eleven, eleven) == nil)
    #expect(line("热线,结果,方向,满意度,区,类别,时间,,,,", eleven, eleven) == 1)
    let ten = (1...10).map(String.init).joined(separator: ",")
    let nine = (1...9).map(String.init).joined(separator: ",")
    #expect(line("热线,热线,结果,方向,满意度,区,类别,时间,主叫,坐席", ten, ten) == 1)
    #expect(line("热线,热线,结果,方向,满意度,区,类别,时间,主叫", nine, nine) == nil)
  }

  @Test(
    "what may be a column's name: not chiefly digits, no time, no long text",
    arguments: [
      ("abcdef123456", true), ("abcd12345", true), ("abcdefgh123456", true), ("abcde123456", false),
      ("14-Mar-19", false), ("4-Mar-19", true), ("[a]-[b]-[c]", true), ("13812345678x", false), ("1234", false),
      (String(repeating: "a", count: 60), true), (String(repeating: "a", count: 61), false), ("第三季度", true),
    ])
  func names(name: String, isName: Bool) {
    #expect((line("\(name),bar", "1,2", "3,4", "5,6") == 1) == isName)
  }

  @Test("notes, sums and nearly empty rows are no data; rows that end early are")
  func data() {
    let notes = search("热线,结果,方向,区", "1,2,3,4", "1,2,3,5", "1,2,3,6", "1,2,3,7", "备注", "制表人", "审核")
    #expect(notes.data.map(\.line) == [2, 3, 4, 5])
    let full = (7...10).map { "1,2,3,4,5,\($0)" }
    let six = search(["热线,结果,方向,区,类别,时间", "1,2,3,4,5,6", "1,2,,,,", "1,2,3,,,", "1,2,3", ",,,,,"] + full)
    #expect(six.data.map(\.line) == [2, 4, 5, 7, 8, 9, 10])
    for total in ["合计", "总计", "小计", "共计", "Total", "TOTAL", "Grand Total", "合计（件）"] {
      #expect(search("热线,结果", "1,2", ",\(total)", "\(total),2", "x,\(total)").data.map(\.line) == [2, 5], "\(total)")
    }
  }

  @Test("words of headers in the plural and written as one")
  func words() {
    func concepts(_ header: String) -> Set<HeaderConcept> { HeaderReading(header).concepts }
    #expect(concepts("days") == [.date] && concepts("enddate") == [.end, .date] && concepts("callid").contains(.id))
    #expect(concepts("ids").isEmpty && HeaderReading("foobar").unknown == 1)
    let long = String(repeating: "甲", count: 76)
    #expect(concepts(long + " day") == [.date] && concepts(long + "甲 day").isEmpty, "eighty characters are read")
  }
}
