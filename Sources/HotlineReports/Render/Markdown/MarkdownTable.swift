extension ReportTable {
  /// The table in Markdown (GitHub's tables); what could be markup or end a cell is escaped.
  public var markdownText: String { markdown { $0.text.markdownEscaped } }

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
    let headers = columns.map { showsHeader ? $0.header.markdownEscaped : "" }
    let body = placed.map { row in
      var texts = [String](repeating: "", count: columns.count)
      for placed in row { texts[placed.column] = cell(placed.cell) }
      return line(texts)
    }
    return ([line(headers), line(columns.map { rule($0.alignment) })] + body).joined(separator: "\n") + "\n"
  }
}

extension String {
  /// The text as Markdown shows it verbatim on one line: HTML and table characters, emphasis and links are escaped.
  public var markdownEscaped: String {
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
