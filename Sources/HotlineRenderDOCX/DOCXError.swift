import HotlineText

/// A Word file that could not be written, or not be read.
package struct DOCXError: Error {
  /// What happened.
  package let found: LocalizedText

  static let archive = DOCXError(
    found: LocalizedText(zh: "DOCX 无法写入：内存不足或文件过大", en: "the DOCX cannot be written: too large for the memory"))
  static let notWord = DOCXError(found: LocalizedText(zh: "不是 Word 文档（.docx）", en: "not a Word file (.docx)"))
  static let damaged = DOCXError(found: LocalizedText(zh: "Word 文档已损坏", en: "the Word file is damaged"))
  static let tooLarge = DOCXError(
    found: LocalizedText(zh: "文档过大，不像自评表", en: "the file is too large for a form"))
}
