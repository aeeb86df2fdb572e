import HotlineModel

/// What all statements about a fact come to: each field from the newest statement that carries it.
///
/// A newer row whose cell is empty takes the value away; a newer row of an export without such a column leaves it. The fact is
/// traced to its newest statement that has all required fields.
struct FactFold {
  let version: FactVersion
  let carried: CarriedSets

  /// The newest first. What says the same as another, at the same time, stands in order of ingest.
  private func ordered(_ statements: [FactStatement]) -> [FactStatement] {
    statements.sorted { left, right in
      if version.isOlder(right.view, left.view) { return true }
      if version.isOlder(left.view, right.view) { return false }
      return left.origin.sourceID < right.origin.sourceID
    }
  }

  /// The fact, without its derived columns; `nil` as long as something required is unknown.
  func fact(of statements: [FactStatement]) -> FactStatement? {
    let layout = version.layout
    // What a single source says is the fact.
    if statements.count == 1 {
      return carried.fields(of: statements[0].origin.carriedID).contains(carried.required) ? statements[0] : nil
    }
    let newestFirst = ordered(statements).map { (statement: $0, fields: carried.fields(of: $0.origin.carriedID)) }
    let union = newestFirst.reduce(CarriedFields(bits: 0)) { $0.union($1.fields) }
    guard union.contains(carried.required),
      let lead = newestFirst.first(where: { $0.fields.contains(carried.required) }) ?? newestFirst.first
    else { return nil }
    let title = layout.titleField.flatMap { place in newestFirst.first { $0.fields.contains(fieldAt: place) } }
    let fact = FactStatement(
      width: layout.columns.count, title: title?.statement.title,
      origin: FactStatement.Origin(
        sourceID: lead.statement.origin.sourceID, line: lead.statement.origin.line, carriedID: carried.id(of: union)))
    for (place, role) in layout.roles.enumerated() {
      guard let column = role.column else { continue }
      // A value is said, whatever columns the export has: the reader worked it out.
      let teller =
        column == layout.exportedAt
        ? lead.statement
        : newestFirst.first { $0.fields.contains(fieldAt: place) || $0.statement.value(column) != nil }?.statement
      fact.set(column, teller?.value(column))
    }
    return fact
  }
}
