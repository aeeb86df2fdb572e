import HotlineModel
import HotlineReading

/// Puts a call together from several rows of one export: its legs (a transfer, a queue and then a seat, seats that ring
/// together).
///
/// The rules are in ``rules`` and, in words, in the README. Rows of one leg are versions of it, of which the newest counts.
struct CallParts {
  /// How the legs' values of one field become the call's.
  enum Rule: String, CaseIterable {
    /// The smallest there is.
    case earliest
    /// The largest there is.
    case latest
    /// The sum of all legs that have one.
    case sum
    /// Answered when any leg was, else what the last leg says.
    case answeredIfAny = "answered if any"
    /// The wait of the leg that was answered first, counted from the call's start; of the longest one when none was answered.
    case untilFirstAnswer = "until the first answer"
    /// That of the leg that was answered first, else of the first leg that says it.
    case ofFirstAnswer = "of the first answer"
    /// Of the first leg that says it.
    case first
    /// Of the last leg that says it.
    case last
  }

  /// For each field of a call, how its legs are put together. The key and the line make rows legs of one call.
  static let rules: [(field: FactField, rule: Rule)] = [
    (.line, .first), (.direction, .first), (.startedAt, .earliest), (.answeredAt, .earliest), (.endedAt, .latest),
    (.waitSeconds, .untilFirstAnswer), (.talkSeconds, .sum), (.outcome, .answeredIfAny), (.caller, .first),
    (.agent, .ofFirstAnswer), (.district, .last), (.unit, .last), (.category, .last), (.transferOutcome, .last),
    (.resolved, .last), (.satisfaction, .last), (.exportedAt, .latest),
  ]

  private let version: FactVersion
  private let columns: [(column: Int, rule: Rule)]
  private let started: Int
  private let answered: Int
  private let wait: Int
  private let outcome: Int
  private let agent: Int
  /// The largest number of legs that are kept apart; of a call with more, further ones are merged at once.
  private static let limit = 1024

  private var legs: [FactStatement] = []
  private var byStart: [LegMark: Int] = [:]
  private var byAnswer: [LegMark: Int] = [:]

  private struct LegMark: Hashable {
    let agent: Int64?
    let time: Int64
  }

  init?(_ version: FactVersion) {
    func place(_ field: FactField) -> Int? {
      version.layout.columns.firstIndex(of: field.column)
    }
    self.version = version
    // Of what data/model.yaml declares, the last leg says it.
    let declared = version.layout.fact.fields.filter(\.isDeclared).map { (field: $0, rule: Rule.last) }
    let rules = Self.rules + declared
    columns = rules.compactMap { rule in place(rule.field).map { ($0, rule.rule) } }
    guard let started = place(.startedAt), let answered = place(.answeredAt), let wait = place(.waitSeconds),
      let outcome = place(.outcome), let agent = place(.agent), columns.count == rules.count
    else { return nil }
    self.started = started
    self.answered = answered
    self.wait = wait
    self.outcome = outcome
    self.agent = agent
  }

  mutating func removeAll() {
    legs.removeAll(keepingCapacity: true)
    byStart.removeAll(keepingCapacity: true)
    byAnswer.removeAll(keepingCapacity: true)
  }

  /// Adds a row: a new leg, or a version of the leg with the same agent and the same start or answer.
  ///
  /// - Returns: whether the row says what a leg says already.
  @discardableResult
  mutating func take(_ leg: FactStatement) -> Bool {
    let start = leg.value(started).map { LegMark(agent: leg.value(agent), time: $0) }
    let answer = leg.value(answered).map { LegMark(agent: leg.value(agent), time: $0) }
    if let known = start.flatMap({ byStart[$0] }) ?? answer.flatMap({ byAnswer[$0] }) {
      let isSame = version.saysSame(legs[known].view, leg.view)
      if version.isOlder(legs[known].view, leg.view) { legs[known] = leg }
      return isSame
    }
    if legs.count == Self.limit, let whole = merged() {
      removeAll()
      legs.append(whole)
    }
    if let start { byStart[start] = legs.count }
    if let answer { byAnswer[answer] = legs.count }
    legs.append(leg)
    return false
  }

  /// The call of all legs, from the line of the first one; `nil` without any.
  func merged() -> FactStatement? {
    // In order of time, whatever the order in the file.
    let ordered = legs.sorted { left, right in
      let (start, other) = (left.value(started) ?? .min, right.value(started) ?? .min)
      if start != other { return start < other }
      let (answer, otherAnswer) = (left.value(answered) ?? .max, right.value(answered) ?? .max)
      return answer != otherAnswer ? answer < otherAnswer : version.isOlder(left.view, right.view)
    }
    guard let first = ordered.first else { return nil }
    guard ordered.count > 1 else { return first }
    let call = FactStatement(width: version.layout.columns.count, origin: first.origin)
    let firstAnswered = ordered.filter { $0.value(answered) != nil }.min {
      ($0.value(answered) ?? 0) < ($1.value(answered) ?? 0)
    }
    for (column, rule) in columns {
      let values = ordered.compactMap { $0.value(column) }
      let value: Int64? =
        switch rule {
        case .earliest: values.min()
        case .latest: values.max()
        case .sum: values.isEmpty ? nil : values.reduce(0, &+)
        case .answeredIfAny: values.contains(0) ? 0 : values.last
        case .untilFirstAnswer: untilFirstAnswer(ordered, firstAnswered)
        case .ofFirstAnswer: firstAnswered?.value(column) ?? values.first
        case .first: values.first
        case .last: values.last
        }
      if let value { call.set(column, value) }
    }
    return call
  }

  private func untilFirstAnswer(_ ordered: [FactStatement], _ firstAnswered: FactStatement?) -> Int64? {
    let begin = ordered.compactMap { $0.value(started) }.min()
    func waited(_ leg: FactStatement) -> Int64? {
      leg.value(wait).map { wait in wait + ((leg.value(started) ?? begin ?? 0) - (begin ?? 0)) }
    }
    if let firstAnswered { return waited(firstAnswered) }
    return ordered.compactMap(waited).max()
  }
}
