import ArgumentParser
import HotlineApp

extension Report {
  /// `hotline report appraisal data/indicators/hotline-2019.yaml`.
  struct AppraisalForm: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "appraisal",
      abstract: "The form 项目绩效自我评价 drafted, with reasons, findings and the evidence for each indicator.")

    @Argument(help: "The form's file, e.g. data/indicators/hotline-2019.yaml.")
    var form: String

    @Option(
      help: ArgumentHelp(
        "The form as it was filed the year before: its scores stand beside this year's.", valueName: "file"))
    var lastYear: String?

    @OptionGroup var moment: MomentOption

    @OptionGroup var report: ReportOptions

    func run() throws {
      try report.check()
      let draft = DraftFormReport(
        form: form, asOf: try moment.moment(), lastYear: lastYear, language: report.options.reportLanguage)
      try report.write(draft.run(in: report.options.workspace(report.knowledge)).documents)
    }
  }
}
