import Foundation
import HotlineConfiguration
import HotlineReading
import HotlineText

/// Keeps a new profile in the data folder, if it can be read again.
package struct SaveProfile: Sendable {
  /// Its name: that of its file.
  package var name: String
  /// Its text.
  package var yaml: String

  /// Creates an order.
  package init(_ name: String, yaml: String) {
    self.name = name
    self.yaml = yaml
  }

  /// - Throws: a ``Diagnostic`` for a name that cannot be one or is taken, and for what is wrong with the text.
  package func run(in workspace: Workspace) throws {
    let isName = (1...60).contains(name.utf8.count) && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    guard isName, Masking.masked(name) == name else {
      throw Diagnostic(
        .usage,
        found: LocalizedText(
          zh: "“\(Masking.masked(name))”不能作格式名", en: "“\(Masking.masked(name))” cannot be a profile's name"),
        expected: LocalizedText(zh: "字母、数字、汉字和 -", en: "letters, digits and -"))
    }
    let path = "\(workspace.data)/profiles/\(name).yaml"
    guard !FileManager.default.fileExists(atPath: path) else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "已有名为“\(name)”的格式", en: "there is a profile “\(name)” already"),
        fix: LocalizedText(zh: "请换一个名字", en: "choose another name"))
    }
    _ = try Profile(yaml: yaml, file: "\(name).yaml", model: workspace.model())
    try DocumentFile.write(yaml.hasSuffix("\n") ? yaml : yaml + "\n", to: path)
  }
}
