import HotlineConfiguration
import HotlineModel
import HotlineText

extension Metric {
  /// Whether all facts that it counts bear a name of a dimension: a broadcast has no district.
  package func isTold(by dimension: Dimension) -> Bool { facts.allSatisfy { $0.dimensions.contains(dimension) } }
}

extension MetricEngine {
  /// Refuses what has no answer: a metric whose facts bear none of the names that are asked for.
  ///
  /// - Parameter groups: what values are broken down by.
  /// - Throws: a ``Diagnostic`` of kind usage.
  package func checkNames(of metric: Metric, in slice: Slice, by groups: [Grouping] = []) throws {
    let asked =
      slice.conditions.keys.sorted { $0.rawValue < $1.rawValue }
      + groups.compactMap { if case .dimension(let dimension) = $0 { dimension } else { nil } }
    guard let untold = asked.first(where: { !metric.isTold(by: $0) }) else { return }
    let told = catalog.model.dimensions.filter(metric.isTold).map(\.rawValue)
    throw Diagnostic(
      .usage,
      found: LocalizedText(
        zh: "“\(metric.name.zh)”不按 \(untold.rawValue) 统计，没有这样的数",
        en: "“\(metric.name.en)” is not told by \(untold.rawValue): there is no such figure"),
      expected: told.isEmpty
        ? nil
        : LocalizedText(zh: "可用：\(told.joined(separator: "、"))", en: "one of: \(told.joined(separator: ", "))"))
  }
}
