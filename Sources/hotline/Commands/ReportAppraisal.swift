import ArgumentParser
import HotlineAppraisal
import HotlineConfiguration
import HotlineReports

extension Report {
  /// `hotline report appraisal data/indicators/hotline-2019.yaml`.
  struct AppraisalForm: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "appraisal",
      abstract: "The form 项目绩效自我评价 drafted, with reasons, findings and the evidence for each indicator.")

    @Argument(help: "The form's file, e.g. data/indicators/hotline-2019.yaml.")
    var form: String

    @OptionGroup var moment: MomentOption

    @OptionGroup var report: ReportOptions

    func run() throws {
      let engine = try Room(options: report.options).engine()
      let language = report.options.reportLanguage
      let form = try FormDefinition(contentsOf: form, catalog: engine.catalog)
      let draft = try Appraiser(engine: engine, asOf: moment.moment()).draft(form)
      let evidence = try FormEvidence(draft, engine: engine, language: language).section()
      try report.write(FormDocument(draft, language: language).document(evidence: evidence))
    }
  }
}
