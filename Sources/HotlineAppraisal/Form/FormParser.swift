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
    try self.init(root: ConfigurationNode(contentsOf: path), catalog: catalog)
  }

  /// Parses text; `file` is the name used in errors.
  package init(yaml: String, file: String, catalog: MetricCatalog) throws {
    try self.init(root: ConfigurationNode(yaml: yaml, file: file), catalog: catalog)
  }

  private init(root: ConfigurationNode, catalog: MetricCatalog) throws {
    _ = try root.entries(allowed: [
      "form", "year", "header", "total", "rounding", "grades", "deviation", "narrative", "sections",
    ])
    file = root.place.file
    title = try root.required("form").text()
    let year = try root.required("year")
    guard try Period.years.contains(year.int()) else {
      throw year.problem(LocalizedText(zh: "年度超出范围", en: "the year is out of range"))
    }
    period = Period(year: try year.int())
    header = try Self.header(root.required("header"))
    rounding = try root.optional("rounding").map(Self.rounding) ?? Rounding(step: 1)
    grades = try root.optional("grades").map(GradeScale.init) ?? .shanghai
    deviation = try root.optional("deviation").map(Self.deviation) ?? .proposed
    ownWords = try Self.ownWords(root.optional("narrative"))
    let list = try root.required("sections")
    let components = ComponentParser(catalog: catalog)
    sections = try list.elements().map { try Self.section($0, components) }
    try Self.check(sum: sections.map(\.weight), is: root.optional("total")?.double() ?? 100, of: "sections", at: list)
    paragraphs = try Self.paragraphs(root.optional("narrative"), of: sections)
    var seen: Set<String> = []
    for indicator in sections.flatMap(\.indicators) where !seen.insert(indicator.id).inserted {
      throw Diagnostic(
        at: indicator.place,
        found: LocalizedText(zh: "指标标识“\(indicator.id)”重复", en: "indicator id “\(indicator.id)” is used twice"))
    }
  }

  private static func header(_ node: ConfigurationNode) throws -> Header {
    _ = try node.entries(allowed: ["project", "budget_unit", "department", "recurrent", "goal", "assessed_on"])
    return Header(
      project: try node.required("project").text(), budgetUnit: try node.required("budget_unit").text(),
      department: try node.required("department").text(), isRecurrent: try node.required("recurrent").bool(),
      goal: try node.required("goal").text(), assessedOn: try node.required("assessed_on").day())
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

  private static func deviation(_ node: ConfigurationNode) throws -> DeviationLimits {
    _ = try node.entries(allowed: ["relative", "gap_closed"])
    return DeviationLimits(
      relative: try node.optional("relative")?.quantity(in: .index) ?? DeviationLimits.proposed.relative,
      gapClosed: try node.optional("gap_closed")?.quantity(in: .share) ?? DeviationLimits.proposed.gapClosed)
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
    _ = try node.entries(allowed: ["name", "weight", "indicators"])
    let list = try node.required("indicators")
    let indicators = try list.elements().map { try components.indicator($0) }
    let weight = try node.required("weight").double()
    try check(sum: indicators.map(\.weight), is: weight, of: "indicators", at: list)
    return Section(name: try node.required("name").text(), weight: weight, indicators: indicators)
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
