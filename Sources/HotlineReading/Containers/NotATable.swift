import HotlineConfiguration
import HotlineText

/// The error for a file without a table: says what it is and what to do.
enum NotATable {
  /// - Parameters:
  ///   - path: the file as messages name it.
  ///   - start: its first bytes; what a web page or an answer in JSON says is repeated, masked.
  static func diagnostic(_ kind: ContentKind.Foreign, path: String, start: [UInt8]) -> Diagnostic {
    let (found, fix) = words(kind, start: start)
    return Diagnostic(at: .init(file: path), found: found, fix: fix)
  }

  private static let exportAgain = LocalizedText(
    zh: "请在平台上重新导出为 CSV 或 .xlsx", en: "export it again from the platform, as CSV or .xlsx")
  private static let unpack = LocalizedText(zh: "请先解压再导入", en: "unpack it and ingest the result")

  private static func words(_ kind: ContentKind.Foreign, start: [UInt8]) -> (LocalizedText, LocalizedText) {
    switch kind {
    case .ole:
      (
        LocalizedText(
          zh: "这是旧式二进制 Excel 工作簿（.xls），或带密码的工作簿，无法读取",
          en: "this is an old binary Excel workbook (.xls), or one with a password, which cannot be read"),
        WorkbookProblem.saveAgain
      )
    case .biff:
      (
        LocalizedText(zh: "这是很旧的二进制 Excel 文件，无法读取", en: "this is a very old binary Excel file, which cannot be read"),
        WorkbookProblem.saveAgain
      )
    case .json:
      (
        LocalizedText(
          zh: "这是 JSON 而不是表格，多半是平台的出错回应：\(quoted(start))",
          en: "this is JSON and not a table, most likely the platform's error answer: \(quoted(start))"), exportAgain
      )
    case .xml: (LocalizedText(zh: "这是 XML 而不是表格", en: "this is XML and not a table"), exportAgain)
    case .pdf: (LocalizedText(zh: "这是 PDF 文件，其中的表格无法读取", en: "this is a PDF; tables in it cannot be read"), exportAgain)
    case .image: (LocalizedText(zh: "这是图片", en: "this is a picture"), exportAgain)
    case .sqlite:
      (
        LocalizedText(zh: "这是 SQLite 数据库而不是导出文件", en: "this is an SQLite database and not an export"),
        LocalizedText(zh: "如是 hotline 的数据库，请用 --database", en: "if it is hotline's own, name it with --database")
      )
    case .rar: (LocalizedText(zh: "这是 RAR 压缩包", en: "this is a RAR archive"), unpack)
    case .sevenZip: (LocalizedText(zh: "这是 7z 压缩包", en: "this is a 7z archive"), unpack)
    case .bzip2: (LocalizedText(zh: "这是 bzip2 压缩文件", en: "this is a bzip2 file"), unpack)
    case .xz: (LocalizedText(zh: "这是 xz 压缩文件", en: "this is an xz file"), unpack)
    case .zstd: (LocalizedText(zh: "这是 zstd 压缩文件", en: "this is a zstd file"), unpack)
    case .parquet: (LocalizedText(zh: "这是 Parquet 文件", en: "this is a Parquet file"), exportAgain)
    case .richText: (LocalizedText(zh: "这是 RTF 文档", en: "this is an RTF document"), exportAgain)
    case .webArchive:
      (LocalizedText(zh: "这是网页存档（.mht）", en: "this is a web archive (.mht)"), WorkbookProblem.saveAgain)
    case .program: (LocalizedText(zh: "这是可执行程序", en: "this is a program"), exportAgain)
    }
  }

  /// A page without a table of data: a login page, an error.
  static func webPage(_ path: String, words: [UInt8]) -> Diagnostic {
    let says = Masking.masked(String(decoding: words, as: UTF8.self))
    return Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "这是没有数据表格的网页（如登录页或出错页）" + (says.isEmpty ? "" : "：\(says)"),
        en: "this is a web page without a table of data (a login or error page)" + (says.isEmpty ? "" : ": \(says)")),
      fix: LocalizedText(zh: "请登录平台后重新导出", en: "log in to the platform and export again"))
  }

  /// A zip archive of another kind, by the names in it.
  static func document(_ names: [String], path: String) -> Diagnostic? {
    let found: LocalizedText
    if names.contains(where: { $0.hasPrefix("xl/") && $0.hasSuffix(".bin") && $0.contains("workbook") }) {
      found = LocalizedText(zh: "这是二进制工作簿（.xlsb），无法读取", en: "this is a binary workbook (.xlsb), which cannot be read")
    } else if names.contains("mimetype"), names.contains("content.xml") {
      found = LocalizedText(
        zh: "这是 OpenDocument 文件（如 .ods），无法读取", en: "this is an OpenDocument file (such as .ods), which cannot be read")
    } else if names.contains(where: { $0.hasPrefix("word/") || $0.hasPrefix("ppt/") }) {
      found = LocalizedText(
        zh: "这是 Word 或 PowerPoint 文档而不是表格", en: "this is a Word or PowerPoint document and not a table")
    } else {
      return nil
    }
    return Diagnostic(at: .init(file: path), found: found, fix: WorkbookProblem.saveAgain)
  }

  /// A zip archive with nothing in it that could be an export.
  static func noExports(_ path: String, names: [String]) -> Diagnostic {
    let shown = names.prefix(5).joined(separator: "、")
    return Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "压缩包中没有导出文件" + (names.isEmpty ? "（空包）" : "（其中有 \(names.count) 个文件：\(shown)）"),
        en: "no exports in the zip archive"
          + (names.isEmpty
            ? " (it is empty)" : " (it holds \(names.count) files: \(names.prefix(5).joined(separator: ", ")))")),
      expected: LocalizedText(
        zh: ExportName.extensions.joined(separator: "、"), en: ExportName.extensions.joined(separator: ", ")))
  }

  private static func quoted(_ start: [UInt8]) -> String {
    let text = String(decoding: start.prefix(400), as: UTF8.self)
    return Masking.masked(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}

/// Which names exports have.
package enum ExportName {
  /// The extensions by which exports are looked for in folders and archives.
  package static let extensions = [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".gz", ".zip"]

  /// Whether a file of this name can be an export.
  static func isExport(_ name: String) -> Bool {
    let name = name.lowercased()
    return extensions.contains { name.hasSuffix($0) } && !isUnfinished(name)
  }

  /// What programs call a file until all of it has arrived, and what Office puts beside one that is open.
  private static let unfinished = [
    ".part", ".partial", ".filepart", ".crdownload", ".download", ".opdownload", ".aria2", ".!ut", ".swp", ".tmp",
    ".temp", "~",
  ]

  /// Whether a name is that of a file that another program has not finished.
  package static func isUnfinished(_ name: String) -> Bool {
    let name = name.lowercased()
    return unfinished.contains { name.hasSuffix($0) } || (name.split(separator: "/").last ?? "").hasPrefix("~$")
  }
}
