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
  /// The form as it was filed the year before; `nil` where it is not known.
  let lastYear: FilledForm?

  /// The form of a draft in a language.
  ///
  /// - Parameter lastYear: the form as it was filed the year before, whose scores stand beside this year's.
  package init(_ draft: AppraisalDraft, lastYear: FilledForm? = nil, language: Language) {
    self.draft = draft
    self.lastYear = lastYear
    self.language = language
    tables = AppraisalTables(draft, language: language)
  }

  /// Where an indicator's evidence stands.
  package static func anchor(of row: IndicatorDraft) -> Anchor { Anchor("evidence-\(row.indicator.id)") }

  private func cells(isPrinted: Bool) -> ScoreCells {
    ScoreCells(draft: draft, language: language, tables: tables, isPrinted: isPrinted)
  }

  private var cells: ScoreCells { cells(isPrinted: false) }

  /// The form with all that it rests on, in one document.
  ///
  /// - Parameter evidence: the chapter with the evidence (``FormEvidence``), to which the scores link; `nil` for none.
  package func document(evidence: Document.Section? = nil) -> Document {
    let form = draft.form.layout.tables(of: cells)
    let blocks =
      form.tables.map { Document.Block.table($0) } + form.notes.map { .paragraph($0) } + [.table(sectionTotals)]
    return document(
      name: "", sections: [Document.Section("form", language("自评表", "The form"), blocks: blocks)] + basis(evidence))
  }

  /// The form alone, to be handed in as it is: its tables and notes and nothing else.
  package func sheet() -> Document {
    let form = draft.form.layout.tables(of: cells(isPrinted: true))
    let blocks = form.tables.map { Document.Block.table($0) } + form.notes.map { .paragraph($0) }
    var document = document(
      name: "", sections: [Document.Section("form", draft.form.title(language), blocks: blocks)])
    document.isPrintedForm = true
    return document
  }

  /// What the sheet rests on, as a second document: sums, targets, reasons, findings, evidence.
  package func explanation(evidence: Document.Section? = nil) -> Document {
    let grade = language("评价等级：", "Grade: ") + AppraisalTables.grades(of: draft, language)
    let total = language("总分：", "Total: ") + AppraisalTables.points(draft.total)
    let sums = Document.Section(
      "sums", language("总分与等级", "Total and grade"),
      blocks: [.paragraph(RichText("\(total)  \(grade)")), .table(scores), .table(sectionTotals)])
    return document(name: "-evidence", sections: [sums] + basis(evidence))
  }

  private func document(name: String, sections: [Document.Section]) -> Document {
    let project = draft.form.header.project(language)
    return Document(
      name: "appraisal-\(draft.form.fileName)\(name)", title: "\(draft.form.title(language)) · \(project)",
      subtitle: "\(draft.form.header.budgetUnit(language)) · \(draft.form.period.text)", language: language,
      notice: draft.isSimulated ? .simulatedForm(language) : nil, asOf: .init(asOf: draft.asOf, language),
      sections: sections)
  }

  /// What the form rests on.
  private func basis(_ evidence: Document.Section?) -> [Document.Section] {
    let findings: Document.Block =
      draft.findings.isEmpty ? .paragraph(RichText(language("无。", "Nothing."))) : .table(tables.findings)
    let comparison = TargetComparison(draft: draft, lastYear: lastYear, language: language, tables: tables)
    return [
      Document.Section(
        "targets", language("绩效目标完成对照表", "Targets and what was reached"),
        sheetName: language("目标对照", "Targets"), blocks: comparison.blocks),
      Document.Section(
        "reasons", language("评分依据", "How each score came about"), sheetName: language("评分依据", "Reasons"),
        blocks: [.table(reasons)]),
      Document.Section(
        "findings", language("审核发现", "What an auditor would raise"), sheetName: language("审核发现", "Findings"),
        blocks: [findings]),
    ] + [evidence].compactMap { $0 }
  }

  /// The scores with all remarks; the links from the evidence lead back to it.
  private var scores: ReportTable {
    var table = tables.scores
    table.anchor = "form-scores"
    return table
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
        let sums = cells.sums(of: section)
        return [.text(tables.blockName(section)), sums.weight, sums.score]
      })
  }

  // MARK: Reasons

  private typealias Cell = ReportTable.Cell

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
            cells.points(row.score, tables.score(row)).linked(to: Self.anchor(of: row)),
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
