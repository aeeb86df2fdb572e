import HotlineAppraisal
import HotlineDocument
import HotlineMetrics
import HotlineModel

/// The targets of a form's metrics, by metric and line.
struct ReportTargets {
  private struct Key: Hashable {
    let metric: String
    let line: String?
  }

  private var targets: [Key: Target] = [:]
  /// The form's file; `nil` without a form.
  let file: String?
  /// The year that the form is of.
  let year: Int?

  /// The metric by which seats are planned.
  private let connection: Metric?

  /// - Parameters:
  ///   - form: the form whose targets count; `nil` for none.
  ///   - connection: the metric by whose target seats are planned.
  ///   - isOfPart: whether the figures are of a part of the city: a yearly count is then not what they are to reach.
  init(_ form: FormDefinition?, connection: Metric?, isOfPart: Bool = false) {
    self.connection = connection
    file = form?.file
    year = form?.period.first.month.year
    for component in form?.indicators.flatMap(\.components) ?? [] {
      guard case .metric(let metric, let conditions) = component.content, let target = component.target,
        conditions.keys.allSatisfy({ $0 == .line }), metric.isRatio || !isOfPart
      else { continue }
      for line in conditions[.line].map({ $0.map(Optional.some) }) ?? [nil] {
        targets[Key(metric: metric.id, line: line)] = target
      }
    }
  }

  /// The target of a metric on a line; one without a line holds for all.
  func target(_ metric: Metric, line: String?) -> Target? {
    targets[Key(metric: metric.id, line: line)] ?? targets[Key(metric: metric.id, line: nil)]
  }

  /// How a month's or year's rate stands against its target. Yearly counts are not judged by a month.
  func status(_ value: MetricValue?, target: Target?) -> Status {
    guard let target else { return .noTarget }
    // Of what no file tells nothing is too few.
    guard let value else { return .open }
    guard let number = value.value else {
      return value.numerator == nil && value.denominator == nil && !value.isSuppressed ? .open : .tooFew
    }
    if value.metric.isRatio, (value.denominator ?? 0) < FunnelPlot.fewestJudged { return .tooFew }
    return target.isMet(by: number) ? .met : .missed
  }

  /// What is wanted of the seats: the standard's 95 % connected, or the form's rate where it asks for more.
  func seatGoal(line: String?) -> SeatDemand.Goal {
    var goal = SeatDemand.Goal()
    if let connection, let target = target(connection, line: line), target.direction == .atLeast, target.value < 1 {
      goal.connection = max(goal.connection, target.value)
    }
    return goal
  }
}
