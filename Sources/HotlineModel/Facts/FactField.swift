import HotlineText

/// A field of a fact: its name, what its cells hold, and what it is to the fact. The name is the same in profiles, in views and
/// in filters. Which kind of fact has which fields is said by ``FactKind``.
package struct FactField: Sendable, RawRepresentable, Codable {
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

    /// The largest count or amount of fen that is believed; a million of them still add up exactly.
    package static let largestInteger: Int64 = 1_000_000_000_000
    /// The longest duration that is believed, a leap year: what is longer is damage, and its sums would not be exact.
    package static let longestSeconds: Int64 = 366 * 86_400

    /// What no number of a field is beyond, whatever its sign. Times are believed up to the year 2100.
    package var bound: Int64 {
      switch self {
      // Callers are compared as their pseudonyms, which may be any number.
      case .text: .max
      case .word: 0
      case .time: 1 << 32
      case .integer: Self.largestInteger
      case .seconds: Self.longestSeconds
      case .flag: 1
      }
    }
  }

  /// What a field is to its fact.
  package enum Role: Sendable, Hashable {
    /// The fact's identity within its line.
    case key
    /// A text that is kept as it is.
    case title
    /// A name of a dimension.
    case name(Dimension)
    /// A citizen's number; stored as a pseudonym.
    case caller
    /// How new the row is that says the rest.
    case exported
    /// A time, a number, a flag or a word.
    case value
  }

  /// The field's name in profiles, in views and in metric filters.
  package let rawValue: String
  /// What its cells hold.
  package let content: Content
  /// What it is to its fact.
  package let role: Role
  /// Its name for people, if `data/model.yaml` declares it.
  package let declaredName: LocalizedText?
  /// What a declared number counts in; `nil` for other fields.
  package let unit: Metric.Unit?
  /// Its place among the built-in fields, by which these are compared; that of all declared ones is the same.
  private let number: Int
  private static let declaredNumber = 1_000

  private init(_ number: Int, _ rawValue: String, _ content: Content, _ role: Role = .value) {
    self.number = number
    self.rawValue = rawValue
    self.content = content
    self.role = role
    declaredName = nil
    unit = nil
  }

  /// The field that bears the names of a declared dimension.
  init(declared dimension: Dimension) {
    number = Self.declaredNumber
    rawValue = dimension.rawValue
    content = .text
    role = .name(dimension)
    declaredName = dimension.name
    unit = nil
  }

  /// A declared number.
  init(declaredNumber rawValue: String, name: LocalizedText, unit: Metric.Unit) {
    number = Self.declaredNumber
    self.rawValue = rawValue
    content = .integer
    role = .value
    declaredName = name
    self.unit = unit
  }

  /// Whether `data/model.yaml` declares it.
  package var isDeclared: Bool { number == Self.declaredNumber }

  /// The built-in field of a name.
  package init?(rawValue: String) {
    guard let field = Self.byName[rawValue] else { return nil }
    self = field
  }

  private static let byName = Dictionary(uniqueKeysWithValues: builtIn.map { ($0.rawValue, $0) })
}

extension FactField: Hashable {
  /// Whether two fields are the same.
  package static func == (left: FactField, right: FactField) -> Bool {
    left.number == right.number && (!left.isDeclared || left.rawValue == right.rawValue)
  }

  /// Hashes the field's place, and the name of a declared one.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(number)
    if isDeclared { hasher.combine(rawValue) }
  }
}

// MARK: The built-in fields

extension FactField {
  /// The record's identity within its line: `call_id`, `order_id`, or several columns joined.
  package static let key = FactField(0, "key", .text, .key)
  /// The hotline number, `962200`.
  package static let line = FactField(1, "line", .text, .name(.line))
  /// Inbound or outbound.
  package static let direction = FactField(2, "direction", .word(.direction))
  /// When the call began.
  package static let startedAt = FactField(3, "started_at", .time)
  /// When a seat answered.
  package static let answeredAt = FactField(4, "answered_at", .time)
  /// When the call ended.
  package static let endedAt = FactField(5, "ended_at", .time)
  /// Queue and ringing before the answer (or the hang-up), in seconds, when the platform exports it.
  package static let waitSeconds = FactField(6, "wait_seconds", .seconds)
  /// Conversation, in seconds, when the platform exports it.
  package static let talkSeconds = FactField(7, "talk_seconds", .seconds)
  /// How the call ended.
  package static let outcome = FactField(8, "outcome", .word(.outcome))
  /// The citizen's number; becomes a keyed pseudonym before it is stored.
  package static let caller = FactField(9, "caller", .text, .caller)
  /// The seat's number (工号).
  package static let agent = FactField(10, "agent", .text, .name(.agent))
  /// The district as the export spells it.
  package static let district = FactField(11, "district", .text, .name(.district))
  /// The handling unit as the export spells it.
  package static let unit = FactField(12, "unit", .text, .name(.unit))
  /// The topic.
  package static let category = FactField(13, "category", .text, .name(.category))
  /// Whether a three-way transfer that was asked for succeeded.
  package static let transferOutcome = FactField(14, "transfer_outcome", .word(.transferOutcome))
  /// Whether the call solved the matter.
  package static let resolved = FactField(15, "resolved", .flag)
  /// A rating of the fixed vocabulary.
  package static let satisfaction = FactField(16, "satisfaction", .word(.satisfaction))
  /// How new the row is: the time of its export, if the export carries one.
  package static let exportedAt = FactField(17, "exported_at", .time, .exported)
  /// The kind of order (咨询, 求助, 投诉…) or of activity (`broadcast`, `wechat_push`…).
  package static let kind = FactField(18, "kind", .text, .name(.kind))
  /// Where an order stands.
  package static let status = FactField(19, "status", .word(.status))
  /// When the order was received.
  package static let receivedAt = FactField(20, "received_at", .time)
  /// When the unit first contacted the citizen.
  package static let firstContactedAt = FactField(21, "first_contacted_at", .time)
  /// Until when the first contact was due, if the export says so.
  package static let firstContactDueAt = FactField(22, "first_contact_due_at", .time)
  /// Until when the order was due when it was received.
  package static let dueAt = FactField(23, "due_at", .time)
  /// The approved new deadline, if the order was extended.
  package static let extendedDueAt = FactField(24, "extended_due_at", .time)
  /// When the order was closed.
  package static let closedAt = FactField(25, "closed_at", .time)
  /// What the citizen said when asked whether the unit had contacted them first.
  package static let firstContact = FactField(26, "first_contact", .flag)
  /// How many times the order was reopened.
  package static let reopened = FactField(27, "reopened", .integer)
  /// The handling unit's judgement.
  package static let resolution = FactField(28, "resolution", .word(.resolution))
  /// An activity's title.
  package static let title = FactField(29, "title", .text, .title)
  /// The day an activity took place or was published.
  package static let heldAt = FactField(30, "held_at", .time)
  /// Inquiries answered during a broadcast.
  package static let inquiries = FactField(31, "inquiries", .integer)
  /// How many (issues, items) an activity row stands for; absent means one.
  package static let quantity = FactField(32, "quantity", .integer)
  /// An agent's birth date.
  package static let bornAt = FactField(33, "born_at", .time)
  /// The day an agent was hired.
  package static let hiredAt = FactField(34, "hired_at", .time)
  /// The day an agent left.
  package static let leftAt = FactField(35, "left_at", .time)
  /// A budget's project.
  package static let project = FactField(36, "project", .text, .name(.project))
  /// A budget's year.
  package static let year = FactField(37, "year", .integer)
  /// The budget, in fen (1/100 yuan).
  package static let budgetFen = FactField(38, "budget_fen", .integer)
  /// The year before's budget, in fen.
  package static let priorBudgetFen = FactField(39, "prior_budget_fen", .integer)
  /// What was spent, in fen.
  package static let executedFen = FactField(40, "executed_fen", .integer)
  /// The day that daily sums are of.
  package static let countedAt = FactField(50, "counted_at", .time)
  /// Calls that asked for a seat on the day.
  package static let callsOffered = FactField(51, "calls_offered", .integer)
  /// Those that a seat answered.
  package static let callsAnswered = FactField(52, "calls_answered", .integer)
  /// Those given up in the queue or while ringing.
  package static let callsAbandoned = FactField(53, "calls_abandoned", .integer)
  /// Those answered within 15 seconds.
  package static let answeredWithin15s = FactField(54, "answered_within_15s", .integer)
  /// Those answered within 20 seconds.
  package static let answeredWithin20s = FactField(55, "answered_within_20s", .integer)
  /// Those answered within 30 seconds.
  package static let answeredWithin30s = FactField(56, "answered_within_30s", .integer)
  /// The waits of answered calls, added up.
  package static let waitTotalSeconds = FactField(57, "wait_total_seconds", .seconds)
  /// The talks, added up.
  package static let talkTotalSeconds = FactField(58, "talk_total_seconds", .seconds)
  /// Calls whose caller had called within so many days before, from one day to seven.
  package static let repeats: [FactField] = (1...7).map { FactField(58 + $0, "repeats_\($0)d", .integer) }
}

// MARK: Fields that follow from others

extension FactField {
  /// When the same caller called before.
  package static let previousCallAt = FactField(41, "previous_call_at", .time)
  /// When the same caller called next.
  package static let nextCallAt = FactField(42, "next_call_at", .time)
  /// When the same caller called next on the same topic.
  package static let nextSameTopicAt = FactField(43, "next_same_topic_at", .time)
  /// Until when a further call of the same caller counts as a repeated one.
  package static let repeatWindowEndsAt = FactField(44, "repeat_window_ends_at", .time)
  /// Until when the first contact is due: as the export says, else by the working days.
  package static let contactDeadlineAt = FactField(45, "contact_deadline_at", .time)
  /// The deadline in force: the extended one, else the original.
  package static let deadlineAt = FactField(46, "deadline_at", .time)
  /// Up to when the export speaks that tells an order's state: its own time, else the latest event in its file.
  package static let knownUntilAt = FactField(66, "known_until_at", .time)
  /// Working days from receipt to closing.
  package static let closureWorkingDays = FactField(47, "closure_working_days", .integer)
  /// Whole years of age at the end of the period asked for.
  package static let ageYears = FactField(48, "age_years", .integer)
  /// When a budget's year begins.
  package static let yearStartsAt = FactField(49, "year_starts_at", .time)

  /// All fields that exports can carry, then those that follow from others.
  private static let builtIn: [FactField] =
    [
      .key, .line, .direction, .startedAt, .answeredAt, .endedAt, .waitSeconds, .talkSeconds, .outcome, .caller,
      .agent, .district, .unit, .category, .transferOutcome, .resolved, .satisfaction, .exportedAt, .kind, .status,
      .receivedAt, .firstContactedAt, .firstContactDueAt, .dueAt, .extendedDueAt, .closedAt, .firstContact,
      .reopened, .resolution, .title, .heldAt, .inquiries, .quantity, .bornAt, .hiredAt, .leftAt, .project, .year,
      .budgetFen, .priorBudgetFen, .executedFen, .previousCallAt, .nextCallAt, .nextSameTopicAt,
      .repeatWindowEndsAt, .contactDeadlineAt, .deadlineAt, .knownUntilAt, .closureWorkingDays, .ageYears,
      .yearStartsAt,
      .countedAt, .callsOffered, .callsAnswered, .callsAbandoned, .answeredWithin15s, .answeredWithin20s,
      .answeredWithin30s, .waitTotalSeconds, .talkTotalSeconds,
    ] + repeats
}
