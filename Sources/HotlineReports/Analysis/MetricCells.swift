import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

extension NumberFormat {
  /// The format of a metric's values, as ``Metric/Unit/text(_:)`` writes them.
  package init(_ unit: Metric.Unit, language: Language) {
    self =
      switch unit {
      case .share, .index: .percent
      case .count: .count
      case .yuan: .amount
      case .seconds: NumberFormat(.decimal(places: 1), suffix: language(" 秒", " s"))
      case .days: NumberFormat(.decimal(places: 2), suffix: language(" 天", " d"))
      case .hours: NumberFormat(.count, suffix: language(" 小时", " h"))
      }
  }

  /// The format of a change of a metric's values (``MetricValue/change(_:)``): points for rates, percent otherwise.
  static func change(of unit: Metric.Unit, language: Language) -> NumberFormat {
    unit.isRate ? .points(language) : NumberFormat(.signedPercent(places: 2))
  }
}

extension ReportTable.Cell {
  /// A metric's value in its unit; absent where it has none, with the first of its notes as the reason.
  static func value(_ value: MetricValue, _ language: Language) -> ReportTable.Cell {
    let reason =
      value.notes.first ?? (value.denominator == 0 ? LocalizedText(zh: "分母为 0", en: "nothing to divide by") : nil)
    return .number(
      value.value, NumberFormat(value.metric.unit, language: language),
      absent: (reason ?? LocalizedText(zh: "没有数据", en: "no data"))(language))
  }
}
