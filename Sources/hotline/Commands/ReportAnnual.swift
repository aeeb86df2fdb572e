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

    @OptionGroup var part: PartOptions

    @OptionGroup var analysis: AnalysisOptions

    @OptionGroup var report: ReportOptions

    func validate() throws { try validating { try DraftAnnualReport.check(year: year) } }

    func run() throws {
      try report.check()
      let draft = DraftAnnualReport(
        year, analysis.request(report.options.reportLanguage),
        about: try part.conditions())
      try report.write(draft.run(in: report.options.workspace(report.knowledge)))
    }
  }
}
