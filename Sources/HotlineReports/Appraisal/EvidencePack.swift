import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText

/// What an auditor asks for, as a folder: for each indicator its definitions, SQL, counts by month and the rows that missed
/// (file and line); and the source files with their SHA-256.
package struct EvidencePack: Sendable {
  private let draft: AppraisalDraft
  private let engine: MetricEngine
  private let language: Language
  private let tables: AppraisalTables
  private let sources: [SourceReport]

  /// Reads the sources; the rest is read as it is written.
  package init(draft: AppraisalDraft, engine: MetricEngine, language: Language) throws {
    self.draft = draft
    self.engine = engine
    self.language = language
    tables = AppraisalTables(draft, language: language)
    sources = try engine.data.sources(of: nil)
  }

  private func text(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)(language) }

  /// Writes the folder: `README.md`, `sources.csv`, a Markdown file for each indicator and a CSV file for each list of rows.
  ///
  /// - Throws: a ``Diagnostic`` when the folder cannot be written.
  package func write(to folder: String) throws {
    var index = ReportTable(columns: [
      .init(text("指标", "indicator")), .init(text("权重", "weight"), .trailing), .init(text("自评分", "score"), .trailing),
      .init(text("文件", "file")),
    ])
    for (number, row) in draft.indicators.enumerated() {
      let name = "\(number + 1 < 10 ? "0" : "")\(number + 1)-\(row.indicator.id.fileName)"
      try DocumentFile.write(try document(row, name: name, folder: folder), to: "\(folder)/\(name).md")
      index.append([
        row.indicator.name(language), NumberText.count(row.indicator.weight), tables.score(row), "\(name).md",
      ])
    }
    try DocumentFile.write(sourceTable.csvText, to: "\(folder)/sources.csv")
    try DocumentFile.write(overview(index), to: "\(folder)/README.md")
  }

  private func overview(_ index: ReportTable) -> String {
    let title = "# " + text("佐证材料：", "Evidence: ") + draft.form.header.project(language).markdownEscaped
    return [title, notice, index.markdownText, "## " + text("来源文件", "Source files"), sourceTable.markdownText]
      .joined(separator: "\n\n")
  }

  private var notice: String {
    let asOf = text("数据截至 ", "Data as of ") + LocalTime.text(draft.asOf) + "  \(draft.form.period.text)"
    guard draft.isSimulated else { return asOf }
    return asOf + "\n\n> " + text("**模拟数据**，不是真实业务。", "**Made-up data**, not real work.")
  }

  private var sourceTable: ReportTable {
    var table = ReportTable(columns: [
      .init("file"), .init("kind"), .init("rows", .trailing), .init("rejected", .trailing), .init("sha256"),
    ])
    table.texts = sources.map { [$0.file, $0.kind.rawValue, String($0.rows), String($0.rejected), $0.sha256] }
    return table
  }

  private func document(_ row: IndicatorDraft, name: String, folder: String) throws -> String {
    var parts = ["# " + row.indicator.name(language).markdownEscaped, notice]
    if let explanation = row.indicator.explanation { parts.append(explanation(language).markdownEscaped) }
    let rule =
      row.indicator.rule?.text
      ?? LocalizedText(zh: "定性评价：100–80%、80–60%、60–0%", en: "judged: 100–80 %, 80–60 %, 60–0 %")
    parts.append(text("规则：", "Rule: ") + rule(language).markdownEscaped)
    parts.append("## " + text("评分步骤", "Steps of the score"))
    parts.append(row.reasons.map { "- " + $0.text(language).markdownEscaped }.joined(separator: "\n"))
    parts.append(text("自评分：", "Score: ") + "\(tables.score(row)) / \(NumberText.count(row.indicator.weight))")
    let conditions = row.indicator.conditions.compactMap { condition -> Component? in
      if case .component(let component) = condition.requirement { component } else { nil }
    }
    for (number, component) in (row.indicator.components + conditions).enumerated() {
      parts += try evidence(
        component, file: "\(name)-\(number + 1)-rows.csv", folder: folder)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func evidence(_ component: Component, file: String, folder: String) throws -> [String] {
    var parts = ["## " + component.name(language).markdownEscaped]
    switch component.content {
    case .fact(let fact):
      guard let attestation = fact.attestation else { return parts + [text("尚无人确认。", "Nobody vouches for it yet.")] }
      let document = attestation.document.markdownEscaped
      parts.append(
        text(
          "由 \(attestation.by) 于 \(attestation.on.iso) 确认，依据：\(document)",
          "Vouched for by \(attestation.by) on \(attestation.on.iso), on: \(document)"))
    case .metric(let metric, let conditions):
      let slice = Slice(period: draft.form.period, conditions: conditions)
      let explanation = try engine.explain(metric, slice: slice, asOf: draft.asOf)
      parts += describe(metric, explanation)
      parts.append(try months(metric, slice: slice).markdownText)
      parts.append(try rows(metric, slice: slice, component: component, file: file, folder: folder))
    }
    return parts
  }

  private func describe(_ metric: Metric, _ explanation: Explanation) -> [String] {
    var lines = [
      "- " + text("指标：", "Metric: ") + "\(metric.name(language)) (`\(metric.id)`)",
      "- " + text("定义：", "Definition: ") + metric.definition(language).markdownEscaped,
      "- " + text("出处：", "Source: ") + metric.source.markdownEscaped,
      "- " + text("公式：", "Formula: ") + metric.formula.markdownEscaped,
      "- " + text("数值：", "Value: ") + KPITable(language: language).text(explanation.value),
    ]
    for term in explanation.value.leftOut where term.count > 0 {
      lines.append(
        "- " + text("未计入：", "Left out: ")
          + "\(term.name(language).markdownEscaped) \(NumberText.count(term.count)) (`\(term.measure)`)")
    }
    lines += explanation.value.notes.map { "- " + $0(language).markdownEscaped }
    let terms = explanation.numerator + explanation.denominator
    let sql = terms.map { "-- \($0.measure.id) = \(NumberText.count($0.sum))\n\($0.sql)" }.joined(separator: "\n")
    return [lines.joined(separator: "\n"), "```sql\n\(sql)\n```"]
  }

  private func months(_ metric: Metric, slice: Slice) throws -> ReportTable {
    let values = try engine.values(
      MetricQuery(metrics: [metric], slice: slice, groups: [.month], asOf: draft.asOf)
    ).values
    var table = ReportTable(columns: [
      .init(text("月", "month")), .init(text("值", "value"), .trailing), .init(text("分子", "numerator"), .trailing),
      .init(text("分母", "denominator"), .trailing),
    ])
    table.texts = values.map { value in
      [
        value.labels[0], KPITable(language: language).text(value), value.numerator.map { NumberText.count($0) } ?? "–",
        value.denominator.map { NumberText.count($0) } ?? "",
      ]
    }
    return table.withoutEmptyColumns
  }

  /// The rows that missed; for a value that is to stay low, the rows that were counted.
  private func rows(_ metric: Metric, slice: Slice, component: Component, file: String, folder: String) throws -> String
  {
    let listsCounted = component.target?.direction == .atMost && !metric.isRatio
    guard metric.counting == .sums, listsCounted || metric.unit == .share else {
      return text("明细：", "Rows: ") + "`hotline explain \(metric.id) --period \(slice.period.text) --rows numerator`"
    }
    let found = try engine.rows(
      listsCounted ? .numerator : .missed, of: metric, slice: slice, asOf: draft.asOf, limit: Int(Int32.max), offset: 0)
    guard !found.isEmpty else { return text("没有未达标的明细。", "No row missed.") }
    try DocumentFile.write(ReportTable(found).csvText, to: "\(folder)/\(file)")
    let title =
      listsCounted
      ? text("计入的明细 \(found.count) 行", "\(found.count) rows counted")
      : text("未达标的明细 \(found.count) 行", "\(found.count) rows missed")
    return "\(title): [\(file)](\(file))"
  }
}

extension String {
  /// The text as part of a file's name: nothing that could lead out of the folder.
  fileprivate var fileName: String {
    let name = map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : "_" }
    return String(String(name).prefix(60))
  }
}
