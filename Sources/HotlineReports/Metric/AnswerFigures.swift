import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// An answer of KPIs as charts: lines over time, bars of names, a funnel plot of a share, a heat map of two groups. Figures of one unit share
/// a chart. No chart says more than its table.
package struct AnswerFigures {
  private let tables: [MetricTable]
  private let hidesValues: Bool
  /// Where the marks lead.
  package let places: AnswerPlaces
  private let language: Language

  /// - Parameters:
  ///   - tables: the answer, as it is listed.
  ///   - hidesValues: whether values of few cases are hidden: a funnel plot would tell them by its limits.
  package init(_ tables: [MetricTable], hidesValues: Bool = false, language: Language) {
    self.tables = tables
    places = AnswerPlaces(tables)
    self.hidesValues = hidesValues
    self.language = language
  }

  /// The most bars that a reader tells apart.
  private static let mostBars = 40
  /// The most lines.
  private static let mostLines = 7
  /// The most figures.
  private static let mostFigures = 8

  /// The figures; none where a table says it better.
  package var figures: [Figure] {
    let figures = tables.flatMap { table in
      let groups = Shown(table: table, language: language).groups
      return switch groups.count {
      case 1: single(Shown(table: table, language: language), groups[0])
      case 2: heatMaps(Shown(table: table, language: language))
      default: [Figure]()
      }
    }
    return figures.prefix(Self.mostFigures).enumerated().map { place, figure in
      var figure = figure
      if place > 0 { figure.anchor = Anchor("\(figure.anchor.id)-\(place + 1)") }
      return figure
    }
  }

  /// A table as charts show it. With the line as its first group, each line is a series of its own.
  private struct Shown {
    let table: MetricTable
    let language: Language

    private var hasLines: Bool { table.groups.first == .dimension(.line) && table.groups.count > 1 }
    var groups: [Grouping] { hasLines ? Array(table.groups.dropFirst()) : table.groups }

    func series(_ value: MetricValue) -> String {
      language.name(value.metric, line: line(value))
    }
    func line(_ value: MetricValue) -> String? { hasLines ? value.labels.first : nil }
    func label(_ value: MetricValue, _ place: Int) -> String {
      KPITable(language: language).label(value.labels[place + (hasLines ? 1 : 0)], of: groups[place])
    }
    /// The values of each unit, in the order in which units come.
    var byUnit: [(unit: Metric.Unit, values: [MetricValue])] {
      ordered(table.values.map(\.metric.unit)).map { unit in (unit, table.values.filter { $0.metric.unit == unit }) }
    }
    /// The values of each series.
    var bySeries: [(name: String, values: [MetricValue])] {
      ordered(table.values.map(series)).map { name in (name, table.values.filter { series($0) == name }) }
    }
    func ordered<Value: Hashable>(_ values: [Value]) -> [Value] {
      var seen: Set<Value> = []
      return values.filter { seen.insert($0).inserted }
    }
  }

  // MARK: One group

  private func single(_ shown: Shown, _ group: Grouping) -> [Figure] {
    shown.byUnit.compactMap { unit, values in chart(shown, values, unit, group) }
      + shown.bySeries.compactMap { _, values in funnel(shown, values, group) }
  }

  private func chart(_ shown: Shown, _ values: [MetricValue], _ unit: Metric.Unit, _ group: Grouping) -> Figure? {
    let labels = shown.ordered(values.map { shown.label($0, 0) })
    let names = shown.ordered(values.map(shown.series))
    guard labels.count > 1, names.count <= Self.mostLines else { return nil }
    let found = Dictionary(values.map { ([shown.series($0), shown.label($0, 0)], $0) }) { first, _ in first }
    let series = names.map { name in Chart.Series(name, labels.map { found[[name, $0]]?.value }) }
    let marks = names.map { name in labels.map { found[[name, $0]].flatMap(places.anchor) } }
    if group.isTime, group != .hour, group != .weekday {
      return drawn(
        .lines(Chart.Lines(labels: labels, series: series, format: unit.format(language))),
        title: language.list(names), marks)
    }
    guard labels.count <= Self.mostBars else { return nil }
    return drawn(
      .bars(
        Chart.Bars(
          categories: labels, series: series, isHorizontal: !group.isTime, format: unit.format(language))),
      title: language.list(names), marks)
  }

  /// A share of districts or units, with what chance alone would make of so many cases.
  private func funnel(_ shown: Shown, _ values: [MetricValue], _ group: Grouping) -> Figure? {
    guard !hidesValues, case .dimension(let dimension) = group, dimension == .district || dimension == .unit,
      let first = values.first, first.metric.unit == .share
    else { return nil }
    let members = values.map { value in
      var member = value
      member.labels = [value.labels.last ?? ""]
      return member
    }
    let comparison = GroupComparison(metric: first.metric, values: members)
    guard comparison.funnel != nil, comparison.members.count > 2 else { return nil }
    var figure = FunnelFigure(
      share: ComparisonTable.Share(comparison: comparison, line: shown.line(first), link: nil), dimension: dimension,
      language: language,
      links: Dictionary(values.compactMap { value in places.anchor(value).map { (value.labels.last ?? "", $0) } }) {
        first, _ in first
      }
    ).figure
    figure.numbers = "answer-table"
    return figure
  }

  // MARK: Two groups

  private func heatMaps(_ shown: Shown) -> [Figure] {
    shown.bySeries.compactMap { name, values in
      let rows = shown.ordered(values.map { shown.label($0, 0) })
      let columns = shown.ordered(values.map { shown.label($0, 1) })
      guard let unit = values.first?.metric.unit, rows.count * columns.count <= 1_500, rows.count > 1,
        columns.count > 1,
        columns.count <= 31
      else { return nil }
      let found = Dictionary(values.map { ([shown.label($0, 0), shown.label($0, 1)], $0) }) { first, _ in first }
      let cells = rows.map { row in columns.map { found[[row, $0]]?.value } }
      return drawn(
        .heatmap(Chart.Heatmap(rows: rows, columns: columns, values: cells, format: unit.format(language))),
        title: name, rows.map { row in columns.map { found[[row, $0]].flatMap(places.anchor) } })
    }
  }

  private func drawn(_ chart: Chart, title: String, _ marks: [[Anchor?]]) -> Figure {
    Figure(
      "answer-chart", title: title, chart: chart,
      alternative: language("\(title)，数值见下表", "\(title); the values are in the table below"), numbers: "answer-table",
      marks: marks)
  }
}
