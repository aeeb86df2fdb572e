/// How an engine writes names and texts. Expressions need no more: they keep to what engines agree on.
package protocol SQLSpelling: Sendable {
  /// A name of a column or view.
  func identifier(_ name: String) -> String
  /// A text.
  func literal(_ text: String) -> String
  /// The quotient of two expressions; that of whole numbers is cut to a whole number, and that by 0 is null.
  func quotient(_ dividend: String, _ divisor: String, isWhole: Bool) -> String
}

/// Names and texts as the standard has them.
struct StandardSpelling: SQLSpelling {}

/// How one engine writes what the engines write differently in questions: quotients, local time, where facts lie.
/// ``FactSQL`` writes the rest, the same for all.
package protocol SQLDialect: SQLSpelling {
  /// A whole number divided by a whole number, cut to a whole number.
  func wholeQuotient(_ dividend: String, by divisor: Int) -> String
  /// The local clock hours from 1970 to a time, a whole number.
  func localHours(of time: String) -> String
  /// The same of a moment that is known.
  func localHours(of moment: Int64) -> Int64
  /// The local day of a time as a whole number, 20190308.
  func localDate(of time: String) -> String
  /// What else holds for facts whose time lies in a span, where the engine finds them faster by it; `nil` for nothing.
  func span(of fact: FactKind, _ time: String, from start: Int64, to end: Int64) -> String?
  /// Whether a fact's sources carry the fields that a measure requires.
  func condition(_ requirement: FieldRequirement, of fact: FactKind) -> String
  /// The columns by which facts are listed in order of one of their times.
  func order(of fact: FactKind, by time: String?) -> [String]
}

extension SQLSpelling {
  /// Names of ours need no quotes in any engine.
  package func identifier(_ name: String) -> String { name }

  /// Standard SQL doubles a quote.
  package func literal(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// SQLite's sign does all of it.
  package func quotient(_ dividend: String, _ divisor: String, isWhole: Bool) -> String { "\(dividend) / \(divisor)" }
}

extension SQLDialect {
  /// No engine but ours lays facts out by time.
  package func span(of fact: FactKind, _ time: String, from start: Int64, to end: Int64) -> String? { nil }

  /// Records tell the fields that they carry by bits.
  package func condition(_ requirement: FieldRequirement, of fact: FactKind) -> String {
    let bits = requirement.bits(of: fact)
    return "(carried & \(bits)) \(requirement.isCarried ? "=" : "<>") \(bits)"
  }

  /// By time, then by key.
  package func order(of fact: FactKind, by time: String?) -> [String] { [time, "key"].compactMap(\.self) }
}
