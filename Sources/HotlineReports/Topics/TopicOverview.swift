import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// All topics of a period: the most asked, those whose share grew or shrank, who has an unlike mix, who calls again.
package struct TopicOverview {
  private let period: Period
  private let part: ReportPart
  private let language: Language
  private let roles: ReportRoles
  private let asOf: Int64
  private let horizons: [FactKind: Horizon]
  private let isSimulated: Bool
  /// Calls and orders by topic, all lines together.
  private let counts: [(metric: Metric, values: [MetricValue])]
  private let growth: [(metric: Metric, growth: ShareGrowth)]
  private let changes: [(metric: Metric, line: String?, changes: TopicChanges)]
  private let deviations: [(dimension: Dimension, deviations: TopicDeviations)]
  private let repeats: [(comparison: GroupComparison, line: String?)]

  /// Asks for the figures.
  ///
  /// - Throws: a ``Diagnostic`` when the database is empty or cannot be read.
  package init(period: Period, engine: MetricEngine, language: Language) throws {
    self.period = period
    self.language = language
    part = ReportPart(engine.conditions)
    let roles = try engine.catalog.rolesOfReports()
    self.roles = roles
    let slice = Slice(period: period)
    let volumes = roles.volumes.filter { $0.facts.allSatisfy { $0.dimensions.contains(.category) } }
    let table = try engine.values(
      MetricQuery(metrics: volumes.map(\.withoutLeftOut), slice: slice, groups: [.dimension(.category)], limit: .max))
    asOf = table.asOf
    horizons = try engine.data.horizons()
    isSimulated = try engine.data.isSimulated()
    counts = volumes.map { metric in (metric, table.values.filter { $0.metric.id == metric.id }) }
    growth = try volumes.map { ($0, try engine.shareGrowth($0, by: .category, in: period)) }
    let byLine = try engine.values(
      MetricQuery(metrics: volumes + [roles[.repeats]].compactMap { $0 }, slice: slice, groups: [.dimension(.line)])
    ).values
    func mainLine(_ metric: Metric) -> String? {
      byLine.filter { $0.metric.id == metric.id }.max {
        ($0.denominator ?? $0.numerator ?? 0) < ($1.denominator ?? $1.numerator ?? 0)
      }.map { $0.labels[0] }
    }
    let last = period.last.month
    changes = try volumes.map { metric in
      let line = mainLine(metric).flatMap { $0.isEmpty ? nil : $0 }
      let months = (0..<13).map { last.advanced(by: $0 - 12) }
      return (metric, line, try engine.topicChanges(metric, line: line, months: months))
    }
    // Units have topics of their own by what they are there for: only districts are compared.
    deviations = try [Dimension.district].flatMap { dimension in
      try volumes.filter { $0.facts.allSatisfy { $0.dimensions.contains(dimension) } }.map {
        (dimension, try engine.topicDeviations($0, by: dimension, slice: slice))
      }
    }
    repeats = try [roles[.repeats]].compactMap { $0 }.compactMap { metric in
      let line = mainLine(metric)
      let conditions: [Dimension: [String]] = line.map { [.line: [$0]] } ?? [:]
      return try engine.comparisons([metric], by: .category, slice: Slice(period: period, conditions: conditions)).first
        .map { ($0, line) }
    }
  }

  /// The report.
  package func document() -> Document {
    Document(
      name: "topics-\(period.text.replacing("..", with: "_"))\(part.fileSuffix)",
      title: language("诉求类别分析", "What people ask about"),
      subtitle: language.period(period) + part.text(language), language: language,
      notice: isSimulated ? .simulated(language) : nil,
      asOf: .init(asOf: asOf, horizons: horizons, language),
      sections: [
        Document.Section("summary", language("概要", "At a glance"), blocks: [.list(sentences)] + pareto),
        Document.Section("changes", language("增减", "What grew and shrank"), blocks: changeBlocks),
      ]
        + (part.isOne(.district)
          ? []
          : [
            Document.Section(
              "deviations", language("各区的构成", "Districts with an unlike mix"), blocks: deviationBlocks)
          ]) + [
          Document.Section("repeats", language("重复来电", "Repeat callers"), blocks: repeatBlocks)
        ])
  }

  // MARK: Sentences

  private var sentences: [RichText] {
    let growthSentences = growth.compactMap {
      ShareGrowthSentence(growth: $0.growth, metric: $0.metric, language: language).sentence
    }
    let monthly = changes.compactMap {
      TopicSentences(changes: $0.changes, metric: $0.metric, line: $0.line, language: language).sentence
    }.map { RichText(language("\(language.month(period.last.month))，", "\(language.month(period.last.month)), ")) + $0 }
    let texts = growthSentences + monthly
    return texts.isEmpty ? [RichText(language("没有类别记录。", "No topics are on record."))] : texts
  }

  // MARK: Blocks

  private func named(_ values: [MetricValue]) -> [MetricValue] {
    values.filter { !$0.labels[0].isEmpty && ($0.value ?? 0) > 0 }.sorted {
      (-($0.value ?? 0), $0.labels[0]) < (-($1.value ?? 0), $1.labels[0])
    }
  }

  private static let drawn = 20

  private var pareto: [Document.Block] {
    counts.compactMap { metric, values -> Document.Block? in
      let all = values.reduce(0) { $0 + ($1.value ?? 0) }
      let shown = named(values).prefix(Self.drawn)
      guard all > 0, shown.count > 1 else { return nil }
      var running = 0.0
      let cumulative = shown.map { value -> Double in
        running += value.value ?? 0
        return running / all
      }
      let name = metric.name(language)
      let few = (cumulative.firstIndex { $0 >= 0.8 } ?? cumulative.count - 1) + 1
      let finding = language(
        "前\(few)类占全部的\(NumberText.percent(cumulative[few - 1], places: 1))",
        "\(language.plural(few, "topic makes", "topics make")) \(NumberText.percent(cumulative[few - 1], places: 1)) of all"
      )
      return .figure(
        Figure(
          Anchor("top-\(metric.id)"), title: language("\(name)：\(finding)", "\(name): \(finding)"),
          chart: .bars(
            Chart.Bars(
              categories: shown.map { $0.labels[0] }, series: [Chart.Series(name, shown.map(\.value))],
              cumulative: cumulative, format: .count)),
          xTitle: language("业务类别", "topic"), yTitle: name,
          note: RichText(
            language(
              "柱为数量，线为占全部（含未填）的累计占比。", "Bars: numbers; line: cumulative share of all, cases without a topic included.")),
          alternative: shown.map { "\($0.labels[0]) \(NumberText.count($0.value ?? 0))" }.joined(
            separator: language("，", ", "))))
    }
  }

  private var changeBlocks: [Document.Block] {
    let tables = growth.filter { !$0.growth.members.isEmpty }.map { metric, growth in
      growthTable(metric, growth)
    }
    return
      (tables.isEmpty
      ? [.paragraph(RichText(language("没有类别记录。", "No topics are on record.")))] : tables.map { .table($0) })
  }

  private func growthTable(_ metric: Metric, _ growth: ShareGrowth) -> ReportTable {
    let name = metric.name(language)
    let month = changes.first { $0.metric.id == metric.id }
    let last = language.month(period.last.month)
    var table = ReportTable(
      Anchor("growth-\(metric.id)"),
      caption: language("\(name)：各类别的同比与\(last)", "\(name): topics on the year before, and \(last)"),
      note: RichText(
        language(
          "占比为该类别占全部的比重，两年只取都有记录的整月；↑↓：按月成对的t检验，并按类别个数作多重比较校正（误报率5%）。",
          "Shares of all cases, over whole months that both years have; ↑ ↓: paired t-test by month, corrected for the number of topics (false discovery rate 5 %). "
        ) + TopicSentences.note(language)),
      columns: [
        .init(language("业务类别", "topic")), .init(language("本期", "period"), .trailing),
        .init(language("上年同期", "a year before"), .trailing),
        .init(language("占比", "share"), .trailing), .init(language("分子 / 分母", "numerator / denominator"), .trailing),
        .init(language("上年占比", "share before"), .trailing), .init(last, .trailing),
        .init(language("平常", "usual"), .trailing),
      ])
    let none = language("没有数据", "no data")
    table.rows = growth.members.map { topic in
      let status: Status? = topic.standing == .riser ? .high : topic.standing == .faller ? .low : nil
      let own = month?.changes.topics.first { $0.name == topic.name }
      let counts: ReportTable.Cell =
        topic.now.of > 0 ? .counts(ReportTable.Counts(topic.now.cases, of: topic.now.of)) : ""
      let monthly: Status? = own?.standing == .riser ? .high : own?.standing == .faller ? .low : nil
      return [
        .text(topic.name).asHeader, .number(topic.now.cases, .count), .number(topic.before.cases, .count),
        ReportTable.Cell.number(topic.share, .percent, absent: none).judged(status),
        counts,
        .number(topic.shareBefore, .percent, absent: none),
        ReportTable.Cell.number(own?.count, .count, absent: none).judged(monthly),
        .number(own?.usual, NumberFormat(.amount(places: 0)), absent: language("不作判断", "not judged")),
      ]
    }
    return table
  }

  private static let listed = 30

  private var deviationBlocks: [Document.Block] {
    let sentences = deviations.compactMap {
      DeviationSentences(deviations: $0.deviations, dimension: $0.dimension, language: language).sentence
    }
    var blocks: [Document.Block] =
      sentences.isEmpty
      ? [.paragraph(RichText(language("没有可比较的数据。", "There is nothing to compare.")))] : [.list(sentences)]
    for (dimension, deviations) in deviations {
      if dimension == .district, deviations.metric.id == roles[.calls]?.id, let map = heatmap(deviations) {
        blocks.append(.figure(map))
      }
      if let table = table(deviations, dimension) { blocks.append(.table(table)) }
    }
    return blocks
  }

  private func heatmap(_ deviations: TopicDeviations) -> Figure? {
    var rows: [String] = []
    var columns: [String] = []
    for cell in deviations.cells {
      if !rows.contains(cell.member) { rows.append(cell.member) }
      if !columns.contains(cell.topic) { columns.append(cell.topic) }
    }
    guard rows.count > 1, columns.count > 1, columns.count <= 40 else { return nil }
    let found = Dictionary(deviations.cells.map { ([$0.member, $0.topic], $0) }) { first, _ in first }
    let values = rows.map { row in
      columns.map { column in
        found[[row, column]].flatMap { $0.standing == .tooFew ? nil : $0.ratio }
      }
    }
    let name = deviations.metric.name(language)
    return Figure(
      "deviation-map", title: language("\(name)：实际为应有的几倍（区×类别）", "\(name): times what the mix of all makes expected"),
      chart: .heatmap(
        Chart.Heatmap(
          rows: rows, columns: columns, values: values, format: NumberFormat(.decimal(places: 2)), showsValues: true,
          absence: language("应有不足5件", "fewer than 5 expected"))),
      xTitle: language("业务类别", "topic"), yTitle: language("区", "district"),
      note: RichText(language("1.00为与全体构成相同。", "1.00 is as the mix of all.")),
      alternative: language(
        "\(rows.count)个区×\(columns.count)类，实际件数与应有件数之比",
        "\(rows.count) districts × \(columns.count) topics, cases to expected cases"))
  }

  private func table(_ deviations: TopicDeviations, _ dimension: Dimension) -> ReportTable? {
    let found = deviations.outstanding
    guard !found.isEmpty else { return nil }
    let kind = KPITable.name(.dimension(dimension))(language)
    let name = deviations.metric.name(language)
    let more =
      found.count > Self.listed
      ? language("只列相差最多的\(Self.listed)处，共\(found.count)处。", " The \(Self.listed) largest of \(found.count).") : ""
    var table = ReportTable(
      Anchor("deviations-\(dimension.rawValue)-\(deviations.metric.id)"),
      caption: language("\(name)：与全体构成明显不同（\(kind)×类别）", "\(name): clearly unlike the mix of all (\(kind) × topic)"),
      note: RichText(DeviationText.note(language) + more),
      columns: [
        .init(kind), .init(language("业务类别", "topic")), .init(language("件数", "cases"), .trailing),
        .init(language("应有", "expected"), .trailing), .init(language("为应有的", "times the expected"), .trailing),
      ])
    table.rows = found.prefix(Self.listed).map { cell in
      [
        .text(cell.member).asHeader, .text(cell.topic), .number(cell.count, .count),
        .number(cell.expected, NumberFormat(.amount(places: 0))),
        ReportTable.Cell.number(cell.ratio, DeviationText.format, absent: "").judged(
          cell.standing == .more ? .high : .low),
      ]
    }
    return table
  }

  private var repeatBlocks: [Document.Block] {
    let shares = repeats.filter { $0.comparison.funnel != nil }.map {
      ComparisonTable.Share(comparison: $0.comparison, line: $0.line, link: nil)
    }
    guard !shares.isEmpty else {
      return [.paragraph(RichText(language("没有可统计的重复来电。", "Repeat calls cannot be told.")))]
    }
    let tables = ComparisonTable(dimension: .category, volumes: [], shares: shares, language: language)
      .tables("repeat-table", caption: language("重复来电", "Repeat calls"), number: nil, order: [])
    return [.list(ComparisonSentences(dimension: .category, shares: shares, language: language).all)]
      + tables.map { .table($0) }
  }
}
