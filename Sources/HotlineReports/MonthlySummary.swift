import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineStore

/// A first monthly summary: the KPIs of a month with their change on the month before and the year before, districts and
/// units at a glance, and what the data lack.
public struct MonthlySummary: Sendable {
  private let month: Period
  private let language: Language
  private let tables: [MetricTable]
  private let districts: MetricTable
  private let units: MetricTable
  private let status: DatabaseStatus

  /// Reads what the summary needs.
  public init(month: Period, engine: MetricEngine, language: Language) throws {
    self.month = month
    self.language = language
    let query = MetricQuery(
      metrics: engine.catalog.metrics, slice: Slice(period: month), comparisons: [.previous, .yearAgo])
    tables = try LineBreakdown(engine: engine, isMerged: false).tables(query)
    let shared = engine.catalog.metrics.filter { metric in
      metric.unit == .share && metric.counting == .sums
        && (metric.numerator + metric.denominator).allSatisfy { $0.fact.dimensions.contains(.district) }
    }.prefix(24)
    func breakdown(_ dimension: Dimension) throws -> MetricTable {
      try engine.values(
        MetricQuery(metrics: Array(shared), slice: Slice(period: month), groups: [.dimension(dimension)]))
    }
    districts = try breakdown(.district)
    units = try breakdown(.unit)
    status = try engine.database.status()
  }

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// The summary in Markdown.
  public var markdown: String {
    var text = "# " + say("热线月度指标 \(month.text)", "Hotline KPIs, \(month.text)") + "\n\n"
    text +=
      say("数据截至 ", "Data as of ") + LocalTime.text(tables.first?.asOf ?? 0) + say("（上海时间）。", " (Shanghai time).") + "\n"
    if isSimulated {
      text +=
        "\n> "
        + say(
          "**模拟数据**：以下数字来自模拟日志，不是真实业务。",
          "**Made-up data**: these figures come from simulated logs, not from real calls.") + "\n"
    }
    text += "\n## " + say("指标", "KPIs") + "\n\n"
    text += KPITable(language: language).table(tables, comparisons: [.previous, .yearAgo]).markdownText
    text += "\n## " + say("各区", "Districts") + "\n\n" + wide(districts).markdownText
    text += "\n## " + say("承办单位", "Units") + "\n\n" + wide(units).markdownText
    text += "\n" + say("件数不足 30 的比率不列出（–）。", "Rates over fewer than 30 cases are not shown (–).") + "\n"
    text += "\n## " + say("数据质量", "Data quality") + "\n\n" + quality
    return text
  }

  private var isSimulated: Bool {
    status.coverage.contains { $0.kind == .call } && status.sources.contains(where: \.simulated)
  }

  private func wide(_ table: MetricTable) -> ReportTable {
    var names: [String] = []
    for value in table.values where !names.contains(value.labels[0]) { names.append(value.labels[0]) }
    let shown = [
      "connection_rate", "satisfaction_rate", "first_contact_rate", "on_time_closure_rate", "actual_resolution_rate",
    ]
    let metrics = shown.compactMap { id in table.values.first { $0.metric.id == id }?.metric }
    let byKey = Dictionary(table.values.map { ("\($0.metric.id)|\($0.labels[0])", $0) }) { first, _ in first }
    let texts = KPITable(language: language)
    var result = ReportTable(
      columns: [.init(KPITable.name(table.groups[0])(language))] + metrics.map { .init($0.name(language), .trailing) })
    result.texts = names.map { name in
      [texts.label(name, of: table.groups[0])]
        + metrics.map { metric in
          guard let value = byKey["\(metric.id)|\(name)"], let denominator = value.denominator, denominator >= 30 else {
            return "–"
          }
          return "\(texts.text(value)) (\(NumberText.count(value.numerator ?? 0))/\(NumberText.count(denominator)))"
        }
    }
    return result
  }

  private var quality: String {
    var lines: [String] = []
    let rejected = status.sources.reduce(0) { $0 + $1.rejected }
    lines.append(
      "- "
        + say(
          "来源文件 \(status.sources.count) 个，拒绝 \(rejected) 行",
          "\(status.sources.count) source files, \(rejected) rows rejected"))
    for coverage in status.coverage where coverage.kind == .call && !coverage.gaps.isEmpty {
      lines.append(
        "- " + say("热线 \(coverage.line) 无话务日：", "line \(coverage.line), days without calls: ")
          + coverage.gaps.prefix(5).joined(separator: ", "))
    }
    for (dimension, names) in status.unknownNames.sorted(by: { $0.key < $1.key }) where !names.isEmpty {
      lines.append(
        "- " + say("未知的 \(dimension)：", "unknown \(dimension) names: ")
          + names.keys.sorted().map(\.markdownEscaped).joined(separator: ", "))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
