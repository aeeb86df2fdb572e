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
  private let figures: AnnualFigures
  private let targets: ReportTargets
  private let wording: Wording
  private var evidence: EvidenceBook

  /// Asks for the year's figures.
  ///
  /// - Parameters:
  ///   - form: the form whose targets the year's figures are compared with; `nil` for none.
  /// - Throws: a ``Diagnostic`` when the database is empty or cannot be read.
  package init(year: Int, engine: MetricEngine, form: FormDefinition?, language: Language) throws {
    targets = ReportTargets(form)
    figures = try AnnualFigures(year: year, engine: engine, targets: targets)
    wording = Wording(language: language)
    evidence = EvidenceBook(engine: engine, asOf: figures.asOf, sources: figures.quality.sources, language: language)
  }

  /// The report.
  ///
  /// - Parameter smallest: for a public version: table cells of fewer cases are hidden (``PublicVersion``); `nil` shows all.
  package func document(suppressingUnder smallest: Int? = nil) throws -> Document {
    var report = self
    let links = try report.figures.totals.map { try report.evidence.anchor($0.now, slice: report.figures.slice($0)) }
    let year = figures.period.text
    let document = Document(
      name: "annual-\(year)", title: wording("热线数据分析报告", "Hotline data analysis"),
      subtitle: wording(
        "\(year)年度 · \(figures.districts.count)个区、\(figures.units.count)家承办单位效能分析",
        "\(year) · efficiency of \(figures.districts.count) districts and \(figures.units.count) handling units"),
      language: wording.language, notice: figures.isSimulated ? wording.simulated : nil,
      asOf: .init(asOf: figures.asOf, wording.language),
      sections: sections(links, suppressingUnder: smallest), evidence: report.evidence.entries)
    return smallest.map { PublicVersion(hidingUnder: $0, language: wording.language).hidden(in: document) } ?? document
  }

  private func sections(_ links: [Anchor], suppressingUnder smallest: Int?) -> [Document.Section] {
    let bottlenecks = AnnualBottlenecks(demand: figures.demand, wording: wording)
    let shortfalls = AnnualShortfalls(groups: figures.shortfalls, wording: wording, link: { link($0, $1, links) })
    let topics = AnnualTopics(figures: figures, wording: wording, link: { link($0, nil, links) })
    let districts = AnnualMembers(members: figures.districts, wording: wording, link: { link($0, $1, links) })
    let units = AnnualMembers(members: figures.units, wording: wording, link: { link($0, $1, links) })
    let sentences = AnnualSentences(figures: figures, targets: targets, wording: wording)
    return [
      Document.Section(
        "summary", wording("摘要与口径", "Summary"),
        blocks: [
          .keySentences(sentences.all),
          .cards(AnnualCards(figures: figures, targets: targets, wording: wording, links: links).cards),
          .list(sentences.scope),
        ]),
      Document.Section(
        "operation", wording("总体运行", "Operation"),
        blocks: AnnualTotals(figures: figures, targets: targets, wording: wording, links: links).blocks
          + AnnualMonths(figures: figures, targets: targets, wording: wording).blocks + loadBlocks(links)),
      topics.section,
      Document.Section(
        "districts", wording("区域分析", "Districts"), sheetName: wording("各区", "Districts"),
        blocks: districts.blocks + topics.districtBlocks(suppressingUnder: smallest)),
      Document.Section(
        "units", wording("承办单位效能", "Handling units"), sheetName: wording("承办单位", "Units"), blocks: units.blocks),
      Document.Section(
        "weaknesses", wording("短板", "Shortfalls"), sheetName: wording("短板", "Shortfalls"), blocks: shortfalls.blocks),
      Document.Section(
        "bottlenecks", wording("瓶颈", "Bottlenecks"), sheetName: wording("瓶颈", "Bottlenecks"), blocks: bottlenecks.blocks
      ),
      Document.Section(
        "timeliness", wording("时效", "Timeliness"),
        blocks: AnnualTimeliness(ages: figures.ages, asOf: figures.asOf, wording: wording).blocks),
      Document.Section(
        "repeats", wording("重复来电", "Repeat callers"),
        blocks: AnnualRepeats(figures: figures, wording: wording, link: link("repeat_call_rate", nil, links)).blocks),
      Document.Section(
        "proposals", wording("对策建议（草稿）", "Proposals (draft)"), sheetName: wording("对策建议", "Proposals"),
        blocks: AnnualProposals(figures: figures, wording: wording).blocks),
      Document.Section(
        "exclusions", wording("剔除与数据质量", "Exclusions and data quality"), sheetName: wording("剔除与质量", "Exclusions"),
        blocks: [.table(AnnualExclusions(figures: figures, wording: wording, links: links).table)]
          + figures.quality.blocks(wording)),
      Document.Section(
        "definitions", wording("口径", "Definitions"),
        blocks: [.table(DefinitionTable(metrics: metrics, wording: wording).table), .list(wording.methods)]),
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
  private func link(_ metric: String, _ line: String?, _ links: [Anchor]) -> Anchor? {
    figures.totals.firstIndex { $0.now.metric.id == metric && (line == nil || $0.now.labels[0] == line) }.map {
      links[$0]
    }
  }

  private func loadBlocks(_ links: [Anchor]) -> [Document.Block] {
    guard let load = figures.load, load.cells.contains(where: { ($0.callsPerHour ?? 0) > 0 }) else { return [] }
    return HourlyLoadFigures(load: load, line: figures.loadLine, wording: wording).blocks(
      volume: link("call_volume", figures.loadLine, links),
      abandonment: link("abandonment_rate", figures.loadLine, links))
  }
}

extension Wording {
  /// How the analysis judges.
  var methods: [RichText] {
    [
      self(
        "比率的区间为 95% Wilson 区间；同比差异用 Newcombe 区间（个百分点），数量同比按两个泊松数之比。",
        "Intervals of rates are 95 % Wilson intervals; year-on-year differences have Newcombe intervals (points), counts those of a ratio of Poisson counts."
      ),
      self(
        "区和单位的比较用漏斗图（Spiegelhalter 2005）：界限随件数变化，并计入单位之间固有的差异（过度离散）；超出 99.8% 界限的点名，95%–99.8% 之间的只提示关注，其余不作排名；不足 30 件不评，不足 10 件不列百分比。",
        "Districts and units are compared in funnel plots (Spiegelhalter 2005): limits follow the number of cases and allow for how much units differ by nature; beyond 99.8 % they are named, between 95 and 99.8 % only marked, the rest is not ranked; fewer than 30 cases are not judged, fewer than 10 have no percentage."
      ),
      self(
        "逐月走势用 XmR 控制图：均值±2.66×平均移动极差；没有信号的起伏不称为变化。",
        "Months are judged by XmR charts: mean ± 2.66 · average moving range; ups and downs without a signal are not called changes."
      ),
      self(
        "席位测算：Erlang A（计入放弃，耐心由等待时长估计）和 Erlang C（不计放弃），按实际来电和通话时长；未含话后整理时间，故为下限。",
        "Seats: Erlang A (callers hang up, patience estimated from waits) and Erlang C (nobody does), from observed calls and talk times; wrap-up is not in the logs, so these are lower bounds."
      ),
    ].map { RichText($0) }
  }
}
