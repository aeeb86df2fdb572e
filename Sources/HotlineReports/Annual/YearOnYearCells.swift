import HotlineDocument
import HotlineMetrics
import HotlineText

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

  /// The growth of a count, marked where it differs from that of all together by more than chance.
  func growthCell(among all: [YearOnYear], _ language: Language) -> ReportTable.Cell {
    let cell = changeCell(language)
    let group = all.filter { $0.now.metric.id == now.metric.id }
    let before = group.reduce(0) { $0 + ($1.before?.value ?? 0) }
    guard before > 0, let interval else { return cell }
    // Without what is hidden the others are not all.
    guard !group.contains(where: { $0.now.isSuppressed || $0.before?.isSuppressed == true }) else { return cell }
    let growth = group.reduce(0) { $0 + ($1.now.value ?? 0) } / before - 1
    return interval.low > growth ? cell.judged(.high) : interval.high < growth ? cell.judged(.low) : cell
  }

  /// `[+0.12, +0.50]`.
  var intervalText: String {
    guard let interval, interval.high.isFinite else { return "" }
    let format = NumberFormat(.signedPoints(places: 2))
    return "[\(format.text(interval.low)), \(format.text(interval.high))]" + (now.metric.unit.isRate ? "" : "%")
  }
}
