import HotlineConfiguration
import HotlineModel
import HotlineText

/// Which sheets of a workbook are exports.
///
/// Each visible sheet with rows of two cells or more is one of its own: sheets can have different headers, and what cannot
/// be read is then said of its sheet. Hidden sheets, and sheets of one column (notes), are passed over and named.
struct SheetChoice {
  /// A sheet to be read.
  struct Chosen {
    /// Its number among all sheets, from 0.
    let number: Int
    let name: String
  }

  private(set) var sheets: [Chosen] = []
  private(set) var remarks: [ReadingRemark] = []

  init(_ workbook: Workbook) throws {
    let all = workbook.parts.sheets
    var notes: [Chosen] = []
    for (number, sheet) in all.enumerated() where sheet.isVisible {
      let chosen = Chosen(number: number, name: sheet.name)
      switch try Self.width(of: workbook.rows(of: sheet)) {
      case 0: break
      case 1: notes.append(chosen)
      default: sheets.append(chosen)
      }
    }
    try choose(hidden: all.filter { !$0.isVisible }.map(\.name), notes: notes, path: workbook.archive.path)
  }

  init(_ outline: WorkbookXMLOutline, path: String) throws {
    var notes: [Chosen] = []
    for (number, sheet) in outline.sheets.enumerated() where sheet.isVisible && sheet.rows > 0 {
      let chosen = Chosen(number: number, name: sheet.name)
      if sheet.width > 1 { sheets.append(chosen) } else { notes.append(chosen) }
    }
    try choose(hidden: outline.sheets.filter { !$0.isVisible }.map(\.name), notes: notes, path: path)
  }

  private mutating func choose(hidden: [String], notes: [Chosen], path: String) throws {
    if sheets.isEmpty {
      sheets = notes
    } else if !notes.isEmpty {
      passOver(notes.map(\.name), zh: "只有一列的工作表未读取", en: "sheets of a single column are not read")
    }
    guard !sheets.isEmpty else { throw WorkbookProblem.noSheet(path, hidden: hidden) }
    if !hidden.isEmpty { passOver(hidden, zh: "隐藏的工作表未读取", en: "hidden sheets are not read") }
  }

  private mutating func passOver(_ names: [String], zh: String, en: String) {
    let shown = names.prefix(20).map { Masking.masked($0) }
    remarks.append(
      ReadingRemark(
        kind: .passedOver, count: names.count,
        text: LocalizedText(
          zh: "\(zh)：\(shown.joined(separator: "、"))", en: "\(en): \(shown.joined(separator: ", "))")))
  }

  /// The most cells of a row: 0, 1 or 2 for more.
  private static func width(of rows: any RowSource) throws -> Int {
    var widest = 0
    while widest < 2, let event = try rows.next() {
      switch event {
      case .row(let row): widest = max(widest, (0..<row.count).count { !row[$0].trimmed.isEmpty })
      case .oversize: return 2
      case .blank, .openQuote: break
      }
    }
    return min(widest, 2)
  }
}
