import ArgumentParser
import HotlineApp

extension Report {
  /// `hotline report annual 2019`.
  struct Annual: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "annual",
      abstract: "The year's analysis: volumes, topics, efficiency of districts and units, shortfalls, bottlenecks.")

    @Argument(help: "The year, e.g. 2019.")
    var year: Int

    @Option(
      name: .customLong("where"),
      help: ArgumentHelp(
        "Only these, e.g. district=黄浦区; several values with |. May be repeated.", valueName: "name=value"))
    var conditions: [String] = []

    @OptionGroup var analysis: AnalysisOptions

    @OptionGroup var report: ReportOptions

    func validate() throws { try validating { try DraftAnnualReport.check(year: year) } }

    func run() throws {
      try report.check()
      let draft = DraftAnnualReport(
        year, analysis.request(report.options.reportLanguage),
        about: try conditions.map(FactSelection.Condition.init(parsing:)))
      try report.write(draft.run(in: report.options.workspace(report.knowledge)))
    }
  }
}
