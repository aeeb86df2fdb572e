import ArgumentParser
import HotlineApp
import HotlineCalendar

extension Report {
  /// `hotline report topic 殡葬服务 --period 2019`.
  struct Topic: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "topic",
      abstract: "One topic in depth: by unit, district, month, hour, outcome, satisfaction; without a name all topics.",
      discussion: """
        Without a name: the topics most asked, those that rose or fell by more than they usually do, districts with an \
        unlike mix, repeat callers.
        """)

    @Argument(help: "The topic, e.g. 殡葬服务; all of them unless given.")
    var topic: String?

    @Option(help: "Whole months: 2019, 2019-Q4, 2019-12 or 2019-01..2019-06.")
    var period: String

    @OptionGroup var part: PartOptions

    @OptionGroup var report: ReportOptions

    func validate() throws { try validating { try DraftMemberSheets.check(period: Period(parsing: period)) } }

    func run() throws {
      try report.check()
      let draft = DraftTopicReport(
        topic, period: try Period(parsing: period), language: report.options.reportLanguage,
        about: try part.conditions())
      try report.write(draft.run(in: report.options.workspace(report.knowledge)))
    }
  }
}
