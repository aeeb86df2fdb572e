import Foundation
import HotlineAppraisal
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineStore
import HotlineText

/// All that a person fills in on a form, as it stands in its file. The database is not asked.
package struct FormFields: Sendable {
  /// A block of the form.
  package struct Section: Sendable {
    /// The block's name.
    package let title: LocalizedText
    /// Its rows that have something to be filled in, or taken over from elsewhere.
    package let rows: [FieldRow]
  }

  /// The form.
  package let definition: FormDefinition
  /// The form that it takes rows over from, as its file names it.
  package let uses: String?
  /// The language of the texts.
  package let language: Language
  /// What tells this state of the file from another one.
  package let state: String
  /// The head and the texts that a person may write.
  package let head: [FieldGroup]
  /// The blocks.
  package let sections: [Section]
  /// The file's text.
  let text: String

  /// All groups, in the order of the form.
  package var groups: [FieldGroup] { head + sections.flatMap(\.rows).flatMap(\.groups) }

  /// Reads a form's file.
  ///
  /// - Throws: a ``Diagnostic`` when it cannot be read or is no form.
  package init(_ form: String, language: Language, in workspace: Workspace) throws {
    let bytes = try SmallFile.bytes(of: form)
    guard let text = String(data: bytes, encoding: .utf8) else {
      throw Diagnostic(
        at: .init(file: form), found: LocalizedText(zh: "不是 UTF-8 文本", en: "not UTF-8 text"),
        fix: LocalizedText(zh: "请另存为 UTF-8", en: "save it as UTF-8"))
    }
    self.text = text
    self.language = language
    state = FileDigest.sha256(of: bytes)
    let definition = try FormDefinition(yaml: text, file: form, catalog: workspace.catalogWithoutWarning())
    self.definition = definition
    let root = try ConfigurationNode(yaml: text, file: form)
    uses = try root.optional("uses")?.string()
    head = try HeadFields(definition, root, language).groups
    sections = try zip(definition.sections, root.required("sections").elements()).enumerated().map { number, section in
      let path: [YAMLTree.Step] = [.key("sections"), .index(number), .key("indicators")]
      let rows = try zip(section.0.indicators, section.1.required("indicators").elements()).enumerated().map {
        try RowFields($1.0, $1.1, path + [.index($0)], definition, isFunds: section.0.isFunds, language).row
      }
      return Section(title: section.0.name, rows: rows.filter { !$0.groups.isEmpty || !$0.takenOver.isEmpty })
    }
  }
}

/// Makes fields of the values of one mapping.
struct FieldMaker {
  let name: String
  let path: [YAMLTree.Step]
  /// The mapping; `nil` where the file has none.
  let node: ConfigurationNode?
  let language: Language

  /// The mapping under a key.
  func within(_ key: String) throws -> FieldMaker {
    FieldMaker(name: name, path: path + [.key(key)], node: try node?.optional(key), language: language)
  }

  /// A field of a text that may stand in both languages.
  ///
  /// - Parameter other: what counts where the file says nothing.
  func text(
    _ key: String, _ label: LocalizedText, _ kind: FormField.Kind = .text, or other: LocalizedText? = nil
  ) throws -> FormField {
    let value = try node?.optional(key)
    guard let value, value.isMapping else {
      return FormField(
        "\(name)/\(key)", label, kind, at: path + [.key(key)], value: try value?.string() ?? other?(language) ?? "")
    }
    return FormField(
      "\(name)/\(key)", label, kind, at: path + [.key(key), .key(language.rawValue)],
      value: try value.optional(language.rawValue)?.string() ?? "", hasOtherLanguage: true)
  }

  /// A field of a number, a day or a name.
  func value(_ key: String, _ label: LocalizedText, _ kind: FormField.Kind, or other: String? = nil) throws -> FormField
  {
    FormField(
      "\(name)/\(key)", label, kind, at: path + [.key(key)],
      value: try node?.optional(key)?.string() ?? other ?? "")
  }

  /// A field of yes or no.
  func yesNo(_ key: String, _ label: LocalizedText, _ kind: FormField.Kind, or other: Bool? = nil) throws -> FormField {
    let known = try node?.optional(key)?.bool() ?? other
    let none = kind == .confirmation ? "no" : ""
    return FormField(
      "\(name)/\(key)", label, kind, at: path + [.key(key)], value: known.map { $0 ? "yes" : "no" } ?? none)
  }

  /// Who vouches for something.
  func attestation(or other: Attestation? = nil) throws -> [FormField] {
    let own = try within("attested")
    return [
      try own.value("by", LocalizedText(zh: "确认人", en: "Vouched for by"), .line, or: other?.by),
      try own.value("on", LocalizedText(zh: "确认日期", en: "On"), .day, or: other?.on.iso),
      try own.value("document", LocalizedText(zh: "依据的文件", en: "By which document"), .line, or: other?.document),
    ]
  }
}

/// The form's head, and the texts that a person may write.
struct HeadFields {
  private let definition: FormDefinition
  private let root: ConfigurationNode
  private let language: Language

  init(_ definition: FormDefinition, _ root: ConfigurationNode, _ language: Language) {
    self.definition = definition
    self.root = root
    self.language = language
  }

  var groups: [FieldGroup] {
    get throws {
      [try header]
        + [
          try narrative("achievements", LocalizedText(zh: "主要绩效", en: "Achievements")),
          try narrative("problems", LocalizedText(zh: "主要问题", en: "Problems")),
          try narrative("improvements", LocalizedText(zh: "改进措施", en: "Improvements")),
        ]
    }
  }

  private var header: FieldGroup {
    get throws {
      let path: [YAMLTree.Step] = [.key("header")]
      let node = try root.optional("header")
      let maker = FieldMaker(name: "header", path: path, node: node, language: language)
      let known = definition.header
      var fields = [
        try maker.text("goal", LocalizedText(zh: "项目年度总目标", en: "Goal of the year"), .paragraphs, or: known.goal),
        try maker.value("assessed_on", LocalizedText(zh: "自评日期", en: "Assessed on"), .day, or: known.assessedOn.iso),
      ]
      // Where the form prints it.
      if try definition.layout == .national2020 || node?.optional("filled_in_by") != nil {
        fields.append(
          try maker.text("filled_in_by", LocalizedText(zh: "填报人", en: "Filled in by"), .line, or: known.filledInBy))
      }
      return FieldGroup(
        name: "header", subject: .header, title: LocalizedText(zh: "表头", en: "The head"), path: path, fields: fields,
        isOpen: false, isTakenOver: false)
    }
  }

  private func narrative(_ part: String, _ title: LocalizedText) throws -> FieldGroup {
    let path: [YAMLTree.Step] = [.key("narrative"), .key(part)]
    let name = "narrative/\(part)"
    let node = try root.optional("narrative")?.optional(part)
    let placement = try node?.entries().first?.key ?? ""
    let maker = FieldMaker(name: name, path: path, node: node, language: language)
    // Its place in the file is that of the placement.
    let written = try maker.text(placement, title, .paragraphs)
    let text = FormField(
      "\(name)/text", LocalizedText(zh: "自己写的文字", en: "My own text"), .paragraphs, at: written.path,
      value: written.value, hasOtherLanguage: written.hasOtherLanguage)
    let choice = FormField(
      "\(name)/placement", LocalizedText(zh: "表上印什么", en: "What is printed"), .placement, at: path, value: placement)
    return FieldGroup(
      name: name, subject: .narrative, title: title, path: path, fields: [choice, text], isOpen: false,
      isTakenOver: false)
  }
}

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
    return FieldGroup(
      name: maker.name, subject: .condition,
      title: LocalizedText(zh: "\(title.zh)（不符扣 \(points) 分）", en: "\(title.en) (\(points) off if not)"),
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
