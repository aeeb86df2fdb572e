import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// T3: what people call about: topics by line with growth, orders by kind, topics by district.
struct AnnualTopics {
  let figures: AnnualFigures
  let language: Language
  /// Where a metric's total on a line, or on all lines together, is explained.
  let link: (ReportRoles.Role, String?) -> Anchor?
  /// What is known of each topic: there may be thousands.
  private let byTopic: [String: [YearOnYear]]

  init(figures: AnnualFigures, language: Language, link: @escaping (ReportRoles.Role, String?) -> Anchor?) {
    self.figures = figures
    self.language = language
    self.link = link
    byTopic = Dictionary(grouping: figures.topicTotals) { $0.now.labels[0] }
  }

  /// The chapter.
  var section: Document.Section {
    Document.Section(
      "topics", language("诉求结构", "Topics"),
      blocks: [.list(risers)] + (pareto.map { [.figure($0)] } ?? []) + [.table(table), .table(kinds)])
  }

  private func isCalls(_ value: YearOnYear) -> Bool { value.now.metric.id == figures.roles[.calls]?.id }
  private func values(_ topic: String) -> [YearOnYear] { byTopic[topic] ?? [] }
  /// Calls of a topic; its orders where nobody calls: the two are not added up. `nil` where they are hidden.
  private func total(_ topic: String) -> Double? {
    let own = values(topic).filter { isCalls($0) == hasCalls }
    return own.contains(where: \.now.isSuppressed) ? nil : own.reduce(0) { $0 + ($1.now.value ?? 0) }
  }
  private var hasCalls: Bool { figures.topicTotals.contains { isCalls($0) && ($0.now.value ?? 0) > 0 } }
  private func isKnown(_ topic: String) -> Bool {
    values(topic).contains { ($0.now.value ?? 0) > 0 || $0.now.isSuppressed }
  }
  /// Whether a public version hides any topic: those shown are then not all.
  private var hasHidden: Bool { figures.topicTotals.contains { isCalls($0) == hasCalls && $0.now.isSuppressed } }

  /// A count, or why there is none.
  private func cell(_ value: MetricValue?) -> ReportTable.Cell {
    guard let value, !value.isSuppressed else {
      return value.map { .value($0, language) } ?? .absent(language("没有数据", "no data"))
    }
    return ReportTable.Cell.number(value.value, .count, absent: language("没有数据", "no data")).of(value.value)
  }

  /// Topics, the most asked first; cases without one last.
  private var topics: [String] {
    byTopic.keys.map { topic in (topic.isEmpty ? 1 : 0, -(total(topic) ?? 0), topic) }.sorted { $0 < $1 }.map(\.2)
  }

  /// How calls grew, and which topics' shares of them grew or shrank.
  private var risers: [RichText] {
    let all = figures.total(figures.roles[.calls])
    guard let now = all?.now.value, let before = all?.before?.value, now > 0, before > 0 else {
      let isHidden = all.map { $0.now.isSuppressed || $0.before?.isSuppressed == true } ?? false
      return [
        RichText(
          isHidden
            ? language("来电的增减不公布。", "The growth of calls is not published.")
            : language("没有上年数据，不能说明各类诉求的增减。", "Without data of the year before nothing can be said of growth."))
      ]
    }
    if let unlike = figures.unlikeMonths(figures.roles[.calls]) {
      return [RichText(language("来电：\(unlike.text(language))。", "Calls: \(unlike.text(language))."))]
    }
    let head = language(
      "来电总量较上年 \(NumberText.signedPoints(now / before - 1, places: 1))%。",
      "Calls changed by \(NumberText.signedPoints(now / before - 1, places: 1))%.")
    let growth = figures.roles[.calls].flatMap { calls in
      figures.shareGrowth(calls, by: .category).flatMap {
        ShareGrowthSentence(growth: $0, metric: calls, language: language).sentence
      }
    }
    return [RichText(head)] + [growth].compactMap { $0 }
  }

  private var pareto: Figure? {
    let counts = self.topics.filter { !$0.isEmpty }.compactMap { topic in total(topic).map { (topic, $0) } }
      .filter { $0.1 > 0 }
    let topics = counts.map(\.0)
    let sum = counts.reduce(0) { $0 + $1.1 }
    // Cumulative shares of some topics would be read as those of all.
    guard sum > 0, !hasHidden else { return nil }
    var running = 0.0
    let cumulative = counts.map { count -> Double in
      running += count.1
      return running / sum
    }
    let unit = hasCalls ? LocalizedText(zh: "全部来电", en: "all calls") : LocalizedText(zh: "全部工单", en: "all orders")
    let few = cumulative.prefix { $0 < 0.8 }.count + 1
    let finding = language(
      "前\(few)类占\(unit.zh)的\(NumberText.percent(cumulative[few - 1], places: 1))",
      "\(few) topics make \(NumberText.percent(cumulative[few - 1], places: 1)) of \(unit.en)")
    return Figure(
      "topic-pareto", title: language("诉求类别：\(finding)", "Topics: \(finding)"),
      chart: .bars(
        Chart.Bars(
          categories: topics,
          series: [
            Chart.Series(hasCalls ? language("来电", "calls") : language("工单", "orders"), counts.map(\.1))
          ],
          cumulative: cumulative, format: .count)),
      xTitle: language("业务类别", "topic"), yTitle: hasCalls ? language("来电（通）", "calls") : language("工单（件）", "orders"),
      note: RichText(
        language("柱为数量，线为累计占比；来电与工单不相加。", "Bars: numbers; line: cumulative share. Calls and orders are not added up.")),
      alternative: counts.map { "\($0.0) \(NumberText.count($0.1))" }.joined(separator: language("，", ", ")),
      evidence: link(hasCalls ? .calls : .orders, nil))
  }

  private var lines: [String] {
    Set(
      figures.topics.filter { isCalls($0) && (($0.now.value ?? 0) > 0 || $0.now.isSuppressed) }.map { $0.now.labels[1] }
    )
    .sorted(by: >)
  }

  private var table: ReportTable {
    let lines = lines
    let sum = figures.total(figures.roles[.calls])?.now.value ?? 0
    var table = ReportTable(
      "T3", caption: language("T3 类别 × 渠道", "T3 Topic × channel"),
      note: RichText(
        language(
          "\(language.growthMarks)来电与工单是两种单位，不相加。",
          "\(language.growthMarks) Calls and orders are not added up."
        )),
      columns: [.init(language("业务类别", "topic"))]
        + lines.map { .init(language("\($0) 来电", "calls to \($0)"), .trailing, link: link(.calls, $0)) }
        + [
          .init(language("来电合计", "all calls"), .trailing, link: link(.calls, nil)),
          .init(language("占来电", "of calls"), .trailing),
          .init(language("工单", "orders"), .trailing, link: link(.orders, nil)),
          .init(language("来电同比", "calls, change"), .trailing), .init(language("工单同比", "orders, change"), .trailing),
        ])
    table.sums = [.columns, .rows]
    let none = language("没有数据", "no data")
    let onLine = Dictionary(figures.topics.filter(isCalls).map { ($0.now.labels, $0) }) { first, _ in first }
    table.rows = topics.filter(isKnown).map { topic in
      func change(_ role: ReportRoles.Role) -> ReportTable.Cell {
        if let unlike = figures.unlikeMonths(figures.roles[role]) { return .absent(unlike.text(language)) }
        return values(topic).first { $0.now.metric.id == figures.roles[role]?.id }.map {
          $0.growthCell(figures.shareGrowth(figures.roles[role], by: .category), language)
        } ?? .absent(none)
      }
      let calls = lines.map { line -> ReportTable.Cell in
        let value = onLine[[topic, line]]
        if let now = value?.now, now.isSuppressed { return .value(now, language) }
        return ReportTable.Cell.number(value?.now.value ?? 0, .count).of(value?.now.value)
      }
      func value(_ role: ReportRoles.Role) -> MetricValue? {
        values(topic).first { $0.now.metric.id == figures.roles[role]?.id }?.now
      }
      let own = value(.calls)?.value
      let share = ReportTable.Cell.number(
        own.flatMap { sum > 0 ? $0 / sum : nil }, NumberFormat(.percent(places: 1)),
        absent: value(.calls)?.isSuppressed == true ? language("不公布", "not published") : none)
      return ReportTable.Row(
        [.text(language.name(topic)).asHeader] + calls + [
          hasCalls ? cell(value(.calls)) : .absent(none), share.of(own), cell(value(.orders)), change(.calls),
          change(.orders),
        ])
    }
    return table
  }

  private var kinds: ReportTable {
    let kinds = figures.kinds.sorted { ($1.now.value ?? 0, $0.now.labels[0]) < ($0.now.value ?? 0, $1.now.labels[0]) }
    let sum = figures.total(figures.roles[.orders])?.now.value ?? 0
    let none = language("没有数据", "no data")
    var table = ReportTable(
      "T3-kinds", caption: language("工单诉求类型", "Orders by kind"),
      columns: [
        .init(language("诉求类型", "kind")), .init(language("工单", "orders"), .trailing, link: link(.orders, nil)),
        .init(language("占比", "share"), .trailing), .init(language("同比", "change"), .trailing),
      ])
    table.sums = .columns
    table.rows = kinds.map { kind in
      let orders = kind.now.value
      let share = orders.flatMap { sum > 0 ? $0 / sum : nil }
      return [
        .text(language.name(kind.now.labels[0])).asHeader, cell(kind.now),
        ReportTable.Cell.number(
          share, NumberFormat(.percent(places: 1)),
          absent: kind.now.isSuppressed ? language("不公布", "not published") : none
        ).of(orders),
        figures.unlikeMonths(figures.roles[.orders]).map { ReportTable.Cell.absent($0.text(language)) }
          ?? kind.growthCell(figures.shareGrowth(figures.roles[.orders], by: .kind), language).of(kind.fewest),
      ]
    }
    return table
  }

  /// Topics by district, as shares of each district's calls.
  ///
  /// - Parameter smallest: calls below which a cell is left empty; `nil` for none.
  func districtBlocks(suppressingUnder smallest: Int?) -> [Document.Block] {
    let values = figures.districtTopics.filter { $0.labels.allSatisfy { !$0.isEmpty } }
    let (named, spoken) = (Set(values.map { $0.labels[0] }), Set(values.map { $0.labels[1] }))
    let districts = figures.districts.order.filter(named.contains)
    let topics = topics.filter(spoken.contains)
    guard !districts.isEmpty, topics.count > 1 else { return [] }
    let found = Dictionary(values.map { ($0.labels, $0) }) { first, _ in first }
    let all = figures.districts.volumes.filter { $0.metric.id == figures.roles[.calls]?.id }
    let shares = districts.map { district -> [Double?] in
      let sum = all.first { $0.labels[0] == district }?.value ?? 0
      return topics.map { topic in
        let value = found[[district, topic]]
        // What is hidden is no 0.
        guard value?.isSuppressed != true, sum >= FunnelPlot.fewestJudged else { return nil }
        let count = value?.value ?? 0
        return smallest == nil || count == 0 || count >= Double(smallest ?? 0) ? count / sum : nil
      }
    }
    return [
      .figure(
        Figure(
          "district-topics", title: language("各区来电的类别构成", "What each district calls about"),
          chart: .heatmap(
            Chart.Heatmap(
              rows: districts, columns: topics, values: shares, format: NumberFormat(.percent(places: 1)),
              showsValues: true,
              absence: smallest == nil
                ? language("来电不足30通", "fewer than 30 calls")
                : language("来电不足30通，或不公布", "fewer than 30 calls, or not published"))),
          xTitle: language("业务类别", "topic"), yTitle: language("区", "district"),
          note: RichText(
            language("每行为各类别占该区全部来电的比重。", "Each row: the topics' shares of all calls of the district.")),
          alternative: language(
            "\(districts.count) 个区 × \(topics.count) 类的来电占比",
            "shares of calls, \(districts.count) districts × \(topics.count) topics"),
          evidence: link(.calls, nil)))
    ]
  }
}
