import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

extension ReportTable.Cell {
  /// A metric's value in its unit; absent where it has none, with the first of its notes as the reason.
  static func value(_ value: MetricValue, _ language: Language) -> ReportTable.Cell {
    let reason =
      value.notes.first ?? (value.denominator == 0 ? LocalizedText(zh: "分母为 0", en: "nothing to divide by") : nil)
    return .number(
      value.value, value.metric.unit.format(language),
      absent: (reason ?? LocalizedText(zh: "没有数据", en: "no data"))(language))
  }
}
