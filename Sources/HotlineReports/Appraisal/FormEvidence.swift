import HotlineAppraisal
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// The evidence for each indicator of a form as a chapter: definition, SQL, counts by month, and rows that missed.
package struct FormEvidence: Sendable {
  /// How many rows are listed; the command lists all.
  private static let listedRows = 30

  private let evidence: IndicatorEvidence
  private var draft: AppraisalDraft { evidence.draft }
  private var language: Language { evidence.language }

  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  package init(_ draft: AppraisalDraft, engine: MetricEngine, language: Language) throws {
    evidence = try IndicatorEvidence(draft, engine: engine, language: language)
  }

  /// The chapter.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  package func section() throws -> Document.Section {
    let rows = try draft.indicators.enumerated().map { number, row in
      try section(row, number: number + 1)
    }
    return Document.Section(
      "evidence-by-indicator", language("各指标佐证", "Evidence for each indicator"),
      sheetName: language("佐证目录", "Evidence"), blocks: [.table(overview)], sections: rows)
  }

  private var overview: ReportTable {
    ReportTable(
      "evidence-overview",
      columns: [
        .init(language("佐证", "evidence"), width: 40), .init(language("得分 / 满分", "points"), .trailing, width: 16),
      ],
      rows: draft.indicators.map { row in
        [
          .text(.link(row.indicator.name(language), to: FormDocument.anchor(of: row))),
          .text("\(evidence.tables.score(row)) / \(NumberFormat.count.text(row.indicator.weight))"),
        ]
      })
  }

  private func section(_ row: IndicatorDraft, number: Int) throws -> Document.Section {
    let back = RichText.link(language("回到自评表", "Back to the form"), to: "form-scores")
    let score = Document.Block.paragraph(.strong(evidence.score(row)) + " " + back)
    let components = try evidence.components(of: row).enumerated().map { index, component in
      try section(component, anchor: FormDocument.anchor(of: row).appending("\(index + 1)"))
    }
    let name = row.indicator.name(language)
    return Document.Section(
      FormDocument.anchor(of: row), "\(number). \(name)", sheetName: "\(number < 10 ? "0" : "")\(number) \(name)",
      blocks: evidence.scoring(row) + [score], sections: components)
  }

  private func section(_ component: Component, anchor: Anchor) throws -> Document.Section {
    var section = Document.Section(anchor, component.name(language))
    switch component.content {
    case .fact(let fact): section.blocks = [evidence.attestation(fact)]
    case .quotient(let quotient):
      section.blocks = [evidence.division(quotient)]
      for (index, term) in [quotient.over, quotient.under].enumerated() {
        let slice = Slice(period: draft.form.period, conditions: term.conditions)
        let item = try evidence.evidence(term.metric, slice: slice, anchor: anchor.appending("\(index + 1)"))
        section.blocks.append(.table(item.sheet(language)))
      }
    case .metric(let metric, let conditions):
      let slice = Slice(period: draft.form.period, conditions: conditions)
      section.blocks = [.table(try evidence.evidence(metric, slice: slice, anchor: anchor).sheet(language))]
      section.blocks += try evidence.months(component, metric, slice: slice, anchor: anchor)
      let rows = try evidence.rows(component, metric, slice: slice, limit: Self.listedRows + 1)
      if let rows { section.blocks.append(block(rows, anchor: anchor)) }
    }
    return section
  }

  private func block(_ found: IndicatorEvidence.Rows, anchor: Anchor) -> Document.Block {
    guard !found.rows.isEmpty else {
      return .paragraph(RichText(language("没有未达标的明细。", "No row missed.")))
    }
    var table = FactListing.table(Array(found.rows.prefix(Self.listedRows)), language)
    table.anchor = anchor.appending("rows")
    table.caption =
      found.part == .numerator ? language("计入的明细", "Rows counted") : language("未达标的明细", "Rows that missed")
    guard found.rows.count > Self.listedRows else { return .table(table) }
    table.note =
      RichText(language("只列前 \(Self.listedRows) 行；全部：", "The first \(Self.listedRows) rows; all of them: "))
      + .code(found.command)
    return .table(table)
  }
}
