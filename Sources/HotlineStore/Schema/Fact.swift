import HotlineReading

/// The facts that measures are counted over. Each has a table and a readable view, `<fact>_view`.
package enum Fact: String, Sendable, CaseIterable, Codable {
  /// Calls; one row for a call however many legs it had.
  case call
  /// Work orders, as the newest export has them.
  case workOrder = "work_order"
  /// Broadcasts, pushes, news items, reports.
  case activity
  /// The roster, as it stands at the end of a period.
  case agent
  /// A project's yearly budget.
  case budget

  /// The fact that a kind of record becomes.
  package init(_ kind: RecordKind) {
    switch kind {
    case .call: self = .call
    case .workOrder: self = .workOrder
    case .activity: self = .activity
    case .agent: self = .agent
    case .budget: self = .budget
    }
  }

  /// The view for people and for the SQL that `explain` prints.
  package var view: String { "\(rawValue)_view" }

  /// The table.
  var table: String { self == .agent ? "agent_roster" : rawValue }

  /// The kind of record that becomes this fact.
  package var recordKind: RecordKind {
    switch self {
    case .call: .call
    case .workOrder: .workOrder
    case .activity: .activity
    case .agent: .agent
    case .budget: .budget
    }
  }

  /// The columns that facts of this kind can be timed by; the first is the one coverage is told by.
  package var timeColumns: [String] {
    switch self {
    case .call: ["started_at"]
    case .workOrder: ["received_at", "closed_at", "deadline_at", "due_at"]
    case .activity: ["held_at"]
    case .agent: []
    case .budget: ["year_starts_at"]
    }
  }

  /// SQL that holds for the facts whose time lies in a span: from its start on, before its end.
  func span(_ time: String, from start: Int64?, to end: Int64?) -> String {
    guard self == .call, time == "started_at" else {
      return [start.map { "\(time) >= \($0)" }, end.map { "\(time) < \($0)" }].compactMap { $0 }.joined(
        separator: " AND ")
    }
    // Calls lie in order of time: SQLite goes by their ids.
    return [start.map { "id >= \(CallID.first(at: $0))" }, end.map { "id < \(CallID.first(at: $0))" }].compactMap { $0 }
      .joined(separator: " AND ")
  }

  /// The columns by which facts are listed in order of one of their times.
  func order(by time: String?) -> String {
    guard let time else { return "key" }
    return self == .call && time == "started_at" ? "id" : "\(time), key"
  }

  /// The dimensions by which the fact can be broken down.
  package var dimensions: [Dimension] {
    switch self {
    case .call: [.line, .district, .unit, .category, .agent]
    case .workOrder: [.line, .district, .unit, .category, .kind]
    case .activity: [.line, .kind]
    case .agent: [.line]
    case .budget: [.project]
    }
  }

  /// The columns that filters may read, in the order of an evaluator's cells.
  package var columns: [FactColumn] { Self.allColumns[self] ?? [] }

  private static let allColumns = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.madeColumns) })

  private var madeColumns: [FactColumn] {
    func number(_ names: String...) -> [FactColumn] { names.map { FactColumn(name: $0, content: .number) } }
    func word(_ vocabularies: Vocabulary...) -> [FactColumn] {
      vocabularies.map { FactColumn(name: $0.rawValue, content: .word($0)) }
    }
    let dimensions = dimensions.map { FactColumn(name: $0.rawValue, content: .dimension($0)) }
    switch self {
    case .call:
      return dimensions + word(.direction, .outcome, .transferOutcome, .satisfaction)
        + number(
          "started_at", "answered_at", "ended_at", "wait_seconds", "talk_seconds", "resolved", "caller",
          "previous_call_at",
          "next_call_at", "next_same_topic_at", "repeat_window_ends_at")
    case .workOrder:
      return dimensions + word(.status, .resolution, .satisfaction)
        + number(
          "received_at", "first_contacted_at", "first_contact_due_at", "due_at", "extended_due_at", "closed_at",
          "first_contact",
          "reopened", "caller", "contact_deadline_at", "deadline_at", "closure_working_days")
    case .activity: return dimensions + number("held_at", "inquiries", "quantity")
    case .agent: return dimensions + number("born_at", "hired_at", "left_at", "age_years")
    case .budget: return dimensions + number("year", "budget_fen", "prior_budget_fen", "executed_fen", "year_starts_at")
    }
  }
}

/// A column that a filter may read.
package struct FactColumn: Sendable, Hashable {
  /// What its values are.
  package enum Content: Sendable, Hashable {
    /// A time in Unix seconds, a count, a duration or a flag (0 or 1).
    case number
    /// A word of a fixed vocabulary.
    case word(Vocabulary)
    /// A canonical name.
    case dimension(Dimension)
  }

  /// The name in filters and in the view.
  package let name: String
  /// What its values are.
  package let content: Content

  /// SQL for the column over the fact's table.
  ///
  /// - Parameter prefix: the table's alias with its dot, where several tables are joined.
  func stored(_ prefix: String = "") -> String {
    if case .dimension(let dimension) = content { return "\(prefix)\(dimension.rawValue)_id" }
    // As long for every call, and therefore not a column of each.
    if name == "repeat_window_ends_at" { return "(\(prefix)started_at + \(Setting.repeatWindow.numberSQL))" }
    return prefix + name
  }
}

/// What KPIs are broken down by, besides time.
package enum Dimension: String, Sendable, CaseIterable, Codable {
  /// The hotline number.
  case line
  /// The district, by its canonical name.
  case district
  /// The handling unit, by its canonical name.
  case unit
  /// The topic.
  case category
  /// The seat's number.
  case agent
  /// The kind of order or activity.
  case kind
  /// A budget's project.
  case project

  /// The dimension's place among all.
  var index: Int {
    switch self {
    case .line: 0
    case .district: 1
    case .unit: 2
    case .category: 3
    case .agent: 4
    case .kind: 5
    case .project: 6
    }
  }

  /// Dimensions whose names have aliases.
  var hasAliases: Bool { self == .district || self == .unit }
}
