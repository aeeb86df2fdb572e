import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// A draft as the printed form, followed by what the printed form has no room for: how each score came about, what an
/// auditor would raise, and the evidence for each indicator.
package struct FormDocument: Sendable {
  let draft: AppraisalDraft
  let language: Language
  let tables: AppraisalTables

  /// The form of a draft in a language.
  package init(_ draft: AppraisalDraft, language: Language) {
    self.draft = draft
    self.language = language
    tables = AppraisalTables(draft, language: language)
  }

  /// Where an indicator's evidence stands.
  static func anchor(of row: IndicatorDraft) -> Anchor { Anchor("evidence-\(row.indicator.id)") }

  /// The form, the reasons and the findings.
  ///
  /// - Parameter evidence: the chapter with the evidence (``FormEvidence``), to which the scores link; `nil` for none.
  package func document(evidence: Document.Section? = nil) -> Document {
    let findings: Document.Block =
      draft.findings.isEmpty ? .paragraph(RichText(language("无。", "Nothing."))) : .table(tables.findings)
    let notes = FormText.notes(draft.form).map { Document.Block.paragraph(RichText($0(language))) }
    let project = draft.form.header.project(language)
    return Document(
      name: "appraisal-\(draft.form.fileName)", title: "\(draft.form.title(language)) · \(project)",
      subtitle: "\(draft.form.header.budgetUnit(language)) · \(draft.form.period.text)", language: language,
      notice: draft.isSimulated ? .simulatedForm(language) : nil, asOf: .init(asOf: draft.asOf, language),
      sections: [
        Document.Section(
          "form", language("自评表", "The form"), blocks: [.table(head), .table(scores)] + notes + [.table(sectionTotals)]),
        Document.Section(
          "reasons", language("评分依据", "How each score came about"), sheetName: language("评分依据", "Reasons"),
          blocks: [.table(reasons)]),
        Document.Section(
          "findings", language("审核发现", "What an auditor would raise"), sheetName: language("审核发现", "Findings"),
          blocks: [findings]),
      ] + [evidence].compactMap { $0 })
  }

  /// The columns of both parts of the printed form, which share their edges.
  private func columns(header: Bool) -> [ReportTable.Column] {
    [
      .init(header ? language("一级指标", "Block") : "", width: 20),
      .init(header ? language("指标名称", "Indicator") : "", width: 26),
      .init(header ? language("指标解释", "Explanation") : "", width: 46),
      .init(header ? language("权重", "Weight") : "", .trailing, width: 10),
      .init(header ? language("自评分", "Score") : "", .trailing, width: 12),
      .init(header ? language("备注", "Remark") : "", width: 40),
    ]
  }

  // MARK: Head

  private typealias Cell = ReportTable.Cell

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
          language("具体实施处（科室）：", "Department"), .text(header.department(language)), language("是否为经常性项目：", "Recurrent"),
          .text(header.isRecurrent ? language("是", "yes") : language("否", "no"))),
        pair(
          language("当年预算数（元）：", "Budget (yuan)"), amount(budget?.planned),
          language("上年预算金额（元）：", "Budget of the year before (yuan)"), amount(budget?.prior)),
        pair(
          language("预算执行数（元）：", "Executed (yuan)"), amount(budget?.executed), language("预算执行率（%）：", "Execution rate"),
          .number(budget?.rate, .percent, absent: none)),
        wide(language("项目年度总目标：", "Goal of the year"), .text(header.goal(language))),
        wide(language("自评时间：", "Assessed on"), .text(header.assessedOn.iso)),
        wide(language("绩效等级：", "Grade"), grade),
        wide(language("主要绩效：", "Achievements"), narrative(draft.narrative.achievements)),
        wide(language("主要问题：", "Problems"), narrative(draft.narrative.problems)),
        wide(language("改进措施：", "Improvements"), narrative(draft.narrative.improvements)),
      ], showsHeader: false, hasRowHeaders: false)
  }

  private var grade: Cell {
    let text = AppraisalTables.grades(of: draft, language)
    let steps = draft.form.grades.grades.map { ReportTable.Formula.Step(from: $0.from, text: $0.name(language)) }
    // An open grade stays what it is until all scores are there; one that is known becomes open where a score is deleted.
    let open = draft.total.points == nil ? text : language("待评", "open")
    return Cell.text(text).computed(
      .step(of: "total", steps: steps, needing: draft.indicators.map(Self.name), open: open))
  }

  // MARK: Scores

  private static func name(_ row: IndicatorDraft) -> String { "score-\(row.indicator.id)" }

  private static func weight(_ row: IndicatorDraft) -> String { "weight-\(row.indicator.id)" }

  private func points(_ value: Double) -> Cell {
    let places = [0, 1, 2].first { abs(value * [1, 10, 100][$0] - (value * [1, 10, 100][$0]).rounded()) < 1e-6 } ?? 2
    return .number(value, NumberFormat(.decimal(places: places)))
  }

  private func points(_ range: ScoreRange, _ text: String) -> Cell {
    range.points.map { points($0) } ?? Cell.text(text).judged(.open)
  }

  private var scores: ReportTable {
    var rows: [ReportTable.Row] = []
    for section in draft.sections {
      for (index, row) in section.indicators.enumerated() {
        let block = Cell.text(tables.blockName(section)).asHeader.spanning(rows: section.indicators.count)
        let score = points(row.score, tables.score(row)).named(Self.name(row)).linked(to: Self.anchor(of: row))
        let cells: [Cell] = [
          .text(row.indicator.name(language)), .text(row.indicator.explanation?(language) ?? ""),
          points(row.indicator.weight).named(Self.weight(row)), score, .text(tables.remark(row)),
        ]
        rows.append(ReportTable.Row((index == 0 ? [block] : []) + cells))
      }
    }
    rows.append(
      ReportTable.Row(
        [
          Cell.text(language("合计", "Total")).asHeader.spanning(columns: 3),
          points(draft.form.totalWeight).computed(.sum(of: draft.indicators.map(Self.weight))),
          points(draft.total, AppraisalTables.points(draft.total)).named("total")
            .computed(.sum(of: draft.indicators.map(Self.name))), "",
        ], role: .total))
    return ReportTable("form-scores", columns: columns(header: true), rows: rows, hasRowHeaders: false)
  }

  /// The sum of each block, which the printed form leaves to its reader.
  private var sectionTotals: ReportTable {
    ReportTable(
      "form-sections", caption: language("各部分小计", "Sums by block"),
      columns: [
        .init(language("一级指标", "Block")), .init(language("权重", "Weight"), .trailing),
        .init(language("自评分", "Score"), .trailing),
      ],
      rows: draft.sections.map { section in
        [
          .text(tables.blockName(section)),
          points(section.weight).computed(.sum(of: section.indicators.map(Self.weight))),
          points(section.score, AppraisalTables.points(section.score))
            .computed(.sum(of: section.indicators.map(Self.name))),
        ]
      })
  }

  // MARK: Reasons

  private var reasons: ReportTable {
    var table = ReportTable(
      "reasons-table",
      columns: [
        .init(language("指标名称", "indicator"), width: 30), .init(language("步骤", "step"), width: 80),
        .init(language("分值", "points"), .trailing, width: 10),
      ])
    for row in draft.indicators {
      for (index, reason) in row.reasons.enumerated() {
        let name = index == 0 ? Cell.text(row.indicator.name(language)) : ""
        let value: Cell = reason.points == 0 ? "" : .number(reason.points, NumberFormat(.signedDecimal(places: 2)))
        table.rows.append([name, .text(reason.text(language)), value])
      }
      let weight = NumberFormat.count.text(row.indicator.weight)
      table.rows.append(
        ReportTable.Row(
          [
            "", .text(language("自评分（满分 \(weight)）", "score (of \(weight))")),
            points(row.score, tables.score(row)).linked(to: Self.anchor(of: row)),
          ], role: .subtotal))
    }
    return table
  }
}

extension FormDefinition {
  /// The form's name for files: that of its own file, without folder and extension.
  var fileName: String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.split(separator: ".").first.map(String.init) ?? name
  }
}
