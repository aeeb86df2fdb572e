extension Measure {
  /// What its sum counts in: the unit of the declared number that is added up; `nil` for all other measures.
  package var unit: Metric.Unit? {
    guard case .column(let column)? = value?.root else { return nil }
    return fact.field(named: fact.columns[column].name)?.unit
  }

  /// The fields of a record on which the measure stands: those that its filter and value read, the times that put a fact into a
  /// period, and those from which derived columns follow.
  package var fields: Set<FactField> {
    let names = columns.map { fact.columns[$0].name } + [time, matures].compactMap { $0 }
    return Set(names.flatMap(fact.fields(behind:)))
  }
}
