import ArgumentParser
import HotlineApp
import HotlineAppraisal
import HotlineConfiguration
import HotlineRender
import HotlineReports
import HotlineText

/// `hotline audit`: a form that somebody filled in, checked.
struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Checks forms 项目绩效自我评价 that are already filled in: sums, rates, deductions, wording, contradictions.",
    discussion: """
      Reads Word files (.docx), workbooks (.xlsx), Markdown tables and CSV; labels and columns are found by their words, and a \
      file may hold several forms. With --form the figures and \
      scores are compared with what the database gives. The exit code is 1 when an error was found, not for warnings.
      """)

  @Argument(help: "The filled-in form: Word (.docx), workbook (.xlsx), Markdown (.md) or CSV (.csv).")
  var file: String

  @Option(
    name: .customLong("form"),
    help: ArgumentHelp(
      "A form's definition to compare with, e.g. data/indicators/hotline-2019.yaml.", valueName: "form"))
  var definitions: [String] = []

  @Option(help: ArgumentHelp("The same forms of the year before, to find what was copied.", valueName: "file"))
  var lastYear: String?

  @OptionGroup var moment: MomentOption

  @Option(help: "table, json or markdown.")
  var format = DraftFormat.table

  @OptionGroup var options: CommonOptions

  func run() throws {
    let outcome = try AuditForms(file, comparedWith: definitions, lastYear: lastYear, asOf: moment.moment())
      .run(in: options.workspace())
    if format == .json {
      try Console.print(json: outcome.results.map { AuditDocument($0, language: options.reportLanguage) }, pretty: true)
    } else {
      for result in outcome.results { printResult(result) }
    }
    if outcome.isFailure { throw ExitCode(1) }
  }

  private func printResult(_ result: FormAudit.Result) {
    let language = format == .markdown ? options.reportLanguage : options.language
    let compared =
      result.isCompared
      ? LocalizedText(zh: "已与数据库核对", en: "compared with the database")
      : LocalizedText(zh: "未与数据库核对（--form）", en: "not compared with a database (--form)")
    let title =
      "\(Masking.withoutNumbers(result.form.text(.project)))  \(compared(language))  (\(result.findings.count))"
    if format == .markdown {
      let table = AppraisalTables.findings(result.findings, language)
      Console.print("## \(title.markdownEscaped)\n\n\(table.markdownText)")
    } else {
      Console.print("\(title)\n\n\(AppraisalLines.findings(result.findings, language))\n")
    }
  }
}
