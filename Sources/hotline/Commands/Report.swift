import ArgumentParser
import HotlineCalendar
import HotlineConfiguration
import HotlineReports

/// `hotline report`: documents that people send on.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Writes reports.", subcommands: [Monthly.self])

  /// `hotline report monthly 2019-12`.
  struct Monthly: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A month's KPIs with change, districts, units and data quality.")

    @Argument(help: "The month, e.g. 2019-12.")
    var month: String

    @Option(help: "markdown.")
    var format = "markdown"

    @Option(help: ArgumentHelp("The folder to write monthly-MONTH.md to; printed unless given.", valueName: "dir"))
    var out: String?

    @OptionGroup var options: CommonOptions

    func validate() throws {
      guard format == "markdown" else { throw ValidationError("--format: only markdown so far") }
    }

    func run() throws {
      let period = try Period(parsing: month)
      let summary = try MonthlySummary(
        month: period, engine: Room(options: options).engine(), language: options.reportLanguage)
      guard let out else { return Console.print(summary.markdown, terminator: "") }
      let path = "\(out)/monthly-\(period.text)\(options.reportLanguage == .en ? "-en" : "").md"
      try DocumentFile.write(summary.markdown, to: path)
      if !options.quiet { Console.print(path) }
    }
  }
}
