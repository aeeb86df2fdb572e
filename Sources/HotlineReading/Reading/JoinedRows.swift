import HotlineModel

/// The last row of a file without a line end, and in the same line the header of the file that was appended to it.
struct JoinedRows {
  private let line: Int
  private let row: [String]
  private let header: [String]

  /// - Returns: `nil` when the row is not such a line.
  init?(_ row: RawRow, columns: HeaderColumns, profile: Profile) {
    let width = columns.plan.expectedCount
    guard columns.line > 0, row.count > width else { return nil }
    let texts = row.texts
    let joint = texts[width - 1]
    let tail = Array(texts[width...])
    for (cell, name) in Self.splits(of: joint, columns: columns, profile: profile) {
      let fields = [name] + tail
      guard let later = LaterHeader(HeaderRow(line: row.line, fields: fields), profile: profile), later.isMapped else {
        continue
      }
      line = row.line
      self.row = texts[..<(width - 1)] + [cell]
      header = fields
      return
    }
    return nil
  }

  /// The possible cuts of the cell in which the files meet: at the second file's byte order mark, else before a known name.
  private static func splits(of joint: String, columns: HeaderColumns, profile: Profile) -> [(String, String)] {
    let scalars = joint.unicodeScalars
    if let mark = scalars.lastIndex(of: "\u{FEFF}") {
      return [(String(scalars[..<mark]), String(scalars[scalars.index(after: mark)...]))]
    }
    let names = Set(columns.plan.headers + profile.columns.flatMap(\.column.synonyms)).filter { !$0.isEmpty }
    return names.filter(joint.hasSuffix).sorted { ($1.count, $0) < ($0.count, $1) }.map {
      (String(joint.dropLast($0.count)), $0)
    }
  }

  /// Calls `body` with the row, then with the header.
  func forEach(_ body: (RawRow) throws -> Void) rethrows {
    for fields in [row, header] { try RawRow.withFields(fields, line: line, body) }
  }
}
