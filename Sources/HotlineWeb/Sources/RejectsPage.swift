import HotlineApp
import HotlineModel
import HotlineText

/// The rejected rows of a source with the cell at fault, to be corrected and read again.
struct RejectsPage {
  let source: SourceReport
  let table: CollectRejectedRows.Table
  /// The lines whose correction is in the database.
  let corrected: Set<Int>
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  /// The field of a form that holds a cell.
  static func field(_ line: Int, _ column: Int) -> String { "r\(line)-\(column)" }

  /// Rows on a page: as many as a form has fields for.
  private var most: Int { max(1, min(50, Fields.most / max(1, table.header?.count ?? 1) - 1)) }

  /// The places of the table's rows that are still to be corrected, from a line on.
  private var open: [Int] {
    let first = inquiry.fields["from"].flatMap { Int($0) } ?? 0
    return table.places.indices.filter {
      table.places[$0].line >= first && !corrected.contains(table.places[$0].line) && $0 < table.rows.count
    }
  }

  var answer: Answer {
    let open = open
    let shown = open.prefix(most)
    var form = Form("/sources/\(inquiry.number)/rejects", way: .post, style: "rows")
    for index in shown { form.markup(row(index)) }
    form.button(language("改好的行再读入", "Read the corrected rows again"), style: "first")
    let intro = Markup.paragraph(
      language(
        "请改正标出的格，其余的格不必改。只有改过的行会再读一遍，先试读，确认后入库；原文件和原来的拒绝记录都保留，新文件名里写明是谁改的。",
        "Correct the cells that are marked and leave the others. Only rows that were changed are read again: tried first, then confirmed. The original file and what was rejected of it stay; the new file's name tells who corrected it."
      ))
    let done = corrected.intersection(table.places.map(\.line)).count
    let counts = Markup.paragraph(
      language(
        "被拒绝 \(table.rows.count) 行，已改正 \(done) 行，未改正 \(table.rows.count - done) 行。",
        "\(table.rows.count) rows were rejected; \(done) of them are corrected, \(table.rows.count - done) are not."))
    var links: [(address: String, text: String)] = []
    let address = Address("/sources/\(inquiry.number)/rejects")
    if inquiry.fields["from"] != nil { links.append((address.text, language("← 从头开始", "← From the beginning"))) }
    if open.count > shown.count {
      links.append(
        (
          address.setting("from", String(table.places[open[shown.count]].line)).text,
          language("以后的 \(open.count - shown.count) 行 →", "The \(open.count - shown.count) rows after these →")
        ))
    }
    let more = Markup.links(links, label: language("页", "Pages"))
    return Answer(
      page: Page(
        title: language("改正被拒绝的行", "Correct rejected rows"), subtitle: source.file, place: .sources,
        content: shown.isEmpty
          ? (table.rows.isEmpty ? "" : counts)
            + Markup.paragraph(language("没有可以改正的行。", "There is no row to correct.")) + more
          : counts + intro + form.html + more))
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
        \(isAtFault ? " <small id=\"\(name)-why\">\(Markup.escaped(why(place)))</small>" : "")</p>
        """
      if isAtFault { marked += input } else { others += input }
    }
    let why = marked.isEmpty ? Markup.paragraph(self.why(place)) : ""
    return """
      <fieldset class="whole"><legend>\(language("第 \(place.line) 行", "line \(place.line)"))</legend>\(why)\(marked)
      <details\(marked.isEmpty ? " open" : "")><summary>\(language("其他列", "Other columns"))</summary>\(others)</details></fieldset>
      """
  }

  private func why(_ place: CollectRejectedRows.Place) -> String { FieldName.named(place.detail(language), language) }

  /// The rows that were changed, as a file under their header, and the lines on which they stand; `nil` when none was.
  func changed(_ fields: Fields) -> (text: String, lines: [Int])? {
    let sent = Dictionary(fields.all.map { ($0.name, $0.value) }) { first, _ in first }
    var text = (table.header ?? []).map(Self.csv).joined(separator: ",") + "\n"
    var lines: [Int] = []
    for (index, place) in table.places.enumerated() where index < table.rows.count {
      var cells = table.rows[index]
      for column in cells.indices where !(table.areCallers.indices.contains(column) && table.areCallers[column]) {
        if let value = sent[Self.field(place.line, column)] { cells[column] = value }
      }
      guard cells != table.rows[index] else { continue }
      text += cells.map(Self.csv).joined(separator: ",") + "\n"
      lines.append(place.line)
    }
    return lines.isEmpty ? nil : (text, lines)
  }

  /// A cell as it was typed: no spreadsheet opens this file.
  private static func csv(_ text: String) -> String {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    return line.contains { "\",".contains($0) } ? "\"\(line.replacing("\"", with: "\"\""))\"" : line
  }
}
