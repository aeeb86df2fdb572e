import Foundation

/// Lists the forms that the data folder defines.
package struct ListForms: Sendable {
  /// Creates the question.
  package init() {}

  /// - Returns: their names: `hotline-2019`.
  package func run(in workspace: Workspace) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(workspace.data)/indicators")) ?? []
    return files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// The file of a form; `nil` when there is none of this name.
  package func path(of name: String, in workspace: Workspace) -> String? {
    run(in: workspace).contains(name) ? "\(workspace.data)/indicators/\(name).yaml" : nil
  }
}
