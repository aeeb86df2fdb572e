/// Up to when the sources of one kind of fact speak.
package struct Horizon: Sendable, Hashable {
  /// The latest moment of all sources, in Unix seconds.
  package let latest: Int64
  /// The hotlines of which the sources speak less far, with their own latest moment.
  package let earlier: [String: Int64]

  /// Creates a horizon.
  package init(latest: Int64, earlier: [String: Int64] = [:]) {
    self.latest = latest
    self.earlier = earlier.filter { $0.value < latest }
  }
}

/// What "as of" means, for every engine that counts facts.
///
/// - A fact counts for a measure once the moment that it must have reached is past: its maturity (``Measure/matures``), else the
///   time by which it belongs to a period. A measure that ``Measure/Counting/notYetMatured`` counts takes the others: they are
///   counted apart, never as missed. A fact without that moment counts for neither.
/// - Nothing is known beyond the *horizon*: up to when the sources of that kind of fact speak, of each hotline by itself. An as-of
///   moment that lies later is cut to it.
///
/// What a metric leaves out is said by its definition: each measure of ``Metric/leftOut`` is counted by the same rule and
/// printed beside the value; ``Metric/unknown`` are facts that it cannot judge.
package struct AsOf: Sendable, Hashable {
  /// The last moment that is known, in Unix seconds.
  package let moment: Int64
  /// The hotlines of which less is known, with the last moment that is known of them.
  package let earlier: [String: Int64]

  /// - Parameters:
  ///   - asked: the as-of moment of a query.
  ///   - horizon: up to when the fact's sources speak; `nil` when they do not say.
  package init(_ asked: Int64, horizon: Horizon?) {
    moment = min(asked, horizon?.latest ?? asked)
    earlier = (horizon?.earlier ?? [:]).filter { $0.value < asked }
  }

  private init(moment: Int64) {
    self.moment = moment
    earlier = [:]
  }

  /// Whether what happens at a time has happened, of a fact whose hotline is known no less far than others.
  @inlinable
  package func isPast(_ time: Int64) -> Bool { time <= moment }

  /// The same as several moments, each of some hotlines (an absent one is empty); `nil` for all of them.
  ///
  /// - Parameter lines: the names of all hotlines.
  package func parts(lines: [String]) -> [(lines: [String]?, asOf: AsOf)] {
    guard !earlier.isEmpty else { return [(nil, self)] }
    let others = ([""] + lines).filter { earlier[$0] == nil }
    return [(others, AsOf(moment: moment))]
      + earlier.sorted { $0.key < $1.key }.map { ([$0.key], AsOf(moment: $0.value)) }
  }
}

extension Measure {
  /// The time column that must have passed for a fact to count; `nil` for a roster, which counts as it stands.
  package var maturity: String? { matures ?? time }
}

extension Measure.Counting {
  /// Whether a fact is counted, by whether its maturity is past.
  package func counts(isPast: Bool) -> Bool { (self == .matured) == isPast }

  /// How a maturity that is counted compares with the as-of moment.
  package var comparison: MeasureExpression.Comparison { self == .matured ? .lessOrEqual : .greater }
}
