import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// 热线数据分析报告: a year's volumes, topics and growth, the efficiency of districts and units in funnels, what is lost where
/// (短板, 瓶颈), ageing, repeats, exclusions and definitions (domain.md §4.2).
package struct AnnualReport {
  let figures: AnnualFigures
  let further: FurtherTable
  private let part: ReportPart
  private let targets: ReportTargets
  private let language: Language
  private var evidence: EvidenceBook

  /// Asks for the year's figures.
  ///
  /// - Parameters:
  ///   - form: the form whose targets the year's figures are compared with; `nil` for none.
  /// - Throws: a ``Diagnostic`` when the database is empty or cannot be read.
  package init(year: Int, engine: MetricEngine, form: FormDefinition?, language: Language) throws {
    part = ReportPart(engine.conditions)
    targets = ReportTargets(form, connection: engine.catalog.reports[.connection], isOfPart: part.isPart)
    figures = try AnnualFigures(year: year, engine: engine, targets: targets)
    further = try FurtherTable(
      slice: Slice(period: figures.period), comparisons: [.yearAgo], engine: engine, language: language)
    self.language = language
    evidence = EvidenceBook(engine: engine, asOf: figures.asOf, sources: figures.quality.sources, language: language)
  }

  /// The report.
  ///
  /// - Parameter smallest: for a public version: table cells of fewer cases are hidden (``PublicVersion``); `nil` shows all.
  package func document(suppressingUnder smallest: Int? = nil) throws -> Document {
    var report = self
    let links = try report.figures.totals.map { try report.evidence.anchor($0.now, slice: report.figures.slice($0)) }
    // Where a table counts all lines, its figures lead to all of them.
    var totals: [String: Anchor] = [:]
    for total in report.figures.volumes where (total.now.value ?? 0) > 0 {
      totals[total.now.metric.id] = try report.evidence.anchor(
        total.now, slice: Slice(period: report.figures.period))
    }
    let furtherBlocks = try further.blocks { try report.evidence.anchor($0, slice: $1) }
    let year = figures.period.text
    var document = Document(
      name: "annual-\(year)\(part.fileSuffix)", title: language("热线数据分析报告", "Hotline data analysis"),
      subtitle: language("\(year)年度 · \(compared)效能分析", "\(year) · efficiency of \(compared)") + part.text(language),
      language: language, notice: figures.isSimulated ? .simulated(language) : nil,
      asOf: .init(asOf: figures.asOf, horizons: figures.horizons, language),
      sections: sections(links, totals, further: furtherBlocks, suppressingUnder: smallest),
      evidence: report.evidence.entries)
    if smallest == nil { document.data = data }
    return smallest.map { PublicVersion(hidingUnder: $0, language: language).hidden(in: document) } ?? document
  }

  /// Who is compared: the members of a dimension of which the report is not one alone.
  private var compared: String {
    [figures.districts, figures.units].filter { !part.isOne($0.dimension) }.map {
      $0.dimension == .district
        ? language("\($0.count)个区", "\($0.count) districts")
        : language("\($0.count)家承办单位", "\($0.count) handling units")
    }.joined(separator: language("、", " and "))
  }

  /// The figures in long form. A public version has none: what its tables hide is not decided there.
  private var data: ReportTable? {
    var table = LongTable(language)
    for total in figures.totals {
      let (metric, line) = (total.now.metric, total.now.labels[0])
      let target = targets.target(metric, line: line)
      table.add(total.now, line: line, period: figures.period, target: target)
      if let before = total.before { table.add(before, line: line, period: figures.period.yearAgo) }
    }
    for series in figures.series {
      table.add(series, target: targets.target(series.metric, line: series.line))
    }
    for members in [figures.districts, figures.units] {
      table.add(members, period: figures.period, targets: targets)
    }
    for topic in figures.topics {
      table.add(
        topic.now, line: topic.now.labels[1], period: figures.period, dimension: .category, name: topic.now.labels[0])
    }
    return table.table
  }

  private func sections(
    _ links: [Anchor], _ totals: [String: Anchor], further: [Document.Block], suppressingUnder smallest: Int?
  ) -> [Document.Section] {
    let bottlenecks = AnnualBottlenecks(
      demand: figures.demand, isOfPart: !part.isAll, language: language, hiddenUnder: smallest)
    let shortfalls = AnnualShortfalls(groups: figures.shortfalls, language: language, link: { link($0, $1, links) })
    let topics = AnnualTopics(
      figures: figures, language: language,
      link: { role, line in
        let metric = figures.roles[role]
        return line == nil ? metric.flatMap { totals[$0.id] } : link(metric, line, links)
      })
    let districts = AnnualMembers(
      members: figures.districts, growth: figures.growth[figures.districts.dimension] ?? [],
      shareGrowth: { figures.shareGrowth($0, by: figures.districts.dimension) }, roles: figures.roles,
      language: language, link: { link($0, $1, links) }, unlike: { figures.unlikeMonths($0) },
      total: { totals[$0.id] })
    let units = AnnualMembers(
      members: figures.units, growth: figures.growth[figures.units.dimension] ?? [],
      shareGrowth: { figures.shareGrowth($0, by: figures.units.dimension) }, roles: figures.roles,
      language: language, link: { link($0, $1, links) }, unlike: { figures.unlikeMonths($0) },
      total: { totals[$0.id] })
    let sentences = AnnualSentences(figures: figures, targets: targets, part: part, language: language)
    let members = [
      Document.Section(
        "districts", language("区域分析", "Districts"), sheetName: language("各区", "Districts"),
        blocks: districts.blocks + topics.districtBlocks(suppressingUnder: smallest)),
      Document.Section(
        "units", language("承办单位效能", "Handling units"), sheetName: language("承办单位", "Units"), blocks: units.blocks),
    ]
    return [
      Document.Section(
        "summary", language("摘要与口径", "Summary"),
        blocks: [
          .keySentences(sentences.all),
          .cards(AnnualCards(figures: figures, targets: targets, language: language, links: links).cards),
          .list(sentences.scope),
        ]),
      Document.Section(
        "operation", language("总体运行", "Operation"),
        blocks: AnnualTotals(figures: figures, targets: targets, language: language, links: links).blocks + further
          + AnnualMonths(figures: figures, targets: targets, language: language).blocks + loadBlocks(links)),
      topics.section,
    ] + zip(members, [Dimension.district, .unit]).filter { !part.isOne($1) }.map(\.0) + [
      Document.Section(
        "weaknesses", language("短板", "Shortfalls"), sheetName: language("短板", "Shortfalls"), blocks: shortfalls.blocks),
      Document.Section(
        "bottlenecks", language("瓶颈", "Bottlenecks"), sheetName: language("瓶颈", "Bottlenecks"),
        blocks: bottlenecks.blocks
      ),
      Document.Section(
        "timeliness", language("时效", "Timeliness"),
        blocks: AnnualTimeliness(ages: figures.ages, asOf: figures.asOf, language: language).blocks),
      Document.Section(
        "repeats", language("重复来电", "Repeat callers"),
        blocks: AnnualRepeats(figures: figures, language: language, link: link(figures.roles[.repeats], nil, links))
          .blocks),
      Document.Section(
        "proposals", language("对策建议（草稿）", "Proposals (draft)"), sheetName: language("对策建议", "Proposals"),
        blocks: AnnualProposals(figures: figures, language: language).blocks),
      Document.Section(
        "exclusions", language("剔除与数据质量", "Exclusions and data quality"), sheetName: language("剔除与质量", "Exclusions"),
        blocks: [.table(AnnualExclusions(figures: figures, language: language, links: links, smallest: smallest).table)]
          + figures.quality.blocks(language)),
      Document.Section(
        "definitions", language("口径", "Definitions"),
        blocks: [
          .table(DefinitionTable(metrics: metrics + self.further.metrics, language: language).table),
          .list(AnnualMethods.texts(language)),
        ]),
    ]
  }

  private var metrics: [Metric] {
    var metrics: [Metric] = []
    for total in figures.totals where !metrics.contains(where: { $0.id == total.now.metric.id }) {
      metrics.append(total.now.metric)
    }
    return metrics
  }

  /// Where a metric's total on a line is explained; on the line with most cases unless one is named.
  private func link(_ metric: Metric?, _ line: String?, _ links: [Anchor]) -> Anchor? {
    figures.totals.firstIndex { $0.now.metric.id == metric?.id && (line == nil || $0.now.labels[0] == line) }.map {
      links[$0]
    }
  }

  private func loadBlocks(_ links: [Anchor]) -> [Document.Block] {
    guard let load = figures.load, load.cells.contains(where: { ($0.callsPerHour ?? 0) > 0 }) else { return [] }
    return HourlyLoadFigures(load: load, line: figures.loadLine, language: language).blocks(
      volume: link(figures.roles[.calls], figures.loadLine, links),
      abandonment: link(figures.roles[.abandonment], figures.loadLine, links))
  }
}
