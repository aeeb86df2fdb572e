import HotlineText

/// A Word file or workbook that could not be written, or not be read.
package struct OfficeError: Error {
  /// What happened.
  package let found: LocalizedText

  /// The archive cannot be made.
  package static let archive = OfficeError(
    found: LocalizedText(zh: "文件无法写入：内存不足或文件过大", en: "the file cannot be written: too large for the memory"))
  /// It is something else.
  package static let notOffice = OfficeError(
    found: LocalizedText(zh: "不是 Word 文档（.docx）或工作簿（.xlsx）", en: "neither a Word file (.docx) nor a workbook (.xlsx)"))
  /// Its parts or their markup are damaged.
  package static let damaged = OfficeError(found: LocalizedText(zh: "文件已损坏", en: "the file is damaged"))
  /// It is no form.
  package static let tooLarge = OfficeError(
    found: LocalizedText(zh: "文件过大，不像自评表", en: "the file is too large for a form"))
}
