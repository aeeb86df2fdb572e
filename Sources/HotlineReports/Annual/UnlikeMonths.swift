import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Months of which a count has a record in one of two years alone: what is not known is no 0, and such years are not compared.
struct UnlikeMonths {
  /// Those without a record in the year.
  let now: [LocalMonth]
  /// Those without one in the year before, by their months of the year.
  let before: [LocalMonth]

  /// - Parameter series: the count month by month; `nil` where it is not known, and nothing is said against comparing.
  init(_ series: MetricSeries?) {
    func month(_ index: Int, isKnown: Bool, before wasKnown: Bool) -> LocalMonth? {
      guard let series else { return nil }
      let earlier = index >= 12 ? series.values[index - 12] : nil
      return (series.values[index] != nil) == isKnown && (earlier != nil) == wasKnown ? series.months[index] : nil
    }
    let shown = series?.shown ?? 0..<0
    now = shown.compactMap { month($0, isKnown: false, before: true) }
    before = shown.compactMap { month($0, isKnown: true, before: false) }
  }

  /// Whether both years have a record of the same months.
  var isEmpty: Bool { now.isEmpty && before.isEmpty }

  /// `7月没有记录，不与上年比较`.
  func text(_ language: Language) -> String {
    let parts =
      (now.isEmpty ? [] : [language("\(language.months(now))没有记录", "no record of \(language.months(now))")])
      + (before.isEmpty
        ? [] : [language("上年\(language.months(before))没有记录", "none of \(language.months(before)) of the year before")])
    return parts.joined(separator: language("，", ", ")) + language("，不与上年比较", ": not compared with the year before")
  }
}

extension AnnualFigures {
  /// Whether a count's year can be compared with the one before; on the line with most cases unless one is named. Rates can be.
  func unlikeMonths(_ metric: Metric?, line: String? = nil) -> UnlikeMonths? {
    guard let metric, !metric.isRatio, let total = main(metric), total.before != nil else { return nil }
    let line = line ?? total.now.labels[0]
    let unlike = UnlikeMonths(series.first { $0.metric.id == metric.id && ($0.line ?? "") == line })
    return unlike.isEmpty ? nil : unlike
  }

  /// The change of a total on the year before, or why it is not told.
  func changeCell(_ total: YearOnYear, _ language: Language) -> ReportTable.Cell {
    guard let unlike = unlikeMonths(total.now.metric, line: total.now.labels[0]) else {
      return total.changeCell(language)
    }
    return .absent(unlike.text(language))
  }
}
