import HotlineConfiguration
import HotlineText

/// What can be wrong with an archive or workbook as a whole, in words.
enum ContainerProblem {
  static let exportAgain = LocalizedText(zh: "请重新下载或重新导出", en: "download or export it again")

  static func unreadable(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "无法读取文件（\(reason)）", en: "cannot read the file (\(reason))"),
      fix: LocalizedText(zh: "请检查路径和权限", en: "check the path and its permissions"))
  }

  static func noRoom(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(zh: "无法解压到临时目录（\(reason)）", en: "cannot be unpacked to the temporary folder (\(reason))"),
      fix: LocalizedText(zh: "请腾出空间，或自行解压后再导入", en: "make room there, or unpack it yourself and ingest the result"))
  }

  static func tooLarge(_ path: String, limit: Int) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "压缩包内的文件解压后超过 \(limit >> 20) MiB", en: "unpacks to more than \(limit >> 20) MiB inside the archive"),
      fix: LocalizedText(zh: "请自行解压后再导入", en: "unpack it yourself and ingest the result"))
  }

  static func bomb(_ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "解压后的大小超过压缩大小的 \(ContainerLimits.ratio) 倍，疑为压缩炸弹，未读取",
        en:
          "unpacks to more than \(ContainerLimits.ratio) times its size: it looks like a decompression bomb and is not read"
      ),
      fix: LocalizedText(zh: "如确为导出文件，请自行解压后再导入", en: "if it is an export, unpack it yourself and ingest the result"))
  }

  static func damagedArchive(_ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "压缩包损坏或不完整", en: "the zip archive is damaged or cut off"),
      fix: exportAgain)
  }

  static func tooManyEntries(_ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "压缩包列出超过 \(ContainerLimits.entries) 个文件",
        en: "the zip archive lists more than \(ContainerLimits.entries) files"),
      fix: LocalizedText(zh: "请自行解压后再导入", en: "unpack it yourself and ingest the folder"))
  }

  static func encrypted(_ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "压缩包中的这个文件有密码", en: "this file in the archive has a password"),
      fix: LocalizedText(zh: "请用密码解压后再导入", en: "unpack it with the password and ingest the result"))
  }

  static func unknownMethod(_ path: String, method: Int) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "压缩方式 \(method) 不受支持", en: "is packed by method \(method), which is not supported"),
      expected: LocalizedText(zh: "不压缩，或 deflate 压缩", en: "stored or deflated"),
      fix: LocalizedText(zh: "请自行解压后再导入", en: "unpack it yourself and ingest the result"))
  }

  static func nested(_ path: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(zh: "压缩包里还是压缩包", en: "an archive inside an archive is not read"),
      fix: LocalizedText(zh: "请先解压一层再导入", en: "unpack the outer one and ingest the result"))
  }

  static func noExport(_ path: String, among names: [String]) -> Diagnostic {
    let shown = names.prefix(5).map(Masking.path).joined(separator: ", ")
    return Diagnostic(
      at: .init(file: path),
      found: names.isEmpty
        ? LocalizedText(zh: "压缩包或工作簿中没有这个导出", en: "the archive or workbook holds no such export")
        : LocalizedText(zh: "其中有 \(names.count) 个导出", en: "it holds \(names.count) exports"),
      fix: names.isEmpty ? nil : LocalizedText(zh: "请指定一个：\(shown)", en: "name one: \(shown)"))
  }
}
