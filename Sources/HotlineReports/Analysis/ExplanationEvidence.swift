import HotlineConfiguration
import HotlineDocument
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
  init(_ explanation: Explanation, anchor: Anchor, files: [String], language: Language) {
    let value = explanation.value
    let metric = value.metric
    func terms(_ terms: [Explanation.Term]) -> [Term] {
      terms.map { Term(measure: $0.measure.id, sum: $0.sum, sql: $0.sql, format: $0.unit.format(language)) }
    }
    let slice = [explanation.slice.period.text] + explanation.slice.namedConditions.map(\.value)
    self.init(
      anchor: anchor, title: "\(metric.name(language)) · \(slice.joined(separator: " · "))", metric: metric.id,
      value: .value(value, language), definition: metric.definition(language),
      source: Self.title(of: metric.source, language),
      formula: metric.formula, numerator: terms(explanation.numerator), denominator: terms(explanation.denominator),
      isQuotient: metric.statistic == nil, leftOut: terms(explanation.leftOut), notes: value.notes.map { $0(language) },
      files: files,
      command: explanation.slice.command(explaining: metric), period: explanation.slice.period.text,
      conditions: explanation.slice.conditions.sorted { $0.key.rawValue < $1.key.rawValue }.map {
        "\($0.key.rawValue)=\($0.value.joined(separator: "|"))"
      })
  }

  /// A definition's source as a reader outside knows it: what is our own choice is the centre's own.
  private static func title(of source: String, _ language: Language) -> String {
    source.split(separator: ";").map { part in
      switch part.trimmingPrefix(while: \.isWhitespace) {
      case "hotline": language("本中心口径", "our own")
      case "self-evaluation form 2019": language("2019年项目绩效自我评价表", "self-evaluation form 2019")
      case let title: String(title)
      }
    }.joined(separator: language("；", "; "))
  }

  /// The ingested files that a metric's facts were read from, in the order of ingestion.
  static func sourceFiles(of metric: Metric, in sources: [SourceReport]) -> [String] {
    let facts = Set((metric.numerator + metric.denominator).map(\.fact))
    return sources.filter { facts.contains($0.kind) }.map(\.file)
  }
}
