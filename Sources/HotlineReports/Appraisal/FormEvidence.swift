import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// The evidence for each indicator of a form as a chapter: definition, SQL, counts by month, and rows that missed.
package struct FormEvidence: Sendable {
  /// How many rows are listed; the command lists all.
  static let listedRows = 30

  private let draft: AppraisalDraft
  private let engine: MetricEngine
  private let language: Language
  private let tables: AppraisalTables
  private let sources: [SourceReport]

  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  package init(_ draft: AppraisalDraft, engine: MetricEngine, language: Language) throws {
    self.draft = draft
    self.engine = engine
    self.language = language
    tables = AppraisalTables(draft, language: language)
    sources = try engine.data.sources(of: nil)
  }

  private func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)(language) }

  /// The chapter.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  package func section() throws -> Document.Section {
    let rows = try draft.indicators.enumerated().map { number, row in
      try section(row, number: number + 1)
    }
    return Document.Section(
      "evidence-by-indicator", say("各指标佐证", "Evidence for each indicator"),
      sheetName: say("佐证目录", "Evidence"), blocks: [.table(overview)], sections: rows)
  }

  private var overview: ReportTable {
    ReportTable(
      "evidence-overview",
      columns: [
        .init(say("佐证", "evidence"), width: 40), .init(say("得分 / 满分", "points"), .trailing, width: 16),
      ],
      rows: draft.indicators.map { row in
        [
          .text(.link(row.indicator.name(language), to: FormDocument.anchor(of: row))),
          .text("\(tables.score(row)) / \(NumberFormat.count.text(row.indicator.weight))"),
        ]
      })
  }

  private func section(_ row: IndicatorDraft, number: Int) throws -> Document.Section {
    var blocks: [Document.Block] = []
    if let explanation = row.indicator.explanation { blocks.append(.paragraph(RichText(explanation(language)))) }
    let rule =
      row.indicator.rule?.text
      ?? LocalizedText(zh: "定性评价：100–80%、80–60%、60–0%", en: "judged: 100–80 %, 80–60 %, 60–0 %")
    blocks.append(.paragraph(RichText(say("规则：", "Rule: ") + rule(language))))
    blocks.append(.list(row.reasons.map { RichText($0.text(language)) }))
    let score = "\(tables.score(row)) / \(NumberFormat.count.text(row.indicator.weight))"
    blocks.append(
      .paragraph(
        .strong(say("自评分：", "Score: ") + score) + " " + .link(say("回到自评表", "Back to the form"), to: "form-scores")))
    let conditions = row.indicator.conditions.compactMap { condition -> Component? in
      if case .component(let component) = condition.requirement { component } else { nil }
    }
    let components = try (row.indicator.components + conditions).enumerated().map { index, component in
      try section(component, anchor: FormDocument.anchor(of: row).appending("\(index + 1)"))
    }
    let name = row.indicator.name(language)
    return Document.Section(
      FormDocument.anchor(of: row), "\(number). \(name)", sheetName: "\(number < 10 ? "0" : "")\(number) \(name)",
      blocks: blocks, sections: components)
  }

  private func section(_ component: Component, anchor: Anchor) throws -> Document.Section {
    var section = Document.Section(anchor, component.name(language))
    switch component.content {
    case .fact(let fact):
      guard let attestation = fact.attestation else {
        section.blocks = [.paragraph(RichText(say("尚无人确认。", "Nobody vouches for it yet.")))]
        return section
      }
      section.blocks = [
        .paragraph(
          RichText(
            say(
              "由 \(attestation.by) 于 \(attestation.on.iso) 确认，依据：\(attestation.document)",
              "Vouched for by \(attestation.by) on \(attestation.on.iso), on: \(attestation.document)")))
      ]
    case .metric(let metric, let conditions):
      let slice = Slice(period: draft.form.period, conditions: conditions)
      let explanation = try engine.explain(metric, slice: slice, asOf: draft.asOf)
      let evidence = Evidence(
        explanation, anchor: anchor, files: Evidence.sourceFiles(of: metric, in: sources), language: language)
      section.blocks = [.table(evidence.sheet(language))]
      section.blocks += try months(component, metric, slice: slice, anchor: anchor)
      section.blocks += try rows(metric, slice: slice, component: component, anchor: anchor)
    }
    return section
  }

  private func months(_ component: Component, _ metric: Metric, slice: Slice, anchor: Anchor) throws -> [Document.Block]
  {
    let values = try engine.values(
      MetricQuery(metrics: [metric], slice: slice, groups: [.month], asOf: draft.asOf)
    ).values
    guard values.count > 1 else { return [] }
    let format = NumberFormat(metric.unit, language: language)
    let none = ReportTable.Cell.absent(say("没有数据", "no data"))
    let table = ReportTable(
      anchor.appending("months"), caption: say("按月", "By month"),
      columns: [
        .init(say("月", "month")), .init(say("值", "value"), .trailing), .init(say("分子", "numerator"), .trailing),
        .init(say("分母", "denominator"), .trailing),
      ],
      rows: values.map { value in
        [
          .text(value.labels[0]), .value(value, language),
          value.numerator.map { .number($0, .count) } ?? none, value.denominator.map { .number($0, .count) } ?? "",
        ]
      }
    ).withoutEmptyColumns
    guard metric.unit.isRate, values.filter({ $0.value != nil }).count > 2 else { return [.table(table)] }
    let target = component.target?.text(in: metric.unit)(language)
    let chart = Chart.Lines(
      labels: values.map { $0.labels[0] }, series: [.init(component.name(language), values.map(\.value))],
      format: format, target: component.target?.value)
    let title = say("\(component.name.zh)，按月", "\(component.name.en) by month")
    let goal = target.map { say("，目标 \($0)", ", target \($0)") } ?? ""
    return [
      .figure(
        Figure(
          anchor.appending("figure"), title: title, chart: .lines(chart),
          alternative: title + goal + say("；数值见下表", "; the values are in the table below"),
          numbers: table.anchor)),
      .table(table),
    ]
  }

  /// The rows that missed; for a value that is to stay low, the rows that were counted.
  private func rows(
    _ metric: Metric, slice: Slice, component: Component, anchor: Anchor
  ) throws -> [Document.Block] {
    let listsCounted = component.target?.direction == .atMost && !metric.isRatio
    guard metric.counting == .sums, listsCounted || metric.unit == .share else { return [] }
    let part = listsCounted ? Explanation.Part.numerator : .missed
    let found = try engine.rows(
      part, of: metric, slice: slice, asOf: draft.asOf, limit: Self.listedRows + 1, offset: 0)
    guard !found.isEmpty else {
      return [.paragraph(RichText(say("没有未达标的明细。", "No row missed.")))]
    }
    var table = FactListing.table(Array(found.prefix(Self.listedRows)), language)
    table.anchor = anchor.appending("rows")
    table.caption = listsCounted ? say("计入的明细", "Rows counted") : say("未达标的明细", "Rows that missed")
    guard found.count > Self.listedRows else { return [.table(table)] }
    let conditions = slice.conditions.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { " --where '\($0.key.rawValue)=\($0.value.joined(separator: "|"))'" }.joined()
    let command = "hotline explain \(metric.id) --period \(slice.period.text)\(conditions) --rows \(part.rawValue)"
    table.note =
      RichText(say("只列前 \(Self.listedRows) 行；全部：", "The first \(Self.listedRows) rows; all of them: ")) + .code(command)
    return [.table(table)]
  }
}
