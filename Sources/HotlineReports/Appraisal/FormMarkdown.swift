import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics

/// A draft as the printed form in Markdown, followed by what the printed form has no room for: how each score came about
/// and what an auditor would raise.
public struct FormMarkdown: Sendable {
  private let draft: AppraisalDraft
  private let language: Language
  private let tables: AppraisalTables

  /// The form of a draft in a language.
  public init(_ draft: AppraisalDraft, language: Language) {
    self.draft = draft
    self.language = language
    tables = AppraisalTables(draft, language: language)
  }

  private func text(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)(language) }

  /// The whole document.
  public var markdown: String {
    var parts = [
      notice, head, scores, notes, "## " + text("评分依据", "How each score came about"), tables.reasons.markdownText,
    ]
    parts += ["## " + text("审核发现", "What an auditor would raise")]
    parts.append(draft.findings.isEmpty ? text("无。", "Nothing.") + "\n" : tables.findings.markdownText)
    return parts.joined(separator: "\n")
  }

  private var notice: String {
    let asOf = text("数据截至 ", "Data as of ") + LocalTime.text(draft.asOf) + text("（上海时间）。", " (Shanghai time).")
    guard draft.isSimulated else { return asOf + "\n" }
    let simulated = text(
      "**模拟数据**：表中数值来自模拟日志，不是真实业务。", "**Made-up data**: the figures come from simulated logs, not from real work.")
    return "> \(simulated)\n\n\(asOf)\n"
  }

  private var head: String {
    let header = draft.form.header
    let amount = { (value: Double?) in value.map { FormText.amount($0) } ?? "–" }
    let budget = draft.budget
    let pairs: [(String, String, String, String)] = [
      (text("项目名称：", "Project"), header.project(language), text("预算单位：", "Budget unit"), header.budgetUnit(language)),
      (
        text("具体实施处（科室）：", "Department"), header.department(language), text("是否为经常性项目：", "Recurrent"),
        header.isRecurrent ? text("是", "yes") : text("否", "no")
      ),
      (
        text("当年预算数（元）：", "Budget (yuan)"), amount(budget?.planned),
        text("上年预算金额（元）：", "Budget of the year before (yuan)"),
        amount(budget?.prior)
      ),
      (
        text("预算执行数（元）：", "Executed (yuan)"), amount(budget?.executed), text("预算执行率（%）：", "Execution rate"),
        budget?.rate.map { NumberText.percent($0) } ?? "–"
      ),
      (text("项目年度总目标：", "Goal of the year"), header.goal(language), "", ""),
      (text("自评时间：", "Assessed on"), header.assessedOn.iso, "", ""),
      (text("绩效等级：", "Grade"), draft.grades.map { $0.name(language) }.joined(separator: "/"), "", ""),
      (text("主要绩效：", "Achievements"), Narrative.text(draft.narrative.achievements, language), "", ""),
      (text("主要问题：", "Problems"), Narrative.text(draft.narrative.problems, language), "", ""),
      (text("改进措施：", "Improvements"), Narrative.text(draft.narrative.improvements, language), "", ""),
    ]
    return ReportTable(
      columns: [.init(draft.form.title(language)), .init(""), .init(""), .init("")],
      texts: pairs.map { [$0.0, $0.1, $0.2, $0.3] }
    ).markdownText
  }

  private var scores: String {
    var table = ReportTable(columns: [
      .init(text("一级指标", "Block")), .init(text("指标名称", "Indicator")), .init(text("指标解释", "Explanation")),
      .init(text("权重", "Weight"), .trailing), .init(text("自评分", "Score"), .trailing), .init(text("备注", "Remark")),
    ])
    for section in draft.sections {
      for (index, row) in section.indicators.enumerated() {
        table.append([
          index == 0 ? tables.blockName(section) : "", row.indicator.name(language),
          row.indicator.explanation?(language) ?? "", NumberText.count(row.indicator.weight), tables.score(row),
          tables.remark(row),
        ])
      }
    }
    table.append([
      text("合计", "Total"), "", "", NumberText.count(draft.form.totalWeight), AppraisalTables.points(draft.total), "",
    ])
    return table.markdownText
  }

  private var notes: String {
    FormText.notes(draft.form).map { $0(language) }.joined(separator: "  \n") + "\n"
  }
}

/// Texts that every rendering of the form prints.
enum FormText {
  /// An amount in yuan as the form has it: `2,730,460.00`.
  static func amount(_ yuan: Double) -> String {
    let parts = NumberText.decimal(yuan, places: 2).split(separator: ".")
    let whole = parts.first.flatMap { Double($0) }.map { NumberText.count($0) } ?? ""
    return parts.count > 1 ? "\(whole).\(parts[1])" : whole
  }

  /// The notes under the form, the grades as the form's file has them.
  static func notes(_ form: FormDefinition) -> [LocalizedText] {
    let grades = form.grades.grades
    var zh: [String] = []
    var en: [String] = []
    for (index, grade) in grades.enumerated() {
      let upper = index == 0 ? NumberText.count(form.totalWeight) : NumberText.count(grades[index - 1].from)
      let lower = NumberText.count(grade.from)
      zh.append(
        index == grades.count - 1 ? "\(lower)-\(upper)分为\(grade.name.zh)" : "\(lower)（含）-\(upper)分为\(grade.name.zh)")
      en.append("\(grade.name.en) from \(lower)")
    }
    return [
      LocalizedText(
        zh: "说明：1、依据本项目应实现的绩效目标或工作计划，对照已完成的情况，进行绩效自评。",
        en: "Notes: 1. The project is judged by what it set out to do and what was done."),
      LocalizedText(
        zh: "2、绩效等级说明：自评分合计\(zh.joined(separator: "，"))。", en: "2. Grades by total: \(en.joined(separator: ", "))."),
      LocalizedText(
        zh: "3、产出目标、效果目标和影响力目标可根据项目情况自行增加绩效指标。",
        en: "3. Indicators of output, effect and impact may be added as the project needs."),
    ]
  }
}
