import HotlineDocument

extension ReportTable {
  /// The table as CSV (RFC 4180, LF line ends), safe to open in a spreadsheet. Absent values are empty: a dash would turn
  /// a column of numbers into texts.
  package var csvText: String {
    let table = withCountsApart()
    let header = table.showsHeader ? [table.columns.map(\.header.csvField)] : []
    return (header + table.csvRows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private var csvRows: [[String]] {
    placed.map { row in
      var fields = [String](repeating: "", count: columns.count)
      for placed in row { fields[placed.column] = placed.cell.csvField }
      return fields
    }
  }
}

extension ReportTable.Cell {
  /// The cell as one CSV field. Numbers keep the digits that are printed, without separators of thousands and units, so
  /// that a program reads them.
  var csvField: String {
    switch content {
    case .text(let text): text.plain.csvField
    case .number(let value, let format): format.plainText(value)
    case .absent: ""
    }
  }
}

extension String {
  /// The text as one CSV field: quoted where needed; a text that a spreadsheet would take for a formula
  /// (`=`, `+`, `-`, `@`, tab or return first, and not a number) is led by an apostrophe.
  package var csvField: String {
    let isFormula = first.map { "=+-@\t\r".contains($0) } == true && Double(self) == nil
    let text = isFormula ? "'" + self : self
    guard text.unicodeScalars.contains(where: { "\",;\t\n\r".unicodeScalars.contains($0) }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
