import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// Reads a form's rows: indicators, their components, conditions and judgements.
struct ComponentParser {
  let catalog: MetricCatalog
  /// The form from which rows may be taken over.
  let used: FormDefinition?

  func indicator(_ node: ConfigurationNode) throws -> Indicator {
    if let use = try node.optional("use") { return try indicator(node, like: UsedRows(form: used).indicator(use)) }
    _ = try node.entries(allowed: [
      "id", "name", "explanation", "group", "expected", "weight", "rule", "judgement", "components", "conditions",
      "cause",
    ])
    let weight = try weight(of: node)
    let ruleNode = try node.required("rule")
    let components = try node.optional("components")?.elements().map { try component($0) } ?? []
    let rule = try ScoringRules.read(ruleNode, units: components.map(\.unit))
    let judgement = try node.optional("judgement")
    if rule != nil {
      if let judgement {
        throw judgement.problem(
          LocalizedText(zh: "只有 rule: graded 才有 judgement", en: "only a row with `rule: graded` has a judgement"))
      }
      guard !components.isEmpty else {
        throw node.problem(LocalizedText(zh: "没有可计分的 components", en: "there are no components to score"))
      }
      if let bare = components.first(where: { $0.target == nil }) {
        throw Diagnostic(
          at: bare.place, found: LocalizedText(zh: "没有目标值", en: "there is no target"),
          expected: LocalizedText(zh: "at_least、at_most 或 equal", en: "at_least, at_most or equal"))
      }
    }
    return Indicator(
      id: try node.required("id").string(), name: try node.required("name").text(),
      explanation: try node.optional("explanation")?.text(), group: try node.optional("group")?.text(),
      expected: try node.optional("expected")?.text(), cause: try node.optional("cause").map(Self.cause),
      weight: weight, rule: rule,
      judgement: try judgement.flatMap { try self.judgement($0, weight: weight) }, components: components,
      conditions: try node.optional("conditions")?.elements().map { try condition($0) } ?? [], place: node.place)
  }

  private func weight(of node: ConfigurationNode) throws -> Double {
    let weightNode = try node.required("weight")
    let weight = try weightNode.double()
    guard weight > 0 else { throw weightNode.problem(LocalizedText(zh: "权重应大于 0", en: "a weight is above 0")) }
    return weight
  }

  private static func cause(_ node: ConfigurationNode) throws -> DeviationCause {
    _ = try node.entries(allowed: ["reason", "improvement", "document"])
    return DeviationCause(
      reason: try node.required("reason").text(), improvement: try node.optional("improvement")?.text(),
      document: try node.optional("document")?.string())
  }

  /// A row of another form under a weight of its own; what else the file says of it goes before.
  private func indicator(_ node: ConfigurationNode, like row: Indicator) throws -> Indicator {
    _ = try node.entries(allowed: [
      "use", "id", "name", "explanation", "group", "expected", "weight", "judgement", "cause",
    ])
    let weight = try weight(of: node)
    let judgement: Judgement?
    if let own = try node.optional("judgement") {
      judgement = try self.judgement(own, weight: weight)
    } else if let taken = row.judgement, weight != row.weight {
      // Full marks are full marks whatever the weight; fewer points are of their own weight.
      guard taken.points == row.weight else {
        throw node.problem(
          LocalizedText(
            zh: "“\(row.name.zh)”的评价按原权重打分，权重不同时应另写 judgement",
            en: "the judgement of “\(row.name.en)” is of another weight: write one of its own"))
      }
      judgement = taken.full(weight)
    } else {
      judgement = row.judgement
    }
    return Indicator(
      id: try node.optional("id")?.string() ?? row.id, name: try node.optional("name")?.text() ?? row.name,
      explanation: try node.optional("explanation")?.text() ?? row.explanation,
      group: try node.optional("group")?.text(), expected: try node.optional("expected")?.text() ?? row.expected,
      cause: try node.optional("cause").map(Self.cause) ?? row.cause, weight: weight, rule: row.rule,
      judgement: judgement, components: row.components, conditions: row.conditions, place: node.place)
  }

  private static let componentKeys = [
    "metric", "where", "fact", "met", "value", "unit", "rank", "of", "attested", "name", "at_least", "at_most", "equal",
    "assumed", "share", "target_too_low", "reported", "phrase", "claim", "id", "counted_in", "use", "over", "under",
  ]

  func component(_ node: ConfigurationNode, besides keys: [String] = []) throws -> Component {
    _ = try node.entries(allowed: Self.componentKeys + keys)
    let base = try node.optional("use").map { try UsedRows(form: used).component($0) }
    let content: Component.Content
    let name: LocalizedText
    if let base {
      content = base.content
      name = try node.optional("name")?.text() ?? base.name
    } else if let over = try node.optional("over") {
      content = .quotient(try quotient(over, node))
      name = try node.required("name").text()
    } else if let metricNode = try node.optional("metric") {
      let metric = try self.metric(metricNode)
      content = .metric(metric, where: try node.optional("where").map(conditions) ?? [:])
      name = try node.optional("name")?.text() ?? metric.name
    } else {
      name = try node.required("fact").text()
      content = .fact(try fact(node))
    }
    let unit: Metric.Unit =
      switch content {
      case .metric(let metric, _): metric.unit
      case .quotient(let quotient): quotient.unit
      case .fact(let fact): fact.unit
      }
    let shareNode = try node.optional("share")
    let share = try shareNode?.double() ?? base?.share ?? 1
    if let shareNode, share <= 0 {
      throw shareNode.problem(LocalizedText(zh: "share 应大于 0", en: "a share is above 0"))
    }
    let target = try target(node, unit: unit, content: content, like: base?.target)
    let claim = try node.optional("claim")
    if let claim, target == nil {
      throw claim.problem(
        LocalizedText(zh: "没有目标值，claim 无从判断", en: "without a target nothing bears the claim out"),
        expected: LocalizedText(zh: "at_least、at_most 或 equal", en: "at_least, at_most or equal"))
    }
    var id = try node.optional("id")?.string() ?? base?.id
    if id == nil, case .metric(let metric, _) = content { id = metric.id }
    return Component(
      id: id, name: name, content: content, target: target, share: share,
      confirmation: try node.optional("target_too_low").map(Self.confirmation) ?? base?.confirmation,
      reported: try node.optional("reported")?.printedQuantity(in: unit) ?? base?.reported,
      phrase: try node.optional("phrase")?.text() ?? base?.phrase, claim: try claim?.text() ?? base?.claim,
      countedIn: try node.optional("counted_in")?.text() ?? base?.countedIn, place: node.place)
  }

  /// `over` and `under`: what is counted above the line of two metrics.
  private func quotient(_ over: ConfigurationNode, _ node: ConfigurationNode) throws -> Quotient {
    func term(_ node: ConfigurationNode) throws -> Quotient.Term {
      _ = try node.entries(allowed: ["metric", "where"])
      let metricNode = try node.required("metric")
      let metric = try self.metric(metricNode)
      guard metric.counting == .sums else {
        throw metricNode.problem(LocalizedText(zh: "这个指标的分子不是数量", en: "this metric's numerator is no sum"))
      }
      return Quotient.Term(metric: metric, conditions: try node.optional("where").map(conditions) ?? [:])
    }
    return Quotient(
      over: try term(over), under: try term(node.required("under")),
      unit: try node.required("unit").word(as: Metric.Unit.self))
  }

  private func metric(_ node: ConfigurationNode) throws -> Metric {
    let id = try node.string()
    guard let metric = catalog.metrics.first(where: { $0.id == id }) else {
      throw node.problem(
        LocalizedText(zh: "没有名为“\(id)”的指标", en: "there is no metric “\(id)”"),
        expected: LocalizedText(
          zh: "metrics.yaml 中的指标，如 connection_rate", en: "a metric of metrics.yaml, such as connection_rate"))
    }
    return metric
  }

  private func conditions(_ node: ConfigurationNode) throws -> [Dimension: [String]] {
    var conditions: [Dimension: [String]] = [:]
    for entry in try node.entries(allowed: catalog.model.dimensions.map(\.rawValue)) {
      guard let dimension = catalog.model.dimension(named: entry.key) else { continue }
      conditions[dimension] = try entry.value.oneOrMore().map { try $0.string() }
    }
    return conditions
  }

  private func fact(_ node: ConfigurationNode) throws -> AttestedFact {
    var value: AttestedFact.Value?
    var printed: String?
    if let met = try node.optional("met") { value = .isTrue(try met.bool()) }
    if let rank = try node.optional("rank") { value = .rank(try rank.int()) }
    if let quantity = try node.optional("value") {
      let unit = try node.optional("unit")?.word(as: Metric.Unit.self) ?? .count
      printed = try quantity.string()
      value = .quantity(try quantity.quantity(in: unit), unit)
    }
    return AttestedFact(
      value: value, printed: printed, population: try node.optional("of")?.int(),
      attestation: try node.optional("attested").map(Self.attestation))
  }

  static func attestation(_ node: ConfigurationNode) throws -> Attestation {
    _ = try node.entries(allowed: ["by", "on", "document"])
    return Attestation(
      by: try node.required("by").string(), on: try node.required("on").day(),
      document: try node.required("document").string())
  }

  private func target(
    _ node: ConfigurationNode, unit: Metric.Unit, content: Component.Content, like base: Target?
  ) throws -> Target? {
    let isAssumed = try node.optional("assumed")?.bool() ?? false
    let given = try Target.Direction.allCases.compactMap { direction in
      try node.optional(direction.rawValue).map { (direction, $0) }
    }
    guard given.count < 2 else {
      throw given[1].1.problem(LocalizedText(zh: "目标值只能有一个", en: "there can be only one target"))
    }
    if let (direction, value) = given.first {
      return Target(direction, try value.quantity(in: unit), isAssumed: isAssumed)
    }
    if let base { return base }
    // A yes-or-no fact without a target must be true.
    if case .fact(let fact) = content, fact.value.map({ if case .isTrue = $0 { true } else { false } }) ?? true {
      return Target(.atLeast, 1)
    }
    return nil
  }

  private static func confirmation(_ node: ConfigurationNode) throws -> TargetConfirmation? {
    _ = try node.entries(allowed: ["confirmed", "points", "reason"])
    guard try node.required("confirmed").bool() else { return nil }
    return TargetConfirmation(
      points: try node.required("points").points(), reason: try node.required("reason").text())
  }

  private func condition(_ node: ConfigurationNode) throws -> PointCondition {
    let own = ["points", "reason", "improvement", "targets_too_low"]
    let requirement: PointCondition.Requirement
    if let targets = try node.optional("targets_too_low") {
      _ = try node.entries(allowed: own)
      _ = try targets.word(of: ["none"])
      requirement = .noTargetConfirmedTooLow
    } else {
      let component = try component(node, besides: own)
      guard component.target != nil else {
        throw node.problem(LocalizedText(zh: "条件没有目标值", en: "the condition has no target"))
      }
      if case .quotient = component.content {
        throw node.problem(LocalizedText(zh: "条件只能看一个指标或事实", en: "a condition looks at one metric or fact"))
      }
      requirement = .component(component)
    }
    return PointCondition(
      requirement: requirement, points: try node.required("points").points(),
      reason: try node.optional("reason")?.text(), improvement: try node.optional("improvement")?.text())
  }

  private func judgement(_ node: ConfigurationNode, weight: Double) throws -> Judgement? {
    _ = try node.entries(allowed: ["level", "points", "reason", "improvement", "attested"])
    // A judgement without a person who vouches for it does not count: the row stays open.
    guard let attested = try node.optional("attested") else { return nil }
    let level = try node.required("level").word(as: Judgement.Level.self)
    let pointsNode = try node.required("points")
    let points = try pointsNode.points()
    guard level.contains(points / weight) else {
      throw pointsNode.problem(
        LocalizedText(
          zh: "\(NumberText.count(points)) 分不在“\(level.name.zh)”之内",
          en: "\(NumberText.count(points)) points are not \(level.name.en)"),
        expected: LocalizedText(
          zh: "权重 \(NumberText.count(weight)) 的相应区间", en: "within that band of \(NumberText.count(weight))"))
    }
    return Judgement(
      level: level, points: points, reason: try node.optional("reason")?.text(),
      improvement: try node.optional("improvement")?.text(), attestation: try Self.attestation(attested))
  }
}

extension ConfigurationNode {
  /// Points that are taken or given: not negative.
  func points() throws -> Double {
    let points = try double()
    guard points >= 0 else { throw problem(LocalizedText(zh: "分数不能为负", en: "points are not negative")) }
    return points
  }
}
