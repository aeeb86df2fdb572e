import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// The sheet of one district or unit: its KPIs beside the city's, its trend, where it lies in the funnel, its topics, its orders that ask
/// for something, room for an answer. Nothing of another member stands on it.
package struct MemberSheet {
  /// Whose it is.
  package let member: Member
  let sheets: MemberSheets
  /// Its orders; `nil` in a public version, which lists none.
  let orders: MemberOrders?

  private var language: Language { sheets.language }

  /// The orders that all lists together hold on paper: two pages are to be enough. Workbooks and CSV hold all.
  static let listedOnPaper = 16

  /// The sheet as a document.
  ///
  /// - Parameter isPaged: whether it is drawn on paper, with the first orders of long lists alone.
  package func document(isPaged: Bool) -> Document {
    let title = member.title(language)
    var document = Document(
      name: member.fileName(sheets.period),
      title: language("\(title)热线情况单", "Hotline sheet: \(title)"),
      subtitle: period + " · " + KPITable.name(.dimension(member.dimension))(language),
      language: language, notice: sheets.isSimulated ? .simulated(language) : nil,
      asOf: .init(asOf: sheets.asOf, horizons: sheets.horizons, language),
      sections: [summary, trend, topics, orderSection(isPaged: isPaged), reply])
    if sheets.smallest == nil { document.data = data }
    return sheets.smallest.map { PublicVersion(hidingUnder: $0, language: language).hidden(in: document) } ?? document
  }

  private var period: String { language.period(sheets.period) }

  // MARK: KPIs

  private var summary: Document.Section {
    Document.Section(
      "summary", language("概要", "At a glance"),
      blocks: [.keySentences(MemberSentences(sheet: self).all), .table(figures)])
  }

  private var figures: ReportTable {
    let own = member.own(language)
    let condition = "--period \(sheets.period.text) --where '\(member.dimension.rawValue)=\(member.name)'"
    var table = ReportTable(
      "figures", caption: language("指标", "KPIs"),
      note: RichText(
        language(
          "界限为该件数下的漏斗图界限（95%、99.8%，以全市水平为中心）：▲显著优于、▼显著差于全市，↑偏高、↓偏低，没有符号的在95%界限以内；不足30件不评（…）。逐件查看：",
          "Limits are those of a funnel plot for so many cases (95 and 99.8 % around the city's level): ▲ better, ▼ worse, ↑ high, ↓ low, no mark: within the 95 % limits; fewer than 30 cases are not judged (…). The rows: "
        )) + .code("hotline explain …  \(condition) --rows missed"),
      columns: [
        .init(language("指标", "KPI")), .init(language("热线", "line")), .init(own, .trailing),
        .init(language("分子 / 分母", "numerator / denominator"), .trailing),
        .init(language("目标", "target"), .trailing), .init(language("全市", "the city"), .trailing),
        .init(language("全市 分子 / 分母", "the city: numerator / denominator"), .trailing),
        .init(language("界限（99.8%）", "limits (99.8 %)"), .trailing),
      ])
    for metric in sheets.metrics {
      for city in sheets.city where city.metric.id == metric.id {
        guard (city.numerator ?? 0) != 0 || (city.denominator ?? 0) != 0 || city.isSuppressed else { continue }
        table.rows.append(row(metric, city))
      }
    }
    return table
  }

  private func row(_ metric: Metric, _ city: MetricValue) -> ReportTable.Row {
    let line = city.labels[0]
    let value = sheets.value(metric, line: line, member)
    let target = metric.isRatio ? sheets.targets.target(metric, line: line) : nil
    let place = place(of: metric, line: line)
    let own: ReportTable.Cell =
      value.map { value -> ReportTable.Cell in
        if metric.isRatio, !value.isSuppressed, (value.denominator ?? 0) < FunnelPlot.fewestShown {
          return .absent(
            (value.denominator ?? 0) == 0 ? language("没有件数", "no cases") : language("不足10件", "fewer than 10 cases")
          ).judged((value.denominator ?? 0) == 0 ? nil : .tooFew)
        }
        return ReportTable.Cell.value(value, language, against: target?.value)
      } ?? nothing(of: metric, line: line)
    return [
      .text(metric.name(language)).asHeader, .text(language.name(line)),
      place.map { own.judged($0.status) } ?? own,
      value.map { $0.isSuppressed ? ReportTable.Cell.value($0, language) : .counts($0, language) } ?? "",
      target.map { .text($0.text(in: metric.unit)(language)) } ?? .absent(language("未设目标", "no target")),
      .value(city, language, against: target?.value),
      city.isSuppressed ? .value(city, language) : .counts(city, language),
      metric.unit == .share ? place?.limits.map { .text($0) } ?? .absent(language("不评", "not judged")) : "",
    ]
  }

  /// What stands for a member of which a line has no fact: a count is 0 where others' facts of the line bear a name.
  private func nothing(of metric: Metric, line: String) -> ReportTable.Cell {
    if metric.isRatio { return .absent(language("没有件数", "no cases")) }
    let isTold = sheets.values.contains { $0.metric.id == metric.id && $0.labels[0] == line && $0.value != nil }
    return isTold ? .number(0, metric.unit.format(language)) : .absent(language("没有数据", "no data"))
  }

  /// Where the member lies in the funnel of a share.
  private func place(of metric: Metric, line: String) -> (status: Status, limits: String?)? {
    guard !member.name.isEmpty,
      let share = sheets.comparisons.first(where: { $0.comparison.metric.id == metric.id && $0.line == line }),
      let own = share.comparison.members.first(where: { $0.name == member.name }), !own.value.isSuppressed,
      own.cases > 0
    else { return nil }
    let standing = share.comparison.standing(own)
    let limits = share.comparison.funnel?.limits(of: own.cases, z: WilsonInterval.z998)
    return (
      Status(standing).directed(isUp: share.comparison.isAbove(own) ?? false),
      standing == .tooFew
        ? nil : limits.map { "\(NumberText.percent($0.lowerBound))–\(NumberText.percent($0.upperBound))" }
    )
  }

  /// The figures in long form: the member's own and the city's.
  private var data: ReportTable? {
    var table = LongTable(language)
    // What a line has nothing of at all is not known to be 0.
    let city = sheets.city.filter { ($0.numerator ?? 0) != 0 || ($0.denominator ?? 0) != 0 }
    for value in sheets.values where value.labels[1] == member.name {
      guard city.contains(where: { $0.metric.id == value.metric.id && $0.labels[0] == value.labels[0] }) else {
        continue
      }
      table.add(
        value, line: value.labels[0], period: sheets.period, dimension: member.dimension, name: member.name,
        target: sheets.targets.target(value.metric, line: value.labels[0]))
    }
    for value in city {
      table.add(
        value, line: value.labels[0], period: sheets.period,
        target: sheets.targets.target(value.metric, line: value.labels[0]))
    }
    for series in sheets.series[member.name] ?? [] {
      table.add(
        series, dimension: member.dimension, name: member.name,
        target: sheets.targets.target(series.metric, line: series.line))
    }
    return table.table
  }

  // MARK: Trend and funnel

  /// The panels of a figure: what fits beside the rest on two pages.
  private static let panels = 3

  private var trend: Document.Section {
    let metrics = sheets.roles.volumes + sheets.metrics.filter { $0.isRatio }
    let order = [ReportRoles.Role.calls, .orders, .closure, .firstContact].compactMap { sheets.roles[$0] } + metrics
    var drawn: [MetricSeries] = []
    for metric in order where !drawn.contains(where: { $0.metric.id == metric.id }) && drawn.count < Self.panels {
      let own = (sheets.series[member.name] ?? []).filter { $0.metric.id == metric.id }
      func cases(_ series: MetricSeries) -> Double {
        series.shown.reduce(0) { $0 + (series.values[$1]?.denominator ?? series.values[$1]?.numerator ?? 0) }
      }
      if let series = own.max(by: { cases($0) < cases($1) }), Self.isDrawn(series) { drawn.append(series) }
    }
    var blocks: [Document.Block] = []
    if drawn.isEmpty {
      blocks.append(.paragraph(RichText(language("没有可画的走势。", "There is no trend to draw."))))
    } else {
      let panels = drawn.map { series -> Chart.Panel in
        let drawing = SeriesDrawing(series: series, language: language)
        let target = series.metric.isRatio ? sheets.targets.target(series.metric, line: series.line)?.value : nil
        return Chart.Panel(
          language.name(series.metric, line: series.line), .control(drawing.chart(target: target)),
          alternative: drawing.alternative)
      }
      blocks.append(
        .figure(
          Figure(
            "trend-charts", title: language("13个月走势与控制限", "Thirteen months with control limits"),
            chart: .panels(panels),
            note: RichText(
              language(
                "色带为按此前月份算出的控制限，带标记的点是变化信号；没有色带的月份件数或月数不足，不作判断。",
                "Bands are the limits by the months before; marked points signal a change; months without a band have too few cases or months before them."
              )),
            alternative: drawn.map { SeriesDrawing(series: $0, language: language).alternative }
              .joined(separator: language("。", ". ")))))
    }
    if let funnel { blocks.append(.figure(funnel)) }
    return Document.Section("trend", language("走势与在全市的位置", "Trend, and place in the city"), blocks: blocks)
  }

  /// Whether most months of a rate have the cases that a percentage needs: of two orders there is no curve to draw.
  private static func isDrawn(_ series: MetricSeries) -> Bool {
    let known = series.shown.compactMap { series.values[$0] }.filter { !$0.isSuppressed }
    guard !known.isEmpty else { return false }
    return !series.metric.isRatio
      || 2 * known.count { ($0.denominator ?? 0) >= FunnelPlot.fewestShown } > series.shown.count
  }

  /// The member's own place in the funnels of its shares: the others are not drawn.
  private var funnel: Figure? {
    guard !member.name.isEmpty else { return nil }
    let panels = sheets.comparisons.compactMap { comparison, line -> Chart.Panel? in
      guard let funnel = comparison.funnel, let own = comparison.members.first(where: { $0.name == member.name }),
        own.cases >= FunnelPlot.fewestJudged, let rate = own.value.value
      else { return nil }
      let status = Status(comparison.standing(own))
      let limits = FunnelPlot.sizes(upTo: own.cases * 2).map { size in
        let (outer, inner) = (
          funnel.curve(of: size, z: WilsonInterval.z998), funnel.curve(of: size, z: WilsonInterval.z95)
        )
        return Chart.Funnel.Limits(
          cases: size, lower998: outer.lowerBound, lower95: inner.lowerBound, upper95: inner.upperBound,
          upper998: outer.upperBound)
      }
      let name = language.name(comparison.metric, line: line)
      let counts = language.counts(own.value)
      return Chart.Panel(
        name,
        .funnel(
          Chart.Funnel(
            points: [.init(member.name, cases: own.cases, rate: rate, status: status)], limits: limits,
            centre: funnel.average)),
        alternative: name
          + language(
            "：\(NumberText.percent(rate))（\(counts)），全市\(NumberText.percent(funnel.average))，\(status.name.zh)",
            ": \(NumberText.percent(rate)) (\(counts)), the city \(NumberText.percent(funnel.average)), \(status.name.en)"
          ))
    }.prefix(Self.panels)
    guard !panels.isEmpty else { return nil }
    return Figure(
      "funnel", title: language("在全市中的位置", "Place in the city"), chart: .panels(Array(panels)),
      xTitle: language("件数", "cases"), yTitle: language("比率", "rate"),
      note: RichText(
        language(
          "横轴为件数；中线为全市水平，内侧界限95%，外侧99.8%；只画\(member.own(language))，不作排名。",
          "Across: cases; the line in the middle is the city's level, inner limits 95 %, outer 99.8 %. Only \(member.own(language)) is drawn; nobody is ranked."
        )),
      alternative: panels.compactMap(\.alternative).joined(separator: language("。", ". ")))
  }

  // MARK: Topics

  private static let topicsListed = 8

  private var topics: Document.Section {
    let blocks = sheets.topics.flatMap { member.dimension == .unit ? topTopics($0) : topicBlocks($0) }
    return Document.Section(
      "topics",
      member.dimension == .unit ? language("主要诉求类别", "Main topics") : language("突出的诉求类别", "Topics that stand out"),
      blocks: blocks.isEmpty ? [.paragraph(RichText(language("没有类别数据。", "No topics are on record.")))] : blocks)
  }

  private func topicBlocks(_ deviations: TopicDeviations) -> [Document.Block] {
    let name = deviations.metric.name(language)
    guard !deviations.hasHidden else {
      return [
        .paragraph(RichText(language("\(name)：各类别的比较不公布。", "\(name): the comparison of topics is not published.")))
      ]
    }
    let own = deviations.cells(of: member.name)
    let judged = own.count { $0.standing != .tooFew }
    guard judged > 0 else {
      guard own.contains(where: { $0.count > 0 }) else { return [] }
      return [.paragraph(RichText(language("\(name)：各类别件数不足，不作判断。", "\(name): too few cases of each topic to judge.")))]
    }
    let found = deviations.outstanding.filter { $0.member == member.name }
    guard !found.isEmpty else {
      return [
        .paragraph(
          RichText(
            language(
              "\(name)：作了判断的\(judged)类中没有与全市构成明显不同的类别。",
              "\(name): of \(language.plural(judged, "topic", "topics")) judged none differs clearly from the city's mix."
            )))
      ]
    }
    var table = ReportTable(
      Anchor("topics-\(deviations.metric.id)"),
      caption: language("\(name)：与全市构成明显不同的类别", "\(name): topics that differ clearly from the city's mix"),
      note: RichText(DeviationText.note(language)),
      columns: [
        .init(language("业务类别", "topic")), .init(language("件数", "cases"), .trailing),
        .init(language("按全市构成应为", "expected by the city's mix"), .trailing),
        .init(language("为应有的", "times the expected"), .trailing),
      ])
    table.rows = found.prefix(Self.topicsListed).map { cell in
      [
        .text(cell.topic).asHeader, .number(cell.count, .count),
        .number(cell.expected, NumberFormat(.amount(places: 0))),
        .number(cell.ratio, DeviationText.format, absent: language("没有件数", "no cases"))
          .judged(cell.standing == .more ? .high : .low),
      ]
    }
    return [.table(table)]
  }

  /// A unit's main topics: its mix is that of what it is there for, and not compared with the city's.
  private func topTopics(_ deviations: TopicDeviations) -> [Document.Block] {
    guard !deviations.hasHidden else { return [] }
    let name = deviations.metric.name(language)
    let own = deviations.cells(of: member.name).filter { $0.count > 0 }
    let all = own.reduce(0) { $0 + $1.count }
    guard all > 0 else { return [] }
    var table = ReportTable(
      Anchor("topics-\(deviations.metric.id)"), caption: name,
      columns: [
        .init(language("业务类别", "topic")), .init(language("件数", "cases"), .trailing),
        .init(language("占比", "share"), .trailing),
      ])
    let sorted = own.sorted { (-$0.count, $0.topic) < (-$1.count, $1.topic) }
    table.rows = sorted.prefix(5).map {
      [.text($0.topic).asHeader, .number($0.count, .count), .number($0.count / all, NumberFormat(.percent(places: 1)))]
    }
    return [.table(table)]
  }

  // MARK: Orders

  private func orderSection(isPaged: Bool) -> Document.Section {
    let section = Anchor("orders")
    let title = language("需要处理的工单", "Orders to be dealt with")
    guard let orders else {
      return Document.Section(
        section, title, blocks: [.paragraph(RichText(language("公开版不列工单明细。", "A public version lists no orders.")))])
    }
    let lists = MemberOrderLists(orders: orders, sheet: self, most: isPaged ? Self.listedOnPaper : nil)
    return Document.Section(section, title, blocks: lists.blocks)
  }

  // MARK: Answer

  private var reply: Document.Section {
    var table = ReportTable(
      "reply-box", columns: [.init(language("事项", "what"), width: 26), .init(language("内容", "answer"), width: 66)])
    // Room to write by hand: two lines of blanks as wide as a Chinese letter.
    let line = String(repeating: "\u{3000}", count: 30)
    let empty = ReportTable.Cell.text("\(line)\n\(line)")
    table.rows = [
      language("逾期和未联系的原因", "Causes of delays and missing contacts"),
      language("处理措施和完成时限", "What is done, and by when"),
      language("对数据的异议（工单编号）", "Objections to the figures (order numbers)"),
      language("填报人、电话、日期", "Filled in by, telephone, date"),
    ].map { [.text($0).asHeader, empty] }
    return Document.Section(
      "reply", language("回复（请填写后返回）", "Answer (please fill in and return)"), blocks: [.table(table)])
  }
}

/// How deviations of topics are written.
enum DeviationText {
  /// `1.45 倍` is a number with its sign behind it.
  static let format = NumberFormat(.decimal(places: 2), suffix: " ×")

  static func note(_ language: Language) -> String {
    language(
      "应有件数按全体的类别构成折算；只列超出偶然（经多重比较校正，误报率5%）且相差20%以上的，应有不足5件的不评。多或少本身不分优劣。",
      "Expected by the mix of all. Listed is what differs by more than chance (corrected for the number of comparisons, false discovery rate 5 %) and by a fifth or more; fewer than five expected are not judged. More or fewer is neither good nor bad."
    )
  }
}

extension Language {
  /// `2019年12月`; other periods as they are written.
  func period(_ period: Period) -> String {
    if period == Period(month: period.first.month) { return month(period.first.month) }
    let year = period.first.month.year
    return period == Period(year: year) ? self("\(year)年", "\(year)") : period.text
  }
}
