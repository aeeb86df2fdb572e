import HotlineText

/// A Word file that could not be written.
package struct DOCXError: Error {
  /// What happened.
  package let found: LocalizedText

  static let archive = DOCXError(
    found: LocalizedText(zh: "DOCX 无法写入：内存不足或文件过大", en: "the DOCX cannot be written: too large for the memory"))
}
