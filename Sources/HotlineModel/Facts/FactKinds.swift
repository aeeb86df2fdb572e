import HotlineText

/// The kinds of fact with all their fields: the one table that reading, storing, deriving and asking go by.
///
/// The order of the fields is that of a record's cells and of the stored columns.
extension FactKind {
  /// Calls; one fact for a call however many legs it had.
  package static let call = FactKind(
    "call", LocalizedText(zh: "话务", en: "calls"),
    [
      Description(.key).required,
      Description(.line).required,
      Description(.direction).required,
      Description(.startedAt).required.event.period(0),
      Description(.answeredAt).event,
      Description(.endedAt).event,
      Description(.waitSeconds),
      Description(.talkSeconds),
      Description(.outcome).required,
      Description(.caller),
      Description(.agent),
      Description(.district),
      Description(.unit),
      Description(.category),
      Description(.transferOutcome),
      Description(.resolved),
      Description(.satisfaction),
      Description(.exportedAt),
      Description(.previousCallAt).derived(from: .caller),
      Description(.nextCallAt).derived(from: .caller),
      Description(.nextSameTopicAt).derived(from: .caller, .category),
      // As long for every call, and therefore not stored with each.
      Description(.repeatWindowEndsAt).derived(from: .startedAt, isStored: false),
    ])

  /// Work orders (工单), exported again each time that they move.
  package static let workOrder = FactKind(
    "work_order", LocalizedText(zh: "工单", en: "work orders"),
    [
      Description(.key).required,
      Description(.line).required,
      Description(.kind),
      Description(.status).required,
      Description(.receivedAt).required.event.period(0),
      Description(.firstContactedAt).event,
      Description(.firstContactDueAt),
      Description(.dueAt).period(3),
      Description(.extendedDueAt),
      Description(.closedAt).event.period(1),
      Description(.firstContact),
      Description(.reopened),
      Description(.resolution),
      Description(.satisfaction),
      Description(.caller),
      Description(.district),
      Description(.unit),
      Description(.category),
      Description(.exportedAt),
      Description(.contactDeadlineAt).derived(from: .firstContactDueAt, .receivedAt, needing: [.receivedAt]),
      Description(.deadlineAt).derived(from: .dueAt, .extendedDueAt, needing: [.dueAt]).period(2),
      Description(.closureWorkingDays).derived(from: .receivedAt, .closedAt),
    ])

  /// Broadcasts, pushes, news items, reports: something done that is counted.
  package static let activity = FactKind(
    "activity", LocalizedText(zh: "活动", en: "activities"),
    [
      Description(.key).required,
      Description(.line),
      Description(.kind).required,
      Description(.title),
      Description(.heldAt).required.event.period(0),
      Description(.inquiries),
      Description(.quantity),
      Description(.exportedAt),
    ])

  /// The roster of seats, as it stands at the end of a period.
  package static let agent = FactKind(
    "agent", LocalizedText(zh: "坐席名册", en: "agents"),
    [
      Description(.key).required,
      Description(.line),
      Description(.bornAt),
      Description(.hiredAt).event,
      Description(.leftAt).event,
      Description(.exportedAt),
      Description(.ageYears).derived(from: .bornAt, isStored: false),
    ])

  /// One year's budget of a project.
  package static let budget = FactKind(
    "budget", LocalizedText(zh: "预算", en: "budget"),
    [
      Description(.key).required,
      Description(.project).required,
      Description(.year).required,
      Description(.budgetFen).required,
      Description(.priorBudgetFen),
      Description(.executedFen),
      Description(.exportedAt),
      Description(.yearStartsAt).derived(from: .year).period(0),
    ])

  /// Sums of calls by day, hotline and whatever else the export tells apart, where single calls are not exported. They add to
  /// nothing that is counted over calls.
  package static let tally = FactKind(
    "tally", LocalizedText(zh: "每日汇总", en: "daily sums"),
    [
      Description(.key).required.composed,
      Description(.line).required,
      Description(.countedAt).required.event.wholeDay.period(0),
      Description(.kind),
      Description(.district),
      Description(.unit),
      Description(.category),
      Description(.agent),
      Description(.callsOffered),
      Description(.callsAnswered),
      Description(.callsAbandoned),
      Description(.answeredWithin15s),
      Description(.answeredWithin20s),
      Description(.answeredWithin30s),
      Description(.waitTotalSeconds),
      Description(.talkTotalSeconds),
    ] + FactField.repeats.map { Description($0) } + [Description(.exportedAt)])

  /// The kinds in the order in which they are listed.
  package static let allCases: [FactKind] = [.call, .workOrder, .activity, .agent, .budget, .tally]
}
