extension ReportTable {
  /// The table for a terminal: columns line up with Chinese text (double width), a rule under the header.
  public var terminalText: String {
    let cells = ([columns.map(\.header)] + textGrid).map { row in
      row.map { text in
        let shown = text.withVisibleControls
        return (text: shown, width: shown.displayWidth)
      }
    }
    let widths = columns.indices.map { index in cells.map { $0[index].width }.max() ?? 0 }
    var lines = cells.map { row in
      zip(row, zip(widths, columns)).map { cell, layout in
        let padding = String(repeating: " ", count: layout.0 - cell.width)
        return layout.1.alignment != .trailing ? cell.text + padding : padding + cell.text
      }.joined(separator: "  ").trimmingTrailingBlanks
    }
    lines.insert(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), at: 1)
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    guard utf8.last == 0x20 else { return self }
    guard let last = utf8.lastIndex(where: { $0 != 0x20 }) else { return "" }
    return String(self[...last])
  }
}
