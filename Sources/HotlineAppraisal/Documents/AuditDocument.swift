import HotlineConfiguration
import HotlineText

/// What was found about a filled-in form, as `hotline audit --format json` prints it.
package struct AuditDocument: Encodable {
  private let project: String
  private let compared: Bool
  private let total: Double?
  private let grade: String
  private let findings: [FindingEntry]

  /// A result in the given language.
  package init(_ result: FormAudit.Result, language: Language) {
    project = Masking.withoutNumbers(result.form.text(.project))
    compared = result.isCompared
    total = result.form.total?.score
    grade = result.form.text(.grade)
    findings = result.findings.map { FindingEntry($0, language) }
  }
}
