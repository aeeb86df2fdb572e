import ArgumentParser
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineReports
import HotlineStore
import HotlineText

/// `hotline kpi`: values of metrics, broken down and compared.
struct KPI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kpi", abstract: "Shows KPIs with both counts and 95 % intervals, broken down as you like.",
    discussion: """
      Periods: 2019, 2019-Q4, 2019-12, 2019-12-25, 2019-01..2019-06.
      Each hotline number is shown by itself; --all-lines adds them up.
      """)

  @OptionGroup var slice: SliceOptions

  @OptionGroup var moment: MomentOption

  @Option(help: ArgumentHelp("Metrics to show, separated by commas; all of them unless given.", valueName: "ids"))
  var metric: String?

  @Option(
    help: ArgumentHelp(
      "Break down by: line, district, unit, category, agent, kind, project, month, day, hour, weekday.",
      valueName: "groups"))
  var by: String?

  @Option(help: "Compare with: previous, year-ago (separated by commas).")
  var compare: String?

  @Flag(help: "Add the hotline numbers up.")
  var allLines = false

  @Option(
    help: ArgumentHelp(
      "Hide values that rest on fewer than so many cases, and those by which they could be worked out.", valueName: "n")
  )
  var suppress: Int?

  @Option(help: "table, csv, json or markdown.")
  var format = TableFormat.table

  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard suppress ?? 2 >= 2 else { throw ValidationError("--suppress takes a number from 2 on; 10 is usual") }
    guard suppress == nil || compare == nil else {
      throw ValidationError("--suppress and --compare exclude each other: a change would tell what is hidden")
    }
  }

  func run() throws {
    let engine = try Room(options: options).engine()
    let slice = try slice.slice(engine)
    let metrics =
      try metric.map { try $0.split(separator: ",").map { try engine.catalog.metric(String($0)) } }
      ?? engine.catalog.metrics
    let groups = try by.map { try Self.groups($0, engine.catalog.model) } ?? []
    let comparisons = try compare.map(Self.comparisons) ?? []
    let all = try LineBreakdown(
      engine: engine, isMerged: allLines || groups.contains(.dimension(.line)) || slice.conditions[.line] != nil
    )
    .tables(
      MetricQuery(
        metrics: metrics, slice: slice, groups: groups, asOf: try moment.moment(), comparisons: comparisons))
    let tables = suppress.map { SmallCellSuppression(threshold: $0).applied(to: all) } ?? all
    if format == .json {
      return Console.print(try KPIDocument(tables, language: options.language).json(), terminator: "")
    }
    Console.print(KPITable(language: options.language).table(tables, comparisons: comparisons), as: format)
    guard !options.quiet else { return }
    // Examples are values of rows: a public table goes without them.
    for (file, remark) in try engine.remarks(on: metrics, in: slice.period).prefix(20) {
      let text = suppress == nil ? remark.sentence(options.language) : remark.text(options.language)
      Console.note("\(file): \(text)")
    }
  }

  static func groups(_ text: String, _ model: DataModel) throws -> [Grouping] {
    try text.split(separator: ",").map { name in
      guard let group = model.grouping(named: String(name)) else {
        let allowed = model.groupings.map(\.name)
        throw Diagnostic(
          .usage, found: LocalizedText(zh: "不能按“\(name)”分组", en: "cannot break down by “\(name)”"),
          expected: LocalizedText(
            zh: "可用：\(allowed.joined(separator: "、"))", en: "one of: \(allowed.joined(separator: ", "))"))
      }
      return group
    }
  }

  private static func comparisons(_ text: String) throws -> [Comparison] {
    try text.split(separator: ",").map { name in
      guard let comparison = Comparison(rawValue: String(name)) else {
        throw Diagnostic(
          .usage, found: LocalizedText(zh: "不能与“\(name)”比较", en: "cannot compare with “\(name)”"),
          expected: LocalizedText(zh: "可用：previous、year-ago", en: "one of: previous, year-ago"))
      }
      return comparison
    }
  }
}
