import HotlineModel
import HotlineText

extension Metric.Unit {
  /// How values are written: `94.30%`, `185,000`, `11.2 秒`.
  package func format(_ language: Language) -> NumberFormat {
    switch self {
    case .share, .index: .percent
    case .count: .count
    case .yuan: .amount
    case .points: NumberFormat(.decimal(places: 2), suffix: language(" 分", " pts"))
    case .minutes: NumberFormat(.decimal(places: 1), suffix: language(" 分钟", " min"))
    case .seconds: NumberFormat(.decimal(places: 1), suffix: language(" 秒", " s"))
    case .days: NumberFormat(.decimal(places: 2), suffix: language(" 天", " d"))
    case .hours: NumberFormat(.count, suffix: language(" 小时", " h"))
    }
  }

  /// An interval, its unit told once where it can be: `8.0–9.0 s`, `94.19%–94.41%`.
  package func text(_ interval: ValueInterval, _ language: Language) -> String {
    let format = format(language)
    return NumberFormat(format.kind).text(interval.low) + "–" + format.text(interval.high)
  }

  /// How changes of values are written (``MetricValue/change(_:)``): points for rates, percent otherwise.
  package func changeFormat(_ language: Language) -> NumberFormat {
    isRate ? .points(language) : NumberFormat(.signedPercent(places: 2))
  }

  /// A value in its unit, in both languages.
  package func text(_ value: Double) -> LocalizedText {
    LocalizedText(zh: format(.zh).text(value), en: format(.en).text(value))
  }
}
