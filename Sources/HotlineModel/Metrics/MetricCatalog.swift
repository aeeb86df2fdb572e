import HotlineConfiguration
import HotlineText

/// The KPIs of `data/metrics.yaml`: the only place that knows what a KPI is.
package struct MetricCatalog: Sendable {
  /// The metrics, in the order of the file.
  package let metrics: [Metric]
  /// The measures, in the order of the file.
  package let measures: [Measure]
  /// The kinds of fact, dimensions and numbers that there are.
  package let model: DataModel
  /// The policies that derived columns follow.
  package let settings: DerivationSettings
  /// Which metrics the reports show, and as what.
  package let reports: ReportRoles
  /// What is wrong with the measures and metrics that were left out, and with what is said of reports.
  package let problems: [Diagnostic]
  private let brokenMetrics: [String: Diagnostic]

  /// Reads the file.
  ///
  /// - Parameters:
  ///   - model: the kinds of fact, dimensions and numbers that there are.
  ///   - skippingBroken: whether a broken measure or metric, and the metrics that need it, are left out and told in
  ///   ``problems``, so that the others can be used.
  /// - Throws: a ``Diagnostic`` at the mistake, with what is allowed.
  package init(contentsOf path: String, model: DataModel = .builtIn, skippingBroken: Bool = false) throws {
    try self.init(root: ConfigurationNode(contentsOf: path), model: model, skippingBroken: skippingBroken)
  }

  /// Parses text; `file` is the name used in errors.
  package init(yaml: String, file: String, model: DataModel = .builtIn, skippingBroken: Bool = false) throws {
    try self.init(root: ConfigurationNode(yaml: yaml, file: file), model: model, skippingBroken: skippingBroken)
  }

  private init(root: ConfigurationNode, model: DataModel, skippingBroken: Bool) throws {
    self.model = model
    _ = try root.entries(allowed: ["settings", "conditions", "measures", "metrics", "reports"])
    var settings = DerivationSettings()
    if let node = try root.optional("settings") {
      _ = try node.entries(allowed: ["first_contact_working_days", "repeat_window_days", "repeats_across_lines"])
      if let days = try node.optional("first_contact_working_days") {
        settings.firstContactWorkingDays = try days.int()
      }
      if let days = try node.optional("repeat_window_days") { settings.repeatWindowDays = try days.int() }
      if let across = try node.optional("repeats_across_lines") { settings.repeatsAcrossLines = try across.bool() }
    }
    self.settings = settings
    var problems: [Diagnostic] = []
    func sound<Value>(_ read: () throws -> Value) throws -> Value? {
      do {
        return try read()
      } catch let diagnostic as Diagnostic where skippingBroken {
        problems.append(diagnostic)
        return nil
      }
    }
    var broken: Set<String> = []
    let conditions = try NamedConditions(root.optional("conditions"), model: model)
    let measures = try root.required("measures").entries().compactMap { entry in
      let measure = try sound {
        try Self.measure(entry.key, entry.value, place: entry.keyPlace, conditions: conditions, model: model)
      }
      if measure == nil { broken.insert(entry.key) }
      return measure
    }
    let named = Dictionary(measures.map { ($0.id, $0) }) { first, _ in first }
    var bases = UnknownBases(measures)
    var brokenMetrics: [String: Diagnostic] = [:]
    metrics = try root.required("metrics").entries().compactMap { entry in
      let metric = try sound {
        try Self.metric(entry.key, entry.value, measures: named, broken: broken, settings: settings)
      }
      if metric == nil { brokenMetrics[entry.key] = problems.last }
      return metric?.overKnownFields { bases.base(of: $0) }
    }
    self.brokenMetrics = brokenMetrics
    self.measures = measures + bases.added + Self.unnamed(metrics.flatMap(\.denominator), besides: named)
    reports = try ReportRoles(root.optional("reports"), metrics: metrics, broken: Set(brokenMetrics.keys)) { mistake in
      guard skippingBroken else { throw mistake }
      problems.append(mistake)
    }
    self.problems = problems
  }

  /// The metrics that are shown where none is named: those that sums tell. A median goes through the facts one by one.
  package var unasked: [Metric] { metrics.filter { $0.statistic == nil } }

  /// The metric of a name.
  ///
  /// - Throws: a ``Diagnostic``: what is wrong with it, or of kind usage with the names that there are.
  package func metric(_ id: String) throws -> Metric {
    if let metric = metrics.first(where: { $0.id == id }) { return metric }
    if let problem = brokenMetrics[id] { throw problem }
    throw Diagnostic(
      .usage, found: LocalizedText(zh: "没有名为“\(id)”的指标", en: "there is no metric “\(id)”"),
      expected: LocalizedText(
        zh: "可用：\(metrics.map(\.id).joined(separator: "、"))", en: "one of: \(metrics.map(\.id).joined(separator: ", "))"
      ))
  }

  static func noName(_ id: String, at place: Diagnostic.Place) -> Diagnostic {
    Diagnostic(
      at: place, found: LocalizedText(zh: "“\(id)”不能作名字", en: "“\(id)” cannot be a name"),
      expected: LocalizedText(zh: "字母、数字和下划线", en: "letters, digits and underscores"))
  }

  static func isName(_ text: String) -> Bool {
    text.first?.isLetter == true && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }

  private static func measure(
    _ id: String, _ node: ConfigurationNode, place: Diagnostic.Place, conditions: NamedConditions, model: DataModel
  ) throws -> Measure {
    guard isName(id) else {
      throw noName(id, at: place)
    }
    _ = try node.entries(allowed: [
      "name", "fact", "base", "filter", "value", "time", "matures", "counts", "rare", "optional",
    ])
    let fact = model.kind(try node.required("fact").word(as: FactKind.self))
    let base = try node.optional("base")?.oneOrMore().map { try conditions.condition($0, over: fact) } ?? []
    let filter = try node.optional("filter").map { try MeasureExpression(condition: $0, fact: fact) }
    let value = try node.optional("value").map {
      try MeasureExpression($0.string(), fact: fact, place: $0.place)
    }
    var time: String?
    if fact.timeColumns.isEmpty {
      if let child = try node.optional("time") {
        throw child.problem(
          LocalizedText(zh: "名册没有时间列，按期末状态统计", en: "a roster has no time: it is taken as it stands at the period's end")
        )
      }
    } else {
      time = try node.optional("time")?.word(of: fact.timeColumns) ?? fact.timeColumns[0]
    }
    let matures = try node.optional("matures").map { child in
      try child.word(of: fact.columns.map(\.name).filter { $0.hasSuffix("_at") })
    }
    return Measure(
      id: id, name: try node.optional("name")?.localizedText(), fact: fact,
      filter: MeasureExpression.all(of: base + [filter].compactMap { $0 }), value: value, time: time,
      matures: matures,
      counts: try node.optional("counts")?.word(as: Measure.Counting.self) ?? .matured,
      isRare: try node.optional("rare")?.bool() ?? false,
      optional: Set(
        try node.optional("optional")?.oneOrMore().compactMap { child in
          fact.field(named: try child.word(of: fact.fields.map(\.rawValue)))
        } ?? []))
  }

  private static func metric(
    _ id: String, _ node: ConfigurationNode, measures: [String: Measure], broken: Set<String>,
    settings: DerivationSettings
  ) throws -> Metric {
    _ = try node.entries(allowed: [
      "name", "unit", "better", "definition", "source", "numerator", "denominator", "left_out", "unrated", "unknown",
      "counting", "percent", "rare",
    ])
    func named(_ child: ConfigurationNode) throws -> Measure {
      if let measure = try measures[child.string()] { return measure }
      if broken.contains(try child.string()) {
        throw child.problem(
          LocalizedText(
            zh: "“\(id)”所需的量“\(try child.string())”有误，因此不计算",
            en: "“\(id)” needs the measure “\(try child.string())”, which is broken"))
      }
      _ = try child.word(of: measures.keys.sorted())
      throw child.problem(LocalizedText(zh: "没有这个量", en: "there is no such measure"))
    }
    func list(_ key: String) throws -> [Measure] { try node.optional(key)?.oneOrMore().map(named) ?? [] }
    let unit = try node.required("unit").word(as: Metric.Unit.self)
    let numerator = try node.required("numerator").oneOrMore().map(named)
    var denominator = try list("denominator")
    let counting = try node.optional("counting")?.word(as: Metric.Counting.self) ?? .sums
    let statistic = try OrderStatistic(counting, node)
    if statistic != nil {
      denominator = [
        try cases(id, node, numerator: numerator, denominator: denominator, unit: unit, measures: measures)
      ]
    }
    if unit.isRate, denominator.isEmpty, counting == .sums {
      throw node.problem(
        LocalizedText(zh: "“\(id)”是比率，但没有 denominator", en: "“\(id)” is a rate but has no denominator"),
        fix: LocalizedText(zh: "请补上 denominator", en: "add a denominator"))
    }
    let leftOut = try list("left_out")
    let unrated = try node.optional("unrated").map { child in
      let measure = try named(child)
      guard leftOut.contains(where: { $0.id == measure.id }) else {
        throw child.problem(
          LocalizedText(zh: "“\(measure.id)”不在 left_out 中", en: "“\(measure.id)” is not in left_out"),
          fix: LocalizedText(zh: "未评价的也要列入 left_out", en: "list what is not rated in left_out as well"))
      }
      return measure
    }
    return Metric(
      id: id, name: try node.required("name").localizedText(), unit: unit,
      better: try node.required("better").word(as: Metric.Better.self),
      definition: settings.filled(try node.required("definition").localizedText()),
      source: try node.required("source").string(),
      counting: counting, statistic: statistic,
      numerator: numerator, denominator: denominator, leftOut: leftOut, unrated: unrated,
      unknown: try node.optional("unknown").map(named), isRare: try node.optional("rare")?.bool() ?? false)
  }
}

/// The measures by which facts are counted of which a metric's fields are not in the data.
private struct UnknownBases {
  private let measures: [Measure]
  /// Those that are no measures of the file.
  private(set) var added: [Measure] = []

  init(_ measures: [Measure]) { self.measures = measures }

  /// The measure that counts the facts which a measure may mean, by the first time that facts have.
  mutating func base(of measure: Measure) -> Measure {
    let filter = measure.tellableFilter
    let time = measure.fact.timeColumns.first
    let known = (measures + added).first {
      $0.fact == measure.fact && $0.filter?.sql == filter?.sql && $0.value == nil && $0.time == time
        && $0.matures == nil
        && $0.counts == .matured
    }
    if let known { return known }
    let base = Measure(
      id: "\(measure.fact.rawValue) where \(filter?.sql ?? "true")", fact: measure.fact, filter: filter, value: nil,
      time: time)
    added.append(base)
    return base
  }
}
