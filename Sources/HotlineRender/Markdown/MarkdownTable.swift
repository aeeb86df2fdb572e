import HotlineDocument
import HotlineText

extension ReportTable {
  /// The table in Markdown (GitHub's tables); what could be markup or end a cell is escaped.
  package var markdownText: String { markdown { $0.text.markdownEscaped } }

  /// The table with cells as a document writes them.
  func markdown(cell: (Cell) -> String) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    func rule(_ alignment: Alignment) -> String {
      switch alignment {
      case .leading: "---"
      case .centre: ":---:"
      case .trailing: "---:"
      }
    }
    let cells = placed
    // A column in which no cell begins is there for the spans of other renderings only.
    let begun = Set(cells.joined().map(\.column))
    let shown = columns.indices.filter { showsHeader || begun.contains($0) }
    var lines = cells.map { row in
      var texts = [String](repeating: "", count: columns.count)
      for placed in row { texts[placed.column] = cell(placed.cell) }
      return line(shown.map { texts[$0] })
    }
    // Markdown has no table without a header: the first row serves as one.
    let header = showsHeader || lines.isEmpty ? line(columns.map(\.header.markdownEscaped)) : lines.removeFirst()
    return ([header, line(shown.map { rule(columns[$0].alignment) })] + lines).joined(separator: "\n") + "\n"
  }
}

extension String {
  /// The text as Markdown shows it verbatim on one line: HTML and table characters, emphasis and links are escaped.
  package var markdownEscaped: String {
    var text = ""
    for character in withVisibleControls {
      switch character {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|": text += "\\\(character)"
      default: text.append(character)
      }
    }
    return text
  }
}
