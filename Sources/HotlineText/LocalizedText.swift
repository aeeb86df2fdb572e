/// The two languages of reports and messages.
package enum Language: String, Sendable, CaseIterable, Codable {
  /// Chinese: the default of reports and forms.
  case zh
  /// English.
  case en

  /// The language of the command line's messages: Chinese under a `zh_*` locale, English otherwise.
  ///
  /// - Parameter environment: the process environment; `LC_ALL`, `LC_MESSAGES` and `LANG` are read in POSIX order.
  package static func ofLocale(_ environment: [String: String]) -> Language {
    let locale = LocaleName.variables.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .zh : .en
  }

  /// The one of two texts that is in this language: `language("值", "value")`. A text that is chosen later, or in both
  /// languages, is a ``LocalizedText``.
  package func callAsFunction(_ zh: String, _ en: String) -> String { self == .zh ? zh : en }
}

/// A text in both languages, for names that appear in reports and messages.
package struct LocalizedText: Sendable, Hashable, Codable {
  /// The Chinese text.
  package var zh: String
  /// The English text.
  package var en: String

  /// Creates a text from its two versions.
  package init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// The version in the given language.
  package func callAsFunction(_ language: Language) -> String {
    language == .zh ? zh : en
  }

  /// The text with no more than so many characters, and “…” where more were.
  package func shortened(to length: Int) -> LocalizedText {
    func shortened(_ text: String) -> String {
      let head = text.prefix(length)
      return head.endIndex == text.endIndex ? text : head + "…"
    }
    return LocalizedText(zh: shortened(zh), en: shortened(en))
  }
}
