import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// Numbers in the manner of the form's narrative: `18.5万`, `13778`, `98.6%`.
enum FormNumber {
  static func text(_ value: Double, _ unit: Metric.Unit) -> LocalizedText {
    switch unit {
    case .share, .index:
      let text = NumberText.shortest(value * 100, places: 2) + "%"
      return LocalizedText(zh: text, en: text)
    case .count: return LocalizedText(zh: count(value), en: NumberText.count(value))
    case .yuan: return LocalizedText(zh: "\(count(value))元", en: "\(NumberText.count(value)) yuan")
    case .points, .seconds, .minutes, .days, .hours: return unit.text(value)
    }
  }

  /// In 万 only where that loses nothing: 185,000 is 18.5万, 13,778 stays 13778.
  private static func count(_ value: Double) -> String {
    guard value >= 10_000, value.truncatingRemainder(dividingBy: 100) == 0 else {
      return NumberText.shortest(value, places: 2)
    }
    return NumberText.shortest(value / 10_000, places: 2) + "万"
  }
}
