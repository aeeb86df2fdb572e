import HotlineAppraisal
import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// What bears out an indicator's score: rule and steps, and for each component who vouches for it, or its definition, its
/// months and the rows that missed. The form's chapter (``FormEvidence``) and the files (``EvidencePack``) are made of it.
struct IndicatorEvidence: Sendable {
  let draft: AppraisalDraft
  let language: Language
  let tables: AppraisalTables
  /// The files that the database was filled from.
  let sources: [SourceReport]
  private let engine: MetricEngine

  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  init(_ draft: AppraisalDraft, engine: MetricEngine, language: Language) throws {
    self.draft = draft
    self.engine = engine
    self.language = language
    tables = AppraisalTables(draft, language: language)
    sources = try engine.data.sources(of: nil)
  }

  /// `自评分：8 / 8`.
  func score(_ row: IndicatorDraft) -> String {
    language("自评分：", "Score: ") + "\(tables.score(row)) / \(NumberFormat.count.text(row.indicator.weight))"
  }

  /// What the indicator asks for, its rule, and the steps of its score.
  func scoring(_ row: IndicatorDraft) -> [Document.Block] {
    var blocks: [Document.Block] = []
    if let explanation = row.indicator.explanation { blocks.append(.paragraph(RichText(explanation(language)))) }
    let rule =
      row.indicator.rule?.text(language) ?? language("定性评价：100–80%、80–60%、60–0%", "judged: 100–80 %, 80–60 %, 60–0 %")
    blocks.append(.paragraph(RichText(language("规则：", "Rule: ") + rule)))
    blocks.append(.list(row.reasons.map { RichText($0.text(language)) }))
    return blocks
  }

  /// The components that are scored, then those that only take points.
  func components(of row: IndicatorDraft) -> [Component] {
    row.indicator.components
      + row.indicator.conditions.compactMap { condition in
        if case .component(let component) = condition.requirement { component } else { nil }
      }
  }

  /// Who vouches for a fact.
  func attestation(_ fact: AttestedFact) -> Document.Block {
    guard let attestation = fact.attestation else {
      return .paragraph(RichText(language("尚无人确认。", "Nobody vouches for it yet.")))
    }
    return .paragraph(
      RichText(
        language(
          "由 \(attestation.by) 于 \(attestation.on.iso) 确认，依据：\(attestation.document)",
          "Vouched for by \(attestation.by) on \(attestation.on.iso), on: \(attestation.document)")))
  }

  /// How a quotient is made of two metrics.
  func division(_ quotient: Quotient) -> Document.Block {
    let names = [quotient.over.metric.name(language), quotient.under.metric.name(language)]
    return .paragraph(
      RichText(
        language(
          "“\(names[0])”的分子 ÷ “\(names[1])”的分子，两者的口径见下。",
          "The numerator of “\(names[0])” ÷ that of “\(names[1])”; both are defined below.")))
  }

  /// What `hotline explain` says of a metric in the form's period.
  func evidence(_ metric: Metric, slice: Slice, anchor: Anchor) throws -> Evidence {
    Evidence(
      try engine.explain(metric, slice: slice, asOf: draft.asOf), anchor: anchor,
      files: Evidence.sourceFiles(of: metric, in: sources), language: language)
  }

  /// A metric's values month by month; a rate as a picture as well.
  func months(_ component: Component, _ metric: Metric, slice: Slice, anchor: Anchor) throws -> [Document.Block] {
    let values = try engine.values(
      MetricQuery(metrics: [metric], slice: slice, groups: [.month], asOf: draft.asOf)
    ).values
    guard values.count > 1 else { return [] }
    let none = ReportTable.Cell.absent(language("没有数据", "no data"))
    let table = ReportTable(
      anchor.appending("months"), caption: language("按月", "By month"),
      columns: [
        .init(language("月", "month")), .init(language("值", "value"), .trailing),
        .init(language("分子", "numerator"), .trailing), .init(language("分母", "denominator"), .trailing),
      ],
      rows: values.map { value in
        [
          .text(value.labels[0]), .value(value, language),
          value.numerator.map { .number($0, .count) } ?? none, value.denominator.map { .number($0, .count) } ?? "",
        ]
      }
    ).withoutEmptyColumns
    guard metric.unit.isRate, values.count(where: { $0.value != nil }) > 2 else { return [.table(table)] }
    let chart = Chart.Lines(
      labels: values.map { $0.labels[0] }, series: [.init(component.name(language), values.map(\.value))],
      format: metric.unit.format(language), target: component.target?.value)
    let title = language("\(component.name.zh)，按月", "\(component.name.en) by month")
    let target = component.target?.text(in: metric.unit)(language)
    let goal = target.map { language("，目标 \($0)", ", target \($0)") } ?? ""
    return [
      .figure(
        Figure(
          anchor.appending("figure"), title: title, chart: .lines(chart),
          alternative: title + goal + language("；数值见下表", "; the values are in the table below"),
          numbers: table.anchor)),
      .table(table),
    ]
  }

  /// The rows that bear a component out.
  struct Rows {
    /// The rows that missed; for a value that is to stay low, the rows that were counted.
    let part: Explanation.Part
    /// The rows.
    let rows: [FactRow]
    /// The command that lists them.
    let command: String
  }

  /// The rows that bear a component out; `nil` where single rows tell nothing, as of an average.
  ///
  /// - Parameter limit: how many are read.
  func rows(_ component: Component, _ metric: Metric, slice: Slice, limit: Int) throws -> Rows? {
    let listsCounted = component.target?.direction == .atMost && !metric.isRatio
    guard metric.counting == .sums, listsCounted || metric.unit == .share else { return nil }
    let part = listsCounted ? Explanation.Part.numerator : .missed
    return Rows(
      part: part,
      rows: try engine.rows(part, of: metric, slice: slice, asOf: draft.asOf, limit: limit),
      command: slice.command(explaining: metric, rows: part))
  }
}
