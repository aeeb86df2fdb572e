import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

extension Evidence {
  /// What `hotline explain` says of a value.
  ///
  /// - Parameters:
  ///   - explanation: the explanation.
  ///   - anchor: where links lead to it; unlike that of other metrics and slices of the document.
  ///   - files: the files that the facts were read from (``sourceFiles(of:in:)``).
  package init(_ explanation: Explanation, anchor: Anchor, files: [String], language: Language) {
    let value = explanation.value
    let metric = value.metric
    func terms(_ terms: [Explanation.Term]) -> [Term] {
      terms.map { Term(measure: $0.measure.id, sum: $0.sum, sql: $0.sql) }
    }
    let conditions = explanation.slice.conditions.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { (name: $0.key.rawValue, value: $0.value.joined(separator: "|")) }
    let slice = [explanation.slice.period.text] + conditions.map(\.value)
    let options = conditions.map { " --where '\($0.name)=\($0.value)'" }.joined()
    self.init(
      anchor: anchor, title: "\(metric.name(language)) · \(slice.joined(separator: " · "))", metric: metric.id,
      value: .value(value, language), definition: metric.definition(language), source: metric.source,
      formula: metric.formula, numerator: terms(explanation.numerator), denominator: terms(explanation.denominator),
      leftOut: terms(explanation.leftOut), notes: value.notes.map { $0(language) }, files: files,
      command: "hotline explain \(metric.id) --period \(explanation.slice.period.text)\(options)")
  }

  /// The ingested files that a metric's facts were read from, in the order of ingestion.
  package static func sourceFiles(of metric: Metric, in sources: [SourceReport]) -> [String] {
    let facts = Set((metric.numerator + metric.denominator).map(\.fact))
    return sources.filter { facts.contains($0.kind) }.map(\.file)
  }
}
