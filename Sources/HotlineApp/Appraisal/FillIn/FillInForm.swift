import Foundation
import HotlineAppraisal
import HotlineConfiguration
import HotlineText

/// Writes what people filled in into a form's file, several fields at once. All else in the file, comments too, stays as it is; scores
/// follow from it.
package struct FillInForm: Sendable {
  /// The form's file.
  package var form: String
  /// What was typed, by the names of fields; fields that are not named stay as they are.
  package var typed: [String: String]
  /// The marks (``FormField/mark``) of what a page showed, by the names of fields: what was sent as it was shown nobody typed.
  package var marks: [String: String]
  /// The file's state (``FormFields/state``) that the person had seen: another one since is not overwritten.
  package var seen: String
  /// The language of the page.
  package var language: Language

  /// Creates an order.
  package init(
    _ form: String, typed: [String: String], marks: [String: String] = [:], seen: String, language: Language
  ) {
    self.form = form
    self.typed = typed
    self.marks = marks
    self.seen = seen
    self.language = language
  }

  /// A field that was written.
  package struct Change: Sendable, Hashable {
    /// The field's name.
    package let field: String
    /// The name of its group.
    package let group: String
    /// What it is called.
    package let label: LocalizedText
  }

  /// What became of it.
  package enum Outcome: Sendable {
    /// These fields were written; none where nothing was another than before.
    case saved([Change])
    /// Nothing was written, for these reasons.
    case refused([FieldProblem])
    /// Nothing was written: the file is another one than the person had seen.
    case stale
  }

  /// Does the work, or leaves the file as it was.
  ///
  /// - Throws: a ``Diagnostic`` when the file is no form, or cannot be written.
  package func run(in workspace: Workspace) throws -> Outcome {
    let folder = URL(filePath: form).deletingLastPathComponent().path
    return try FolderLock.holding(folder) {
      let fields = try FormFields(form, language: language, in: workspace)
      guard fields.state == seen else { return .stale }
      var problems: [FieldProblem] = []
      var changes: [Change] = []
      var tree = try YAMLTree(ConfigurationNode(yaml: fields.text, file: form))
      for group in fields.groups {
        let filled = FilledGroup(group, typed: typed, marks: marks)
        guard !filled.changed.isEmpty else { continue }
        problems += filled.problems
        filled.write(into: &tree, language: language)
        changes += filled.changed.map { Change(field: $0.name, group: group.name, label: $0.label) }
      }
      guard problems.isEmpty else { return .refused(problems) }
      guard !changes.isEmpty else { return .saved([]) }
      let text = try YAMLText.text(fields.text, file: form, saying: tree)
      do {
        // What cannot be read again is not written.
        _ = try FormDefinition(yaml: text, file: form, catalog: workspace.catalogWithoutWarning())
      } catch let problem as Diagnostic {
        return .refused([
          FieldProblem(field: nil, text: LocalizedText(zh: problem.words(.zh), en: problem.words(.en)))
        ])
      }
      do {
        try DocumentFile.write(text, to: form)
      } catch {
        throw Diagnostic(
          at: .init(file: form), found: LocalizedText(zh: "无法写入自评表文件", en: "the form's file cannot be written"),
          fix: LocalizedText(
            zh: "请管理员检查数据目录的权限和磁盘空间", en: "ask an administrator to check the data folder's permissions and space"))
      }
      return .saved(changes)
    }
  }
}

extension Diagnostic {
  /// What was found, expected and is to be done, without the place in a file that a person on a page does not see.
  fileprivate func words(_ language: Language) -> String {
    [found, expected, fix].compactMap { $0?(language) }.joined(separator: language("；", "; "))
  }
}

/// A group of fields with what was typed into them.
private struct FilledGroup {
  let group: FieldGroup
  /// The fields whose value is another one than before.
  private(set) var changed: [FormField] = []
  private(set) var problems: [FieldProblem] = []
  /// All values, by the last part of their names.
  private var values: [String: String] = [:]

  init(_ group: FieldGroup, typed: [String: String], marks: [String: String]) {
    self.group = group
    for field in group.fields {
      values[field.key] = field.value
      guard let text = typed[field.name].map(field.typed), text != field.value,
        marks[field.name] != FormField.mark(of: text)
      else { continue }
      switch FieldCheck.result(text, field) {
      case .problem(let text):
        problems.append(FieldProblem(field: field.name, text: text))
        changed.append(field)
      case .value(let value):
        guard value != field.value else { continue }
        values[field.key] = value
        changed.append(field)
      }
    }
    if !changed.isEmpty, problems.isEmpty { checkTogether() }
  }

  private func isEmpty(_ key: String) -> Bool { values[key, default: ""].isEmpty }

  // MARK: What goes together

  private mutating func need(_ key: String, _ text: LocalizedText) {
    guard let field = group.field(key), isEmpty(key) else { return }
    problems.append(
      FieldProblem(
        field: field.name,
        text: LocalizedText(zh: "“\(field.label.zh)”未填：\(text.zh)", en: "“\(field.label.en)” is empty: \(text.en)")))
  }

  private mutating func checkTogether() {
    let vouching = ["by", "on", "document"].filter { group.field($0) != nil }
    let isVouched = vouching.contains { !isEmpty($0) }
    switch group.subject {
    case .judgement, .fact, .condition:
      if isVouched {
        for key in vouching {
          need(
            key,
            LocalizedText(
              zh: "确认人、日期和依据的文件须同时写明，或同时留空",
              en: "who vouches, when and by which document go together, or stay empty together"))
        }
      }
      if group.subject == .judgement, isVouched {
        need("points", LocalizedText(zh: "评定须有分数", en: "a judgement has points"))
      }
    case .cause:
      guard !isEmpty("improvement") || !isEmpty("document") else { break }
      need("reason", LocalizedText(zh: "请先写明偏差原因", en: "say the cause first"))
    case .targetTooLow where values["confirmed"] == "yes":
      need("points", LocalizedText(zh: "确认偏低时须写明扣几分", en: "a confirmed target costs points: say how many"))
      need("reason", LocalizedText(zh: "确认偏低时须写明理由", en: "a confirmed target needs a reason"))
    case .narrative:
      if isEmpty("placement"), !isEmpty("text") {
        need("placement", LocalizedText(zh: "请选择自己写的文字如何使用", en: "choose how your own text is used"))
      } else if !isEmpty("placement") {
        need("text", LocalizedText(zh: "请写文字，或改用自动草拟的文字", en: "write a text, or choose the drafted one"))
      }
    case .header:
      for key in ["goal", "assessed_on"] { need(key, LocalizedText(zh: "表头须有这一项", en: "the head needs it")) }
    case .funds, .targetTooLow: break
    }
  }

  // MARK: Into the file

  func write(into tree: inout YAMLTree, language: Language) {
    guard group.subject != .narrative else { return writeNarrative(into: &tree, language) }
    if group.subject == .judgement, let field = group.field("points"), changed.contains(field) || group.isTakenOver,
      case .points(let most) = field.kind
    {
      // The band follows from the points.
      let level = Double(values["points", default: ""]).map { Judgement.Level.of($0 / most) }
      tree.set(group.path + [.key("level")], to: level.map { .plain($0.rawValue) })
    }
    for field in group.isTakenOver ? group.fields : changed {
      let value = values[field.key, default: ""]
      if group.isTakenOver, value.isEmpty { continue }
      tree.set(field.path, to: Self.tree(value, field.kind))
    }
  }

  private static func tree(_ value: String, _ kind: FormField.Kind) -> YAMLTree? {
    guard !value.isEmpty else { return nil }
    return switch kind {
    case .line, .text, .paragraphs: .text(value)
    case .yesNo, .confirmation: .plain(value == "yes" ? "true" : "false")
    case .day, .points, .quantity, .whole, .placement: .plain(value)
    }
  }

  /// One's own text stands under the word that says how it is used.
  private func writeNarrative(into tree: inout YAMLTree, _ language: Language) {
    let placement = values["placement", default: ""]
    guard !placement.isEmpty, let field = group.field("text") else { return tree.set(group.path, to: nil) }
    var text = group.field("placement").flatMap { tree[group.path + [.key($0.value)]] } ?? .text("")
    if changed.contains(field) {
      let new = YAMLTree.text(values["text", default: ""])
      if case .mapping = text { text.set([.key(language.rawValue)], to: new) } else { text = new }
    }
    tree.set(group.path, to: .mapping([(placement, text)]))
  }
}

extension Judgement.Level {
  /// The band of a share of the weight.
  fileprivate static func of(_ share: Double) -> Judgement.Level {
    share >= 0.8 - 1e-9 ? .achieved : share >= 0.6 - 1e-9 ? .partly : .missed
  }
}
