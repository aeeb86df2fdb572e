import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// One metric of some days: value with its counts, what is left out, trend with limits, and the same by district, unit, topic and hour.
///
/// Its links lead to narrower questions: one month, one district, the rows behind a count.
package struct MetricReport {
  /// What a link asks besides what was asked.
  package struct Place: Sendable, Hashable {
    /// Other days, as commands take them; those asked about for `nil`.
    package var period: String?
    /// Names by dimension.
    package var names: [String: String] = [:]
    /// Which rows; `nil` where the metric itself is asked.
    package var part: Explanation.Part?
  }

  /// Where the document's links lead.
  package private(set) var places: [Anchor: Place] = [:]
  private let metric: Metric
  private let slice: Slice
  private let engine: MetricEngine
  private let targets: ReportTargets
  private let language: Language
  private let values: MetricTable
  private var evidence: EvidenceBook

  /// Asks for the metric's value.
  ///
  /// - Parameter form: the form whose targets count; `nil` for none.
  /// - Throws: a ``Diagnostic`` when the database is empty or cannot be read.
  package init(
    _ metric: Metric, slice: Slice, engine: MetricEngine, form: FormDefinition?, language: Language
  ) throws {
    self.metric = metric
    self.slice = slice
    self.engine = engine
    self.language = language
    targets = ReportTargets(form, connection: nil, isOfPart: slice.conditions.keys.contains { $0 != .line })
    let tables = try LineBreakdown(engine: engine, isMerged: slice.conditions[.line] != nil).tables(
      MetricQuery(metrics: [metric], slice: slice))
    guard let table = tables.first else {
      throw Diagnostic(found: LocalizedText(zh: "没有可显示的值", en: "there is no value to show"))
    }
    values = table
    evidence = EvidenceBook(
      engine: engine, asOf: table.asOf, sources: try engine.data.sources(of: slice.period), language: language)
  }

  /// The document.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  package mutating func document() throws -> Document {
    var sections = [try value()]
    if let trend = try trend() { sections.append(trend) }
    for dimension in [Dimension.district, .unit, .category, .agent] {
      if let part = try breakdown(dimension) { sections.append(part) }
    }
    if let hours = try hours() { sections.append(hours) }
    let part = ReportPart(slice.conditions)
    return Document(
      name: "metric-\(metric.id)-\(slice.period.text.replacing("..", with: "_"))\(part.fileSuffix)",
      title: metric.name(language), subtitle: slice.period.text + part.text(language), language: language,
      notice: try engine.data.isSimulated() ? .simulated(language) : nil,
      asOf: .init(asOf: values.asOf, horizons: try engine.data.horizons(), language), sections: sections,
      evidence: evidence.entries)
  }

  private mutating func link(_ name: String, _ place: Place) -> Anchor {
    let anchor = Anchor(name)
    places[anchor] = place
    return anchor
  }

  // MARK: Value

  /// A value's line, where lines are told apart.
  private func line(_ value: MetricValue) -> String? {
    values.groups.isEmpty ? slice.conditions[.line]?.first : value.labels.first
  }

  private mutating func value() throws -> Document.Section {
    var cards: [KPICard] = []
    var table = ReportTable(
      "counts", caption: language("计数", "Counts"),
      columns: [
        .init(language("热线", "line")), .init(language("项目", "what")), .init(language("数量", "count"), .trailing),
      ])
    for value in values.values {
      let line = line(value)
      var own = slice
      if let line { own.conditions[.line] = [line] }
      let target = metric.isRatio ? targets.target(metric, line: line) : nil
      cards.append(
        KPICard(
          name: language.name(metric, line: line),
          value: ReportTable.Cell.value(value, language, against: target?.value).linked(
            to: try evidence.anchor(value, slice: own)),
          counts: language.counts(value), pair: ReportTable.Counts(value),
          target: target.map { $0.text(in: metric.unit)(language) }, status: targets.status(value, target: target),
          note: value.interval.map { language("95%区间 ", "95 % interval ") + metric.unit.text($0, language) }))
      addCounts(of: value, line: line, to: &table)
    }
    let notes = Set(values.values.flatMap(\.notes).map { $0(language) }).sorted()
    return Document.Section(
      "value", language("数值", "Value"),
      blocks: [.paragraph(RichText(metric.definition(language))), .cards(cards)]
        + notes.map { .remark(RichText($0)) } + [.table(table.withoutEmptyColumns)])
  }

  private mutating func addCounts(of value: MetricValue, line: String?, to table: inout ReportTable) {
    let names = values.groups.isEmpty ? [:] : line.map { ["line": $0] } ?? [:]
    func row(_ what: String, _ count: Double?, _ part: Explanation.Part?) -> ReportTable.Row {
      var anchor: Anchor?
      if let part {
        anchor = Anchor("rows-\(line ?? "all")-\(part.rawValue)")
        if let anchor { places[anchor] = Place(names: names, part: part) }
      }
      let cell = ReportTable.Cell.number(count, .count, absent: language("没有数据", "no data"))
      return ReportTable.Row([.text(line ?? ""), .text(what), cell.linked(to: anchor)])
    }
    /// The word, with the measures' names where `metrics.yaml` gives any.
    func title(_ word: String, _ measures: [Measure]) -> String {
      let all = measures.filter { $0.name.en != $0.id }.map { $0.name(language) }
      return all.isEmpty ? word : word + language("：", ": ") + all.joined(separator: language("、", ", "))
    }
    guard !metric.countsHours else { return }
    if metric.statistic == nil {
      let word = metric.denominator.isEmpty ? language("计数", "count") : language("分子", "numerator")
      table.rows.append(row(title(word, metric.numerator), value.numerator, .numerator))
    }
    if let denominator = value.denominator {
      table.rows.append(row(title(language("分母", "denominator"), metric.denominator), denominator, .denominator))
      if metric.unit == .share, let numerator = value.numerator {
        table.rows.append(
          row(language("分母中未计入分子的", "in the denominator but not in the numerator"), denominator - numerator, .missed))
      }
    }
    for leftOut in value.leftOut where leftOut.count != 0 {
      table.rows.append(
        row(language("未计入：", "left out: ") + leftOut.name(language), leftOut.count, nil))
    }
  }

  // MARK: Trend

  private mutating func trend() throws -> Document.Section? {
    let last = slice.period.last.month
    let months = (0..<13).map { last.advanced(by: $0 - 12) }
    let all = try engine.restricted(to: slice.conditions).series([metric], months: months)
    guard !all.isEmpty else { return nil }
    let anchors = Dictionary(
      uniqueKeysWithValues: months.map { ($0, link("month-\($0.iso)", Place(period: $0.iso))) })
    let figures = all.map { series in
      let drawing = SeriesDrawing(series: series, language: language)
      let target = metric.isRatio ? targets.target(metric, line: series.line)?.value : nil
      let name = language.name(metric, line: series.line)
      return Figure(
        Anchor("trend-\(series.line ?? "all")"), title: "\(name)\(language("：", ": "))\(drawing.verdict)",
        chart: .control(drawing.chart(target: target)), yTitle: metric.name(language),
        note: RichText(
          drawing.baseline.isEmpty ? "" : language("基线：", "Baseline: ") + drawing.baseline + language("。", ".")),
        alternative: drawing.alternative, numbers: "months", marks: [series.shown.map { anchors[series.months[$0]] }])
    }
    var table = ReportTable(
      "months", caption: language("各月", "Month by month"),
      columns: [.init(language("月份", "month"))]
        + all.flatMap { series -> [ReportTable.Column] in
          [
            .init(language.name(metric, line: series.line), .trailing),
            .init(language("分子 / 分母", "numerator / denominator"), .trailing),
          ]
        })
    for (place, month) in months.enumerated() {
      var cells = [ReportTable.Cell.text(month.iso).asHeader.linked(to: anchors[month])]
      for series in all {
        let drawing = SeriesDrawing(series: series, language: language)
        let back = months.count - 1 - place
        let value = series.values[series.months.count - 1 - back]
        cells += [drawing.cell(monthsBack: back), value.map { .counts($0, language) } ?? ""]
      }
      table.rows.append(ReportTable.Row(cells))
    }
    return Document.Section(
      "trend", language("走势", "Trend"),
      blocks: figures.map { .figure($0) } + [.table(table.withoutEmptyColumns)])
  }

  // MARK: Parts

  private mutating func breakdown(_ dimension: Dimension) throws -> Document.Section? {
    guard !metric.countsHours, !metric.facts.isEmpty, metric.facts.allSatisfy({ $0.dimensions.contains(dimension) }),
      slice.conditions[dimension]?.count != 1
    else { return nil }
    var members = try engine.values(
      MetricQuery(metrics: [metric], slice: slice, groups: [.dimension(dimension)], limit: .max)
    ).values.filter { ($0.denominator ?? $0.numerator ?? 0) != 0 }
    guard members.contains(where: { !$0.labels[0].isEmpty }) else { return nil }
    func cases(_ value: MetricValue) -> Double { value.denominator ?? value.numerator ?? 0 }
    let isListed = dimension == .district || dimension == .unit
    let comparison =
      metric.unit == .share && isListed
      ? try engine.comparisons([metric], by: dimension, slice: slice).first : nil
    let count = members.count
    if !isListed || count > ComparisonTable.mostListed {
      members = members.enumerated().sorted { (cases($1.element), $0.offset) < (cases($0.element), $1.offset) }
        .map(\.element)
    }
    let more = count - ComparisonTable.mostListed
    let name = KPITable.name(.dimension(dimension))(language)
    var table = ReportTable(
      Anchor("by-\(dimension.rawValue)"),
      caption: language("\(metric.name.zh)，按\(name)", "\(metric.name.en) by \(name)"),
      note: RichText(
        more > 0 ? language("件数较少的另有 \(more) 个未列出。", "\(more) more with fewer cases are not listed.") : ""),
      columns: [
        .init(name), .init(metric.name(language), .trailing),
        .init(language("分子 / 分母", "numerator / denominator"), .trailing),
        .init(language("95%区间", "95 % interval"), .trailing),
      ])
    var links: [String: Anchor] = [:]
    for value in members.prefix(ComparisonTable.mostListed) {
      let label = value.labels[0]
      var title = ReportTable.Cell.text(language.name(label)).asHeader
      if !label.isEmpty {
        links[label] = link("by-\(dimension.rawValue)-\(label)", Place(names: [dimension.rawValue: label]))
        title = title.linked(to: links[label])
      }
      var cell = ReportTable.Cell.value(value, language).of(cases(value))
      if let comparison, let member = comparison.members.first(where: { $0.name == label }), !label.isEmpty {
        cell = cell.judged(
          Status(comparison.standing(member)).directed(isUp: comparison.isAbove(member) ?? false))
      }
      let interval = value.interval.map { metric.unit.text($0, language) } ?? ""
      table.rows.append(ReportTable.Row([title, cell, .counts(value, language), .text(interval)]))
    }
    var blocks: [Document.Block] = []
    if let comparison, comparison.funnel != nil, comparison.members.count > 2 {
      let share = ComparisonTable.Share(comparison: comparison, line: slice.conditions[.line]?.first, link: nil)
      blocks.append(.figure(FunnelFigure(share: share, dimension: dimension, language: language, links: links).figure))
    }
    blocks.append(.table(table.withoutEmptyColumns))
    return Document.Section(
      Anchor("part-\(dimension.rawValue)"), language("按\(name)", "By \(name)"), blocks: blocks)
  }

  /// Rates of fewer cases are not drawn.
  private static let fewest = 10.0

  private func hours() throws -> Document.Section? {
    guard metric.facts == [.call], !metric.countsHours, metric.statistic == nil else { return nil }
    let all = try engine.values(MetricQuery(metrics: [metric], slice: slice, groups: [.weekday, .hour])).values
    var cells = [[Double?]](repeating: [Double?](repeating: nil, count: 24), count: 7)
    for value in all {
      guard let day = Int(value.labels[0]), let hour = Int(value.labels[1]), (1...7).contains(day),
        (0..<24).contains(hour), !metric.isRatio || (value.denominator ?? 0) >= Self.fewest
      else { continue }
      cells[day - 1][hour] = value.value
    }
    guard cells.contains(where: { $0.contains { $0 != nil } }) else { return nil }
    let columns = (0..<24).map { $0 < 10 ? "0\($0)" : String($0) }
    let figure = Figure(
      "hours", title: language("各星期、各钟点", "By weekday and hour"),
      chart: .heatmap(
        Chart.Heatmap(
          rows: (1...7).map(language.weekday), columns: columns, values: cells, format: metric.unit.format(language),
          absence: metric.isRatio ? language("不足10件", "fewer than 10 cases") : nil)),
      xTitle: language("钟点", "hour of the day"), note: RichText(metric.name(language)),
      alternative: language(
        "各星期、各钟点的\(metric.name.zh)，数值见数据表", "\(metric.name.en) by weekday and hour; the values are in the table"))
    return Document.Section("part-hour", language("按钟点", "By hour"), blocks: [.figure(figure)])
  }
}
