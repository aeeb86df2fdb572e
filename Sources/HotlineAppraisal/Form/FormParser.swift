import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

extension FormDefinition {
  /// Reads a form.
  ///
  /// - Parameter catalog: the metrics that components may name.
  /// - Throws: a ``Diagnostic`` at the mistake: an unknown key, metric or rule, weights that do not add up, a target
  ///   outside its unit.
  package init(contentsOf path: String, catalog: MetricCatalog) throws {
    try self.init(root: ConfigurationNode(contentsOf: path), catalog: catalog, mayUse: true)
  }

  /// Parses text; `file` is the name used in errors.
  package init(yaml: String, file: String, catalog: MetricCatalog) throws {
    try self.init(root: ConfigurationNode(yaml: yaml, file: file), catalog: catalog, mayUse: true)
  }

  /// - Parameter mayUse: whether it may take rows over from another form; one that is used itself may not.
  private init(root: ConfigurationNode, catalog: MetricCatalog, mayUse: Bool) throws {
    _ = try root.entries(allowed: [
      "form", "layout", "uses", "year", "header", "funds", "total", "rounding", "grades", "deviation", "narrative",
      "sections",
    ])
    file = root.place.file
    title = try root.required("form").text()
    let layout = try root.optional("layout")?.word(as: FormLayout.self) ?? .shanghai2019
    self.layout = layout
    let used = try root.optional("uses").map { try Self.used($0, catalog: catalog, mayUse: mayUse) }
    let year = try root.required("year")
    guard try Period.years.contains(year.int()) else {
      throw year.problem(LocalizedText(zh: "年度超出范围", en: "the year is out of range"))
    }
    period = Period(year: try year.int())
    header = try Self.header(root.required("header"), layout: layout, like: used?.header)
    funds = try root.optional("funds").map(FundsPlan.init)
    rounding = try root.optional("rounding").map(Self.rounding) ?? layout.rounding
    grades = try root.optional("grades").map(GradeScale.init) ?? layout.grades
    deviation = try root.optional("deviation").map { try Self.deviation($0, layout) } ?? layout.deviation
    ownWords = try Self.ownWords(root.optional("narrative"))
    let list = try root.required("sections")
    let components = ComponentParser(catalog: catalog, used: used)
    sections = try list.elements().map { try Self.section($0, components) }
    try Self.checkFunds(sections, at: list)
    try Self.check(sum: sections.map(\.weight), is: root.optional("total")?.double() ?? 100, of: "sections", at: list)
    paragraphs = try Self.paragraphs(root.optional("narrative"), of: sections)
    var seen: Set<String> = []
    for indicator in sections.flatMap(\.indicators) where !seen.insert(indicator.id).inserted {
      throw Diagnostic(
        at: indicator.place,
        found: LocalizedText(zh: "指标标识“\(indicator.id)”重复", en: "indicator id “\(indicator.id)” is used twice"))
    }
  }

  /// The form from which rows are taken over: its file stands beside this one.
  private static func used(_ node: ConfigurationNode, catalog: MetricCatalog, mayUse: Bool) throws -> FormDefinition {
    guard mayUse else {
      throw node.problem(
        LocalizedText(zh: "被引用的表不能再引用别的表", en: "a form that is used by another uses none itself"),
        fix: LocalizedText(zh: "请直接引用最初的表", en: "use the first one"))
    }
    let name = try node.string()
    let folder = node.place.file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = name.hasPrefix("/") || folder.isEmpty ? name : folder.joined(separator: "/") + "/" + name
    return try FormDefinition(root: ConfigurationNode(contentsOf: path), catalog: catalog, mayUse: false)
  }

  /// - Parameter used: the head of the form that is used: what this one leaves out is the same.
  private static func header(_ node: ConfigurationNode, layout: FormLayout, like used: Header?) throws -> Header {
    _ = try node.entries(allowed: [
      "project", "supervisor", "budget_unit", "department", "recurrent", "goal", "assessed_on", "filled_in_by",
      "phone",
    ])
    func needed<Value>(_ key: String, _ same: Value?, _ read: (ConfigurationNode) throws -> Value) throws -> Value {
      if let same, try node.optional(key) == nil { return same }
      return try read(node.required(key))
    }
    func optional(_ key: String, _ same: LocalizedText?) throws -> LocalizedText? {
      try node.optional(key)?.text() ?? same
    }
    let isShanghai = layout == .shanghai2019
    return Header(
      project: try needed("project", used?.project) { try $0.text() },
      budgetUnit: try needed("budget_unit", used?.budgetUnit) { try $0.text() },
      supervisor: try optional("supervisor", used?.supervisor),
      department: try isShanghai
        ? needed("department", used?.department) { try $0.text() } : optional("department", used?.department),
      isRecurrent: try isShanghai
        ? needed("recurrent", used?.isRecurrent) { try $0.bool() }
        : node.optional("recurrent")?.bool() ?? used?.isRecurrent,
      goal: try needed("goal", used?.goal) { try $0.text() },
      assessedOn: try needed("assessed_on", used?.assessedOn) { try $0.day() },
      filledInBy: try optional("filled_in_by", used?.filledInBy), phone: try optional("phone", used?.phone))
  }

  /// The funds have one row: 预算执行率.
  private static func checkFunds(_ sections: [Section], at list: ConfigurationNode) throws {
    let funds = sections.filter(\.isFunds)
    guard funds.count > 1 || funds.contains(where: { $0.indicators.count != 1 }) else { return }
    throw list.problem(
      LocalizedText(zh: "资金部分只能有一个，且只有一项（预算执行率）", en: "there is one block of funds, with one row: the execution rate"))
  }

  private static func rounding(_ node: ConfigurationNode) throws -> Rounding {
    let step = try node.double()
    guard Rounding.steps.contains(step) else {
      throw node.problem(
        LocalizedText(zh: "不支持的取整单位", en: "not a step to round to"),
        expected: LocalizedText(zh: "1、0.5、0.1 或 0.01", en: "1, 0.5, 0.1 or 0.01"))
    }
    return Rounding(step: step)
  }

  private static func deviation(_ node: ConfigurationNode, _ layout: FormLayout) throws -> DeviationLimits {
    _ = try node.entries(allowed: ["relative", "gap_closed"])
    return DeviationLimits(
      relative: try node.optional("relative")?.quantity(in: .index) ?? layout.deviation.relative,
      gapClosed: try node.optional("gap_closed")?.quantity(in: .share) ?? layout.deviation.gapClosed)
  }

  private static func ownWords(_ node: ConfigurationNode?) throws -> OwnWords {
    _ = try node?.entries(allowed: ["achievements", "problems", "improvements", "paragraphs"])
    func text(_ key: String) throws -> OwnWords.Text? {
      guard let child = try node?.optional(key) else { return nil }
      let entries = try child.entries(allowed: OwnWords.Placement.allCases.map(\.rawValue))
      guard entries.count == 1, let entry = entries.first, let placement = OwnWords.Placement(rawValue: entry.key)
      else {
        throw child.problem(
          LocalizedText(zh: "应只写一项", en: "one of the two is wanted"),
          expected: LocalizedText(zh: "replace（代替草稿）或 follow（接在草稿后）", en: "replace or follow"))
      }
      return OwnWords.Text(placement: placement, text: try entry.value.text())
    }
    return OwnWords(
      achievements: try text("achievements"), problems: try text("problems"), improvements: try text("improvements"))
  }

  /// `paragraphs`: lists of components' ids.
  private static func paragraphs(_ node: ConfigurationNode?, of sections: [Section]) throws -> [[String]] {
    let ids = Set(sections.flatMap(\.indicators).flatMap(\.components).compactMap(\.id))
    return try node?.optional("paragraphs")?.elements().map { paragraph in
      try paragraph.elements().map { element in
        let id = try element.string()
        guard ids.contains(id) else {
          throw element.problem(
            LocalizedText(zh: "表中没有标识为“\(id)”的内容", en: "no component has the id “\(id)”"),
            expected: LocalizedText(zh: "components 的 id 或指标名", en: "a component's id, or its metric's name"))
        }
        return id
      }
    } ?? []
  }

  private static func section(_ node: ConfigurationNode, _ components: ComponentParser) throws -> Section {
    _ = try node.entries(allowed: ["name", "weight", "groups", "place", "indicators"])
    let list = try node.required("indicators")
    let indicators = try list.elements().map { try components.indicator($0) }
    let weight = try node.required("weight").double()
    try check(sum: indicators.map(\.weight), is: weight, of: "indicators", at: list)
    let groups = try node.optional("groups")?.elements().map { try $0.text() } ?? []
    for indicator in indicators where !groups.isEmpty && !groups.contains(where: { $0 == indicator.group }) {
      throw Diagnostic(
        at: indicator.place,
        found: LocalizedText(
          zh: "“\(indicator.name.zh)”不属于任何一个二级指标", en: "“\(indicator.name.en)” is in none of the section's groups"),
        expected: LocalizedText(
          zh: "group: " + groups.map(\.zh).joined(separator: "、"),
          en: "group: one of " + groups.map(\.en).joined(separator: ", ")))
    }
    return Section(
      name: try node.required("name").text(), weight: weight, indicators: indicators, groups: groups,
      isFunds: try node.optional("place")?.word(of: ["funds"]) != nil)
  }

  private static func check(sum weights: [Double], is total: Double, of what: String, at node: ConfigurationNode) throws
  {
    let sum = weights.reduce(0, +)
    guard abs(sum - total) > 1e-9 else { return }
    let texts = [sum, total].map { NumberText.count($0) }
    throw node.problem(
      LocalizedText(zh: "权重之和为 \(texts[0])", en: "the weights of the \(what) add up to \(texts[0])"),
      expected: LocalizedText(zh: "应为 \(texts[1])", en: "expected \(texts[1])"),
      fix: LocalizedText(zh: "请调整权重", en: "change a weight"))
  }
}

extension ConfigurationNode {
  /// A day, `2020-03-12`.
  func day() throws -> LocalDay {
    let text = try string()
    guard let day = LocalDay(iso: text) else {
      throw problem(
        LocalizedText(zh: "“\(text)”不是日期", en: "“\(text)” is not a day"),
        expected: LocalizedText(zh: "如 2020-03-12", en: "such as 2020-03-12"))
    }
    return day
  }
}
