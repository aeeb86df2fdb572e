/// The two languages in which hotline speaks.
public enum Language: String, Sendable, CaseIterable, Codable {
  /// Chinese: the default of reports and forms.
  case zh
  /// English.
  case en

  /// The language of the command line's messages: Chinese under a `zh_*` locale, English otherwise.
  ///
  /// - Parameter environment: the process environment; `LC_ALL`, `LC_MESSAGES` and `LANG` are read in POSIX order.
  public static func ofLocale(_ environment: [String: String]) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .zh : .en
  }
}

/// A text in both languages, for names that appear in reports and messages.
public struct LocalizedText: Sendable, Hashable, Codable {
  /// The Chinese text.
  public var zh: String
  /// The English text.
  public var en: String

  /// Creates a text from its two versions.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// The version in the given language.
  public func callAsFunction(_ language: Language) -> String {
    language == .zh ? zh : en
  }
}
