import Foundation
import HotlineAppraisal
import HotlineConfiguration
import HotlineStore
import HotlineText

/// All that a person fills in on a form, as it stands in its file. The database is not asked.
package struct FormFields: Sendable {
  /// A block of the form.
  package struct Section: Sendable {
    /// The block's name.
    package let title: LocalizedText
    /// Its rows that have something to be filled in, or taken over from elsewhere.
    package let rows: [FieldRow]
  }

  /// The form.
  package let definition: FormDefinition
  /// The form that it takes rows over from, as its file names it.
  package let uses: String?
  /// The language of the texts.
  package let language: Language
  /// What tells this state of the file from another one.
  package let state: String
  /// The head and the texts that a person may write.
  package let head: [FieldGroup]
  /// The blocks.
  package let sections: [Section]
  /// The file's text.
  let text: String

  /// All groups, in the order in which they are filled in: the rows, then the head and the texts.
  package var groups: [FieldGroup] { sections.flatMap(\.rows).flatMap(\.groups) + head }

  /// Reads a form's file.
  ///
  /// - Throws: a ``Diagnostic`` when it cannot be read or is no form.
  package init(_ form: String, language: Language, in workspace: Workspace) throws {
    let bytes = try SmallFile.bytes(of: form)
    guard let text = String(data: bytes, encoding: .utf8) else {
      throw Diagnostic(
        at: .init(file: form), found: LocalizedText(zh: "不是 UTF-8 文本", en: "not UTF-8 text"),
        fix: LocalizedText(zh: "请另存为 UTF-8", en: "save it as UTF-8"))
    }
    self.text = text
    self.language = language
    state = FileDigest.sha256(of: bytes)
    let definition = try FormDefinition(yaml: text, file: form, catalog: workspace.catalogWithoutWarning())
    self.definition = definition
    let root = try ConfigurationNode(yaml: text, file: form)
    uses = try root.optional("uses")?.string()
    head = try HeadFields(definition, root, language).groups
    sections = try zip(definition.sections, root.required("sections").elements()).enumerated().map { number, section in
      let path: [YAMLTree.Step] = [.key("sections"), .index(number), .key("indicators")]
      let rows = try zip(section.0.indicators, section.1.required("indicators").elements()).enumerated().map {
        try RowFields($1.0, $1.1, path + [.index($0)], definition, isFunds: section.0.isFunds, language).row
      }
      return Section(title: section.0.name, rows: rows.filter { !$0.groups.isEmpty || !$0.takenOver.isEmpty })
    }
  }
}
