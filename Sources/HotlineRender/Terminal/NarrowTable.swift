import HotlineDocument
import HotlineText

extension ReportTable {
  /// The table for a terminal of a width: as it is where it fits (``TextTable/terminalText(width:)``).
  package func terminalText(width: Int?) -> String { TextTable(self).terminalText(width: width) }
}

extension TextTable {
  /// The table for a terminal of a width, so that no line is broken by the terminal. In this order:
  ///
  /// 1. as it is, where it fits;
  /// 2. with its widest column of texts under each row instead of beside the others, where the others then fit;
  /// 3. as blocks: the first cell as a heading, each other cell that holds something on a line of its own.
  ///
  /// Nothing is left out in any of them.
  ///
  /// - Parameter width: columns of the terminal; `nil` for no limit, as for a file.
  package func terminalText(width: Int?) -> String {
    guard let width, !columns.isEmpty, tableWidth(of: Array(columns.indices)) > width else { return terminalText }
    if let below = widestText {
      let beside = columns.indices.filter { $0 != below }
      if tableWidth(of: beside) <= width { return text(beside: beside, below: below, width: width) }
    }
    return blocks(width: width)
  }

  private func width(of column: Int) -> Int {
    rows.reduce(columns[column].header.displayWidth) { max($0, $1[column].displayWidth) }
  }

  private func tableWidth(of columns: [Int]) -> Int {
    columns.reduce(0) { $0 + width(of: $1) } + 2 * max(0, columns.count - 1)
  }

  /// The widest column of texts besides the first, which names the rows.
  private var widestText: Int? {
    columns.indices.dropFirst().filter { columns[$0].alignment == .leading }.max { width(of: $0) < width(of: $1) }
  }

  private func text(beside: [Int], below: Int, width: Int) -> String {
    let table = TextTable(columns: beside.map { columns[$0] }, rows: rows.map { row in beside.map { row[$0] } })
    var lines = table.terminalText.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    var text = lines.prefix(2).map { $0 + "\n" }.joined()
    for (line, row) in zip(lines.dropFirst(2), rows) {
      text += line + "\n"
      guard !row[below].isEmpty else { continue }
      let label = columns[below].header.isEmpty ? "" : columns[below].header + ": "
      text += (label + row[below]).withVisibleControls.wrapped(width: width, indent: 4)
    }
    return text
  }

  private func blocks(width: Int) -> String {
    let labels = columns.map { $0.header.withVisibleControls }
    let column = min(labels.dropFirst().reduce(0) { max($0, $1.displayWidth) }, width / 3)
    return rows.map { row in
      var text = row[0].withVisibleControls.wrapped(width: width, indent: 0)
      for index in columns.indices.dropFirst() where !row[index].isEmpty {
        let padding = String(repeating: " ", count: max(0, column - labels[index].displayWidth))
        let lines = (labels[index] + padding + "  " + row[index].withVisibleControls)
          .wrapped(width: width, indent: 2, hanging: column + 2)
        text += lines
      }
      return text
    }.joined(separator: "\n")
  }
}

extension String {
  /// The text in lines that fit a width, broken at blanks and between Chinese characters; a word wider than a line is broken
  /// anywhere.
  ///
  /// - Parameters:
  ///   - indent: blanks before each line.
  ///   - hanging: further blanks before each line but the first.
  fileprivate func wrapped(width: Int, indent: Int, hanging: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line: [Character] = []
    var used = indent
    // Where the line may be broken: after how many of its characters.
    var breakable = 0
    func lead() -> Int { indent + (lines.isEmpty ? 0 : hanging) }
    for character in self {
      let size = String(character).displayWidth
      if used + size > max(width, lead() + 2), !line.isEmpty {
        let cut = breakable > 0 ? breakable : line.count
        lines.append(String(line[..<cut]))
        line = Array(line[cut...].drop { $0 == " " })
        used = lead() + String(line).displayWidth
        breakable = 0
      }
      // No line begins with a sign that closes.
      let breaks = character == " " || size == 2 && !"，。；：、）」』？！％".contains(character)
      if breaks { breakable = line.count + (character == " " ? 1 : 0) }
      line.append(character)
      used += size
    }
    if !line.isEmpty || lines.isEmpty { lines.append(String(line)) }
    let others = margin + String(repeating: " ", count: hanging)
    return lines.enumerated().map { number, text in
      var text = (number == 0 ? margin : others) + text
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }.joined()
  }
}
