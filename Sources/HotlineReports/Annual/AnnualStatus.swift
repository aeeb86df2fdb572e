import HotlineAppraisal
import HotlineCalendar
import HotlineDocument
import HotlineMetrics

extension AnnualFigures {
  /// How a total of the year stands against its target: the one verdict for the report's sentences, cards and tables.
  ///
  /// A count of which days are still to come, or have no file, may still grow: it is open until it has passed its target for good. A rate is open
  /// where no file tells of a whole month, as in the form's scores.
  func status(_ total: MetricValue, target: Target?, _ targets: ReportTargets) -> Status {
    let judged = targets.status(total, target: target)
    guard let target, judged == .met || judged == .missed else { return judged }
    if total.metric.isRatio { return total.lacksMonth(of: period) ? .open : judged }
    guard !period.last.month.isOver(by: asOf) || !total.missingDays.isEmpty else { return judged }
    // More only helps towards a floor, and only harms under a ceiling.
    return (judged == .met) == (target.direction == .atLeast) ? judged : .open
  }
}
