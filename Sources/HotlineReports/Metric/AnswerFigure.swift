import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// An answer of KPIs as a chart: lines over time, bars of names, a heat map of two groups. No chart says more than its table.
package struct AnswerFigure {
  private let tables: [MetricTable]
  private let language: Language

  /// - Parameter tables: the answer, as it is listed.
  package init(_ tables: [MetricTable], language: Language) {
    self.tables = tables
    self.language = language
  }

  /// The most bars that a reader tells apart.
  private static let mostBars = 40
  /// The most lines.
  private static let mostLines = 7

  /// The figure; `nil` where a table says it better.
  package var figure: Figure? {
    guard let table = tables.first, let unit = table.values.first?.metric.unit else { return nil }
    // With the line as its first group, each line is a series of its own.
    let hasLines = table.groups.first == .dimension(.line) && table.groups.count > 1
    let groups = hasLines ? Array(table.groups.dropFirst()) : table.groups
    let values = table.values.filter { $0.metric.unit == unit }
    func series(_ value: MetricValue) -> String {
      language.name(value.metric, line: hasLines ? value.labels.first : nil)
    }
    func label(_ value: MetricValue, _ place: Int) -> String {
      KPITable(language: language).label(value.labels[place + (hasLines ? 1 : 0)], of: groups[place])
    }
    func ordered(_ texts: [String]) -> [String] { texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
    switch groups.count {
    case 1: return single(values, group: groups[0], series: series, label: { label($0, 0) }, ordered: ordered, unit)
    case 2:
      guard let first = values.first else { return nil }
      let one = values.filter { series($0) == series(first) }
      let rows = ordered(one.map { label($0, 0) })
      let columns = ordered(one.map { label($0, 1) })
      guard rows.count * columns.count <= 1_500, rows.count > 1, columns.count > 1, columns.count <= 31 else {
        return nil
      }
      let found = Dictionary(one.map { ([label($0, 0), label($0, 1)], $0.value) }) { first, _ in first }
      let cells = rows.map { row in columns.map { found[[row, $0]] ?? nil } }
      return drawn(
        .heatmap(Chart.Heatmap(rows: rows, columns: columns, values: cells, format: unit.format(language))),
        title: series(first))
    default: return nil
    }
  }

  private func single(
    _ values: [MetricValue], group: Grouping, series: (MetricValue) -> String, label: (MetricValue) -> String,
    ordered: ([String]) -> [String], _ unit: Metric.Unit
  ) -> Figure? {
    let labels = ordered(values.map(label))
    let names = ordered(values.map(series))
    guard labels.count > 1, names.count <= Self.mostLines else { return nil }
    let found = Dictionary(values.map { ([series($0), label($0)], $0.value) }) { first, _ in first }
    let drawn = names.map { name in Chart.Series(name, labels.map { found[[name, $0]] ?? nil }) }
    if group.isTime, group != .hour, group != .weekday {
      return self.drawn(
        .lines(Chart.Lines(labels: labels, series: drawn, format: unit.format(language))),
        title: language.list(names))
    }
    guard labels.count <= Self.mostBars else { return nil }
    return self.drawn(
      .bars(
        Chart.Bars(
          categories: labels, series: drawn, isHorizontal: !group.isTime, format: unit.format(language))),
      title: language.list(names))
  }

  private func drawn(_ chart: Chart, title: String) -> Figure {
    Figure(
      "answer-chart", title: title, chart: chart,
      alternative: language("\(title)，数值见下表", "\(title); the values are in the table below"), numbers: "answer-table")
  }
}
