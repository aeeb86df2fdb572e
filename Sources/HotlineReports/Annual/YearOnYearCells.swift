import HotlineDocument
import HotlineMetrics
import HotlineText

extension Language {
  /// What ↑ and ↓ beside a growth mean.
  var growthMarks: String {
    self(
      "↑、↓：占全体的比重按月成对比较明显上升、下降（成对t检验，按成员个数作多重比较校正，误报率5%；可比的整月不足\(ShareGrowth.fewestPairs)个不判断）。",
      "↑ ↓: the share of all grew or shrank clearly, month by month (paired t-test, corrected for the number compared, false discovery rate 5 %; not judged with fewer than \(ShareGrowth.fewestPairs) whole months to compare)."
    )
  }
}

extension YearOnYear {
  /// The smaller of the two counts.
  var fewest: Double? { [now.value, before?.value].compactMap { $0 }.min() }

  /// The difference, judged where it is more than chance.
  func changeCell(_ language: Language) -> ReportTable.Cell {
    let metric = now.metric
    let cell = ReportTable.Cell.number(
      difference.map { language.printedDifference($0, metric, now: now.value, before: before?.value) },
      metric.unit.changeFormat(language),
      absent: language("没有可比的数据", "nothing to compare with"))
    // More or fewer of what is neither good nor bad is told by the interval alone.
    guard isDifferent == true, metric.better != .neither, let difference else { return cell }
    return cell.judged(Status(isUpward: difference > 0, metric))
  }

  /// The growth of a count, marked where its share of all grew or shrank by more than months differ.
  func growthCell(_ growth: ShareGrowth?, _ language: Language) -> ReportTable.Cell {
    let cell = changeCell(language)
    return switch growth?.standing(now.labels[0]) {
    case .riser: cell.judged(.high)
    case .faller: cell.judged(.low)
    case .ordinary, .unjudged, nil: cell
    }
  }

  /// `[+0.12, +0.50]`.
  var intervalText: String {
    guard let interval, interval.high.isFinite else { return "" }
    let format = NumberFormat(.signedPoints(places: 2))
    return "[\(format.text(interval.low)), \(format.text(interval.high))]" + (now.metric.unit.isRate ? "" : "%")
  }
}
