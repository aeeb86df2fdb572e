import HotlineAppraisal
import HotlineConfiguration
import HotlineText

/// A draft's steps and findings as lines for a terminal: sentences that wrap, where a table would not fit the screen.
package enum AppraisalLines {
  /// For each row its score, then every step towards it.
  package static func steps(_ draft: AppraisalDraft, _ language: Language) -> String {
    let tables = AppraisalTables(draft, language: language)
    return draft.indicators.map { row in
      let head = "\(row.indicator.name(language))  \(tables.score(row))/\(NumberText.count(row.indicator.weight))"
      let steps = row.reasons.map { reason -> String in
        let mark = reason.points == 0 ? "·" : NumberText.decimal(reason.points, places: 2)
        return "  \(mark)  \(reason.text(language))"
      }
      return ([head] + steps).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// One finding after the other: severity, code, place, what was found, what to do.
  package static func findings(_ findings: [Finding], _ language: Language) -> String {
    findings.map { finding in
      let place = finding.place?.line.map { language("第 \($0) 行", "line \($0)") }
      let subject = finding.subject ?? LocalizedText(zh: "整表", en: "form")
      let head = [
        AppraisalTables.severity(finding.severity)(language), finding.fault.rawValue, place, subject(language),
      ]
      .compactMap { $0 }.joined(separator: "  ")
      return "\(head)\n  \(finding.found(language))\n  → \(finding.action(language))"
    }.joined(separator: "\n")
  }
}
