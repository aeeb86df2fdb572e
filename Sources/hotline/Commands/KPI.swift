import ArgumentParser
import HotlineApp
import HotlineMetrics
import HotlineModel
import HotlineReports

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

  @OptionGroup var knowledge: KnowledgeOption

  @Option(
    help: ArgumentHelp(
      "Metrics to show, separated by commas; all of them unless given, but for medians and percentiles.",
      valueName: "ids"))
  var metric: String?

  @Option(
    help: ArgumentHelp(
      "Break down by: line, district, unit, category, agent, kind, project, year, quarter, month, day, hour, weekday.",
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

  @Option(help: ArgumentHelp("The most groups that may be listed; 100,000 unless given.", valueName: "n"))
  var limit: Int?

  @Option(help: "table, csv, json or markdown.")
  var format = TableFormat.table

  @OptionGroup var options: CommonOptions

  func validate() throws {
    try validating { try AskKPIs.check(hiddenUnder: suppress, comparisons: compare != nil) }
  }

  func run() throws {
    let comparisons = try compare.map(Self.words)?.map(Comparison.named) ?? []
    let answer = try AskKPIs(
      metric.map(Self.words), about: slice.facts(), by: by.map(Self.words) ?? [], comparedWith: comparisons,
      asOf: moment.moment(), mergesLines: allLines, hiddenUnder: suppress, limit: limit,
      wantsRemarks: !options.quiet && format != .json
    ).run(in: options.workspace(knowledge))
    if format == .json {
      return Console.print(try KPIDocument(answer.tables, language: options.language).json(), terminator: "")
    }
    Console.print(KPITable(language: options.language).table(answer.tables, comparisons: comparisons), as: format)
    for remark in answer.remarks { Console.note("\(remark.file): \(remark.text(options.language))") }
  }

  private static func words(_ list: String) -> [String] { list.split(separator: ",").map(String.init) }
}
