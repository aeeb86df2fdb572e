import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Collects where a document's figures come from, each once, and gives the anchors to link to.
struct EvidenceBook {
  private let engine: MetricEngine
  private let language: Language
  private let asOf: Int64
  private let sources: [SourceReport]
  private(set) var entries: [Evidence] = []

  init(engine: MetricEngine, asOf: Int64, sources: [SourceReport], language: Language) {
    self.engine = engine
    self.asOf = asOf
    self.sources = sources
    self.language = language
  }

  /// The anchor of a value's explanation; written down unless it already is.
  ///
  /// - Parameter slice: what the value speaks of.
  mutating func anchor(_ value: MetricValue, slice: Slice) throws -> Anchor {
    let conditions = slice.conditions.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap(\.value)
    let anchor = Anchor((["evidence", value.metric.id] + conditions + [slice.period.text]).joined(separator: "-"))
    if !entries.contains(where: { $0.anchor == anchor }) {
      entries.append(
        Evidence(
          try engine.explain(value, slice: slice, asOf: asOf), anchor: anchor,
          files: Evidence.sourceFiles(of: value.metric, in: sources), language: language))
    }
    return anchor
  }
}
