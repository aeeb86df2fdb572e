import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineText

/// 项目绩效自我评价 as Shanghai printed it in 2019: the head with three texts, the score table, three notes.
struct ShanghaiForm: FormTables {
  private typealias Cell = ReportTable.Cell

  let cells: ScoreCells
  private var draft: AppraisalDraft { cells.draft }
  private var language: Language { cells.language }

  var tables: [ReportTable] { [head, scores] }

  var notes: [RichText] { FormText.notes(draft.form).map { RichText($0(language)) } }

  /// The columns of both parts of the printed form, which share their edges.
  private func columns(header: Bool) -> [ReportTable.Column] {
    // On paper labels stand on one line and the explanations need the room; beside the reasons, which say more, the remarks do.
    let printed: [Double] = header ? [16, 27, 54, 8, 9, 34] : [26, 25, 35, 8, 22, 32]
    let widths: [Double] = cells.isPrinted ? printed : [20, 26, 46, 10, 12, 40]
    let names = [
      language("一级指标", "Block"), language("指标名称", "Indicator"), language("指标解释", "Explanation"),
      language("权重", "Weight"), language("自评分", "Score"), language("备注", "Remark"),
    ]
    return zip(names, widths).enumerated().map { index, column in
      ReportTable.Column(header ? column.0 : "", [3, 4].contains(index) ? .trailing : .leading, width: column.1)
    }
  }

  private var head: ReportTable {
    let header = draft.form.header
    let budget = draft.budget
    let none = language("数据库中没有该项目的预算", "the database has no budget of the project")
    func amount(_ value: Double?) -> Cell { .number(value, .amount, absent: none) }
    func pair(_ first: String, _ value: Cell, _ second: String, _ other: Cell) -> ReportTable.Row {
      [
        Cell.text(first).asHeader, value.spanning(columns: 2), Cell.text(second).asHeader.spanning(columns: 2), other,
      ]
    }
    func wide(_ name: String, _ value: Cell) -> ReportTable.Row {
      [Cell.text(name).asHeader, value.spanning(columns: 5)]
    }
    func narrative(_ sentences: [Narrative.Sentence]) -> Cell { .text(Narrative.text(sentences, language)) }
    let recurrent = header.isRecurrent.map { $0 ? language("是", "yes") : language("否", "no") } ?? ""
    let title = ReportTable.Row(
      [Cell.text(draft.form.title(language)).asHeader.spanning(columns: 6)], role: .total)
    return ReportTable(
      "form-head", columns: columns(header: false),
      rows: [
        title,
        pair(
          language("项目名称：", "Project"), .text(header.project(language)), language("预算单位：", "Budget unit"),
          .text(header.budgetUnit(language))),
        pair(
          language("具体实施处（科室）：", "Department"), .text(header.department?(language) ?? ""),
          language("是否为经常性项目：", "Recurrent"), .text(recurrent)),
        pair(
          language("当年预算数（元）：", "Budget (yuan)"), amount(budget?.planned),
          language("上年预算金额（元）：", "Budget of the year before (yuan)"), amount(budget?.prior)),
        pair(
          language("预算执行数（元）：", "Executed (yuan)"), amount(budget?.executed), language("预算执行率（%）：", "Execution rate"),
          .number(budget?.rate, .percent, absent: none)),
        wide(language("项目年度总目标：", "Goal of the year"), .text(header.goal(language))),
        wide(language("自评时间：", "Assessed on"), .text(header.assessedOn.iso)),
        wide(language("绩效等级：", "Grade"), cells.grade),
        wide(language("主要绩效：", "Achievements"), narrative(draft.narrative.achievements)),
        wide(language("主要问题：", "Problems"), narrative(draft.narrative.problems)),
        wide(language("改进措施：", "Improvements"), narrative(draft.narrative.improvements)),
      ], showsHeader: false, hasRowHeaders: false)
  }

  /// The name of a block with its weight, which on paper stands on a line of its own.
  private func blockName(_ section: SectionDraft) -> String {
    guard cells.isPrinted else { return cells.tables.blockName(section) }
    let weight = NumberText.count(section.weight)
    return language("\(section.name.zh)\n(\(weight)分)", "\(section.name.en)\n(\(weight))")
  }

  private var scores: ReportTable {
    var rows: [ReportTable.Row] = []
    for section in draft.sections {
      for (index, row) in section.indicators.enumerated() {
        let block = Cell.text(blockName(section)).asHeader.spanning(rows: section.indicators.count)
        let remark = cells.isPrinted ? cells.tables.printedRemark(row) : cells.tables.remark(row)
        let own: [Cell] = [
          .text(row.indicator.name(language)), .text(row.indicator.explanation?(language) ?? ""),
          cells.weight(row), cells.score(row), .text(remark),
        ]
        rows.append(ReportTable.Row((index == 0 ? [block] : []) + own))
      }
    }
    rows.append(
      ReportTable.Row(
        [
          Cell.text(language("合计", "Total")).asHeader.spanning(columns: 3), cells.totalWeight, cells.total, "",
        ], role: .total))
    return ReportTable("form-scores", columns: columns(header: true), rows: rows, hasRowHeaders: false)
  }
}
