import HotlineAppraisal
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// What a person fills in on one row.
struct RowFields {
  private let indicator: Indicator
  private let node: ConfigurationNode
  private let path: [YAMLTree.Step]
  private let definition: FormDefinition
  private let isFunds: Bool
  private let language: Language

  init(
    _ indicator: Indicator, _ node: ConfigurationNode, _ path: [YAMLTree.Step], _ definition: FormDefinition,
    isFunds: Bool, _ language: Language
  ) {
    self.indicator = indicator
    self.node = node
    self.path = path
    self.definition = definition
    self.isFunds = isFunds
    self.language = language
  }

  private var name: String { "row/\(indicator.id)" }
  private static let reason = LocalizedText(zh: "扣分原因", en: "Why not all points")
  private static let improvement = LocalizedText(zh: "改进措施", en: "What is to be done")

  var row: FieldRow {
    get throws {
      var groups: [FieldGroup] = []
      var takenOver: [LocalizedText] = []
      if indicator.isJudged { groups.append(try judgement) }
      // The parts of a row that is taken over as a whole are the other form's.
      let isOwn = try node.optional("use") == nil
      let nodes = try isOwn ? node.optional("components")?.elements() ?? [] : []
      for (number, component) in indicator.components.enumerated() {
        let own = nodes.indices.contains(number) ? nodes[number] : nil
        if case .fact(let fact) = component.content {
          if let own, try own.optional("use") == nil {
            groups.append(try self.fact(component, fact, own, "components", number))
          } else {
            takenOver.append(component.name)
          }
        }
        if let own, component.target != nil, !indicator.isJudged, !component.isDoneOrNot {
          groups.append(try targetTooLow(component, own, number))
        }
      }
      let conditions = try isOwn ? node.optional("conditions")?.elements() ?? [] : []
      for (number, condition) in indicator.conditions.enumerated() {
        if conditions.indices.contains(number) {
          groups.append(try self.condition(condition, conditions[number], number))
        } else if case .component(let component) = condition.requirement, case .fact = component.content {
          takenOver.append(component.name)
        }
      }
      let hasCause = try node.optional("cause") != nil || indicator.cause != nil
      if hasCause || definition.layout.demandsCauses && !isFunds { groups.append(try cause) }
      return FieldRow(
        id: indicator.id, title: indicator.name, weight: indicator.weight, groups: groups, takenOver: takenOver)
    }
  }

  private var judgement: FieldGroup {
    get throws {
      let own = try node.optional("judgement")
      // A judgement of this row without anybody who vouches for it counts for nothing, but stays written.
      let other = own == nil ? indicator.judgement : nil
      let maker = FieldMaker(
        name: "\(name)/judgement", path: path + [.key("judgement")], node: own, language: language)
      let weight = NumberText.count(indicator.weight)
      let points = try maker.value(
        "points", LocalizedText(zh: "得分（满分 \(weight)）", en: "Points (of \(weight))"), .points(most: indicator.weight),
        or: other.map { NumberText.shortest($0.points, places: 2) })
      return FieldGroup(
        name: maker.name, subject: .judgement, title: LocalizedText(zh: "评定", en: "Judgement"), path: maker.path,
        fields: [points] + (try maker.attestation(or: other?.attestation)) + [
          try maker.text("reason", Self.reason, or: other?.reason),
          try maker.text("improvement", Self.improvement, or: other?.improvement),
        ], isOpen: indicator.judgement == nil, isTakenOver: other != nil)
    }
  }

  /// A fact's value, by the way in which the file tells it or, where it tells none, by what is wanted of it.
  private func value(_ fact: AttestedFact, _ maker: FieldMaker) throws -> [FormField] {
    guard let node = maker.node else { return [] }
    if try node.optional("rank") != nil {
      return [
        try maker.value("rank", LocalizedText(zh: "位次", en: "Rank"), .whole),
        try maker.value("of", LocalizedText(zh: "参评总数", en: "Out of how many"), .whole),
      ]
    }
    let isMeasured = try ["value", "at_least", "at_most", "equal"].contains { try node.optional($0) != nil }
    guard isMeasured, try node.optional("met") == nil else {
      return [try maker.yesNo("met", LocalizedText(zh: "是否做到", en: "Is it so"), .yesNo)]
    }
    let unit = try node.optional("unit")?.word(as: Metric.Unit.self) ?? .count
    return [try maker.value("value", LocalizedText(zh: "数值", en: "Value"), .quantity(unit))]
  }

  private func fact(
    _ component: Component, _ fact: AttestedFact, _ own: ConfigurationNode, _ list: String, _ number: Int
  ) throws -> FieldGroup {
    let maker = FieldMaker(
      name: "\(name)/\(list)/\(number)", path: path + [.key(list), .index(number)], node: own, language: language)
    return FieldGroup(
      name: maker.name, subject: .fact, title: component.name, path: maker.path,
      fields: try value(fact, maker) + maker.attestation(),
      isOpen: fact.attestation == nil || fact.value == nil, isTakenOver: false)
  }

  private func condition(_ condition: PointCondition, _ own: ConfigurationNode, _ number: Int) throws -> FieldGroup {
    let maker = FieldMaker(
      name: "\(name)/conditions/\(number)", path: path + [.key("conditions"), .index(number)], node: own,
      language: language)
    var title = LocalizedText(zh: "目标值已确认偏低", en: "Targets confirmed as too low")
    var fields: [FormField] = []
    var isOpen = false
    if case .component(let component) = condition.requirement {
      title = component.name
      if case .fact(let fact) = component.content {
        fields = try value(fact, maker) + maker.attestation()
        isOpen = fact.attestation == nil || fact.value == nil
      }
    }
    let points = NumberText.count(condition.points)
    var cost = LocalizedText(zh: "（不符扣 \(points) 分）", en: " (\(points) off if not)")
    if case .noTargetConfirmedTooLow = condition.requirement {
      cost = LocalizedText(zh: "（每个扣 \(points) 分）", en: " (\(points) off for each)")
    }
    return FieldGroup(
      name: maker.name, subject: .condition,
      title: LocalizedText(zh: title.zh + cost.zh, en: title.en + cost.en),
      path: maker.path,
      fields: fields + [
        try maker.text("reason", Self.reason), try maker.text("improvement", Self.improvement),
      ], isOpen: isOpen, isTakenOver: false)
  }

  private func targetTooLow(_ component: Component, _ own: ConfigurationNode, _ number: Int) throws -> FieldGroup {
    let node = try own.optional("target_too_low")
    let other = node == nil ? component.confirmation : nil
    let maker = FieldMaker(
      name: "\(name)/components/\(number)/target_too_low",
      path: path + [.key("components"), .index(number), .key("target_too_low")], node: node, language: language)
    return FieldGroup(
      name: maker.name, subject: .targetTooLow,
      title: LocalizedText(zh: "\(component.name.zh)：目标值是否偏低", en: "\(component.name.en): was its target too low"),
      path: maker.path,
      fields: [
        try maker.yesNo(
          "confirmed", LocalizedText(zh: "评价人确认", en: "Confirmed by the evaluator"), .confirmation,
          or: other.map { _ in true }),
        try maker.value(
          "points", LocalizedText(zh: "扣分", en: "Points off"), .points(most: indicator.weight),
          or: other.map { NumberText.shortest($0.points, places: 2) }),
        try maker.text("reason", LocalizedText(zh: "理由", en: "Reason"), or: other?.reason),
      ], isOpen: false, isTakenOver: other != nil)
  }

  private var cause: FieldGroup {
    get throws {
      let own = try node.optional("cause")
      let other = own == nil ? indicator.cause : nil
      let maker = FieldMaker(name: "\(name)/cause", path: path + [.key("cause")], node: own, language: language)
      return FieldGroup(
        name: maker.name, subject: .cause, title: LocalizedText(zh: "偏差原因分析及改进措施", en: "Cause of the deviation"),
        path: maker.path,
        fields: [
          try maker.text("reason", LocalizedText(zh: "偏差原因", en: "Cause"), or: other?.reason),
          try maker.text("improvement", Self.improvement, or: other?.improvement),
          try maker.value(
            "document", LocalizedText(zh: "依据的文件", en: "By which document"), .line, or: other?.document),
        ], isOpen: false, isTakenOver: other != nil)
    }
  }
}

extension Component {
  /// Whether it is a fact that is so or not: its target cannot be too low.
  fileprivate var isDoneOrNot: Bool {
    guard case .fact(let fact) = content else { return false }
    return fact.value.map { if case .isTrue = $0 { true } else { false } } ?? true
  }
}
