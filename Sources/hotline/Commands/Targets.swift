import ArgumentParser
import HotlineApp
import HotlineAppraisal
import HotlineReports

/// `hotline targets`: whether a form's targets fit the months that were.
struct Targets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "targets", abstract: "Holds a form's targets against the months that were.", subcommands: [Review.self]
  )

  /// `hotline targets review FORM`.
  struct Review: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "review",
      abstract: "For each target: the months' distribution, how often it was met, and three proposals.",
      discussion: """
        keep: the target as it is; stretch: the median of the months; floor: what nine months in ten reached. In brackets \
        how many of the months would have met it.
        """)

    @Argument(help: "The form's file, e.g. data/indicators/hotline-2019.yaml.")
    var form: String

    @Option(help: "How many months back from the end of the form's period, 12 to 36.")
    var months = 24

    @OptionGroup var moment: MomentOption

    @Option(help: "table, csv, json or markdown.")
    var format = TableFormat.table

    @OptionGroup var options: CommonOptions

    func validate() throws {
      try validating { try ReviewTargets.check(months: months) }
    }

    func run() throws {
      let reviews = try ReviewTargets(form: form, months: months, asOf: moment.moment()).run(in: options.workspace())
      if format == .json {
        return try Console.print(
          json: reviews.map { TargetReviewDocument($0, language: options.reportLanguage) }, pretty: true)
      }
      Console.print(TargetReviewTable(language: options.language).table(reviews), as: format)
    }
  }
}
