import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// The JSON of `hotline appraise --format json` (DESIGN.md §7).
package struct AppraisalDocument: Encodable {
  private let form: String
  private let project: String
  private let from: String
  private let to: String
  private let asOf: String
  private let simulated: Bool
  private let sections: [SectionEntry]
  private let total: Double?
  private let totalRange: [Double]
  private let weight: Double
  private let grade: String?
  private let grades: [String]
  private let narrative: [String: [SentenceEntry]]
  private let findings: [FindingEntry]

  enum CodingKeys: String, CodingKey {
    case form, project, from, to, simulated, sections, total, weight, grade, grades, narrative, findings
    case asOf = "as_of"
    case totalRange = "total_range"
  }

  /// The document of a draft, its texts in the given language.
  package init(_ draft: AppraisalDraft, language: Language) {
    form = draft.form.title(language)
    project = draft.form.header.project(language)
    from = draft.form.period.first.iso
    to = draft.form.period.last.iso
    asOf = LocalTime.iso8601(draft.asOf)
    simulated = draft.isSimulated
    sections = draft.sections.map { SectionEntry($0, language) }
    total = draft.total.points
    totalRange = [draft.total.low, draft.total.high]
    weight = draft.form.totalWeight
    let names = draft.grades.map { $0.name(language) }
    grade = names.count == 1 ? names[0] : nil
    grades = names
    func entries(_ sentences: [Narrative.Sentence]) -> [SentenceEntry] {
      sentences.map { SentenceEntry(indicator: $0.indicator, text: $0.text(language)) }
    }
    narrative = [
      "achievements": entries(draft.narrative.achievements), "problems": entries(draft.narrative.problems),
      "improvements": entries(draft.narrative.improvements),
    ]
    findings = draft.findings.map { FindingEntry($0, language) }
  }

  /// Absent values are written as `null`, so that every draft has the same keys.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(form, forKey: .form)
    try container.encode(project, forKey: .project)
    try container.encode(from, forKey: .from)
    try container.encode(to, forKey: .to)
    try container.encode(asOf, forKey: .asOf)
    try container.encode(simulated, forKey: .simulated)
    try container.encode(sections, forKey: .sections)
    try container.encode(total, forKey: .total)
    try container.encode(totalRange, forKey: .totalRange)
    try container.encode(weight, forKey: .weight)
    try container.encode(grade, forKey: .grade)
    try container.encode(grades, forKey: .grades)
    try container.encode(narrative, forKey: .narrative)
    try container.encode(findings, forKey: .findings)
  }
}

private struct SectionEntry: Encodable {
  let name: String
  let weight: Double
  let score: Double?
  let range: [Double]
  let indicators: [IndicatorEntry]

  init(_ section: SectionDraft, _ language: Language) {
    name = section.name(language)
    weight = section.weight
    score = section.score.points
    range = [section.score.low, section.score.high]
    indicators = section.indicators.map { IndicatorEntry($0, language) }
  }
}

private struct IndicatorEntry: Encodable {
  let id: String
  let name: String
  let weight: Double
  let target: [String]
  let actual: [Double?]
  let rule: String
  let score: Double?
  let range: [Double]
  let reasons: [String]
  let steps: [StepEntry]
  let evidence: [EvidenceEntry]

  init(_ row: IndicatorDraft, _ language: Language) {
    id = row.indicator.id
    name = row.indicator.name(language)
    weight = row.indicator.weight
    target = row.components.compactMap { draft in
      draft.component.target.map { $0.text(in: draft.component.unit)(language) }
    }
    actual = row.components.map(\.actual)
    rule = row.indicator.rule.map { type(of: $0).word } ?? ScoringRules.judged
    score = row.score.points
    range = [row.score.low, row.score.high]
    reasons = row.reasons.map { $0.text(language) }
    steps = row.reasons.map { StepEntry(kind: $0.kind, points: $0.points, text: $0.text(language)) }
    evidence = row.components.map { EvidenceEntry($0, language) }
  }

  enum CodingKeys: CodingKey { case id, name, weight, target, actual, rule, score, range, reasons, steps, evidence }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(weight, forKey: .weight)
    try container.encode(target, forKey: .target)
    try container.encode(actual, forKey: .actual)
    try container.encode(rule, forKey: .rule)
    try container.encode(score, forKey: .score)
    try container.encode(range, forKey: .range)
    try container.encode(reasons, forKey: .reasons)
    try container.encode(steps, forKey: .steps)
    try container.encode(evidence, forKey: .evidence)
  }
}

/// A reason with its kind and the points that it gives or takes.
private struct StepEntry: Encodable {
  let kind: Reason.Kind
  let points: Double
  let text: String
}

/// What a component's value rests on: a metric with its counts, or a person's word.
private struct EvidenceEntry: Encodable {
  let name: String
  var metric: String?
  var numerator: Double?
  var denominator: Double?
  var assumed: Bool
  var by: String?
  var on: String?
  var document: String?

  init(_ draft: ComponentDraft, _ language: Language) {
    name = draft.component.name(language)
    assumed = draft.component.target?.isAssumed ?? false
    if let value = draft.metricValue {
      metric = value.metric.id
      numerator = value.numerator
      denominator = value.denominator
    }
    if case .fact(let fact) = draft.component.content, let attestation = fact.attestation {
      by = attestation.by
      on = attestation.on.iso
      document = attestation.document
    }
  }
}

private struct SentenceEntry: Encodable {
  let indicator: String?
  let text: String
}

/// A finding as JSON prints it.
struct FindingEntry: Encodable {
  private let code: String
  private let title: String
  private let severity: Finding.Severity
  private let subject: String?
  private let found: String
  private let action: String
  private let place: String?

  /// A finding in the given language.
  init(_ finding: Finding, _ language: Language) {
    code = finding.fault.rawValue
    title = finding.fault.title(language)
    severity = finding.severity
    subject = finding.subject?(language)
    found = finding.found(language)
    action = finding.action(language)
    place = finding.place.map { place in
      place.file + [place.line, place.column].compactMap { $0 }.map { ":\($0)" }.joined()
    }
  }
}
