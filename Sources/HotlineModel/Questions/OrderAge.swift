/// How orders stand against the deadline in force, at the as-of moment (domain.md §4.2, T6).
package enum OrderAge: String, Sendable, Hashable, CaseIterable {
  /// Closed by the deadline.
  case closedInTime = "closed_in_time"
  /// Closed at most five working days after it.
  case closedLate = "closed_late"
  /// Closed later than that.
  case closedVeryLate = "closed_very_late"
  /// Open, overdue by at most five working days.
  case overdue
  /// Open, overdue by more.
  case longOverdue = "long_overdue"
  /// Open, due within two working days.
  case dueSoon = "due_soon"
  /// Open, due later.
  case notYetDue = "not_yet_due"
  /// Without a deadline.
  case undated
  /// Late, but by how many working days is unknown: outside the calendar's years.
  case lateUnknown = "late_unknown"
  /// Open when it was last exported, before its deadline: not known to be late.
  case stateUnknown = "state_unknown"
  /// Returned, void or suspended: not assessed.
  case leftOut = "left_out"
}
