import HotlineAppraisal
import Testing

@testable import HotlineReports

@Suite("Targets of a form in reports")
struct ReportTargetsTests {
  /// The connection rate for which seats of a hotline are planned, by the form of 2019 with another target for it.
  private func goal(_ target: String, line: String?) throws -> Double {
    let store = try ReportStore()
    let path = "\(ReportStore.data)/indicators/hotline-2019.yaml"
    let yaml = try String(contentsOfFile: path, encoding: .utf8)
      .replacing(
        "at_least: 85%\n            assumed: true\n            phrase: {zh: \"热线接通率",
        with: "\(target)\n            phrase: {zh: \"热线接通率")
    try #require(yaml.contains(target))
    let form = try FormDefinition(yaml: yaml, file: path, catalog: store.catalog)
    return try ReportTargets(form, connection: store.catalog.metric("connection_rate")).seatGoal(line: line).connection
  }

  @Test(
    "seats are planned by the standard, or by the form's connection rate where it asks for more; by no other target")
  func seats() throws {
    // The form wants 98 % of orders contacted and 98 % of callers satisfied too.
    #expect(try goal("at_least: 85%", line: "962200") == 0.95 && goal("at_least: 85%", line: "12345") == 0.95)
    #expect(try goal("at_least: 97%", line: "962200") == 0.97 && goal("at_least: 97%", line: "12345") == 0.95)
    #expect(try goal("at_most: 97%", line: "962200") == 0.95 && goal("at_least: 97%", line: nil) == 0.95)
    // No number of seats answers every call.
    #expect(try goal("at_least: 100%", line: "962200") == 0.95)
  }
}
