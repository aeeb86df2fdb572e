import HotlineConfiguration
import HotlineModel
import Testing

@testable import HotlineStore

/// The guard is tried without the parser in front of it: it must hold alone.
@Suite("SQLite's authorizer guards filters")
struct ExpressionGuardTests {
  private func isRefused(_ text: String, _ fact: FactKind = .call) -> Bool {
    do {
      try ExpressionGuard.check(text, fact: fact, place: .init(file: "metrics.yaml"))
      return false
    } catch {
      return error is Diagnostic
    }
  }

  @Test("the fact's own columns pass", arguments: FactKind.allCases)
  func columns(fact: FactKind) {
    for column in fact.columns { #expect(!isRefused("\(column.name) IS NULL", fact)) }
    #expect(!isRefused("1 = 1", fact))
  }

  @Test(
    "everything else stops here",
    arguments: [
      "(SELECT 1)", "(SELECT max(name) FROM sqlite_schema) = 'x'", "EXISTS (SELECT 1 FROM work_order_view)",
      "key = 'a'",
      "load_extension('x')", "randomblob(1000000000) IS NULL", "abs(wait_seconds) = 1", "outcome LIKE 'a'",
      "outcome GLOB 'a'",
      "1) FROM work_order_view; DROP TABLE call_view; SELECT (1", "1) THEN 1 END AS x, (CASE WHEN 1", "received_at > 0",
      "rowid = 1", "1; DELETE FROM call_view", "work_order_view.due_at = 1", "count(*) > 0", "wait_seconds OVER ()",
    ])
  func refused(text: String) {
    #expect(isRefused(text), "\(text)")
  }

  @Test("one fact's filter cannot read another's columns")
  func otherFacts() {
    #expect(isRefused("received_at > 0", .call))
    #expect(isRefused("started_at > 0", .workOrder))
  }
}
