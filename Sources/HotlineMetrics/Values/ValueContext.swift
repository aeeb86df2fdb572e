import HotlineModel
import HotlineText

/// What a value is made from, besides its sums.
struct ValueContext {
  let metric: Metric
  let labels: [String]
  let leftOut: [(measure: String, name: LocalizedText, count: Double)]
  /// Facts of which the exports do not carry what the metric needs.
  var unknownFacts = 0.0
  var notes: [LocalizedText] = []
  /// The days of which no file tells, in words.
  var missingDays: [MissingDays] = []
  /// Facts that were open when the last file told of them.
  var openAtEnd = 0

  /// A value that is a sum, or a ratio of two.
  func value(numerator: Double?, denominator: Double?, isRatio: Bool, unknown: Double? = nil) -> MetricValue {
    var value: Double?
    if let numerator {
      if !isRatio {
        value = numerator
      } else if let denominator, denominator > 0 {
        value = numerator / denominator
      }
    }
    let interval =
      metric.unit == .share && value != nil
      ? numerator.flatMap { n in denominator.flatMap { WilsonInterval(successes: n, trials: $0) } } : nil
    return self.value(
      numerator: numerator, denominator: denominator, value: value,
      interval: interval.map { ValueInterval(low: $0.low, high: $0.high) }, unknown: unknown)
  }

  /// A value, unless too many facts could not be judged.
  func value(
    numerator: Double?, denominator: Double?, value: Double?, interval: ValueInterval?, unknown: Double?
  ) -> MetricValue {
    var context = self
    context.notes += missingDays.map(\.note)
    var value = value
    if unknownFacts > 0 {
      // Nothing known is not nothing.
      if denominator ?? numerator ?? 0 == 0 { value = nil }
      context.notes.append(
        value == nil
          ? LocalizedText(zh: "数据中没有所需字段", en: "not in the data")
          : LocalizedText(
            zh: "有 \(Int(unknownFacts)) 条的导出没有所需字段，未计入",
            en: "\(Int(unknownFacts)) come from exports without the fields needed and are left out"))
    } else if value == 0, !metric.isRatio, metric.numerator.allSatisfy({ $0.value != nil }),
      leftOut.contains(where: { $0.count > 0 })
    {
      // Empty cells add up to nothing known.
      value = nil
      context.notes.append(LocalizedText(zh: "各行都没有填写数值", en: "no row gives the figure"))
    }
    if let unknown, unknown > 0 {
      let known = denominator ?? 0
      let share = unknown / (unknown + known)
      if share > 0.01 {
        value = nil
        context.notes.append(
          LocalizedText(
            zh: "有 \(Int(unknown)) 件的时间没有秒，超过 1%，此值不予计算",
            en: "withheld: \(Int(unknown)) cases have no seconds, more than 1 %"))
      } else {
        context.notes.append(
          LocalizedText(zh: "有 \(Int(unknown)) 件的时间没有秒，未计入", en: "\(Int(unknown)) cases without seconds are left out"))
      }
    }
    var found = MetricValue(
      metric: metric, labels: labels, numerator: numerator, denominator: denominator, value: value,
      interval: value == nil ? nil : interval, leftOut: leftOut, notes: context.notes)
    found.missingDays = missingDays
    found.openAtEnd = openAtEnd
    return found
  }
}
