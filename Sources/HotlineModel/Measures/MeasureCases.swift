extension Measure {
  /// The facts that have a value of the measure, counted: what a median is the median of. `nil` for a measure that counts facts
  /// or sums what is true.
  package var cases: Measure? {
    guard let value, let isThere = value.isThere else { return nil }
    // What the filter says already is not said again.
    let isSaid = filter?.root.conjuncts.contains { SQLRenderer(StandardSpelling()).sql($0, over: fact) == isThere.sql }
    let conditions = isSaid == true ? [filter] : [filter, isThere]
    return Measure(
      id: "cases of \(id)", fact: fact, filter: MeasureExpression.all(of: conditions.compactMap { $0 }), value: nil,
      time: time, matures: matures, counts: counts)
  }

  /// The ``cases`` whose value is one of some values.
  package func cases(valued values: Set<Double>) -> Measure? {
    guard let cases, let condition = value?.isOne(of: values.sorted()) else { return nil }
    return Measure(
      id: cases.id, fact: fact, filter: MeasureExpression.all(of: [cases.filter, condition].compactMap { $0 }),
      value: nil, time: time, matures: matures, counts: counts)
  }

  /// Whether two measures have the same sum of any facts, whatever they are called.
  func isSame(as other: Measure) -> Bool {
    fact == other.fact && filter?.sql == other.filter?.sql && value?.sql == other.value?.sql && time == other.time
      && maturity == other.maturity && counts == other.counts
  }

  /// Whether it counts those of another measure's facts of which something is known, and all of them.
  package func isKnownPart(of whole: Measure) -> Bool {
    guard fact == whole.fact, value == nil, whole.value == nil, time == whole.time, maturity == whole.maturity,
      counts == whole.counts
    else { return false }
    let (own, common) = (filter?.conjuncts ?? [], Set((whole.filter?.conjuncts ?? []).map(\.sql)))
    let further = own.filter { !common.contains($0.sql) }
    return !further.isEmpty && further.count + common.count == own.count && further.allSatisfy(\.isPresence)
  }
}
