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
