import HotlineModel

/// The columns that a header gives, and what tells its rows from headers and titles.
struct HeaderColumns {
  let plan: ColumnPlan
  /// The line of the header, from 1; 0 without one.
  let line: Int
  private let named: [Int]
  private let headerBytes: [[UInt8]]
  /// The first column with a name and that name's length; the column is -1 when there is none.
  private let first: (column: Int, length: Int)
  /// The columns of the moment without which there is no record.
  private let requiredTimes: [(columns: [Int], formats: [TimeFormat])]
  private let requiredColumns: [Int]

  init(plan: ColumnPlan, line: Int) {
    self.plan = plan
    self.line = line
    named = plan.headers.indices.filter { !plan.headers[$0].isEmpty }
    headerBytes = plan.headers.map { Array($0.utf8) }
    let column = named.first ?? -1
    first = (column, column < 0 ? 0 : headerBytes[column].count)
    let required = plan.fields.filter { $0.isRequired && $0.source?.hasFallback != true }
    requiredTimes = required.compactMap { field in
      guard case .columns(let columns) = field.step, field.content == .time, !columns.isEmpty else { return nil }
      return (columns, field.source?.formats ?? [])
    }
    requiredColumns = required.flatMap { field in
      if case .columns(let columns) = field.step { columns } else { [Int]() }
    }
  }

  /// Merged exports repeat the header in the middle: the same names and no others.
  func isRepeated(by row: RawRow) -> Bool {
    guard first.column >= 0, row.count >= named.count else { return false }
    // The cheap test comes first: hardly any row looks like the header.
    guard row[first.column].count >= first.length else { return false }
    guard row[first.column].trimmed.equals(headerBytes[first.column]) else { return false }
    return (0..<max(row.count, headerBytes.count)).allSatisfy { column in
      column < headerBytes.count ? row[column].trimmed.equals(headerBytes[column]) : row[column].trimmed.isEmpty
    }
  }

  /// Whether a line by itself is a row beyond reasonable doubt: as wide as the header, and with what a record needs in the
  /// right places.
  func looksLikeRow(_ row: RawRow) -> Bool {
    guard plan.headers.isEmpty ? row.count >= plan.expectedCount : row.count == plan.expectedCount else { return false }
    guard requiredColumns.allSatisfy({ !row[$0].trimmed.isEmpty }) else { return false }
    if requiredTimes.isEmpty { return row.count > 2 && filled(row) * 2 >= row.count }
    return requiredTimes.allSatisfy { isTime(row, $0) }
  }

  /// Whether a row above the header is data all the same, good or bad: a digit stands where the moment belongs.
  func isData(_ row: RawRow) -> Bool {
    if requiredTimes.isEmpty { return looksLikeRow(row) }
    guard filled(row) * 2 >= plan.headers.count else { return false }
    return requiredTimes.contains { time in time.columns.contains { row[$0].contains { $0 &- 0x30 < 10 } } }
  }

  private func filled(_ row: RawRow) -> Int { (0..<row.count).count { !row[$0].trimmed.isEmpty } }

  private func isTime(_ row: RawRow, _ time: (columns: [Int], formats: [TimeFormat])) -> Bool {
    guard time.columns.count == 1 else {
      return time.columns.allSatisfy { row[$0].contains { $0 &- 0x30 < 10 } }
    }
    let value = row[time.columns[0]].trimmed.withoutSpreadsheetGuard
    return value.foldedWidth.withUnsafeBufferPointer { bytes in
      time.formats.contains { $0.parse(bytes) != nil }
    }
  }
}
