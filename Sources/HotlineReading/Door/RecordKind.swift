import HotlineConfiguration
import HotlineText

/// The kinds of record that an export can hold (DESIGN.md §3).
package enum RecordKind: String, Sendable, CaseIterable, Codable {
  /// One call of an ACD or CDR export.
  case call
  /// One work order (工单); exported again each time that it moves.
  case workOrder = "work_order"
  /// Something done that is counted: a broadcast, a push, a news item, a report.
  case activity
  /// A seat's roster entry.
  case agent
  /// One year's budget of a project.
  case budget

  /// The fields of such a record, in the order of a ``RecordBatch``'s cells.
  package var fields: [RecordField] {
    switch self {
    case .call:
      [
        .key, .line, .direction, .startedAt, .answeredAt, .endedAt, .waitSeconds, .talkSeconds, .outcome, .caller,
        .agent, .district, .unit, .category, .transferOutcome, .resolved, .satisfaction, .exportedAt,
      ]
    case .workOrder:
      [
        .key, .line, .kind, .status, .receivedAt, .firstContactedAt, .firstContactDueAt, .dueAt, .extendedDueAt,
        .closedAt, .firstContact, .reopened, .resolution, .satisfaction, .caller, .district, .unit, .category,
        .exportedAt,
      ]
    case .activity: [.key, .line, .kind, .title, .heldAt, .inquiries, .quantity, .exportedAt]
    case .agent: [.key, .line, .bornAt, .hiredAt, .leftAt, .exportedAt]
    case .budget: [.key, .project, .year, .budgetFen, .priorBudgetFen, .executedFen, .exportedAt]
    }
  }

  /// The fields without which a record is rejected.
  package var requiredFields: [RecordField] {
    switch self {
    case .call: [.key, .line, .direction, .startedAt, .outcome]
    case .workOrder: [.key, .line, .status, .receivedAt]
    case .activity: [.key, .kind, .heldAt]
    case .agent: [.key]
    case .budget: [.key, .project, .year, .budgetFen]
    }
  }

  /// The kind's name for messages.
  package var name: LocalizedText {
    switch self {
    case .call: LocalizedText(zh: "话务", en: "calls")
    case .workOrder: LocalizedText(zh: "工单", en: "work orders")
    case .activity: LocalizedText(zh: "活动", en: "activities")
    case .agent: LocalizedText(zh: "坐席名册", en: "agents")
    case .budget: LocalizedText(zh: "预算", en: "budget")
    }
  }
}

/// A field of a record. The raw value is the field's name in profiles, in views and in metric filters.
package enum RecordField: String, Sendable, CaseIterable, Codable {
  /// The record's identity within its line: `call_id`, `order_id`, or several columns joined.
  case key
  /// The hotline number, `962200`.
  case line
  /// Inbound or outbound.
  case direction
  /// When the call began.
  case startedAt = "started_at"
  /// When a seat answered.
  case answeredAt = "answered_at"
  /// When the call ended.
  case endedAt = "ended_at"
  /// Queue and ringing before the answer (or the hang-up), in seconds, when the platform exports it.
  case waitSeconds = "wait_seconds"
  /// Conversation, in seconds, when the platform exports it.
  case talkSeconds = "talk_seconds"
  /// How the call ended.
  case outcome
  /// The citizen's number; becomes a keyed pseudonym before it is stored.
  case caller
  /// The seat's number (工号).
  case agent
  /// The district as the export spells it.
  case district
  /// The handling unit as the export spells it.
  case unit
  /// The topic.
  case category
  /// Whether a three-way transfer that was asked for succeeded.
  case transferOutcome = "transfer_outcome"
  /// Whether the call solved the matter.
  case resolved
  /// A rating of the fixed vocabulary.
  case satisfaction
  /// How new the row is: the time of its export, if the export carries one.
  case exportedAt = "exported_at"
  /// The kind of order (咨询, 求助, 投诉…) or of activity (`broadcast`, `wechat_push`…).
  case kind
  /// Where an order stands.
  case status
  /// When the order was received.
  case receivedAt = "received_at"
  /// When the unit first contacted the citizen.
  case firstContactedAt = "first_contacted_at"
  /// Until when the first contact was due, if the export says so.
  case firstContactDueAt = "first_contact_due_at"
  /// Until when the order was due when it was received.
  case dueAt = "due_at"
  /// The approved new deadline, if the order was extended.
  case extendedDueAt = "extended_due_at"
  /// When the order was closed.
  case closedAt = "closed_at"
  /// What the citizen said when asked whether the unit had contacted them first.
  case firstContact = "first_contact"
  /// How many times the order was reopened.
  case reopened
  /// The handling unit's judgement.
  case resolution
  /// An activity's title.
  case title
  /// The day an activity took place or was published.
  case heldAt = "held_at"
  /// Inquiries answered during a broadcast.
  case inquiries
  /// How many (issues, items) an activity row stands for; absent means one.
  case quantity
  /// An agent's birth date.
  case bornAt = "born_at"
  /// The day an agent was hired.
  case hiredAt = "hired_at"
  /// The day an agent left.
  case leftAt = "left_at"
  /// A budget's project.
  case project
  /// A budget's year.
  case year
  /// The budget, in fen (1/100 yuan).
  case budgetFen = "budget_fen"
  /// The year before's budget, in fen.
  case priorBudgetFen = "prior_budget_fen"
  /// What was spent, in fen.
  case executedFen = "executed_fen"

  /// What a field's cells hold.
  package enum Content: Sendable, Hashable {
    /// UTF-8 bytes in the batch's arena.
    case text
    /// A moment, in Unix seconds.
    case time
    /// A whole number (count, year, fen).
    case integer
    /// A duration, in whole seconds.
    case seconds
    /// 0 or 1.
    case flag
    /// A code of a fixed vocabulary.
    case word(Vocabulary)
  }

  /// What this field's cells hold.
  package var content: Content {
    switch self {
    case .key, .line, .caller, .agent, .district, .unit, .category, .kind, .title, .project: .text
    case .startedAt, .answeredAt, .endedAt, .exportedAt, .receivedAt, .firstContactedAt, .firstContactDueAt, .dueAt,
      .extendedDueAt, .closedAt, .heldAt, .bornAt, .hiredAt, .leftAt:
      .time
    case .waitSeconds, .talkSeconds: .seconds
    case .reopened, .inquiries, .quantity, .year, .budgetFen, .priorBudgetFen, .executedFen: .integer
    case .resolved, .firstContact: .flag
    case .direction: .word(.direction)
    case .outcome: .word(.outcome)
    case .transferOutcome: .word(.transferOutcome)
    case .satisfaction: .word(.satisfaction)
    case .status: .word(.status)
    case .resolution: .word(.resolution)
    }
  }
}

/// The fixed vocabularies. A word's code is its place in ``words`` and is what the database stores; words are only ever appended.
package enum Vocabulary: String, Sendable, CaseIterable {
  /// Inbound or outbound.
  case direction
  /// How a call ended.
  case outcome
  /// How a three-way transfer ended.
  case transferOutcome = "transfer_outcome"
  /// A citizen's rating.
  case satisfaction
  /// Where an order stands.
  case status
  /// The handling unit's judgement of an order.
  case resolution

  /// The words, in code order.
  package var words: [String] {
    switch self {
    case .direction: ["inbound", "outbound"]
    case .outcome: ["answered", "abandoned", "abandoned_ivr", "self_service", "failed"]
    case .transferOutcome: ["succeeded", "failed"]
    case .satisfaction:
      ["very_satisfied", "satisfied", "fairly_satisfied", "neutral", "dissatisfied", "very_dissatisfied"]
    case .status: ["open", "closed", "returned", "void", "suspended"]
    case .resolution: ["resolved", "explained", "unresolved"]
    }
  }

  /// The code of a word, or `nil` when it is not of this vocabulary.
  package func code(of word: String) -> Int? { words.firstIndex(of: word) }
}
