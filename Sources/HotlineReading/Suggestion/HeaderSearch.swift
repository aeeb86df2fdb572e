/// Finds the row that names the columns, or that there is none.
struct HeaderSearch {
  /// The header's line and names; `nil` for a file without header.
  let header: (line: Int, fields: [String])?
  /// The rows below it that are no repeated header and no title.
  let data: [(line: Int, fields: [String])]
  /// Texts above the header.
  let titles: [String]

  init(_ rows: [(line: Int, fields: [String])]) {
    let widths = rows.map { row in row.fields.count { !$0.isEmpty } }
    let width = widths.sorted()[widths.count / 2]
    var best: (index: Int, score: Double)?
    for index in rows.indices.prefix(ExportFile.headerSearchRows) {
      guard let score = Self.score(rows, index: index, width: width), score > best?.score ?? 0 else { continue }
      best = (index, score)
    }
    let names = best.map { rows[$0.index].fields }
    header = best.map { rows[$0.index] }
    titles = rows[..<(best?.index ?? 0)].flatMap(\.fields).filter { !$0.isEmpty }
    // Short rows are titles, remarks and totals.
    data = rows[(best.map { $0.index + 1 } ?? 0)...].filter { row in
      row.fields != names && row.fields.count { !$0.isEmpty } * 3 > width && !Self.isTotal(row.fields)
    }
  }

  /// How much a row looks like a header; `nil` when it cannot be one.
  private static func score(_ rows: [(line: Int, fields: [String])], index: Int, width: Int) -> Double? {
    let fields = rows[index].fields
    // A header that is said again is the same header; it is no value of its columns either.
    guard !rows[..<index].contains(where: { $0.fields == fields }) else { return nil }
    let names = fields.filter { !$0.isEmpty }
    guard names.count >= 2, names.count * 10 >= width * 6, names.allSatisfy(isName) else { return nil }
    guard Set(names).count * 10 >= names.count * 9 else { return nil }
    let below = rows[(index + 1)...].prefix(40).filter { $0.fields != fields }
    var known = 0.0
    var contrast = 0.0
    for (column, name) in fields.enumerated() where !name.isEmpty {
      let reading = HeaderReading(name)
      if !reading.isUnknown { known += reading.unknown == 0 ? 1 : 0.5 }
      let values = below.compactMap { $0.fields.count > column ? $0.fields[column] : nil }.filter { !$0.isEmpty }
      guard !values.isEmpty else { continue }
      if values.contains(name) {
        contrast -= 1
      } else if values.filter({ !isName($0) }).count * 2 > values.count {
        contrast += 1
      }
    }
    let score = (known + 2 * contrast) / Double(names.count)
    return score > 0.25 ? score : nil
  }

  /// A name has letters and is no value: no number, time, telephone number or long text.
  private static func isName(_ text: String) -> Bool {
    guard text.count <= 60, text.contains(where: \.isLetter), !ValueShape.isPhone(text) else { return false }
    let digits = text.count { $0.isNumber && !$0.isLetter }
    if digits * 2 > text.count, digits > 5 { return false }
    return digits < 4 || TimeGuess([(text, 1)]) == nil
  }

  private static func isTotal(_ fields: [String]) -> Bool {
    guard let first = fields.first(where: { cell in !cell.isEmpty }) else { return false }
    return ["合计", "总计", "小计", "共计", "Total", "TOTAL", "Grand Total"].contains { first.hasPrefix($0) }
  }
}
