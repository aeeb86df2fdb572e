import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// Numbers in the manner of the form's narrative: `185,000`, `94.30%（162,243/172,050）`.
enum FormNumber {
  /// A value; a rate with its counts in brackets where they are known.
  static func text(_ value: Double, _ unit: Metric.Unit, counts: LocalizedText? = nil) -> LocalizedText {
    switch unit {
    case .share, .index:
      let text = percent(value)
      return LocalizedText(zh: text + (counts?.zh ?? ""), en: text + (counts?.en ?? ""))
    case .count: return LocalizedText(zh: NumberText.count(value), en: NumberText.count(value))
    case .yuan: return LocalizedText(zh: "\(NumberText.count(value))元", en: "\(NumberText.count(value)) yuan")
    case .points, .seconds, .minutes, .days, .hours: return unit.text(value)
    }
  }

  /// Two decimals, and as many more as tell a value from 100 %.
  private static func percent(_ value: Double) -> String {
    let places = (2...6).first { places in
      abs(value - 1) < 1e-9 || NumberText.percent(value, places: places) != NumberText.percent(1, places: places)
    }
    return NumberText.percent(value, places: places ?? 6)
  }
}
