import DocumentSamples
import HotlineRenderXLSX
import Testing

/// Charts of a workbook draw what stands on the data sheet: a range that is a row short leaves December out.
@Suite("Charts of a workbook and the rows they draw")
struct ChartRangeTests {
  /// A column of the data sheet: its header and the rows below it, as a spreadsheet counts them.
  private struct Column {
    let header: String
    let headerRow: Int
    let last: Int
  }

  /// The columns by the cell of their header: under a title stands a row of headers, then rows up to the next empty row.
  private func columns(_ book: WorkbookReading, sheet: String) throws -> [String: Column] {
    var rows: [Int: [String: WorkbookReading.Cell]] = [:]
    for cell in book.cells where cell.sheet == sheet {
      let letters = cell.name.filter(\.isLetter)
      let row = try #require(Int(cell.name.filter(\.isNumber)))
      rows[row, default: [:]][letters] = cell
    }
    var columns: [String: Column] = [:]
    for (row, cells) in rows where rows[row - 1] == nil {
      #expect(cells.count == 1 && cells["A"]?.isText == true, "a block begins with its title")
      let headers = try #require(rows[row + 1])
      var end = row + 2
      while rows[end] != nil { end += 1 }
      for letters in Set((row + 1..<end).flatMap { rows[$0].map { Array($0.keys) } ?? [] }) {
        let filled = (row + 2..<end).filter { rows[$0]?[letters] != nil }
        columns["$\(letters)$\(row + 1)"] = Column(
          header: headers[letters]?.value ?? "", headerRow: row + 1, last: filled.last ?? end - 1)
      }
    }
    return columns
  }

  private func split(_ range: String) throws -> (sheet: String, from: String, to: String) {
    let parts = range.split(separator: "!").map(String.init)
    try #require(parts.count == 2, "\(range)")
    let ends = parts[1].split(separator: ":").map(String.init)
    return (parts[0].trimmingCharacters(in: ["'"]), ends[0], ends.last ?? "")
  }

  private func place(_ cell: String) throws -> (column: String, row: Int) {
    let parts = cell.split(separator: "$").map(String.init)
    try #require(parts.count == 2, "\(cell)")
    return (parts[0], try #require(Int(parts[1])))
  }

  @Test("every series is named by the header of its column and draws all rows below it, beside as many categories")
  func ranges() throws {
    let book = try WorkbookReading(XLSXDocument(SampleDocument.make()).bytes())
    let sheet = try #require(book.sheets.last)
    let columns = try columns(book, sheet: sheet)
    #expect(book.series.count == 36)
    for series in book.series {
      let name = try split(series.name)
      let (values, categories) = (try split(series.values), try split(series.categories))
      #expect(Set([name.sheet, values.sheet, categories.sheet]) == [sheet])
      let column = try #require(columns[name.from], "\(series.name) is no header")
      let (first, last) = (try place(values.from), try place(values.to))
      #expect(first.column == (try place(name.from).column) && last.column == first.column, "\(series)")
      #expect(first.row == column.headerRow + 1, "\(column.header) begins below its header: \(series)")
      let (from, to) = (try place(categories.from), try place(categories.to))
      #expect(from.column != first.column && from.column == to.column)
      #expect(from.row == first.row && to.row == last.row, "\(column.header): \(series)")
      // The categories have no gaps: their last cell is the block's last row of this chart.
      let names = try #require(columns["$\(from.column)$\(column.headerRow)"])
      #expect(last.row == names.last, "\(column.header) ends with its categories: \(series)")
      #expect(last.row >= column.last, "\(column.header) leaves a row out: \(series)")
    }
  }

  @Test("every column of numbers is drawn by a series, or is what others are drawn along")
  func nothingLeftOut() throws {
    let book = try WorkbookReading(XLSXDocument(SampleDocument.make()).bytes())
    let sheet = try #require(book.sheets.last)
    var drawn: Set<String> = []
    for series in book.series {
      drawn.insert(try split(series.name).from)
      let (column, row) = try place(try split(series.categories).from)
      drawn.insert("$\(column)$\(row - 1)")
    }
    let left = try columns(book, sheet: sheet).filter { !drawn.contains($0.key) }.map(\.value.header)
    // The names at the points of a funnel and a quadrant are labels; a Pareto chart's line of shares is only listed.
    #expect(left.sorted() == ["名称", "名称", "累计占比"])
  }
}
