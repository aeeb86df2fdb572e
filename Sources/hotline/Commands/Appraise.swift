import ArgumentParser
import HotlineApp
import HotlineAppraisal
import HotlineConfiguration
import HotlineRender
import HotlineReports
import HotlineText

/// `hotline appraise`: a form drafted from data and attested facts.
struct Appraise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appraise",
    abstract: "Drafts the form 项目绩效自我评价: scores with a reason for every point, narrative, findings.",
    discussion: """
      The form's file says what is asked and how it is scored; scores follow from the data. What nobody vouches for stays \
      open (待评), with the points that are still possible.
      """)

  @Argument(help: "The form's file, e.g. data/indicators/hotline-2019.yaml.")
  var form: String

  @Option(help: "table, json or markdown.")
  var format = TableFormat.table

  @Option(help: ArgumentHelp("Write the evidence for each indicator into this folder.", valueName: "dir"))
  var evidence: String?

  @OptionGroup var moment: MomentOption

  @OptionGroup var knowledge: KnowledgeOption

  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard format != .csv else { throw ValidationError("--format is one of table, json, markdown") }
  }

  func run() throws {
    let draft = try AppraiseForm(
      form: form, asOf: moment.moment(), evidence: evidence, language: options.reportLanguage
    ).run(in: options.workspace(knowledge))
    switch format {
    case .json: try Console.print(json: AppraisalDocument(draft, language: options.reportLanguage), pretty: true)
    case .markdown:
      Console.print(
        MarkdownDocument(FormDocument(draft, language: options.reportLanguage).document()).text, terminator: "")
    case .table, .csv: printTables(draft)
    }
    if let evidence, !options.quiet {
      Console.note(options.say("佐证材料已写入 \(evidence)", "evidence written to \(evidence)"))
    }
  }

  private func printTables(_ draft: AppraisalDraft) {
    let language = options.language
    let tables = AppraisalTables(draft, language: language)
    let titles = [
      LocalizedText(zh: "评分依据", en: "how each score came about"),
      LocalizedText(zh: "审核发现", en: "what an auditor would raise"),
    ]
    Console.print("\(draft.form.title(language))  \(draft.form.header.project(language))  \(draft.form.period.text)")
    if draft.isSimulated {
      Console.print(LocalizedText(zh: "模拟数据，不是真实业务", en: "made-up data, not real work")(language))
    }
    Console.print("\n" + tables.scores.terminalText(width: Console.width))
    Console.print("\(titles[0](language))\n\n" + AppraisalLines.steps(draft, language))
    Console.print("\n\(titles[1](language)) (\(draft.findings.count))\n")
    Console.print(AppraisalLines.findings(draft.findings, language))
  }
}
