import HotlineDocument
import HotlineRender
import HotlineText
import Testing

@Suite("Tables in narrow terminals")
struct NarrowTableTests {
  private let table = ReportTable(
    columns: [.init("指标"), .init("热线"), .init("值", .trailing), .init("分子", .trailing), .init("未计入 / 说明")],
    texts: [
      ["热线接通率(人工)", "962200", "94.30%", "162,243", "语音导航中挂断 6,475；自助服务 6,475；以下文件的时间只精确到分：calls.csv"],
      ["三方转接成功率", "12345", "92.49%", "3,487", ""],
    ])

  private func widest(_ text: String) -> Int { text.split(separator: "\n").map { String($0).displayWidth }.max() ?? 0 }

  @Test("no line is wider than the terminal, and every cell is there", arguments: [20, 40, 60, 80, 100, 120, 200])
  func widths(width: Int) {
    let text = table.terminalText(width: width)
    #expect(widest(text) <= width, "\(text)")
    let joined = text.filter { !" \n".contains($0) }
    for cell in table.texts.flatMap({ $0 }) where !cell.isEmpty {
      #expect(joined.contains(cell.filter { $0 != " " }), "\(cell)")
    }
  }

  @Test("what fits stays a table; without a limit everything does")
  func fits() {
    #expect(
      table.terminalText(width: 200) == table.terminalText && table.terminalText(width: nil) == table.terminalText)
  }

  @Test("at 80 columns the notes stand under their row")
  func below() {
    #expect(
      table.terminalText(width: 60) == """
        指标              热线        值     分子
        ────────────────  ──────  ──────  ───────
        热线接通率(人工)  962200  94.30%  162,243
            未计入 / 说明: 语音导航中挂断 6,475；自助服务 6,475；
            以下文件的时间只精确到分：calls.csv
        三方转接成功率    12345   92.49%    3,487

        """)
  }

  @Test("where not even the rest fits, each row is a block without its empty cells")
  func blocks() {
    #expect(
      table.terminalText(width: 36) == """
        热线接通率(人工)
          热线          962200
          值            94.30%
          分子          162,243
          未计入 / 说明  语音导航中挂断
                        6,475；自助服务
                        6,475；以下文件的
                        时间只精确到
                        分：calls.csv

        三方转接成功率
          热线          12345
          值            92.49%
          分子          3,487

        """)
  }
}
