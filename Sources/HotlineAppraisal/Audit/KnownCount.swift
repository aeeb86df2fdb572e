import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// A count that the database gives for one hotline number in a form's period, for figures that a filled-in form states without
/// scoring them.
package struct KnownCount: Sendable {
  /// The metric's name.
  package let name: LocalizedText
  /// The hotline number.
  package let line: String
  /// The count.
  package let value: Double

  /// Whether a figure in a text is this count: the words before it end in the metric's name, without brackets and without 数 or 量
  /// at its end, and the text speaks of the same hotline.
  func isSpokenOf(by figure: StatedFigure) -> Bool {
    guard figure.line == line else { return false }
    var core = name.zh.replacing(/[（(][^）)]*[）)]/, with: "").replacing(/^[0-9]+/, with: "")
    while let last = core.last, core.count > 2, "数量".contains(last) { core.removeLast() }
    var lead = figure.lead
    while let last = lead.last, "数量".contains(last) { lead.removeLast() }
    return core.count >= 3 && lead.hasSuffix(core)
  }
}

extension Appraiser {
  /// The counts of calls and orders by hotline number that the database gives for a form's period.
  ///
  /// - Throws: a ``Diagnostic`` when the database is empty or cannot be read.
  package func counts(for form: FormDefinition) throws -> [KnownCount] {
    let metrics = engine.catalog.metrics.filter { metric in
      !metric.isRatio && metric.unit == .count && metric.counting == .sums
        && metric.numerator.allSatisfy { $0.fact == .call || $0.fact == .workOrder }
    }
    let table = try engine.values(
      MetricQuery(metrics: metrics, slice: Slice(period: form.period), groups: [.dimension(.line)], asOf: asOf))
    return table.values.compactMap { value in
      guard let count = value.value, count > 0, let line = value.labels.first else { return nil }
      return KnownCount(name: value.metric.name, line: line, value: count)
    }
  }
}
