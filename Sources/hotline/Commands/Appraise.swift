import ArgumentParser
import HotlineApp
import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
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
  var format = DraftFormat.table

  @Option(help: ArgumentHelp("Write the evidence for each indicator into this folder.", valueName: "dir"))
  var evidence: String?

  @Option(
    help: ArgumentHelp(
      "Say whether the evidence in this folder still equals the database; exit code 1 when it does not.",
      valueName: "dir"))
  var verify: String?

  @Option(
    help: ArgumentHelp(
      "Fill the empty cells of this form (.docx or .xlsx) from the draft, into FILE-filled beside it.",
      valueName: "file"))
  var into: String?

  @OptionGroup var moment: MomentOption

  @OptionGroup var knowledge: KnowledgeOption

  @OptionGroup var options: CommonOptions

  func run() throws {
    if let verify {
      let outcome = try VerifyEvidence(
        form: form, folder: verify, asOf: moment.moment(), language: options.reportLanguage
      ).run(in: options.workspace(knowledge))
      return try printVerdict(outcome)
    }
    if let into {
      let outcome = try FillForm(form: form, template: into, asOf: moment.moment()).run(
        in: options.workspace(knowledge))
      return printFilling(outcome)
    }
    let draft = try AppraiseForm(
      form: form, asOf: moment.moment(), evidence: evidence, language: options.reportLanguage
    ).run(in: options.workspace(knowledge))
    switch format {
    case .json: try Console.print(json: AppraisalDocument(draft, language: options.reportLanguage), pretty: true)
    case .markdown:
      Console.print(
        MarkdownDocument(FormDocument(draft, language: options.reportLanguage).document()).text, terminator: "")
    case .table: printTables(draft)
    }
    if let evidence, !options.quiet {
      Console.note(options.say("佐证材料已写入 \(evidence)", "evidence written to \(evidence)"))
    }
  }

  /// Whether the pack equals the database, and which of its files do not.
  private func printVerdict(_ outcome: VerifyEvidence.Outcome) throws {
    guard !outcome.isSame else {
      Console.print(
        options.say("佐证材料与数据库一致（\(outcome.files) 个文件）", "the evidence equals the database (\(outcome.files) files)"))
      return
    }
    for difference in outcome.differences {
      let place = difference.file + (difference.line.map { ":\($0)" } ?? "")
      let what =
        switch difference.kind {
        case .missing: options.say("缺失", "missing")
        case .changed: options.say("不同", "differs")
        case .leftOver: options.say("已不属于佐证材料", "no part of the evidence any more")
        }
      Console.print("\(place): \(what)")
      if difference.line != nil {
        Console.print(options.say("  材料中：", "  in the folder: ") + (difference.found ?? "–"))
        Console.print(options.say("  现为：", "  today: ") + (difference.today ?? "–"))
      }
    }
    throw ExitCode(1)
  }

  /// What was filled, what stood there already, what has no place.
  private func printFilling(_ outcome: FillForm.Outcome) {
    let language = options.language
    let filling = outcome.filling
    var table = ReportTable(columns: [
      .init(outcome.names.isEmpty ? language("行", "row") : language("单元格", "cell")), .init(language("内容", "what")),
      .init(language("结果", "result")),
      .init(language("草稿的值", "drafted")), .init(language("原有的值", "stood there")),
    ])
    for item in filling.items {
      let result =
        item.isFilled
        ? language("已填写", "filled in")
        : item.differs ? language("原值不同，未改", "differs, kept") : language("原值相同", "the same")
      let values = [item.value, item.before].map(Masking.withoutNumbers)
      table.append([outcome.names[item.place] ?? "\(item.place.row + 1)", item.name, result] + values)
    }
    Console.print(table, as: format == .markdown ? .markdown : .table)
    if !filling.missing.isEmpty {
      let names = filling.missing.joined(separator: language("、", ", "))
      Console.print(language("表中没有找到：\(names)", "not found in the form: \(names)"))
    }
    if outcome.hasFormulas {
      Console.print(language("表中有公式：打开后按 F9 重算。", "The workbook has formulas: recalculate (F9) when it is open."))
    }
    Console.print(outcome.file)
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
