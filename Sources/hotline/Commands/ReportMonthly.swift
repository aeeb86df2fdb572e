import ArgumentParser
import HotlineCalendar
import HotlineConfiguration
import HotlineReports
import HotlineText

extension Report {
  /// `hotline report monthly 2019-12`.
  struct Monthly: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "monthly",
      abstract: "A month's KPIs against target, trends with control limits, districts, units, misses, data quality.")

    @Argument(help: "The month, e.g. 2019-12.")
    var month: String

    @OptionGroup var analysis: AnalysisOptions

    @OptionGroup var report: ReportOptions

    func run() throws {
      let period = try Period(parsing: month)
      guard period == Period(month: period.first.month) else {
        throw Diagnostic(
          .usage, found: LocalizedText(zh: "“\(month)”不是一个月", en: "“\(month)” is not a month"),
          expected: LocalizedText(zh: "如 2019-12", en: "such as 2019-12"))
      }
      let engine = try Room(options: report.options).engine()
      let form = try analysis.targets(data: report.options.data, year: period.first.month.year, engine: engine)
      let monthly = try MonthlyReport(
        month: period.first.month, engine: engine, form: form, language: report.options.reportLanguage)
      try report.write(monthly.document(suppressingUnder: analysis.suppress))
    }
  }
}
