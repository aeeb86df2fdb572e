import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// Whether the data speak of a metric over a whole period: what is not known must not be scored as 0, 100 % or met.
struct Knowledge {
  let engine: MetricEngine
  let period: Period
  let asOf: Int64

  /// With so many a month on average, a month with none was not exported (Poisson: less than one in 20,000).
  private static let busyMonth = 10.0
  /// With so many a day on average, so many days without any at the end mean that the log ended before.
  private static let busyDay = 5.0
  private static let silentDays = 5

  /// Why a metric's value is not that of the period; `nil` when it is.
  func gap(_ metric: Metric, conditions: [Dimension: [String]]) throws -> LocalizedText? {
    try gap(metric, measures: metric.numerator + metric.denominator, conditions: conditions)
  }

  /// The same for what the metric counts above its line.
  func gap(numeratorOf metric: Metric, conditions: [Dimension: [String]]) throws -> LocalizedText? {
    try gap(metric, measures: metric.numerator, conditions: conditions)
  }

  private func gap(
    _ metric: Metric, measures: [Measure], conditions: [Dimension: [String]]
  ) throws -> LocalizedText? {
    guard let fact = measures.first?.fact else { return nil }
    if let blank = try blank(measures, conditions: conditions) { return blank }
    // A roster and a budget stand for the year as a whole.
    guard measures.first?.time != nil, fact != .budget, metric.counting == .sums else {
      return try absent(measures, conditions: conditions)
    }
    if !period.isOver(by: asOf) {
      let day = LocalTime.text(asOf)
      return LocalizedText(zh: "数据只到 \(day)，评价期未结束", en: "the data end at \(day), before the period does")
    }
    if let absent = try absent(measures, conditions: conditions) { return absent }
    // What is entered in batches tells nothing by its months.
    guard fact == .call || fact == .workOrder else { return nil }
    if let dark = try dark(metric, conditions: conditions) { return dark }
    return try engine.values(
      MetricQuery(metrics: [metric], slice: Slice(period: period, conditions: conditions), asOf: asOf)
    ).values.first?.shortfallOfFiles
  }

  /// An amount of a budget that is in none of its rows.
  func blank(_ measures: [Measure], conditions: [Dimension: [String]]) throws -> LocalizedText? {
    for measure in measures where measure.fact == .budget {
      for field in measure.fields.map(\.rawValue).sorted() where field != measure.time {
        guard
          let known = try? MeasureExpression("\(field) is not null", fact: measure.fact, place: .init(file: "budget"))
        else { continue }
        let filled = Measure(id: "filled in", fact: measure.fact, filter: known, value: nil, time: measure.time)
        guard
          try count(Measure(id: "rows", fact: measure.fact, filter: nil, value: nil, time: measure.time), conditions)
            > 0,
          try count(filled, conditions) == 0
        else { continue }
        return LocalizedText(zh: "预算数据中有金额未填", en: "an amount of the budget is blank")
      }
    }
    return nil
  }

  /// Nothing at all of a kind of fact: its log was not ingested.
  private func absent(_ measures: [Measure], conditions: [Dimension: [String]]) throws -> LocalizedText? {
    let line = conditions.filter { $0.key == .line || $0.key == .project }
    for measure in measures {
      let all = Measure(id: "all facts", fact: measure.fact, filter: nil, value: nil, time: measure.time)
      guard try count(all, line) == 0 else { continue }
      return LocalizedText(
        zh: "没有\(measure.fact.name.zh)数据", en: "there are no data: \(measure.fact.name.en)")
    }
    return nil
  }

  private func count(_ measure: Measure, _ conditions: [Dimension: [String]]) throws -> Double {
    let query = SumQuery(measures: [measure], period: period, conditions: conditions, asOf: asOf)
    return (try engine.data.sums(query).first?.values.first ?? 0) ?? 0
  }

  /// Months, or last days, in which nothing was counted although the rest of the year was busy.
  private func dark(_ metric: Metric, conditions: [Dimension: [String]]) throws -> LocalizedText? {
    let months = try bases(metric, period: period, by: .month, conditions: conditions)
    let lit = months.filter { $0.count > 0 }
    guard !lit.isEmpty else { return nil }
    let dark = months.filter { $0.count == 0 }.map(\.label)
    if !dark.isEmpty, lit.reduce(0, { $0 + $1.count }) / Double(lit.count) >= Self.busyMonth {
      return LocalizedText(
        zh: "缺少 \(dark.joined(separator: "、")) 的数据", en: "the data of \(dark.joined(separator: ", ")) are missing")
    }
    let last = Period(first: period.last.month.firstDay, last: period.last)
    let days = try bases(metric, period: last, by: .day, conditions: conditions)
    let silent = days.reversed().prefix { $0.count == 0 }.count
    let busy = days.filter { $0.count > 0 }
    guard silent >= Self.silentDays, let end = days.dropLast(silent).last,
      busy.reduce(0, { $0 + $1.count }) / Double(max(busy.count, 1)) >= Self.busyDay
    else { return nil }
    return LocalizedText(zh: "\(end.label) 之后没有数据", en: "there are no data after \(end.label)")
  }

  /// What a metric counts by month or day: below the line, or the count itself.
  private func bases(
    _ metric: Metric, period: Period, by group: Grouping, conditions: [Dimension: [String]]
  ) throws -> [(label: String, count: Double)] {
    let table = try engine.values(
      MetricQuery(metrics: [metric], slice: Slice(period: period, conditions: conditions), groups: [group], asOf: asOf))
    return table.values.compactMap { value in
      // Nothing is known of a month without a file: for the score it is as dark as one in which nothing was counted.
      value.labels.first.map { ($0, value.denominator ?? value.numerator ?? 0) }
    }
  }
}
