import HotlineConfiguration
import HotlineText

/// The rows that are rejected before any of their values is read.
extension RejectedRow {
  static func tooLong(line: Int, column: Int) -> RejectedRow {
    RejectedRow(
      line: line, column: column, reason: .fieldTooLong,
      detail: LocalizedText(
        zh: "字段超过 \(RowReader.fieldLimit) 字节（或列数超过 \(RowReader.columnLimit)），整行未读",
        en:
          "a field of over \(RowReader.fieldLimit) bytes (or over \(RowReader.columnLimit) fields); the row was not read"
      ))
  }

  static func openQuote(_ row: RawRow, column: Int, header: String?) -> RejectedRow {
    RejectedRow(
      line: row.line, column: column, header: header, reason: .unterminatedQuote,
      detail: LocalizedText(
        zh: "第 \(row.line) 行第 \(column) 列的引号没有闭合；只舍去这一行，其后各行照常读取。请补上引号后重新导入",
        en:
          "the quote opened in line \(row.line), column \(column), never closes; this row alone is left out, those after it are read. Close it and ingest again"
      ))
  }

  static func holdsNUL(line: Int, column: Int?) -> RejectedRow {
    RejectedRow(
      line: line, column: column, reason: .nulByte,
      detail: LocalizedText(zh: "行中有 NUL 字节，文件可能已损坏", en: "a NUL byte in the row; the file may be damaged"))
  }

  static func wrongCount(_ row: RawRow, expected: Int) -> RejectedRow {
    RejectedRow(
      line: row.line, reason: .fieldCount,
      detail: LocalizedText(
        zh: "该行有 \(row.count) 列，应有 \(expected) 列；请检查多余的分隔符、引号或缺失的列",
        en: "the row has \(row.count) fields, not \(expected); look for a stray separator or quote or a missing field"))
  }

  /// - Parameters:
  ///   - offset: the byte's place in its field, from 0.
  ///   - fileOffset: its place in the file, if that is known: where bytes were converted, those of the field are others.
  static func invalidBytes(
    line: Int, column: Int?, header: String?, offset: Int, byte: UInt8, fileOffset: Int?
  ) -> RejectedRow {
    let place =
      fileOffset.map { LocalizedText(zh: "文件第 \($0 + 1) 字节", en: "byte \($0 + 1) of the file") }
      ?? LocalizedText(zh: "该字段第 \(offset + 1) 字节", en: "byte \(offset + 1) of the field")
    let hex = (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    return RejectedRow(
      line: line, column: column, header: header, reason: .invalidBytes,
      detail: LocalizedText(
        zh: "\(place.zh) 0x\(hex) 在此编码中不合法；请检查文件编码或重新导出",
        en: "\(place.en), 0x\(hex), is not allowed in this encoding; check the encoding or export again"
      ))
  }
}
