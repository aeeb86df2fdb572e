import Foundation
import HotlineApp
import HotlineCalendar
import HotlineConfiguration
import HotlineText
import Hummingbird

/// What an address asks: which metrics, of which days, under which conditions, broken down how. The words are the command line's.
struct Question: Sendable {
  var metrics: [String]
  var period: String
  var conditions: [String]
  var groups: [String]
  var comparisons: [String]
  var hiddenUnder: Int?

  /// Reads `?metrics=…&period=…&where=…&by=…&compare=…&suppress=…`; a name may come several times or with commas.
  init(_ request: Request, usualPeriod: String) {
    let asked = request.uri.queryParameters
    func words(_ name: Substring) -> [String] {
      asked[values: name].flatMap { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
        .filter { !$0.isEmpty }
    }
    metrics = words("metrics")
    period = words("period").first ?? usualPeriod
    // A name may hold a comma.
    conditions = asked[values: "where"].map(String.init).filter { !$0.isEmpty }
    if let line = words("line").first { conditions.append("line=\(line)") }
    groups = words("by")
    comparisons = words("compare")
    hiddenUnder = words("suppress").first.flatMap { Int($0) }
  }

  /// The facts that it is about.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage.
  func facts() throws -> FactSelection {
    FactSelection(
      period: try Period(parsing: period), conditions: try conditions.map(FactSelection.Condition.init(parsing:)))
  }
}
