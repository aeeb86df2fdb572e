import HotlineDocument
import HotlineText

extension HTMLDocument {
  /// A table that scrolls sideways on a phone and can be copied into a spreadsheet.
  ///
  /// - Parameter label: what it is called where it has no caption; on a page of several documents no two are called the same.
  func table(_ table: ReportTable, label: String? = nil) -> String {
    let id = table.anchor.map { " id=\"\($0.id.htmlEscaped)\"" } ?? ""
    let name = table.caption.isEmpty ? label ?? document.language("表格", "Table") : table.caption
    let absences = table.absences
    // On a page many tables bear one caption: as groups they are no landmarks, which would have to differ by name.
    let role = hasStyleSheet ? "group" : "region"
    var parts = [
      "<div class=\"scroll\"\(id) role=\"\(role)\" tabindex=\"0\" aria-label=\"\(name.htmlEscaped)\">"
    ]
    var style = table.showsHeader ? "data" : "form"
    if table.isWide { style += " wide" }
    if table.rows.contains(where: { $0.cells.contains { $0.rowSpan > 1 } }) { style += " boxed" }
    parts.append("<table class=\"\(style)\">")
    if !table.caption.isEmpty { parts.append("<caption>\(table.caption.htmlSpoken(document.language))</caption>") }
    if table.columns.contains(where: { $0.width != nil }) { parts.append(columnWidths(table)) }
    if table.showsHeader { parts.append(head(table)) }
    parts.append("<tbody>")
    for row in table.placed { parts.append(self.row(row, table, absences)) }
    parts.append("</tbody></table></div>")
    let notes = notes(table, absences)
    if !notes.isEmpty { parts.append("<div class=\"notes\">\(notes)</div>") }
    return parts.joined(separator: "\n")
  }

  private func columnWidths(_ table: ReportTable) -> String {
    let columns = table.columns.map { column in
      column.width.map { width in
        hasStyleSheet
          ? "<col class=\"\(HTMLStyle.width(width))\">" : "<col style=\"width:\((width * 0.56).svg)em\">"
      } ?? "<col>"
    }
    return "<colgroup>\(columns.joined())</colgroup>"
  }

  private func head(_ table: ReportTable) -> String {
    var rows: [String] = []
    if !table.columnGroups.isEmpty {
      let cells = table.columnGroups.map { group in
        group.header.isEmpty
          ? "<td colspan=\"\(group.columns)\"></td>"
          : "<th scope=\"colgroup\" colspan=\"\(group.columns)\">\(group.header.htmlEscaped)</th>"
      }
      rows.append("<tr class=\"groups\">\(cells.joined())</tr>")
    }
    let cells = table.columns.enumerated().map { index, column in
      let text = link(column.header.htmlSpoken(document.language), to: column.link, "src")
      let style = attributes(of: column, index, of: table)
      return text.isEmpty ? "<td\(style)></td>" : "<th scope=\"col\"\(style)>\(text)</th>"
    }
    rows.append("<tr>\(cells.joined())</tr>")
    return "<thead>\(rows.joined())</thead>"
  }

  /// Where a column's cells stand, and how wide they are at least: texts get room for a few words before they are broken, so that no
  /// name stands as a column of single letters.
  private func attributes(of column: ReportTable.Column, _ index: Int, of table: ReportTable) -> String {
    switch column.alignment {
    case .centre: return " class=\"c\""
    case .trailing: return " class=\"n\""
    case .leading: break
    }
    guard column.width == nil else { return "" }
    let cells = table.placed.joined().filter { $0.column == index && $0.cell.columnSpan == 1 }
    let longest = cells.map(\.cell.text.displayWidth).max() ?? 0
    let width = min(table.isWide ? 14 : HTMLStyle.mostLeast, longest)
    guard !hasStyleSheet else { return " class=\"\(HTMLStyle.leastWidth(width))\"" }
    return " style=\"min-width:\(HTMLStyle.least(width))em\""
  }

  private func row(_ row: [ReportTable.Placed], _ table: ReportTable, _ absences: [String]) -> String {
    let role: String =
      switch row.first.map({ table.rows[$0.row].role }) ?? .body {
      case .body: ""
      case .subtotal: " class=\"subtotal\""
      case .total: " class=\"total\""
      }
    let cells = row.map { placed in
      let cell = placed.cell
      var attributes = ""
      if cell.columnSpan > 1 { attributes += " colspan=\"\(cell.columnSpan)\"" }
      if cell.rowSpan > 1 { attributes += " rowspan=\"\(cell.rowSpan)\"" }
      var styles: [String] = []
      switch table.columns[placed.column].alignment {
      case .leading: break
      case .centre: styles.append("c")
      case .trailing: if cell.columnSpan == 1 { styles.append("n") }
      }
      if case .absent = cell.content { styles.append("absent") }
      if let status = cell.status { styles += [status.tone.rawValue, "is-\(status.rawValue)"] }
      if !styles.isEmpty { attributes += " class=\"\(styles.joined(separator: " "))\"" }
      let isHeader = cell.isHeader || (table.hasRowHeaders && placed.column == 0 && !cell.text.isEmpty)
      let scope = cell.rowSpan > 1 ? "rowgroup" : "row"
      return isHeader
        ? "<th scope=\"\(scope)\"\(attributes)>\(content(cell, absences))</th>"
        : "<td\(attributes)>\(content(cell, absences))</td>"
    }
    return "<tr\(role)>\(cells.joined())</tr>"
  }

  private func content(_ cell: ReportTable.Cell, _ absences: [String]) -> String {
    switch cell.content {
    case .text(let text):
      if text.isEmpty, let status = cell.status { return link(self.status(status), to: cell.link, "src") }
      // The sign between two counts stays with both.
      let markup = cell.counts == nil ? html(text) : html(text).replacing(" / ", with: "\u{A0}/\u{A0}")
      return link(markup.replacing("\u{240A}", with: "<br>"), to: cell.link, "src")
    case .number: return link(cell.text.htmlEscaped, to: cell.link, "src")
    case .absent(let reason):
      guard absences.count > 1, let index = absences.firstIndex(of: reason) else { return "–" }
      return "–<sup>\(index + 1)</sup>"
    }
  }

  private func notes(_ table: ReportTable, _ absences: [String]) -> String {
    var parts: [String] = []
    if !table.note.isEmpty { parts.append("<p>\(html(table.note))</p>") }
    if absences.count == 1 {
      parts.append("<p>– \(absences[0].htmlEscaped)</p>")
    } else {
      parts += absences.enumerated().map { "<p>–<sup>\($0.offset + 1)</sup> \($0.element.htmlEscaped)</p>" }
    }
    return parts.joined()
  }
}

extension ReportTable {
  /// Whether the table, written on one line a row, would not fit on a page: it then gets smaller letters and more room.
  fileprivate var isWide: Bool {
    var widths = columns.map { min(14, Double($0.header.displayWidth)) }
    for placed in placed.joined() where placed.cell.columnSpan == 1 {
      widths[placed.column] = max(widths[placed.column], min(24, Double(placed.cell.text.displayWidth)))
    }
    return widths.reduce(0) { $0 + $1 + 2.5 } > 125
  }

  /// Why values are absent, each reason once, in the order of the table; printed under it.
  var absences: [String] {
    var reasons: [String] = []
    for row in rows {
      for cell in row.cells {
        if case .absent(let reason) = cell.content, !reason.isEmpty, !reasons.contains(reason) {
          reasons.append(reason)
        }
      }
    }
    return reasons
  }
}
