import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Why a count's year is not compared with the one before: it is not over by the data, or months have a record in one of the two
/// alone. What is not known is no 0.
struct UnlikeMonths {
  /// Up to when the log reaches that ends before the year does.
  let until: LocalDay?
  /// Months without a record in the year, as far as the log reaches.
  let now: [LocalMonth]
  /// Months without one in the year before, by their months of the year.
  let before: [LocalMonth]

  /// - Parameters:
  ///   - series: the count month by month, up to the last of the year.
  ///   - isCompared: whether anything is known of the year before.
  init(_ series: MetricSeries, isCompared: Bool) {
    let end = series.isWhole ? nil : LocalDay(containing: series.asOf)
    let shown = isCompared ? Array(series.shown) : []
    func isKnown(_ index: Int) -> Bool { series.values[index] != nil }
    func wasKnown(_ index: Int) -> Bool { index >= 12 && series.values[index - 12] != nil }
    until = end
    now = shown.filter { !isKnown($0) && wasKnown($0) }.map { series.months[$0] }.filter { month in
      end.map { month < $0.month } ?? true
    }
    before = shown.filter { isKnown($0) && !wasKnown($0) }.map { series.months[$0] }
  }

  /// Whether both years are whole and have a record of the same months.
  var isEmpty: Bool { until == nil && now.isEmpty && before.isEmpty }

  /// `数据只到2019-09-10，7月没有记录，不与上年比较`.
  func text(_ language: Language) -> String {
    var parts: [String] = []
    if let until { parts.append(language("数据只到\(until.iso)", "the data end on \(until.iso)")) }
    if !now.isEmpty { parts.append(language("\(language.months(now))没有记录", "no record of \(language.months(now))")) }
    if !before.isEmpty {
      parts.append(
        language("上年\(language.months(before))没有记录", "no record of \(language.months(before)) of the year before"))
    }
    return parts.joined(separator: language("，", ", ")) + language("，不与上年比较", ": not compared with the year before")
  }
}

extension AnnualFigures {
  /// Why a count's year is not compared with the one before, on the line with most cases unless one is named; `nil` where it
  /// is. Rates are compared.
  func unlikeMonths(_ metric: Metric?, line: String? = nil) -> UnlikeMonths? {
    guard let metric, !metric.isRatio, let total = main(metric) else { return nil }
    let line = line ?? total.now.labels[0]
    // Any count of the same log tells its months.
    let counts = series.filter { !$0.metric.isRatio && $0.metric.facts == metric.facts && ($0.line ?? "") == line }
    let own = counts.first { $0.metric.id == metric.id } ?? counts.first
    let unlike = own.map { UnlikeMonths($0, isCompared: total.before != nil) }
    return unlike.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The change of a total on the year before, or why it is not told.
  func changeCell(_ total: YearOnYear, _ language: Language) -> ReportTable.Cell {
    guard let unlike = unlikeMonths(total.now.metric, line: total.now.labels[0]) else {
      return total.changeCell(language)
    }
    return .absent(unlike.text(language))
  }
}
