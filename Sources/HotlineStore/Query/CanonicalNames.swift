import HotlineModel

extension SumQuery {
  /// The query with aliases in its conditions replaced by the names that they stand for today.
  func canonical(_ names: NameTables) -> SumQuery {
    var query = self
    for (dimension, wanted) in conditions {
      query.conditions[dimension] = Set(wanted.map { names.canonicalName(of: $0, in: dimension) }).sorted()
    }
    return query
  }
}
