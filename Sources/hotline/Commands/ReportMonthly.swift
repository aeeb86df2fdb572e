import ArgumentParser
import HotlineApp

extension Report {
  /// `hotline report monthly 2019-12`.
  struct Monthly: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "monthly",
      abstract: "A month's KPIs against target, trends with control limits, districts, units, misses, data quality.")

    @Argument(help: "The month, e.g. 2019-12.")
    var month: String

    @OptionGroup var part: PartOptions

    @OptionGroup var analysis: AnalysisOptions

    @OptionGroup var report: ReportOptions

    func run() throws {
      try report.check()
      let draft = DraftMonthlyReport(
        try DraftMonthlyReport.month(parsing: month), analysis.request(report.options.reportLanguage),
        about: try part.conditions())
      try report.write(draft.run(in: report.options.workspace(report.knowledge)))
    }
  }
}
