import HotlineApp
import HotlineModel
import HotlineText

/// The rejected rows of a source with the cell at fault, to be corrected and read again.
struct RejectsPage {
  /// Rows on the page.
  static let most = 50

  let source: SourceReport
  let table: CollectRejectedRows.Table
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  /// The field of a form that holds a cell.
  static func field(_ line: Int, _ column: Int) -> String { "r\(line)-\(column)" }

  var answer: Answer {
    let shown = min(Self.most, table.rows.count)
    var form = Form("/sources/\(inquiry.number)/rejects", way: .post(inquiry.session), style: "rows")
    for index in 0..<shown { form.markup(row(index)) }
    form.button(language("改好的行再读入", "Read the corrected rows again"), style: "first")
    let intro = Markup.paragraph(
      language(
        "请改正标出的格，其余的格不必改。只有改过的行会再读一遍，先试读，确认后入库；原文件和原来的拒绝记录都保留，新文件名里写明是谁改的。",
        "Correct the cells that are marked and leave the others. Only rows that were changed are read again: tried first, then confirmed. The original file and what was rejected of it stay; the new file's name tells who corrected it."
      ))
    let more =
      table.rows.count > shown
      ? Markup.paragraph(language("另有 \(table.rows.count - shown) 行。", "\(table.rows.count - shown) rows more."))
      : ""
    return Answer(
      page: Page(
        title: language("改正被拒绝的行", "Correct rejected rows"), subtitle: source.file, place: .sources,
        content: shown == 0
          ? Markup.paragraph(language("没有可以改正的行。", "There is no row to correct.")) : intro + form.html + more))
  }

  private func row(_ index: Int) -> String {
    let place = table.places[index]
    let header = table.header ?? []
    var marked = ""
    var others = ""
    for column in header.indices where column < table.rows[index].count {
      guard !(table.areCallers.indices.contains(column) && table.areCallers[column]) else { continue }
      let name = Self.field(place.line, column)
      let isAtFault = column == place.column
      let input = """
        <p class="field"><label for="\(name)">\(Markup.escaped(header[column]))</label> \
        <input id="\(name)" name="\(name)" value="\(Markup.escaped(table.rows[index][column]))"\
        \(isAtFault ? " aria-invalid=\"true\" aria-describedby=\"\(name)-why\"" : "")>\
        \(isAtFault ? " <small id=\"\(name)-why\">\(Markup.escaped(place.detail(language)))</small>" : "")</p>
        """
      if isAtFault { marked += input } else { others += input }
    }
    let why = marked.isEmpty ? Markup.paragraph(place.detail(language)) : ""
    return """
      <fieldset class="whole"><legend>\(language("第 \(place.line) 行", "line \(place.line)"))</legend>\(why)\(marked)
      <details\(marked.isEmpty ? " open" : "")><summary>\(language("其他列", "Other columns"))</summary>\(others)</details></fieldset>
      """
  }

  /// The rows that were changed, as a file under their header; `nil` when none was.
  func corrected(_ fields: Fields) -> String? {
    var lines = [(table.header ?? []).map(Self.csv).joined(separator: ",")]
    for (index, place) in table.places.enumerated().prefix(Self.most) where index < table.rows.count {
      var cells = table.rows[index]
      for column in cells.indices {
        let sent = fields.all.first { $0.name == Self.field(place.line, column) }?.value
        if let sent, !(table.areCallers.indices.contains(column) && table.areCallers[column]) { cells[column] = sent }
      }
      if cells != table.rows[index] { lines.append(cells.map(Self.csv).joined(separator: ",")) }
    }
    return lines.count > 1 ? lines.joined(separator: "\n") + "\n" : nil
  }

  /// A cell as it was typed: no spreadsheet opens this file.
  private static func csv(_ text: String) -> String {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    return line.contains { "\",".contains($0) } ? "\"\(line.replacing("\"", with: "\"\""))\"" : line
  }
}
