import HotlineAppraisal
import HotlineConfiguration
import HotlineText

/// Makes fields of the values of one mapping.
struct FieldMaker {
  let name: String
  let path: [YAMLTree.Step]
  /// The mapping; `nil` where the file has none.
  let node: ConfigurationNode?
  let language: Language

  /// The mapping under a key.
  func within(_ key: String) throws -> FieldMaker {
    FieldMaker(name: name, path: path + [.key(key)], node: try node?.optional(key), language: language)
  }

  /// A field of a text that may stand in both languages.
  ///
  /// - Parameter other: what counts where the file says nothing.
  func text(
    _ key: String, _ label: LocalizedText, _ kind: FormField.Kind = .text, or other: LocalizedText? = nil
  ) throws -> FormField {
    let value = try node?.optional(key)
    guard let value, value.isMapping else {
      return FormField(
        "\(name)/\(key)", label, kind, at: path + [.key(key)], value: try value?.string() ?? other?(language) ?? "")
    }
    return FormField(
      "\(name)/\(key)", label, kind, at: path + [.key(key), .key(language.rawValue)],
      value: try value.optional(language.rawValue)?.string() ?? "", hasOtherLanguage: true)
  }

  /// A field of a number, a day or a name.
  func value(_ key: String, _ label: LocalizedText, _ kind: FormField.Kind, or other: String? = nil) throws -> FormField
  {
    FormField(
      "\(name)/\(key)", label, kind, at: path + [.key(key)],
      value: try node?.optional(key)?.string() ?? other ?? "")
  }

  /// A field of yes or no.
  func yesNo(_ key: String, _ label: LocalizedText, _ kind: FormField.Kind, or other: Bool? = nil) throws -> FormField {
    let known = try node?.optional(key)?.bool() ?? other
    let none = kind == .confirmation ? "no" : ""
    return FormField(
      "\(name)/\(key)", label, kind, at: path + [.key(key)], value: known.map { $0 ? "yes" : "no" } ?? none)
  }

  /// Who vouches for something.
  func attestation(or other: Attestation? = nil) throws -> [FormField] {
    let own = try within("attested")
    return [
      try own.value("by", LocalizedText(zh: "确认人", en: "Vouched for by"), .line, or: other?.by),
      try own.value("on", LocalizedText(zh: "确认日期", en: "On"), .day, or: other?.on.iso),
      try own.value("document", LocalizedText(zh: "依据的文件", en: "By which document"), .line, or: other?.document),
    ]
  }
}
