import HotlineModel
import HotlineText

extension Metric.Unit {
  /// A value in its unit as reports print it: `94.30%`, `185,000`, `11.2 秒`.
  package func text(_ value: Double) -> LocalizedText {
    switch self {
    case .share, .index: return same(NumberText.percent(value))
    case .count: return same(NumberText.count(value))
    case .yuan: return same(NumberText.decimal(value, places: 2))
    case .seconds: return suffixed(NumberText.decimal(value, places: 1), zh: " 秒", en: " s")
    case .days: return suffixed(NumberText.decimal(value, places: 2), zh: " 天", en: " d")
    case .hours: return suffixed(NumberText.count(value), zh: " 小时", en: " h")
    }
  }

  private func same(_ text: String) -> LocalizedText { LocalizedText(zh: text, en: text) }

  private func suffixed(_ text: String, zh: String, en: String) -> LocalizedText {
    LocalizedText(zh: text + zh, en: text + en)
  }
}
