extension ReportTable {
  /// The table in Markdown (GitHub's tables); what could be markup or end a cell is escaped.
  public var markdownText: String {
    func rule(_ alignment: Alignment) -> String {
      switch alignment {
      case .leading: "---"
      case .centre: ":---:"
      case .trailing: "---:"
      }
    }
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rule = columns.map { rule($0.alignment) }
    let lines =
      [line(columns.map(\.header.markdownEscaped)), line(rule)] + textGrid.map { line($0.map(\.markdownEscaped)) }
    return lines.joined(separator: "\n") + "\n"
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
