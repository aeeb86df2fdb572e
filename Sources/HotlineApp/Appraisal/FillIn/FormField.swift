import Foundation
import HotlineMetrics
import HotlineModel
import HotlineStore
import HotlineText

/// One field of a form's file that a person fills in.
package struct FormField: Sendable, Hashable {
  /// What can be written into it.
  package enum Kind: Sendable, Hashable {
    /// A few words.
    case line
    /// A sentence or more; it becomes part of a sentence, so line ends become blanks.
    case text
    /// Text that stands by itself, with its paragraphs.
    case paragraphs
    /// A day.
    case day
    /// Points, up to so many.
    case points(most: Double)
    /// A number in a unit.
    case quantity(Metric.Unit)
    /// A whole number from 1.
    case whole
    /// Yes, no, or nothing yet.
    case yesNo
    /// Whether something was confirmed.
    case confirmation
    /// How one's own words go with the drafted ones.
    case placement

    /// Whether the text may have several lines on the page.
    package var hasLines: Bool { self == .text || self == .paragraphs }

    /// The values of a choice; `nil` for a field that is written into.
    package var choices: [(value: String, text: LocalizedText)]? {
      switch self {
      case .yesNo:
        [
          ("", LocalizedText(zh: "尚未填写", en: "not filled in")), ("yes", LocalizedText(zh: "是", en: "yes")),
          ("no", LocalizedText(zh: "否", en: "no")),
        ]
      case .confirmation:
        [
          ("no", LocalizedText(zh: "未确认，不扣分", en: "not confirmed: no points off")),
          ("yes", LocalizedText(zh: "确认偏低，扣分", en: "confirmed: points off")),
        ]
      case .placement:
        [
          ("", LocalizedText(zh: "用自动草拟的文字", en: "the drafted text")),
          ("follow", LocalizedText(zh: "草拟文字之后再加", en: "the drafted text, then mine")),
          ("replace", LocalizedText(zh: "只用自己写的文字", en: "mine alone")),
        ]
      default: nil
      }
    }
  }

  /// Its name on the page and when it is sent: `row/funds-compliance/judgement/points`.
  package let name: String
  /// What it is called.
  package let label: LocalizedText
  /// What can be written into it.
  package let kind: Kind
  /// Where it stands in the file.
  let path: [YAMLTree.Step]
  /// What stands there, or what counts where the file says nothing, as a browser shows and sends it.
  package let value: String
  /// Whether the file has the text in another language as well, which stays as it is.
  package let hasOtherLanguage: Bool

  init(
    _ name: String, _ label: LocalizedText, _ kind: Kind, at path: [YAMLTree.Step], value: String,
    hasOtherLanguage: Bool = false
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.path = path
    self.value = Self.shown(value, kind)
    self.hasOtherLanguage = hasOtherLanguage
  }

  /// The last part of its name.
  package var key: String { name.split(separator: "/").last.map(String.init) ?? name }

  /// Tells its value from another one, so that a page that was drawn earlier is known by it.
  package var mark: String { Self.mark(of: value) }

  /// The mark of a value.
  package static func mark(of value: String) -> String { String(FileDigest.sha256(of: Data(value.utf8)).prefix(16)) }

  /// What was typed, as it is compared with what stands in the file.
  package func typed(_ text: String) -> String { Self.shown(text, kind) }

  private static func shown(_ text: String, _ kind: Kind) -> String {
    let lines = text.replacing("\r\n", with: "\n").replacing("\t", with: " ").split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r" })
    let separator = kind.hasLines ? "\n" : " "
    return lines.map { String($0).withVisibleControls }.joined(separator: separator)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// Fields that belong together: a judgement, a fact with who vouches for it.
package struct FieldGroup: Sendable {
  /// What a group is about.
  package enum Subject: Sendable, Hashable {
    case header, funds, narrative, judgement, fact, condition, cause, targetTooLow
  }

  /// Its name: `row/funds-compliance/judgement`.
  package let name: String
  /// What it is about.
  package let subject: Subject
  /// What it is called.
  package let title: LocalizedText
  /// Where it stands in the file.
  let path: [YAMLTree.Step]
  /// Its fields.
  package let fields: [FormField]
  /// Whether points are open as long as it is not filled in.
  package let isOpen: Bool
  /// Whether what is shown stands in another form that this one uses; as soon as one field is changed all are this form's own.
  package let isTakenOver: Bool

  /// A field by the last part of its name.
  package func field(_ key: String) -> FormField? { fields.first { $0.key == key } }
}

/// A row of a form with what a person fills in.
package struct FieldRow: Sendable {
  /// The row's id.
  package let id: String
  /// Its name.
  package let title: LocalizedText
  /// Its weight.
  package let weight: Double
  /// What is filled in.
  package let groups: [FieldGroup]
  /// What is filled in on another form that this one uses.
  package let takenOver: [LocalizedText]
}
