import HotlineConfiguration
import HotlineText

/// An additive count or sum over facts: what a metric's numerator and denominator are made of.
package struct Measure: Sendable {
  /// Which facts a measure with a maturity counts.
  package enum Counting: String, Sendable, CaseIterable {
    /// Those whose maturity lies at or before the as-of moment.
    case matured
    /// Those whose maturity still lies ahead: counted apart, never as missed.
    case notYetMatured = "not_yet_matured"
  }

  /// Its name in files and formulas.
  package let id: String
  /// Its name in reports; the id where `metrics.yaml` gives none.
  package private(set) var name: LocalizedText
  /// The facts counted.
  package let fact: FactKind
  /// Which of them; `nil` for all.
  package let filter: MeasureExpression?
  /// What is summed over them; `nil` counts them.
  package let value: MeasureExpression?
  /// The time column by which a fact belongs to a period; `nil` for a roster, taken as it stands at the period's end.
  package let time: String?
  /// The time column that must have passed for a fact to count; `nil` means ``time`` itself.
  package let matures: String?
  /// Which side of the as-of moment is counted.
  package let counts: Counting
  /// Whether the measure, where a metric leaves it out, is told only if there is something in it.
  package private(set) var isRare: Bool
  /// Fields that the measure reads and can do without: a fact without such a column counts as one whose cell is empty.
  package let optional: Set<FactField>
  /// Which facts are counted by the fields that their exports carry; `nil` for all.
  package private(set) var requirement: FieldRequirement?

  /// Creates a measure.
  package init(
    id: String, name: LocalizedText? = nil, fact: FactKind, filter: MeasureExpression?, value: MeasureExpression?,
    time: String?,
    matures: String? = nil,
    counts: Counting = .matured,
    isRare: Bool = false, optional: Set<FactField> = []
  ) {
    self.optional = optional
    self.id = id
    self.name = name ?? LocalizedText(zh: id, en: id)
    self.fact = fact
    self.filter = filter
    self.value = value
    self.time = time
    self.matures = matures
    self.counts = counts
    self.isRare = isRare
  }

  /// The measure under a requirement.
  func requiring(_ requirement: FieldRequirement, name: LocalizedText? = nil) -> Measure {
    var measure = self
    measure.requirement = requirement
    if let name { (measure.name, measure.isRare) = (name, true) }
    return measure
  }

  /// Tells the measure from others, also from itself under another requirement.
  package var key: String { requirement.map { "\(id) \($0.word)" } ?? id }

  /// The id of ``allFacts(_:time:)``.
  package static let allFactsID = "all facts"

  /// The number of all facts timed by one of their columns; every rollup has it.
  package static func allFacts(_ fact: FactKind, time: String) -> Measure {
    Measure(id: allFactsID, fact: fact, filter: nil, value: nil, time: time)
  }

  /// The measure that a fingerprint tells; `nil` when the model does not have what it is about.
  package init?(fingerprint: String, model: DataModel) {
    let parts = fingerprint.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 7, let fact = model.kind(named: parts[1]), let counts = Counting(rawValue: parts[6]) else {
      return nil
    }
    do {
      func expression(_ text: String) throws -> MeasureExpression? {
        try text.isEmpty ? nil : MeasureExpression(text, fact: fact, place: Diagnostic.Place(file: fingerprint))
      }
      self.init(
        id: parts[0], fact: fact, filter: try expression(parts[2]), value: try expression(parts[3]),
        time: parts[4].isEmpty ? nil : parts[4], matures: parts[5].isEmpty ? nil : parts[5], counts: counts)
    } catch {
      return nil
    }
  }

  /// Changes with the measure's meaning.
  package var fingerprint: String {
    [id, fact.rawValue, filter?.sql ?? "", value?.sql ?? "", time ?? "", matures ?? "", counts.rawValue].joined(
      separator: "\u{1F}")
  }
}
