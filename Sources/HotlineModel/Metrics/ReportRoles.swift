/// Which metrics the reports show, in which order, and what part they play: the section `reports` of `data/metrics.yaml`.
package struct ReportRoles: Sendable {
  /// A part that one metric plays: charts, sentences and lists that need exactly this one.
  package enum Role: String, Sendable, CaseIterable {
    /// Calls, counted.
    case calls
    /// Work orders, counted.
    case orders
    /// The rate of calls that a seat answered.
    case connection
    /// The rate of calls that were lost.
    case abandonment
    /// The rate of calls from callers who called before.
    case repeats
    /// The rate of orders that were closed in time.
    case closure
    /// The rate of orders that were contacted in time.
    case firstContact = "first_contact"
    /// Hours with a call.
    case hoursCovered = "hours_covered"
    /// The longest time without a call.
    case longestGap = "longest_gap"
    /// The budget spent.
    case budgetExecution = "budget_execution"
    /// The budget against that of the year before.
    case budgetAgainstPrior = "budget_against_prior"
  }

  /// The metrics that play a part; a part may be left out.
  package internal(set) var roles: [Role: Metric] = [:]
  /// The KPIs that the reports begin with: cards, and the month's trend charts.
  package internal(set) var headline: [Metric] = []
  /// Shares by which the members of a dimension are compared.
  package internal(set) var compared: [Dimension: [Metric]] = [:]
  /// The monthly report's table.
  package internal(set) var monthly: [Metric] = []
  /// The annual report's table of totals.
  package internal(set) var annual: [Metric] = []
  /// Those of the annual report that are shown month by month.
  package internal(set) var annualMonths: [Metric] = []
  /// Rates that the annual report's first sentence tells.
  package internal(set) var annualSummary: [Metric] = []
  /// Shares of which the annual report tells who loses most.
  package internal(set) var shortfalls: [Metric] = []
  /// Metrics that the section does not name: both reports show them in a table of further KPIs.
  package internal(set) var further: [Metric] = []

  /// The metric that plays a part; `nil` where none is said to.
  package subscript(_ role: Role) -> Metric? { roles[role] }

  /// Calls and orders, as far as they are said.
  package var volumes: [Metric] { [roles[.calls], roles[.orders]].compactMap { $0 } }

  /// Whether nothing is said of the reports.
  package var isEmpty: Bool { monthly.isEmpty && annual.isEmpty }
}
