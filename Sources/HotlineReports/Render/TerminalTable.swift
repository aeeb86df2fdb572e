extension ReportTable {
  /// The table for a terminal: columns line up with Chinese text (double width), a rule under the header.
  public var terminalText: String {
    let cells = ([columns.map(\.header)] + textGrid).map { $0.map(\.withVisibleControls) }
    let widths = columns.indices.map { index in cells.map { $0[index].displayWidth }.max() ?? 0 }
    var lines = cells.map { row in
      zip(row, zip(widths, columns)).map { text, layout in
        let padding = String(repeating: " ", count: layout.0 - text.displayWidth)
        return layout.1.alignment != .trailing ? text + padding : padding + text
      }.joined(separator: "  ").trimmingTrailingBlanks
    }
    lines.insert(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), at: 1)
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
