import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

extension ReportTable.Cell {
  /// A metric's value in its unit; absent where it has none, with the first of its notes as the reason.
  ///
  /// - Parameter target: a rate gets as many decimals as tell it from its target.
  static func value(_ value: MetricValue, _ language: Language, against target: Double? = nil) -> ReportTable.Cell {
    let reason =
      value.notes.first ?? (value.denominator == 0 ? LocalizedText(zh: "分母为 0", en: "nothing to divide by") : nil)
    let format = value.value.flatMap { number in target.map { language.format(number, value.metric, against: $0) } }
    return .number(
      value.value, format ?? value.metric.unit.format(language),
      absent: (reason ?? LocalizedText(zh: "没有数据", en: "no data"))(language))
  }

  /// The two counts behind a value; of medians and their like the number of cases; empty where there is nothing below the line.
  static func counts(_ value: MetricValue, _ language: Language) -> ReportTable.Cell {
    ReportTable.Cell.text(language.counts(value)).telling(ReportTable.Counts(value))
  }
}

extension ReportTable.Counts {
  /// The two counts behind a value; `nil` where there are not two.
  init?(_ value: MetricValue) {
    guard let numerator = value.numerator, let denominator = value.denominator else { return nil }
    self.init(numerator, of: denominator)
  }
}
