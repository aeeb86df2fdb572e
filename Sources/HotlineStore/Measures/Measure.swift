import HotlineConfiguration

/// An additive count or sum over facts: what a metric's numerator and denominator are made of.
public struct Measure: Sendable {
  /// Which facts a measure with a maturity counts.
  public enum Counting: String, Sendable, CaseIterable {
    /// Those whose maturity lies at or before the as-of moment.
    case matured
    /// Those whose maturity still lies ahead: counted apart, never as missed.
    case notYetMatured = "not_yet_matured"
  }

  /// Its name in files and formulas.
  public let id: String
  /// Its name in reports; the id where `metrics.yaml` gives none.
  public let name: LocalizedText
  /// The facts counted.
  public let fact: Fact
  /// Which of them; `nil` for all.
  public let filter: MeasureExpression?
  /// What is summed over them; `nil` counts them.
  public let value: MeasureExpression?
  /// The time column by which a fact belongs to a period; `nil` for a roster, taken as it stands at the period's end.
  public let time: String?
  /// The time column that must have passed for a fact to count; `nil` means ``time`` itself.
  public let matures: String?
  /// Which side of the as-of moment is counted.
  public let counts: Counting

  /// Creates a measure.
  public init(
    id: String, name: LocalizedText? = nil, fact: Fact, filter: MeasureExpression?, value: MeasureExpression?,
    time: String?,
    matures: String? = nil,
    counts: Counting = .matured
  ) {
    self.id = id
    self.name = name ?? LocalizedText(zh: id, en: id)
    self.fact = fact
    self.filter = filter
    self.value = value
    self.time = time
    self.matures = matures
    self.counts = counts
  }

  /// The number of all facts timed by one of their columns; every rollup has it.
  public static func allFacts(_ fact: Fact, time: String) -> Measure {
    Measure(id: "all facts", fact: fact, filter: nil, value: nil, time: time)
  }

  /// Changes with the measure's meaning.
  var fingerprint: String {
    [id, fact.rawValue, filter?.sql ?? "", value?.sql ?? "", time ?? "", matures ?? "", counts.rawValue].joined(
      separator: "\u{1F}")
  }
}
