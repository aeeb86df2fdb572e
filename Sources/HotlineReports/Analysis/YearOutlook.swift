import HotlineAppraisal
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// A series and its yearly target in the course of the year: does a count keep pace, and what may the year come to?
struct YearOutlook {
  let series: MetricSeries
  let target: Target?
  let forecast: YearForecast?
  let pace: YearPace?
  let language: Language

  init(_ series: MetricSeries, target: Target?, language: Language) {
    self.series = series
    self.target = target
    self.language = language
    forecast = YearForecast(series)
    pace = YearPace(series)
  }

  private var metric: Metric { series.metric }
  private var isLastMonth: Bool { series.months.last?.month == 12 }

  /// Whether a count keeps pace with its yearly target; in December, whether it reached it. Unknown with a month missing.
  var paceStatus: Status {
    guard let target else { return .noTarget }
    guard let pace, target.direction != .equal || isLastMonth else { return .open }
    if isLastMonth { return target.isMet(by: pace.sum) ? .met : .missed }
    return Target(target.direction, target.value * pace.share).isMet(by: pace.sum) ? .met : .missed
  }

  /// `本年累计43,572，完成全年目标的24.2%（前1年同期平均已占全年24.0%）`.
  var paceText: String? {
    guard let target, let pace, target.value > 0 else { return nil }
    let done = NumberText.percent(pace.sum / target.value, places: 1)
    let share = NumberText.percent(pace.share, places: 1)
    let usual =
      isLastMonth
      ? ""
      : pace.years > 0
        ? language(
          "（前\(pace.years)年同期占全年\(share)）",
          " (\(share) of a year by now in \(language.plural(pace.years, "earlier year", "earlier years")))")
        : language("（按日历，已过全年的\(share)）", " (by the calendar \(share) of the year is over)")
    return language(
      "本年累计\(NumberText.count(pace.sum))，为全年目标的\(done)\(usual)",
      "\(NumberText.count(pace.sum)) so far this year, \(done) of the year's target\(usual)")
  }

  /// Where a forecast has no meaning the reason stands instead.
  var absence: String {
    isLastMonth
      ? language("全年已完", "the year is over")
      : language("月数不足或有缺月，不作预测", "too few months, or one missing: no forecast")
  }

  /// As many decimals as tell the ends of the interval apart.
  private var format: NumberFormat {
    guard metric.unit.isRate else {
      return metric.unit == .count ? NumberFormat(.amount(places: 0)) : metric.unit.format(language)
    }
    let places = (1...4).first { places in
      forecast.map { NumberText.percent($0.low, places: places) != NumberText.percent($0.high, places: places) } ?? true
    }
    return NumberFormat(.percent(places: places ?? 4))
  }

  private func about(_ value: Double) -> String { language("约", "about ") + format.text(value) }

  /// `约94.1%`.
  var expected: String? { forecast.map { about($0.value) } }
  /// `93.8%–94.4%`.
  var interval: String? { forecast.map { "\(format.text($0.low))–\(format.text($0.high))" } }
  /// The forecast counts: `172,000 / 182,800`.
  var counts: ReportTable.Counts? {
    guard let forecast, let denominator = forecast.denominator else { return nil }
    return ReportTable.Counts(forecast.numerator, of: denominator, format: NumberFormat(.amount(places: 0)))
  }
  /// What a naive reader computes.
  var naive: String? { forecast.map { format.text($0.naive) } }

  /// What the months to come must have: `≥95.2%`; in words where no figure can do it.
  var needed: String? {
    guard let forecast, let target, target.direction != .equal, let needed = forecast.needed(for: target.value) else {
      return nil
    }
    let isLeast = target.direction == .atLeast
    if metric.unit.isRate, isLeast ? needed > 1 : needed < 0 {
      return language("已不能达标", "out of reach")
    }
    if needed <= 0, isLeast {
      return metric.isRatio ? language("按预计件数已可达标", "reached if volumes are as forecast") : language("已达标", "reached")
    }
    let sign = isLeast ? "≥" : "≤"
    guard metric.unit.isRate else { return sign + format.text(isLeast ? needed.rounded(.up) : needed.rounded(.down)) }
    // Rounded to the safe side: who reaches the printed figure reaches the target.
    let hundredths = (needed * 10_000 + (isLeast ? -1e-6 : 1e-6)).rounded(isLeast ? .up : .down) / 10_000
    return sign + NumberText.percent(min(1, max(0, hundredths)), places: 2)
  }

  /// `按当前趋势全年约94.1%（80%预测区间93.8%–94.4%）；余下4个月需≥95.20%方可达标`.
  var sentence: String? {
    guard let forecast, let expected, let interval else { return nil }
    let text = language(
      "预测：按当前趋势全年\(expected)（80%预测区间\(interval)\(forecast.isSeasonal ? "" : "，未计季节")）",
      "forecast: at the present trend \(expected) for the year (80 % interval \(interval)\(forecast.isSeasonal ? "" : ", without seasons"))"
    )
    guard let needed else { return text }
    let left = forecast.monthsToCome
    guard needed.hasPrefix("≥") || needed.hasPrefix("≤") else {
      return text + language("，目标\(needed)", ", target \(needed)")
    }
    return text
      + language(
        "；余下\(left)个月需\(needed)方可达标",
        left == 1
          ? "; the month to come needs \(needed) to meet the target"
          : "; the \(left) months to come need \(needed) to meet the target")
  }
}

/// The forecasts of a report's series with a yearly target, in one table: never among actuals.
struct OutlookTable {
  let outlooks: [YearOutlook]
  let year: Int
  let language: Language

  /// The table; `nil` when nothing can be forecast.
  var table: ReportTable? {
    let shown = outlooks.filter { $0.forecast != nil }
    guard !shown.isEmpty else { return nil }
    let seasons = shown.allSatisfy { $0.forecast?.isSeasonal == true }
    var table = ReportTable(
      "outlook", caption: language("\(year)年全年预测（不是实际值）", "Forecast of the whole of \(year) (no actuals)"),
      note: RichText(
        language(
          "分子、分母分别预测：余下各月的件数按日均量\(seasons ? "、季节" : "")和天数，其中的达成件数按至今各月的水平；80%预测区间按历史各月的预测误差估计。\(seasons ? "" : "不足两个完整年度，未计季节。")“简单外推”为数量按月均摊、比率照搬至今的累计值，仅供对照。",
          "Numerator and denominator are forecast apart: volumes to come by their usual day\(seasons ? ", season" : "") and number of days, cases above the line by the level of the months so far; the 80 % interval is that of past errors. \(seasons ? "" : "Under two whole years there is no season. ")“Naive”: counts in equal monthly parts, rates as they are so far, for comparison."
        )),
      columns: [
        .init(language("指标", "KPI")), .init(language("热线", "line")),
        .init(language("至今累计", "so far"), .trailing), .init(language("分子 / 分母", "numerator / denominator"), .trailing),
        .init(language("全年预测", "forecast"), .trailing), .init(language("80%预测区间", "80 % interval"), .trailing),
        .init(language("预测分子 / 预测分母", "forecast numerator / forecast denominator"), .trailing),
        .init(language("目标", "target"), .trailing),
        .init(language("余下月份需", "months to come need"), .trailing), .init(language("简单外推", "naive"), .trailing),
      ])
    table.rows = shown.map(row)
    return table
  }

  private func row(_ outlook: YearOutlook) -> ReportTable.Row {
    let series = outlook.series
    let metric = series.metric
    let forecast = outlook.forecast
    let soFar = forecast.map { forecast in
      forecast.denominatorSoFar.map { forecast.numeratorSoFar / $0 } ?? forecast.numeratorSoFar
    }
    let counts = forecast.flatMap { forecast in
      forecast.denominatorSoFar.map { ReportTable.Counts(forecast.numeratorSoFar, of: $0) }
    }
    let none = language("没有数据", "no data")
    return [
      .text(metric.name(language)).asHeader, .text(series.line ?? language("全部", "all")),
      ReportTable.Cell.number(soFar, metric.unit.format(language), absent: none).of(forecast?.denominatorSoFar),
      counts.map { ReportTable.Cell.counts($0) } ?? "", .text(outlook.expected ?? ""), .text(outlook.interval ?? ""),
      outlook.counts.map { ReportTable.Cell.counts($0) } ?? "",
      outlook.target.map { .text($0.text(in: metric.unit)(language)) } ?? .absent(language("未设目标", "no target")),
      .text(outlook.needed ?? ""), .text(outlook.naive ?? ""),
    ]
  }
}
