import HotlineDocument
import HotlineMetrics
import HotlineModel

extension Status {
  /// Whether a move up or down is for the better.
  init(isUpward: Bool, _ metric: Metric) {
    self =
      switch metric.better {
      case .neither: .watch
      case .higher: isUpward ? .better : .worse
      case .lower: isUpward ? .worse : .better
      }
  }

  /// The status that a standing among others is shown with.
  init(_ standing: GroupComparison.Standing) {
    self =
      switch standing {
      case .better: .better
      case .worse: .worse
      case .watch: .watch
      case .ordinary: .ordinary
      case .tooFew: .tooFew
      }
  }
}
