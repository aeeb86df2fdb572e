import ArgumentParser
import HotlineApp
import HotlineCalendar
import HotlineConfiguration

extension Report {
  /// `hotline report member --district 黄浦区 --period 2019-12`.
  struct MemberSheet: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "member",
      abstract:
        "A sheet for a district or unit: its KPIs beside the city's, trend, topics, its orders to be dealt with.",
      discussion: """
        --each writes one sheet for each of them into a folder, with an index and a manifest whose figures add up to the \
        city's; cases without a district or unit have a sheet too. A run that was stopped is gone on with.
        """)

    @Option(help: ArgumentHelp("The district whose sheet is wanted.", valueName: "name"))
    var district: String?

    @Option(help: ArgumentHelp("The unit whose sheet is wanted.", valueName: "name"))
    var unit: String?

    @Option(help: ArgumentHelp("A sheet for each: district, unit or both with a comma.", valueName: "dimensions"))
    var each: String?

    @Option(help: "Whole months: 2019-12, 2019-Q4, 2019 or 2019-01..2019-06.")
    var period: String

    @OptionGroup var analysis: AnalysisOptions

    @OptionGroup var report: ReportOptions

    func validate() throws {
      try validating {
        _ = try DraftMemberSheets.selection(district: district, unit: unit, each: each)
        try DraftMemberSheets.check(period: Period(parsing: period))
      }
    }

    func run() throws {
      try report.check()
      let draft = DraftMemberSheets(
        try DraftMemberSheets.selection(district: district, unit: unit, each: each),
        period: try Period(parsing: period), analysis.request(report.options.reportLanguage))
      let result = try draft.run(
        in: report.options.workspace(report.knowledge), to: report.output()
      ) { done, all in
        guard !report.options.quiet, Console.showsProgress else { return }
        Console.note("\(done)/\(all)")
      }
      report.show(result)
    }
  }
}
