import HotlineConfiguration
import HotlineText

/// What an auditor would raise about a form, drafted or already filled in.
package struct Finding: Sendable, Hashable {
  /// How much it weighs.
  package enum Severity: String, Sendable, CaseIterable, Codable, Comparable {
    /// A figure or score is wrong.
    case error
    /// It would be questioned.
    case warning
    /// Worth knowing.
    case remark

    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .remark: 2
      }
    }

    /// The graver comes first.
    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
  }

  /// Which fault of the catalogue.
  package var fault: Fault
  /// How much it weighs.
  package var severity: Severity
  /// The indicator or header field concerned, by its printed name; `nil` for the form as a whole.
  package var subject: LocalizedText?
  /// What was found, with the figures.
  package var found: LocalizedText
  /// What to do about it.
  package var action: LocalizedText
  /// Where, if it was read from a file.
  package var place: Diagnostic.Place?

  /// Creates a finding.
  package init(
    _ fault: Fault, _ severity: Severity, subject: LocalizedText? = nil, found: LocalizedText, action: LocalizedText,
    place: Diagnostic.Place? = nil
  ) {
    self.fault = fault
    self.severity = severity
    self.subject = subject.map(Self.masked)
    self.found = Self.masked(found)
    self.action = Self.masked(action)
    self.place = place
  }

  /// A finding quotes the form, in which somebody's number may stand.
  private static func masked(_ text: LocalizedText) -> LocalizedText {
    LocalizedText(zh: Masking.withoutNumbers(text.zh), en: Masking.withoutNumbers(text.en))
  }

  /// The gravest first, then in the order of the catalogue, then as they were found.
  static func sorted(_ findings: [Finding]) -> [Finding] {
    findings.enumerated().sorted {
      ($0.element.severity, $0.element.fault.rawValue, $0.offset)
        < ($1.element.severity, $1.element.fault.rawValue, $1.offset)
    }.map(\.element)
  }
}
