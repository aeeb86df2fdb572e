import HotlineReading

extension Measure {
  /// The fields of a record on which the measure stands: those that its filter and value read, the times that put a fact into a
  /// period, and those from which derived columns follow.
  package var fields: Set<RecordField> {
    let names = columns.map { fact.columns[$0].name } + [time, matures].compactMap { $0 }
    return Set(names.flatMap { name in Self.derived[name] ?? [name] }.compactMap(RecordField.init))
  }

  /// For each column that no export carries, the fields that it follows from.
  private static let derived: [String: [String]] = [
    "deadline_at": ["due_at", "extended_due_at"], "contact_deadline_at": ["first_contact_due_at", "received_at"],
    "closure_working_days": ["received_at", "closed_at"], "next_call_at": ["caller"], "previous_call_at": ["caller"],
    "next_same_topic_at": ["caller", "category"], "repeat_window_ends_at": ["started_at"],
    "age_years": ["born_at"], "year_starts_at": ["year"],
  ]
}
