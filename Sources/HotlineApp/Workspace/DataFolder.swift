import Foundation
import HotlineConfiguration
import HotlineText

/// Finds the folder of metrics.yaml, profiles, calendar and names.
///
/// The first of these counts: the folder that the user named; the one that `HOTLINE_DATA` names; `data` in the working folder;
/// `share/hotline` beside the folder of the program. So an installed program finds what was installed with it, and a working
/// folder's own data come before that.
package struct DataFolder: Sendable {
  /// What the user named on the command line.
  package var named: String?
  /// The environment of the process.
  package var environment: [String: String]
  /// The program; links to it are followed.
  package var program: String
  /// The folder in which the user works.
  package var workingFolder: String

  /// The variable that names the folder.
  package static let variable = "HOTLINE_DATA"
  /// The folder's name in the working folder, also the path that it has from there.
  package static let localName = "data"
  /// Any of these makes a folder one of data. A folder that holds only a database or logs is none.
  private static let marks = ["metrics.yaml", "locality.yaml", "model.yaml", "profiles"]

  /// A search from where this process is; `named` is what the user named.
  package init(
    named: String?, environment: [String: String] = ProcessInfo.processInfo.environment,
    program: String = "/proc/self/exe", workingFolder: String = "."
  ) {
    self.named = named
    self.environment = environment
    self.program = program
    self.workingFolder = workingFolder
  }

  /// The folder's path.
  ///
  /// - Throws: a ``Diagnostic`` when the folder that was named does not exist, or none was named and none found.
  package func find() throws -> String {
    if let named { return try existing(named, by: "--data") }
    if let named = environment[Self.variable], !named.isEmpty { return try existing(named, by: Self.variable) }
    let local = workingFolder == "." ? Self.localName : "\(workingFolder)/\(Self.localName)"
    if isData(local) { return local }
    let installed = installed
    if isData(installed) { return installed }
    throw Diagnostic(
      found: LocalizedText(
        zh: "找不到数据目录：当前目录下的 data 和 \(installed) 都不是",
        en: "there is no data folder: neither data in this folder nor \(installed) is one"),
      fix: LocalizedText(
        zh: "请进入由 hotline init 建立的目录，或用 --data 或环境变量 \(Self.variable) 指明",
        en: "go to a folder that `hotline init` made, or name the data folder with --data or \(Self.variable)"))
  }

  /// `share/hotline` under the folder above the program's.
  private var installed: String {
    URL(filePath: program).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "share/hotline").path
  }

  private func isData(_ folder: String) -> Bool {
    Self.marks.contains { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
  }

  private func existing(_ folder: String, by name: String) throws -> String {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
    guard exists, isFolder.boolValue else {
      throw Diagnostic(
        at: .init(file: folder),
        found: exists
          ? LocalizedText(zh: "\(name) 指明的不是目录", en: "what \(name) names is no folder")
          : LocalizedText(zh: "\(name) 指明的目录不存在", en: "the folder that \(name) names does not exist"),
        fix: LocalizedText(
          zh: "请指明含有 metrics.yaml 的目录；hotline init 可以建立一个",
          en: "name a folder that holds metrics.yaml; `hotline init` makes one"))
    }
    return folder
  }

  /// The error for a data folder without KPIs.
  static func incomplete(_ folder: String) -> Diagnostic {
    Diagnostic(
      at: .init(file: folder),
      found: LocalizedText(zh: "不是完整的数据目录，其中没有 metrics.yaml", en: "no whole data folder: it holds no metrics.yaml"),
      fix: LocalizedText(
        zh: "hotline init 可以建立完整的数据目录；或用 --data 指明另一个目录",
        en: "`hotline init` makes a whole one, or name another with --data"))
  }
}
