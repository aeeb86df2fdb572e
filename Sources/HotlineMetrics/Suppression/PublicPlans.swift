import HotlineModel
import Synchronization

/// The decisions of one public version, each made once: which values of which tables are hidden.
package final class PublicPlans: Sendable {
  /// Counts under this are hidden.
  let threshold: Int
  private let plans = Mutex<[String: PublicFigures.Plan]>([:])

  init(threshold: Int) {
    self.threshold = threshold
  }

  /// A table's decisions.
  func plan(_ key: PublicFigures.Key, metrics: Set<String>, _ figures: PublicFigures) throws -> PublicFigures.Plan {
    let conditions = key.slice.conditions.map { "\($0.key.rawValue)=\($0.value.sorted())" }.sorted()
    let name = [
      key.groups.map(\.name).joined(separator: ","), "\(conditions)", key.slice.period.first.iso,
      key.slice.period.last.iso,
      String(key.asOf), key.isLarge ? metrics.sorted().joined(separator: ",") : "",
    ].joined(separator: "|")
    if let known = plans.withLock({ $0[name] }) { return known }
    let plan = try figures.plan(key, metrics: metrics)
    plans.withLock { $0[name] = plan }
    return plan
  }
}

extension MetricEngine {
  /// An engine for a public version: what rests on fewer cases, and what would tell of it, has no value.
  package func publicVersion(hidingUnder threshold: Int) -> MetricEngine {
    var engine = self
    engine.publicPlans = PublicPlans(threshold: threshold)
    return engine
  }

  /// Cases below which a public version hides values; `nil` in every other.
  package var hiddenUnder: Int? { publicPlans?.threshold }

  /// The values as a public version may show them; unchanged in every other.
  func shown(_ values: [MetricValue], slice: Slice, groups: [Grouping], asOf: Int64) throws -> [MetricValue] {
    guard let publicPlans else { return values }
    var engine = self
    engine.publicPlans = nil
    return try PublicFigures(threshold: publicPlans.threshold, engine: engine, plans: publicPlans)
      .shown(values, slice: slice, groups: groups, asOf: asOf)
  }
}
