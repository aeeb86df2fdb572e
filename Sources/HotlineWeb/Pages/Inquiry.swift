import HotlineApp
import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// What an address asks, and who asks it.
struct Inquiry: Sendable {
  /// The parts of the path, the last one without the ending of its format.
  let parts: [String]
  /// What is asked in the address.
  let fields: Fields
  /// The address itself, without ending.
  let address: Address
  /// In which format the answer is wanted.
  let format: PageFormat
  /// In which language.
  let language: Language
  /// Who asks.
  let session: Sessions.Session

  /// The last part of the path.
  var name: String { parts.last ?? "" }
  /// The part of the path behind the first: `3` of `/sources/3/rejects`.
  var number: String { parts.count > 1 ? parts[1] : "" }
}

/// Which figures are asked: metrics, days, conditions, groups. The words are the command line's.
struct Question: Sendable {
  var metrics: [String]
  var period: String
  var conditions: [String]
  var groups: [String]
  var comparisons: [String]
  var hiddenUnder: Int?

  /// Reads `?metrics=…&period=…&where=…&by=…&compare=…&suppress=…`; a name may come several times or with commas.
  init(_ fields: Fields, usualPeriod: @autoclosure () throws -> String) rethrows {
    metrics = fields.words("metrics")
    period = try fields["period"] ?? usualPeriod()
    // A name may hold a comma.
    conditions = fields.values("where")
    if let line = fields["line"] { conditions.append("line=\(line)") }
    groups = fields.words("by")
    comparisons = fields.words("compare")
    hiddenUnder = fields["suppress"].flatMap { Int($0) }
  }

  /// The facts that it is about.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage.
  func facts() throws -> FactSelection {
    FactSelection(
      period: try Period(parsing: period), conditions: try conditions.map(FactSelection.Condition.init(parsing:)))
  }

  /// The days and conditions as an address asks them.
  var asked: [(name: String, value: String)] { [("period", period)] + conditions.map { ("where", $0) } }
}
