import HotlineModel
// Foundation has a `Dimension` too.
import struct HotlineModel.Dimension

/// What an engine must know to fold statements into facts as the store does.
package enum FoldRules {
  /// How the legs of a call become the call, field by field; see ``CallParts/Rule``.
  package static func parts(of kind: FactKind) -> [(field: String, rule: String)] {
    guard kind == .call else { return [] }
    let declared = kind.fields.filter(\.isDeclared).map { (field: $0, rule: CallParts.Rule.last) }
    return (CallParts.rules + declared).map { ($0.field.rawValue, $0.rule.rawValue) }
  }

  /// The fields by which facts of a kind are told apart.
  package static func identity(of kind: FactKind) -> [String] { kind.isKeyedByLine ? ["key", "line"] : ["key"] }

  /// By what rows under one key are told that are hardly of one fact, see ``KeyReuse``: the field of a fact's beginning, the longest
  /// seconds between two beginnings in two days, and the digits that a spreadsheet keeps. `nil` where nothing tells.
  package static func reuse(of kind: FactKind) -> (beginning: String, longest: Int64, digits: Int)? {
    KeyReuse.beginning(of: kind).map { ($0.rawValue, KeyReuse.longest, KeyReuse.digitsKept) }
  }

  /// What a name stands for, of each name that has an alias: the first span that holds a fact's time counts.
  package static func aliases(
    in dimension: Dimension, _ reference: ReferenceData
  ) -> [String: [(since: Int64, until: Int64, name: String)]] {
    guard dimension.hasAliases else { return [:] }
    let entries = (reference.names[dimension] ?? []).filter { $0.alias != nil }
    return Dictionary(grouping: entries) { $0.alias ?? "" }.mapValues { spans in
      spans.sorted { $0.since < $1.since }.map { ($0.since, $0.until, $0.name) }
    }
  }

  /// Whether the sums of a measure stand in a database of sums: see ``Elsewhere``.
  package static let elsewhere = Elsewhere.kinds
  /// The rows that are kept of each question; see ``Elsewhere/rowsKept``.
  package static let rowsKept = Elsewhere.rowsKept
}
