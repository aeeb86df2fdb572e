import HotlineModel
import HotlineReading
import HotlineText

/// A profile as it is made from a suggestion and from what a person chose otherwise: what was suggested stays word for word.
struct ProfileDraft {
  let suggestion: ProfileSuggestion
  let fields: Fields

  /// The names of form fields.
  static func column(_ field: FactField) -> String { "column-\(field.rawValue)" }
  static func constant(_ field: FactField) -> String { "constant-\(field.rawValue)" }
  static func format(_ field: FactField) -> String { "format-\(field.rawValue)" }
  static func word(_ field: FactField, _ place: Int) -> String { "word-\(field.rawValue)-\(place)" }
  /// What is chosen for what is suggested.
  static let asSuggested = "="

  /// The headers of the file's columns, in the order in which they are known.
  var headers: [String] {
    let all = suggestion.fields.flatMap(\.columns) + suggestion.unused.map(\.header)
    return all.reduce(into: []) { if !$0.contains($1), !$1.isEmpty { $0.append($1) } }
  }

  /// What was chosen for a field: a header, nothing, or what is suggested.
  func choice(_ field: ProfileSuggestion.Field) -> String {
    let sent = fields.all.first { $0.name == Self.column(field.field) }?.value
    return sent ?? (field.way == "none" ? "" : Self.asSuggested)
  }

  /// The meaning that was chosen for a word; `nil` where none was.
  func meaning(_ field: ProfileSuggestion.Field, _ place: Int) -> String? {
    fields.all.first { $0.name == Self.word(field.field, place) }?.value ?? field.words[place].meaning
  }

  /// The profile's text.
  var yaml: String {
    let lines = suggestion.yaml.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = lines.firstIndex { $0.hasPrefix("fields:") } ?? lines.count
    let title = fields["title"] ?? suggestion.kind.name.zh
    var text = lines[..<start].filter { !$0.hasPrefix("#") && !$0.isEmpty }.map { line in
      line.hasPrefix("title:") && !title.isEmpty
        ? "title: {zh: \(Self.scalar(title)), en: \(Self.scalar(title))}" : line
    }
    text.append("fields:")
    for field in suggestion.fields { text += self.lines(of: field, in: Array(lines[min(start, lines.count)...])) }
    return text.joined(separator: "\n") + "\n"
  }

  private func lines(of field: ProfileSuggestion.Field, in suggested: [String]) -> [String] {
    let name = field.field.rawValue
    if let constant = fields[Self.constant(field.field)] { return ["  \(name): {constant: \(Self.scalar(constant))}"] }
    let choice = choice(field)
    if choice.isEmpty { return [] }
    let words = field.words.indices.compactMap { place in
      self.meaning(field, place).flatMap { $0.isEmpty ? nil : "\(Self.scalar(field.words[place].word)): \($0)" }
    }
    let isOther = fields[Self.format(field.field)] == "other"
    let hasOwnWords = field.words.indices.contains { meaning(field, $0) != field.words[$0].meaning }
    if choice == Self.asSuggested, !isOther, !hasOwnWords {
      guard let first = suggested.firstIndex(where: { $0.hasPrefix("  \(name):") }) else { return [] }
      let rest = suggested[(first + 1)...].prefix { $0.hasPrefix("    ") }
      return [suggested[first]] + rest.filter { !$0.drop { $0 == " " }.hasPrefix("#") }
    }
    let columns = choice == Self.asSuggested ? field.columns : [choice]
    var parts = ["columns: [\(columns.map(Self.scalar).joined(separator: ", "))]"]
    let formats = isOther ? field.otherFormats : field.formats
    if !formats.isEmpty, choice == Self.asSuggested {
      parts.append("formats: [\(formats.map(Self.scalar).joined(separator: ", "))]")
    }
    if !words.isEmpty, choice == Self.asSuggested { parts.append("words: {\(words.joined(separator: ", "))}") }
    return ["  \(name): {\(parts.joined(separator: ", "))}"]
  }

  private static func scalar(_ text: String) -> String {
    let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    return "\"" + line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
