import HotlineConfiguration
import HotlineModel

/// Decides whether an unreadable value (a damaged number, an unknown word) costs the row or only its field.
///
/// | | fields | because |
/// | --- | --- | --- |
/// | the row | those without which there is no record | nothing is left to count |
/// | the row | those whose emptiness says something | an order without closing time is open, one without deadline is never late, an agent who has not left is still there, a quantity that is not given is one |
/// | the field, and a remark | all others | unknown is what they are; a call is a call whatever its rating |
extension FactField {
  /// Whether an unreadable value empties the field; else the row is rejected.
  var isEmptiedWhenUnreadable: Bool {
    switch self {
    // No record without these.
    case .key, .line, .direction, .startedAt, .outcome, .status, .receivedAt, .heldAt, .countedAt, .project, .year,
      .budgetFen:
      false
    // Their emptiness says something, or they decide which statement is the newest.
    case .answeredAt, .endedAt, .firstContactedAt, .firstContactDueAt, .dueAt, .extendedDueAt, .closedAt, .exportedAt,
      .leftAt, .quantity, .priorBudgetFen, .executedFen:
      false
    default:
      true
    }
  }
}

extension RecordBuilder {
  /// Whether a value that cannot be read leaves its field empty and the row in.
  func canBeEmptied(_ field: ColumnPlan.Field, _ problem: Problem) -> Bool {
    guard !field.isRequired, field.field.isEmptiedWhenUnreadable else { return false }
    return problem.reason != .unknownWord || field.source?.unknownWord != .reject
  }
}
