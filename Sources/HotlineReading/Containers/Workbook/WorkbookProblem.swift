import HotlineConfiguration
import HotlineText

/// What can be wrong with a workbook, in words.
enum WorkbookProblem {
  static let saveAgain = LocalizedText(
    zh: "请用 Excel 或 WPS 打开并另存为 .xlsx 或 CSV", en: "open it in Excel or WPS and save it as .xlsx or CSV")

  static func notAWorkbook(_ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(zh: "工作簿缺少必需的部分", en: "the workbook lacks a part that it must have"), fix: saveAgain)
  }

  static func noSheet(_ path: String, hidden: [String]) -> Diagnostic {
    let names = hidden.prefix(5).map { Masking.masked($0) }
    return Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "工作簿没有可见且有内容的工作表" + (names.isEmpty ? "" : "（隐藏的有：\(names.joined(separator: "、"))）"),
        en: "the workbook has no visible sheet with rows"
          + (names.isEmpty ? "" : " (hidden: \(names.joined(separator: ", ")))")),
      fix: LocalizedText(zh: "请检查导出是否成功", en: "check whether the export succeeded"))
  }

  static func tooManyStrings(_ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "工作簿的文本多得无法读取，或临时目录已满", en: "the workbook has more texts than can be read, or the temporary folder is full"),
      fix: LocalizedText(zh: "请另存为 CSV", en: "save it as CSV"))
  }

  static func rowOrder(_ path: String, line: Int, after last: Int) -> Diagnostic {
    Diagnostic(
      at: .init(file: path, line: line),
      found: LocalizedText(
        zh: "工作表的行号错乱：第 \(last) 行之后是第 \(line) 行",
        en: "the sheet's rows are out of order: row \(line) after row \(last)"), fix: saveAgain)
  }

  static func cellOrder(_ path: String, line: Int, reference: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path, line: line),
      found: LocalizedText(
        zh: "单元格错乱：“\(reference.prefix(12))”", en: "the cells are out of order: “\(reference.prefix(12))”"),
      fix: saveAgain)
  }

  static func noString(_ path: String, line: Int) -> Diagnostic {
    Diagnostic(
      at: .init(file: path, line: line),
      found: LocalizedText(
        zh: "单元格引用了不存在的文本", en: "a cell refers to a text that the workbook does not hold"), fix: saveAgain)
  }
}
