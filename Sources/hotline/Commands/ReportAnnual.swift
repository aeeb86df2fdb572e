import ArgumentParser
import HotlineConfiguration
import HotlineReports

extension Report {
  /// `hotline report annual 2019`.
  struct Annual: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "annual",
      abstract: "The year's analysis: volumes, topics, efficiency of districts and units, shortfalls, bottlenecks.")

    @Argument(help: "The year, e.g. 2019.")
    var year: Int

    @OptionGroup var analysis: AnalysisOptions

    @OptionGroup var report: ReportOptions

    func run() throws {
      let engine = try Room(options: report.options).engine()
      let form = try analysis.targets(data: report.options.data, year: year, engine: engine)
      let annual = try AnnualReport(
        year: year, engine: engine, form: form, language: report.options.reportLanguage)
      try report.write(annual.document(suppressingUnder: analysis.suppress))
    }
  }
}
