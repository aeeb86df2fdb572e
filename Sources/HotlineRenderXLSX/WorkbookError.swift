import HotlineText

/// A workbook that could not be written.
package struct WorkbookError: Error {
  /// What happened.
  package let found: LocalizedText
  /// What to do about it.
  package let fix: LocalizedText?

  static let checkFolder = LocalizedText(
    zh: "请检查临时目录的权限和空间", en: "check the temporary folder's permissions and space")

  /// Some of it could not be written, and the library did not say so.
  static let notWhole = WorkbookError(
    found: LocalizedText(zh: "XLSX 未能完整写入临时目录", en: "the XLSX could not be written whole into the temporary folder"),
    fix: checkFolder)

  init(found: LocalizedText, fix: LocalizedText? = nil) {
    self.found = found
    self.fix = fix
  }
}
