import HotlineAppraisal
import HotlineCalendar
import HotlineDocument
import HotlineMetrics

extension AnnualFigures {
  /// How a total of the year stands against its target: the one verdict for the report's sentences, cards and tables, and for the form's scores.
  /// It is open until the data reach the year's end, and where files that are missing leave too much unknown.
  func status(_ total: MetricValue, target: Target?, _ targets: ReportTargets) -> Status {
    let judged = targets.status(total, target: target)
    guard judged == .met || judged == .missed else { return judged }
    return period.isOver(by: asOf) && total.shortfallOfFiles == nil ? judged : .open
  }
}
