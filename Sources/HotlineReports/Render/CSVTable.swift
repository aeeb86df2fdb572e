extension ReportTable {
  /// The table as CSV (RFC 4180, LF line ends), safe to open in a spreadsheet.
  public var csvText: String {
    ([columns.map(\.header)] + rows).map { $0.map(\.csvField).joined(separator: ",") + "\n" }.joined()
  }
}

extension String {
  /// The text as one CSV field: quoted where needed; a text that a spreadsheet would take for a formula
  /// (`=`, `+`, `-`, `@`, tab or return first, and not a number) is led by an apostrophe.
  public var csvField: String {
    let isFormula = first.map { "=+-@\t\r".contains($0) } == true && Double(self) == nil
    let text = isFormula ? "'" + self : self
    guard text.unicodeScalars.contains(where: { "\",;\t\n\r".unicodeScalars.contains($0) }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
