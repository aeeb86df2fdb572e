/// What "as of" means, for every engine that counts facts.
///
/// - A fact counts for a measure once the moment that it must have reached is past: its maturity (``Measure/matures``), else the
///   time by which it belongs to a period. A measure that ``Measure/Counting/notYetMatured`` counts takes the others: they are
///   counted apart, never as missed. A fact without that moment counts for neither.
/// - Nothing is known beyond the *horizon*: up to when the sources of that kind of fact speak. An as-of moment that lies later
///   is cut to it.
///
/// What a metric leaves out is said by its definition: each measure of ``Metric/leftOut`` is counted by the same rule and
/// printed beside the value; ``Metric/unknown`` are facts that it cannot judge.
package struct AsOf: Sendable, Hashable {
  /// The last moment that is known, in Unix seconds.
  package let moment: Int64

  /// - Parameters:
  ///   - asked: the as-of moment of a query.
  ///   - horizon: up to when the fact's sources speak; `nil` when they do not say.
  package init(_ asked: Int64, horizon: Int64?) { moment = min(asked, horizon ?? asked) }

  /// Whether what happens at a time has happened.
  @inlinable
  package func isPast(_ time: Int64) -> Bool { time <= moment }
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
