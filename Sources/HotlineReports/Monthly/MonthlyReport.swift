import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// A month's KPIs for those who run the hotline: what matters in three sentences, KPIs against target, trends with control
/// limits, hours of the week, districts and units, orders that missed a deadline, coverage, data quality.
package struct MonthlyReport {
  let figures: MonthlyFigures
  let further: FurtherTable
  private let topics: MonthlyTopics
  private let part: ReportPart
  private let targets: ReportTargets
  private let language: Language
  private var evidence: EvidenceBook
  private var smallest: Int?

  /// Asks for the month's figures.
  ///
  /// - Parameters:
  ///   - form: the form whose targets the rates are compared with; `nil` for none.
  /// - Throws: a ``Diagnostic`` when the database is empty or cannot be read.
  package init(month: LocalMonth, engine: MetricEngine, form: FormDefinition?, language: Language) throws {
    figures = try MonthlyFigures(month: month, engine: engine)
    further = try FurtherTable(
      slice: Slice(period: figures.period), comparisons: [.previous, .yearAgo], engine: engine, language: language)
    topics = try MonthlyTopics(figures, engine: engine, language: language)
    part = ReportPart(engine.conditions)
    targets = ReportTargets(form, connection: figures.roles[.connection], isOfPart: part.isPart)
    self.language = language
    evidence = EvidenceBook(
      engine: engine, asOf: figures.asOf, sources: figures.quality.sources, language: language)
  }

  /// The report.
  ///
  /// - Parameter smallest: for a public version: table cells of fewer cases are hidden (``PublicVersion``), orders are not
  ///   listed; `nil` shows all.
  package func document(suppressingUnder smallest: Int? = nil) throws -> Document {
    var report = self
    report.smallest = smallest
    let sections = try report.sections()
    var document = Document(
      name: "monthly-\(figures.month.iso)\(part.fileSuffix)",
      title: language("热线月度运行报告", "Hotline monthly report"),
      subtitle: language.month(figures.month) + part.text(language),
      language: language, notice: figures.isSimulated ? .simulated(language) : nil,
      asOf: .init(asOf: figures.asOf, horizons: figures.horizons, language),
      sections: sections, evidence: report.evidence.entries)
    if smallest == nil { document.data = data }
    return smallest.map { PublicVersion(hidingUnder: $0, language: language).hidden(in: document) } ?? document
  }

  /// The figures in long form. A public version has none: what its tables hide is not decided there.
  private var data: ReportTable? {
    var table = LongTable(language)
    for series in figures.series {
      table.add(series, target: targets.target(series.metric, line: series.line))
    }
    for members in [figures.districts, figures.units] {
      table.add(members, period: figures.period, targets: targets)
    }
    return table.table
  }

  private mutating func sections() throws -> [Document.Section] {
    let links = try seriesLinks()
    var sections = [summary(links), try trends(links), hours(links)]
    for compared in [figures.districts, figures.units] where !part.isOne(compared.dimension) {
      sections.append(try members(compared))
    }
    sections += [topics.section, orders()]
    if !part.isPart { sections.append(try coverage()) }
    return sections + [quality(), definitions()]
  }

  /// For each series the anchor of its month's evidence; `nil` where the month has no data.
  private mutating func seriesLinks() throws -> [Anchor?] {
    try figures.series.map { series in
      try figures.value(series).map { try evidence.anchor($0, slice: figures.slice(series)) }
    }
  }

  // MARK: Sections

  private func summary(_ links: [Anchor?]) -> Document.Section {
    let sentences = MonthlySentences(figures: figures, targets: targets, language: language, isPublic: smallest != nil)
      .all
    let cards = MonthlyCards(figures: figures, targets: targets, language: language, links: links).cards
    var blocks: [Document.Block] = [.keySentences(sentences), .cards(cards)]
    blocks.append(.paragraph(RichText(targetSource)))
    return Document.Section("summary", language("本月概要", "The month at a glance"), blocks: blocks)
  }

  private var targetSource: String {
    guard let file = targets.file, let year = targets.year else {
      return language("未指定自评表，各项未设目标。", "No form is given: there are no targets.")
    }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return language(
      "目标取自 \(name)（\(year)年度）；数量类目标为全年目标，按以往年度同期占全年的比重判断进度（没有以往年度时按日历）。较上月、较上年同月的变化，只有超出月与月之间通常的差异时才标为变化。",
      "Targets are those of \(name) (\(year)); counts have yearly targets, judged by what share of a year earlier years had by then (by the calendar without earlier years). A change is called one only where it exceeds what months usually differ by."
    )
  }

  private mutating func trends(_ links: [Anchor?]) throws -> Document.Section {
    let drawn = figures.headline
    let panels = drawn.map { index -> Chart.Panel in
      let series = figures.series[index]
      let target = series.metric.isRatio ? targets.target(series.metric, line: series.line)?.value : nil
      return Chart.Panel(
        language.name(series.metric, line: series.line),
        .control(SeriesDrawing(series: series, language: language).chart(target: target)),
        alternative: SeriesDrawing(series: series, language: language).alternative)
    }
    let figure = Figure(
      "trend-charts", title: language("13个月走势与控制限", "Thirteen months with control limits"), chart: .panels(panels),
      note: RichText(
        language(
          "线段为基线水平，色带为当月的控制限，均由该月以前的月份算出（基线见下表）；带标记的点是变化信号，其余有控制限的月份在正常范围内，没有控制限的月份未作判断。数量的控制限按当月天数折算。",
          "Lines show the baseline, bands the month's limits, both from the months before it (see the table below); marked points signal a change, other months with limits are within normal variation, months without limits are not judged. Limits of counts allow for the month's days."
        )),
      alternative: drawn.map { SeriesDrawing(series: figures.series[$0], language: language).alternative }
        .joined(separator: language("。", ". ")))
    let table = MonthlyTrendTable(figures: figures, targets: targets, language: language, links: links)
    return Document.Section(
      "trends", language("走势", "Trends"),
      blocks: try (panels.isEmpty ? [] : [.figure(figure)]) + [
        .table(table.values), .table(table.limits),
      ] + outlook + further.blocks { try evidence.anchor($0, slice: $1) })
  }

  /// The year's forecasts, of what has a target.
  private var outlook: [Document.Block] {
    let outlooks = figures.series.compactMap { series -> YearOutlook? in
      targets.target(series.metric, line: series.line).map { YearOutlook(series, target: $0, language: language) }
    }
    let table = OutlookTable(outlooks: outlooks, year: figures.month.year, language: language).table
    return table.map { [.table($0)] } ?? []
  }

  private func hours(_ links: [Anchor?]) -> Document.Section {
    guard let load = figures.load, load.cells.contains(where: { ($0.callsPerHour ?? 0) > 0 }) else {
      let text =
        figures.load?.hasHidden == true
        ? language("各时段来电数均不公布。", "The calls of all hours are not published.")
        : language("本月没有来电记录。", "No calls are on record.")
      return Document.Section(
        "hours", language("时段分布", "Hours of the week"), blocks: [.paragraph(RichText(text))])
    }
    func link(_ role: ReportRoles.Role) -> Anchor? {
      figures.series.firstIndex { $0.metric.id == figures.roles[role]?.id }.flatMap { links[$0] }
    }
    return Document.Section(
      "hours", language("时段分布", "Hours of the week"),
      blocks: HourlyLoadFigures(load: load, line: figures.loadLine, language: language).blocks(
        volume: link(.calls), abandonment: link(.abandonment)))
  }

  private mutating func members(_ members: MemberFigures) throws -> Document.Section {
    let isDistrict = members.dimension == .district
    let tables = try MemberTables(
      members, counts: figures.roles.volumes, language: language, link: { _ in nil },
      shareLink: { metric, line in
        let series = figures.series.first { $0.metric.id == metric.id && $0.line == line }
        return try series.flatMap { series in
          try figures.value(series).map { try evidence.anchor($0, slice: figures.slice(series)) }
        }
      })
    let anchor: Anchor = isDistrict ? "districts" : "units"
    let caption = isDistrict ? language("各区指标", "KPIs of the districts") : language("承办单位指标", "KPIs of the units")
    return Document.Section(
      anchor, isDistrict ? language("各区", "Districts") : language("承办单位", "Units"),
      blocks: tables.blocks(anchor.appending("table"), caption: caption))
  }

  private func orders() -> Document.Section {
    let blocks = figures.missed.flatMap {
      MonthlyOrders(missed: $0, period: figures.month.iso, language: language, isPublic: smallest != nil, part: part)
        .blocks
    }
    return Document.Section(
      "orders", language("逾期与未先行联系工单", "Orders that missed a deadline"), sheetName: language("逾期工单", "Missed orders"),
      blocks: blocks + hiddenOrders + (blocks.isEmpty && hiddenOrders.isEmpty ? [noOrders] : []))
  }

  private var noOrders: Document.Block {
    .paragraph(RichText(language("没有本月到期的工单记录。", "No orders that were due this month are on record.")))
  }

  /// Deadlines of which a public version tells nothing.
  private var hiddenOrders: [Document.Block] {
    [ReportRoles.Role.closure, .firstContact].compactMap { role in
      guard let metric = figures.roles[role],
        figures.values.contains(where: { $0.metric.id == metric.id && $0.isSuppressed })
      else { return nil }
      let name = metric.name(language)
      return .paragraph(RichText(language("\(name)：不公布。", "\(name): not published.")))
    }
  }

  /// Why no line's hours with calls are told: none is known, or there were no calls.
  private var noHours: String {
    if figures.coverage.contains(where: \.isSuppressed) {
      return language("有来电的时段不公布。", "Hours with calls are not published.")
    }
    let untold = figures.coverage.first { $0.metric.counting == .hoursCovered && $0.value == nil && !$0.notes.isEmpty }
    guard let reason = untold?.notes.last else { return language("本月没有来电记录。", "No calls are on record.") }
    return language("有来电的时段不可知：\(reason.zh)。", "Hours with calls are not known: \(reason.en).")
  }

  private mutating func coverage() throws -> Document.Section {
    var blocks: [Document.Block] = []
    var table = ReportTable(
      "coverage-table", caption: language("有来电时段占比", "Clock hours with a call"),
      note: RichText(
        language(
          "夜间没有来电不等于无人值守；较长的空档请与排班和系统记录核对。",
          "An hour without calls is not an empty desk; check long gaps against rosters and system logs.")),
      columns: [
        .init(language("热线", "line")), .init(language("有来电的小时", "hours with a call"), .trailing),
        .init(language("全部小时", "all hours"), .trailing), .init(language("有来电时段占比", "covered"), .trailing),
        .init(language("最长空档（小时）", "longest gap (hours)"), .trailing),
      ])
    let covered = figures.coverage.filter { $0.metric.counting == .hoursCovered && ($0.numerator ?? 0) > 0 }.sorted {
      ($1.numerator ?? 0, $0.labels[0]) < ($0.numerator ?? 0, $1.labels[0])
    }
    for value in covered {
      let line = value.labels[0]
      let slice = Slice(period: figures.period, conditions: [.line: [line]])
      let link = try evidence.anchor(value, slice: slice)
      let gap = figures.coverage.first { $0.metric.counting == .longestGap && $0.labels == value.labels }
      let gapLink = try gap.map { try evidence.anchor($0, slice: slice) }
      let none = language("没有数据", "no data")
      table.rows.append([
        .text(language.name(line)).asHeader, .number(value.numerator, .count, absent: none),
        .number(value.denominator, .count, absent: none), .value(value, language).linked(to: link),
        .number(gap?.value, .count, absent: none).linked(to: gapLink),
      ])
    }
    blocks.append(covered.isEmpty ? .paragraph(RichText(noHours)) : .table(table))
    if !figures.silences.isEmpty, !covered.isEmpty {
      let gaps = covered.map { $0.labels[0] }.flatMap { line in
        figures.silences.filter { $0.line == line }.prefix(5).map { gap in
          RichText(
            "\(language.name(gap.line)): \(gap.text) (\(language("\(gap.hours) 小时", language.plural(gap.hours, "hour", "hours"))))"
          )
        }
      }
      blocks.append(
        .paragraph(
          RichText(
            language("每条热线最长的空档（3小时以上，至多5段）：", "The longest gaps of each line (three hours or more, at most five):"))))
      blocks.append(.list(gaps))
    }
    return Document.Section("coverage", language("有来电的时段", "Hours with calls"), blocks: blocks)
  }

  private func quality() -> Document.Section {
    Document.Section("quality", language("数据质量", "Data quality"), blocks: figures.quality.blocks(language))
  }

  private func definitions() -> Document.Section {
    var metrics: [Metric] = []
    for series in figures.series where !metrics.contains(where: { $0.id == series.metric.id }) {
      metrics.append(series.metric)
    }
    return Document.Section(
      "definitions", language("口径", "Definitions"),
      blocks: [.table(DefinitionTable(metrics: metrics + further.metrics, language: language).table)])
  }
}
