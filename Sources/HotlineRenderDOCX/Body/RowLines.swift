import HotlineDocument
import HotlineText

/// How many lines the rows of a table need at given widths of its columns.
struct RowLines {
  /// The display widths of the lines of each cell that stands in one column, by row and column.
  private let rows: [[(column: Int, lines: [Int])]]
  /// How much of a column so wide (twentieths of a point) a text of so many half-width characters fills; 1 is a full line.
  private let fill: (_ width: Double, _ halves: Int) -> Double

  /// Rows beyond these are like those before.
  private static let looked = 200
  /// Steps that are tried together: one alone often spares no line.
  private static let most = 10

  init(_ table: ReportTable, room fill: @escaping (_ width: Double, _ halves: Int) -> Double) {
    self.fill = fill
    func lines(_ text: String) -> [Int] { text.split(separator: "\n").map { String($0).displayWidth } }
    let header = table.showsHeader ? [table.columns.enumerated().map { ($0.offset, lines($0.element.header)) }] : []
    rows =
      header
      + table.placed.prefix(Self.looked).map { row in
        row.filter { $0.cell.columnSpan == 1 }.map { placed in
          (placed.column, lines((placed.cell.status == nil ? "" : "▲ ") + placed.cell.text))
        }
      }
  }

  /// Widens columns step by step where that spares most lines, until the room is used up or no line is spared.
  func widen(_ widths: inout [Double], upTo usual: [Double], room: Double, step: Double) {
    var left = room - widths.reduce(0, +)
    var needed = total(widths)
    while left >= step {
      var best: (column: Int, steps: Int, total: Int, gain: Double)?
      for column in widths.indices where widths[column] < usual[column] {
        for steps in 1...Self.most where Double(steps) * step <= left {
          var tried = widths
          tried[column] += Double(steps) * step
          let total = total(tried)
          let gain = Double(needed - total) / Double(steps)
          if gain > best?.gain ?? 0 { best = (column, steps, total, gain) }
        }
      }
      guard let best else { return }
      widths[best.column] += Double(best.steps) * step
      left -= Double(best.steps) * step
      needed = best.total
    }
  }

  private func total(_ widths: [Double]) -> Int {
    rows.reduce(0) { sum, row in
      sum
        + row.reduce(1) { most, cell in
          max(most, cell.lines.reduce(0) { $0 + max(1, Int(fill(widths[cell.column], $1).rounded(.up))) })
        }
    }
  }
}
