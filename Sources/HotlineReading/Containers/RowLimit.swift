import HotlineConfiguration
import HotlineModel
import HotlineText

/// Exports that are exactly as long as a spreadsheet can be.
enum RowLimit {
  /// The rows of a sheet in Excel's old format and in the present one.
  private static let limits = [65_536, 1_048_576]

  /// A remark when the export may have been cut off.
  ///
  /// - Parameter rows: all rows that are not blank, header included.
  static func remarks(rows: Int) -> [ReadingRemark] {
    guard limits.contains(rows) else { return [] }
    return [
      ReadingRemark(
        kind: .rowLimit, count: rows,
        text: LocalizedText(
          zh: "恰好 \(rows) 行，正是电子表格的行数上限：导出可能被截断，请按较短的时段重新导出并核对",
          en:
            "exactly \(rows) rows, the most that a spreadsheet holds: the export may be cut off; export shorter periods and compare"
        ))
    ]
  }
}
