import HotlineConfiguration
import HotlineText

/// The three texts of the form's head, sentence by sentence.
package struct Narrative: Sendable {
  /// A sentence and the row that it speaks of.
  package struct Sentence: Sendable, Hashable {
    /// The row's id; `nil` for the evaluator's own words.
    package let indicator: String?
    /// The sentence, without a closing mark.
    package let text: LocalizedText
  }

  /// 主要绩效.
  package let achievements: [Sentence]
  /// 主要问题.
  package let problems: [Sentence]
  /// 改进措施.
  package let improvements: [Sentence]

  /// Sentences as one numbered text, as the form prints them; one's own words alone are not numbered.
  package static func text(_ sentences: [Sentence], _ language: Language) -> String {
    if sentences.count == 1, sentences[0].indicator == nil { return sentences[0].text(language) }
    // Paragraphs of several parts end; short points follow each other.
    let isParagraphs = sentences.contains { $0.text.zh.contains("；") }
    let separator = isParagraphs ? language("。", ". ") : language("；", "; ")
    let end = language("。", ".")
    let numbered = sentences.enumerated().map {
      "\($0.offset + 1).\(language("", " "))\($0.element.text(language))"
    }
    guard let last = numbered.last else { return "" }
    return numbered.joined(separator: separator) + (last.hasSuffix(end) ? "" : end)
  }
}
