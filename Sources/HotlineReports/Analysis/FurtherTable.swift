import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Further KPIs: those of `data/metrics.yaml` to which its section `reports` gives no place.
struct FurtherTable {
  /// Their values, by line where they have one, beside those of other times.
  let tables: [MetricTable]
  let comparisons: [Comparison]
  let language: Language

  /// Asks for the values.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  init(slice: Slice, comparisons: [Comparison], engine: MetricEngine, language: Language) throws {
    let metrics = try engine.withFacts(engine.catalog.reports.further)
    let query = MetricQuery(metrics: metrics, slice: slice, comparisons: comparisons)
    tables = metrics.isEmpty ? [] : try LineBreakdown(engine: engine, isMerged: false).tables(query)
    self.comparisons = comparisons
    self.language = language
  }

  /// The metrics, in the order of the file.
  var metrics: [Metric] {
    var metrics: [Metric] = []
    for value in tables.flatMap(\.values) where !metrics.contains(where: { $0.id == value.metric.id }) {
      metrics.append(value.metric)
    }
    return metrics
  }

  /// The table; none when every metric has a place.
  ///
  /// - Parameter link: where a value is explained.
  func blocks(_ link: (MetricValue, Slice) throws -> Anchor) rethrows -> [Document.Block] {
    guard !tables.isEmpty else { return [] }
    let labels = comparisons.map { $0 == .previous ? language("环比", "vs previous") : language("同比", "vs year ago") }
    var table = ReportTable(
      "further-kpis", caption: language("其他指标", "Further KPIs"),
      note: RichText(
        language(
          "metrics.yaml 的 reports 部分没有安排位置的指标。", "KPIs to which the section reports of metrics.yaml gives no place.")),
      columns: [
        .init(language("指标", "KPI")), .init(language("热线", "line")), .init(language("值", "value"), .trailing),
        .init(language("分子 / 分母", "numerator / denominator"), .trailing),
        .init(language("95%区间", "95 % interval"), .trailing),
      ] + labels.map { .init($0, .trailing) } + [.init(language("未计入", "left out"))])
    for values in tables {
      for value in values.values {
        let line = values.groups.isEmpty ? nil : value.labels.first
        var slice = values.slice
        if let line { slice.conditions[.line] = [line] }
        table.rows.append(row(value, line: line, link: try link(value, slice)))
      }
    }
    return [.table(table)]
  }

  private func row(_ value: MetricValue, line: String?, link: Anchor) -> ReportTable.Row {
    let cases = value.denominator ?? value.value
    let interval = value.interval.map { value.metric.unit.text($0, language) } ?? ""
    let changes = comparisons.map { comparison in
      ReportTable.Cell.number(
        value.change(comparison), value.metric.unit.changeFormat(language),
        absent: language("没有可比的数据", "nothing to compare with")
      ).of(cases)
    }
    let leftOut = value.leftOut.filter { $0.count != 0 }
      .map { "\($0.name(language)) \(NumberText.count($0.count))" }
    return ReportTable.Row(
      [
        ReportTable.Cell.text(value.metric.name(language)).asHeader,
        .text(line.map(language.name) ?? language("全部", "all")),
        ReportTable.Cell.value(value, language).linked(to: link).of(cases),
        ReportTable.Cell.counts(value, language).of(cases), ReportTable.Cell.text(interval).of(cases),
      ] + changes + [ReportTable.Cell.text(language.list(leftOut)).of(leftOut.isEmpty ? nil : cases)])
  }
}
