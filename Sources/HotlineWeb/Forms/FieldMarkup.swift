import HotlineApp
import HotlineText

/// What was typed into a form that was not saved, and why it was not.
struct TypedFields: Sendable {
  /// What was typed, by the names of fields.
  var typed: [String: String] = [:]
  /// The marks of what stood there when the page was drawn.
  var marks: [String: String] = [:]
  /// What is wrong with it.
  var problems: [FieldProblem] = []
  /// Whether somebody else saved the form meanwhile.
  var isStale = false

  init() {}

  /// What a page sent.
  init(_ fields: Fields) {
    for field in fields.all {
      if field.name.hasPrefix(Self.markPrefix) {
        marks[String(field.name.dropFirst(Self.markPrefix.count))] = field.value
      } else if field.name.contains("/") {
        // The names of a form's fields are paths; others are the page's own.
        typed[field.name] = field.value
      }
    }
  }

  /// Whether something was typed that is not saved.
  var isUnsaved: Bool { isStale || !problems.isEmpty }

  /// The prefix of the fields with marks.
  static let markPrefix = "was:"

  /// What a field shows: what was typed, unless only the other one changed it.
  func shown(_ field: FormField) -> String {
    guard let text = typed[field.name] else { return field.value }
    return isStale && !isMine(field) ? field.value : text
  }

  /// Whether who typed changed the field.
  private func isMine(_ field: FormField) -> Bool {
    guard let text = typed[field.name] else { return false }
    return marks[field.name].map { $0 != FormField.mark(of: field.typed(text)) } ?? true
  }

  /// Whether the other one changed a field to something else than was typed into it.
  func isContested(_ field: FormField) -> Bool {
    guard isStale, isMine(field), let text = typed[field.name] else { return false }
    return marks[field.name] != field.mark && field.typed(text) != field.value
  }
}

/// Draws the fields of a form's file.
struct FieldMarkup {
  let typed: TypedFields
  let language: Language

  private func e(_ text: String) -> String { Markup.escaped(text) }

  /// The `id` of what has a name: letters and digits stay.
  static func id(_ name: String, _ prefix: String = "f") -> String {
    let safe = name.unicodeScalars.map { scalar -> String in
      if scalar == "/" { return "." }
      let isPlain = scalar == "-" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      return isPlain ? String(scalar) : "_\(String(scalar.value, radix: 16))"
    }
    return "\(prefix).\(safe.joined())"
  }

  func html(_ field: FormField) -> String {
    let id = e(Self.id(field.name))
    let name = e(field.name)
    let problem = typed.problems.first { $0.field == field.name }?.text(language)
    let isContested = typed.isContested(field)
    let hint = hint(of: field)
    var described: [String] = []
    var behind = ""
    if !hint.isEmpty {
      described.append("\(id)-hint")
      behind += " <small id=\"\(id)-hint\">\(e(hint))</small>"
    }
    if let problem {
      described.append("\(id)-error")
      behind += " <strong class=\"error\" id=\"\(id)-error\">\(e(problem))</strong>"
    }
    if isContested {
      described.append("\(id)-now")
      let now = field.value.isEmpty ? language("（已清空）", "(emptied)") : text(of: field, field.value)
      behind +=
        " <strong class=\"error\" id=\"\(id)-now\">\(e(language("他人已改为：", "Somebody else wrote: ") + now))</strong>"
    }
    var attributes = "id=\"\(id)\" name=\"\(name)\""
    if !described.isEmpty { attributes += " aria-describedby=\"\(described.joined(separator: " "))\"" }
    if problem != nil || isContested { attributes += " aria-invalid=\"true\"" }
    let value = typed.shown(field)
    let control: String
    if let choices = field.kind.choices {
      let options = choices.map { choice in
        "<option value=\"\(choice.value)\"\(choice.value == value ? " selected" : "")>\(e(choice.text(language)))</option>"
      }
      control = "<select \(attributes)>\(options.joined())</select>"
    } else if field.kind.hasLines {
      let rows = field.kind == .paragraphs ? 5 : 2
      // The first line end behind the tag is the markup's own.
      control = "<textarea \(attributes) rows=\"\(rows)\">\n\(lines(value))</textarea>"
    } else {
      let mode: String =
        switch field.kind {
        case .points, .quantity: " inputmode=\"decimal\""
        case .whole: " inputmode=\"numeric\""
        default: ""
        }
      control = "<input \(attributes) type=\"text\"\(mode) autocomplete=\"off\" value=\"\(e(value))\">"
    }
    let mark = "<input type=\"hidden\" name=\"\(TypedFields.markPrefix)\(name)\" value=\"\(field.mark)\">"
    let style = field.kind == .paragraphs ? "field whole" : field.kind == .text ? "field broad" : "field"
    return
      "<p class=\"\(style)\"><label for=\"\(id)\">\(e(field.label(language)))</label> \(control)\(behind)\(mark)</p>"
  }

  /// Line ends are the text's own here; all other controls are shown.
  private func lines(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map { e(String($0)) }
      .joined(separator: "\n")
  }

  /// A value as people read it.
  private func text(of field: FormField, _ value: String) -> String {
    field.kind.choices?.first { $0.value == value }?.text(language) ?? value
  }

  private func hint(of field: FormField) -> String {
    var hints: [String] = []
    switch field.kind {
    case .day: hints.append(language("如 2020-03-12", "such as 2020-03-12"))
    case .quantity(let unit) where unit.isRate: hints.append(language("如 85%", "such as 85%"))
    default: break
    }
    if field.value.contains("{value}") { hints.append(language("{value} 处印出数值", "{value} stands for the figure")) }
    if field.hasOtherLanguage {
      hints.append(
        language("另有英文文字，不随此处修改", "there is a Chinese text as well, which stays as it is"))
    }
    return hints.joined(separator: language("；", "; "))
  }
}
