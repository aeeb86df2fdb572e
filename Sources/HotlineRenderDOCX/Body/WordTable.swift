import HotlineDocument
import HotlineText

/// A table of a report: its head is repeated on every page, its rows are not broken.
struct WordTable {
  private let table: ReportTable
  private let language: Language
  private let bookmarks: WordBookmarks
  private let absences: [String]
  private let layout: ColumnWidths

  /// The room at the sides of a cell, in twentieths of a point.
  static let reportMargin = 60

  init(_ table: ReportTable, width: Int, language: Language, bookmarks: WordBookmarks, absences: [String]) {
    self.table = table
    self.language = language
    self.bookmarks = bookmarks
    self.absences = absences
    layout = ColumnWidths(table, width: width, margin: Self.reportMargin)
  }

  var markup: String {
    let widths = layout.widths
    let grid = widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined()
    return "<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/>"
      + "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>\(grid)</w:tblGrid>" + head + body + "</w:tbl>"
  }

  // MARK: Head

  private var head: String {
    guard table.showsHeader else { return "" }
    let groups =
      table.columnGroups.isEmpty
      ? ""
      : row(
        groupCells.map { group in
          markup(
            cell: RunMarkup.run(group.header, bold), column: group.columns.lowerBound, columns: group.columns.count,
            merge: "", fill: Self.headFill, alignment: .centre)
        }, isHead: true)
    let cells = table.columns.enumerated().map { index, column in
      let text = bookmarks.link(RunMarkup.run(column.header, bold), to: column.link)
      return markup(
        cell: (index == 0 ? bookmarks.mark(table.anchor) : "") + text, column: index, columns: 1, merge: "",
        fill: Self.headFill, alignment: column.alignment)
    }
    return groups + row(cells, isHead: true)
  }

  private var groupCells: [(header: String, columns: Range<Int>)] {
    var column = 0
    return table.columnGroups.map { group in
      defer { column += group.columns }
      let end = table.columns.count
      return (group.header, min(column, end)..<min(column + group.columns, end))
    }
  }

  private static let headFill = "F4F6F8"
  private var size: String { WordStyles.size(layout.size) }
  private var bold: String { "<w:b/>" + size }

  private func row(_ cells: [String], isHead: Bool, isUnbroken: Bool = true) -> String {
    let properties = (isUnbroken ? "<w:cantSplit/>" : "") + (isHead ? "<w:tblHeader/>" : "")
    return "<w:tr>" + (properties.isEmpty ? "" : "<w:trPr>\(properties)</w:trPr>") + cells.joined() + "</w:tr>"
  }

  // MARK: Body

  /// A row with more than a page's worth of text has to be broken.
  private static let longestUnbroken = 1_500

  private var body: String {
    TableGrid(table).rows.enumerated().map { index, places in
      let role = table.rows[index].role
      let cells = places.map { place -> String in
        let isFirst = index == 0 && place.column == 0 && !table.showsHeader
        let isHeader = place.cell.isHeader || table.hasRowHeaders && place.column == 0
        let isBold = place.cell.isHeader || role != .body
        let merge =
          place.isContinued ? "<w:vMerge/>" : place.cell.rowSpan > 1 ? "<w:vMerge w:val=\"restart\"/>" : ""
        let mark = isFirst ? bookmarks.mark(table.anchor) : ""
        let fill = fill(place.cell, isShaded: role != .body || place.cell.isHeader)
        return markup(
          cell: place.isContinued ? "" : mark + content(place.cell, isBold: isBold), column: place.column,
          columns: place.columns, merge: merge, fill: fill,
          alignment: isHeader || place.columns > 1 ? .leading : table.columns[place.column].alignment)
      }
      let length = table.rows[index].cells.reduce(0) { $0 + $1.text.count }
      return row(cells, isHead: false, isUnbroken: length < Self.longestUnbroken)
    }.joined()
  }

  private func fill(_ cell: ReportTable.Cell, isShaded: Bool) -> String? {
    switch cell.status?.tone {
    case .bad: "FBE9DE"
    case .caution: "FDF3DC"
    default: isShaded ? Self.headFill : nil
    }
  }

  private func content(_ cell: ReportTable.Cell, isBold: Bool) -> String {
    let look = (isBold ? "<w:b/>" : "") + (cell.status.flatMap { Self.colours[$0.tone] } ?? "") + size
    switch cell.content {
    case .text(let text):
      if text.isEmpty, let status = cell.status {
        return bookmarks.link(RunMarkup.run("\(status.symbol) \(status.name(language))", look), to: cell.link)
      }
      let symbol = RunMarkup.run(cell.status?.prefix ?? "", look)
      // A link within a link is none.
      let runs = bookmarks.runs(text, look)
      return symbol + (runs.contains("<w:hyperlink") ? runs : bookmarks.link(runs, to: cell.link))
    case .number:
      return bookmarks.link(RunMarkup.run((cell.status?.prefix ?? "") + cell.text, look), to: cell.link)
    case .absent(let reason):
      let mark = absences.count > 1 ? absences.firstIndex(of: reason).map { "\($0 + 1)" } ?? "" : ""
      return RunMarkup.run("–", size) + RunMarkup.run(mark, size + "<w:vertAlign w:val=\"superscript\"/>")
    }
  }

  private static let colours: [Status.Tone: String] = [
    .good: "<w:color w:val=\"00568C\"/>", .bad: "<w:color w:val=\"A33B00\"/>", .caution: "<w:color w:val=\"7A5200\"/>",
  ]

  private func markup(
    cell runs: String, column: Int, columns: Int, merge: String, fill: String?, alignment: ReportTable.Alignment
  ) -> String {
    let width = layout.widths[column..<min(column + columns, layout.widths.count)].reduce(0, +)
    let side: String =
      switch alignment {
      case .leading: ""
      case .centre: "<w:jc w:val=\"center\"/>"
      case .trailing: "<w:jc w:val=\"right\"/>"
      }
    return "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>"
      + (columns > 1 ? "<w:gridSpan w:val=\"\(columns)\"/>" : "") + merge
      + (fill.map { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"\($0)\"/>" } ?? "") + "</w:tcPr>"
      + "<w:p><w:pPr><w:pStyle w:val=\"TableText\"/>\(side)</w:pPr>\(runs)</w:p></w:tc>"
  }
}

extension Status {
  /// The symbol that stands before a judged figure; empty where it says no more than the figure.
  fileprivate var prefix: String {
    switch self {
    case .ordinary, .noTarget, .met: ""
    default: symbol + " "
    }
  }
}

extension ReportTable {
  /// Why values are absent, each reason once, in the order of the table; printed under it.
  var absences: [String] {
    var reasons: [String] = []
    for cell in rows.flatMap(\.cells) {
      if case .absent(let reason) = cell.content, !reason.isEmpty, !reasons.contains(reason) { reasons.append(reason) }
    }
    return reasons
  }
}
