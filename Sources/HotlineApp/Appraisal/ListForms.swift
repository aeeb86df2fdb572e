import Foundation
import HotlineConfiguration
import HotlineText

/// Lists the forms that the data folder defines.
package struct ListForms: Sendable {
  /// Creates the question.
  package init() {}

  /// A form of the list.
  package struct Entry: Sendable {
    /// Its name: that of its file, `hotline-2019`.
    package let name: String
    /// What it is called: 项目绩效自我评价 · 社区服务热线管理; its name where the file cannot be read.
    package let title: LocalizedText
    /// The year appraised; `nil` where the file cannot be read.
    package let year: String?
    /// The groups of fields without which points stay open, each with its row: judgements and facts for which nobody vouches yet.
    package let open: [(row: LocalizedText, group: FieldGroup)]
    /// Why the file cannot be read.
    package let problem: Diagnostic?
  }

  /// The forms as their files describe them; no figure is asked for, and no database needed.
  ///
  /// - Returns: the latest year's first.
  package func run(_ language: Language, in workspace: Workspace) -> [Entry] {
    let entries = names(in: workspace).map { name -> Entry in
      do {
        let fields = try FormFields("\(workspace.data)/indicators/\(name).yaml", language: language, in: workspace)
        let form = fields.definition
        let project = form.header.project
        let open = fields.sections.flatMap(\.rows).flatMap { row in
          row.groups.filter(\.isOpen).map { (row: row.title, group: $0) }
        }
        return Entry(
          name: name,
          title: LocalizedText(zh: "\(form.title.zh) · \(project.zh)", en: "\(form.title.en) · \(project.en)"),
          year: form.period.text, open: open, problem: nil)
      } catch {
        let problem = error as? Diagnostic
        return Entry(
          name: name, title: LocalizedText(zh: name, en: name), year: nil, open: [],
          problem: problem
            ?? Diagnostic(found: LocalizedText(zh: "无法读取表的定义文件", en: "the form's file cannot be read")))
      }
    }
    return entries.sorted { ($1.year ?? "", $0.name) < ($0.year ?? "", $1.name) }
  }

  /// The names of the forms, in order.
  package func names(in workspace: Workspace) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(workspace.data)/indicators")) ?? []
    return files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// The file of a form; `nil` when there is none of this name.
  package func path(of name: String, in workspace: Workspace) -> String? {
    names(in: workspace).contains(name) ? "\(workspace.data)/indicators/\(name).yaml" : nil
  }
}
