import HotlineConfiguration

/// What an auditor would raise about a form, drafted or already filled in.
public struct Finding: Sendable, Hashable {
  /// How much it weighs.
  public enum Severity: String, Sendable, CaseIterable, Codable, Comparable {
    /// A figure or score is wrong.
    case error
    /// It would be questioned.
    case warning
    /// Worth knowing.
    case remark

    /// The graver comes first.
    public static func < (left: Severity, right: Severity) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// Which fault of the catalogue.
  public var fault: Fault
  /// How much it weighs.
  public var severity: Severity
  /// The indicator or header field concerned, by its printed name; `nil` for the form as a whole.
  public var subject: LocalizedText?
  /// What was found, with the figures.
  public var found: LocalizedText
  /// What to do about it.
  public var action: LocalizedText
  /// Where, if it was read from a file.
  public var place: Diagnostic.Place?

  /// Creates a finding.
  public init(
    _ fault: Fault, _ severity: Severity, subject: LocalizedText? = nil, found: LocalizedText, action: LocalizedText,
    place: Diagnostic.Place? = nil
  ) {
    self.fault = fault
    self.severity = severity
    self.subject = subject
    self.found = found
    self.action = action
    self.place = place
  }

  /// The gravest first, then in the order of the catalogue, then as they were found.
  static func sorted(_ findings: [Finding]) -> [Finding] {
    findings.enumerated().sorted {
      ($0.element.severity, $0.element.fault.rawValue, $0.offset)
        < ($1.element.severity, $1.element.fault.rawValue, $1.offset)
    }.map(\.element)
  }
}
