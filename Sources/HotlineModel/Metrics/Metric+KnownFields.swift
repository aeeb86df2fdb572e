/// A metric speaks of facts of which the exports carry all that it needs; the others are left out and counted.
extension Metric {
  /// The same metric over those facts alone, with a further measure for what it leaves out.
  ///
  /// - Parameter base: gives the measure that counts the facts which the metric may mean, for it to be summed ahead.
  func overKnownFields(base: (Measure) -> Measure) -> Metric {
    guard !countsHours else { return self }
    var needed: [FactKind: Set<FactField>] = [:]
    for measure in numerator + denominator { needed[measure.fact, default: []].formUnion(measure.neededFields) }
    func known(_ measure: Measure) -> Measure { measure.carrying(needed[measure.fact] ?? []) }
    var facts: [FactKind] = []
    for measure in denominator + numerator where !facts.contains(measure.fact) { facts.append(measure.fact) }
    let unknown = facts.compactMap { fact -> Measure? in
      guard let fields = needed[fact], !fields.isEmpty,
        let meant = (denominator + numerator).first(where: { $0.fact == fact })
      else { return nil }
      return base(meant).lacking(fields)
    }
    return Metric(
      id: id, name: name, unit: unit, better: better, definition: definition, source: source, counting: counting,
      statistic: statistic,
      numerator: numerator.map(known), denominator: denominator.map(known), leftOut: leftOut.map(known) + unknown,
      unrated: unrated.map(known), unknown: self.unknown.map(known), isRare: isRare)
  }
}
