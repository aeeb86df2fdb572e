import HotlineDocument
import HotlineText

extension ReportTable {
  /// The table for a terminal: columns line up with Chinese text (double width), a rule under the header.
  package var terminalText: String { TextTable(self).terminalText }
}

extension TextTable {
  /// The table for a terminal: columns line up with Chinese text (double width), a rule under the header.
  package var terminalText: String {
    var rows = [columns.map(\.header)] + rows
    var widths = [Int](repeating: 0, count: columns.count)
    var cellWidths: [Int] = []
    cellWidths.reserveCapacity(rows.count * columns.count)
    for (number, row) in rows.enumerated() {
      for (index, text) in row.enumerated() {
        var shape = text.terminalShape
        if !shape.isHarmless {
          rows[number][index] = text.withVisibleControls
          shape = rows[number][index].terminalShape
        }
        cellWidths.append(shape.width)
        widths[index] = max(widths[index], shape.width)
      }
    }
    var page = TextPage(capacity: rows.count * (widths.reduce(1, +) + 2 * widths.count))
    for (number, row) in rows.enumerated() {
      for (index, text) in row.enumerated() {
        if index > 0 { page.blanks(2) }
        let padding = widths[index] - cellWidths[number * columns.count + index]
        if columns[index].alignment == .trailing {
          page.blanks(padding)
          page.append(text)
        } else {
          page.append(text)
          page.blanks(padding)
        }
      }
      page.endLine()
      if number == 0 {
        page.append(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
        page.endLine()
      }
    }
    return page.text
  }
}

/// Text that is put together piece by piece; blanks at the ends of lines are left out.
private struct TextPage {
  private var bytes: [UInt8] = []
  private var pendingBlanks = 0

  /// - Parameter capacity: about how many bytes it will have.
  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func blanks(_ count: Int) { pendingBlanks += count }

  mutating func append(_ text: String) {
    guard !text.isEmpty else { return }
    bytes.append(contentsOf: repeatElement(0x20, count: pendingBlanks))
    pendingBlanks = 0
    bytes.append(contentsOf: text.utf8)
  }

  mutating func endLine() {
    pendingBlanks = 0
    while bytes.last == 0x20 { bytes.removeLast() }
    bytes.append(0x0A)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}
