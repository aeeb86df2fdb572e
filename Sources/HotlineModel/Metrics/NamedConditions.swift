import HotlineConfiguration
import HotlineText

/// Conditions that `metrics.yaml` says once and measures name: `conditions: {inbound: direction = 'inbound'}`, `base: inbound`.
///
/// A condition is text until a measure names it: which columns it may read is the measure's fact's affair.
struct NamedConditions {
  private let nodes: [String: ConfigurationNode]

  /// - Throws: a ``Diagnostic`` at a condition that no kind of fact could have.
  init(_ node: ConfigurationNode?, model: DataModel) throws {
    let entries = try node?.entries() ?? []
    for entry in entries {
      guard MetricCatalog.isName(entry.key) else { throw MetricCatalog.noName(entry.key, at: entry.keyPlace) }
      var problem: (any Error)?
      let fits = model.kinds.contains { fact in
        do {
          _ = try MeasureExpression(condition: entry.value, fact: fact)
          return true
        } catch {
          problem = problem ?? error
          return false
        }
      }
      if !fits, let problem { throw problem }
    }
    nodes = Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0.value) })
  }

  /// The condition that a node names, over the columns of a fact.
  func condition(_ node: ConfigurationNode, over fact: FactKind) throws -> MeasureExpression {
    guard let condition = try nodes[node.string()] else {
      _ = try node.word(of: nodes.keys.sorted())
      throw node.problem(LocalizedText(zh: "没有这个条件", en: "there is no such condition"))
    }
    return try MeasureExpression(condition: condition, fact: fact)
  }
}

extension MeasureExpression {
  /// Parses a condition: an expression that is true or false of a fact.
  init(condition node: ConfigurationNode, fact: FactKind) throws {
    try self.init(node.string(), fact: fact, place: node.place)
    guard isCondition else {
      throw node.problem(
        LocalizedText(
          zh: "此处应为条件（如 resolved = 1），而不是数字", en: "a condition is expected here (such as resolved = 1), not a number"))
    }
  }
}
