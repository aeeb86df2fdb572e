import HotlineAppraisal
import HotlineConfiguration
import HotlineText

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
      [try header] + (try funds)
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

  /// The amounts that the form's file gives; those of the whole year are the database's.
  private var funds: [FieldGroup] {
    get throws {
      guard definition.layout == .national2020 else { return [] }
      let node = try root.optional("funds")
      func group(
        _ name: String, _ title: LocalizedText, _ path: [YAMLTree.Step], _ node: ConfigurationNode?,
        _ amounts: [(key: String, label: LocalizedText)]
      ) throws -> FieldGroup {
        let maker = FieldMaker(name: name, path: path, node: node, language: language)
        return FieldGroup(
          name: name, subject: .funds, title: title, path: path,
          fields: try amounts.map { try maker.value($0.key, $0.label, .quantity(.yuan)) }, isOpen: false,
          isTakenOver: false)
      }
      let initial = ("initial", LocalizedText(zh: "年初预算数（元）", en: "Initial budget (yuan)"))
      let amounts = [
        initial, ("budget", LocalizedText(zh: "全年预算数（元）", en: "Budget of the year (yuan)")),
        ("executed", LocalizedText(zh: "全年执行数（元）", en: "Executed (yuan)")),
      ]
      let whole = try group("funds", LocalizedText(zh: "项目资金", en: "Funds"), [.key("funds")], node, [initial])
      let sources = try node?.optional("sources")?.elements() ?? []
      return [whole]
        + (try sources.enumerated().map { number, source in
          let name = try source.required("name").text()
          return try group(
            "funds/sources/\(number)", LocalizedText(zh: "项目资金 · \(name.zh)", en: "Funds · \(name.en)"),
            [.key("funds"), .key("sources"), .index(number)], source, amounts)
        })
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
