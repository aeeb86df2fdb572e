import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// One topic in depth: its KPIs beside those of all topics, by unit and district, month, hour, outcome and satisfaction.
package struct TopicReport {
  private let topic: String
  private let period: Period
  private let part: ReportPart
  private let language: Language
  private let figures: TopicFigures
  private var evidence: EvidenceBook

  /// Asks for the topic's figures.
  ///
  /// - Parameter topic: a name of the topics on record.
  /// - Throws: a ``Diagnostic`` of kind usage when the period has no case of the topic; one when the database cannot be read.
  package init(topic: String, period: Period, engine: MetricEngine, language: Language) throws {
    self.topic = topic
    self.period = period
    self.language = language
    part = ReportPart(engine.conditions)
    figures = try TopicFigures(topic: topic, period: period, engine: engine)
    evidence = EvidenceBook(
      engine: engine, asOf: figures.asOf, sources: try engine.data.sources(of: period), language: language)
  }

  /// The report.
  ///
  /// - Throws: a ``Diagnostic`` when what its figures rest on cannot be read.
  package func document() throws -> Document {
    var report = self
    let sections = try report.sections()
    let shown = String(topic.map { $0.isLetter || $0.isNumber ? $0 : "-" })
    return Document(
      name: "topic-\(period.text.replacing("..", with: "_"))-\(shown)\(part.fileSuffix)",
      title: language("诉求专题分析：\(topic)", "Topic in depth: \(topic)"),
      subtitle: language.period(period) + part.text(language),
      language: language, notice: figures.isSimulated ? .simulated(language) : nil,
      asOf: .init(asOf: figures.asOf, horizons: figures.horizons, language), sections: sections,
      evidence: report.evidence.entries)
  }

  private mutating func sections() throws -> [Document.Section] {
    [
      Document.Section(
        "summary", language("概要", "At a glance"), blocks: [.keySentences(sentences), .table(try kpis())]),
      Document.Section("months", language("逐月", "By month"), blocks: months),
    ] + members + [
      Document.Section("hours", language("按钟点", "By hour"), blocks: hours),
      Document.Section("outcomes", language("接听与办理结果", "Outcomes"), blocks: outcomes),
      Document.Section("satisfaction", language("满意度", "Satisfaction"), blocks: satisfaction),
      Document.Section(
        "definitions", language("口径", "Definitions"),
        blocks: [.table(DefinitionTable(metrics: figures.metrics, language: language).table)]),
    ]
  }

  /// The members of a dimension of which the report is not one alone.
  private var members: [Document.Section] {
    [
      Document.Section(
        "units", language("按承办单位", "By unit"), sheetName: language("承办单位", "Units"),
        blocks: members(figures.units, "units")),
      Document.Section(
        "districts", language("按区", "By district"), sheetName: language("各区", "Districts"),
        blocks: members(figures.districts, "districts")),
    ].filter { !part.isOne($0.anchor == "units" ? .unit : .district) }
  }

  // MARK: Summary

  private var sentences: [RichText] {
    var texts = figures.volumes.compactMap { volume($0.own, all: $0.all) }
    if let text = differences { texts.append(text) }
    return texts.map { language.sentence(RichText($0)) }
  }

  private func volume(_ own: YearOnYear, all: Double) -> String? {
    guard let value = own.now.value, all > 0 else { return nil }
    let name = own.now.metric.name(language)
    var text = language(
      "\(language.period(period))\(name) \(NumberText.count(value))，占全部的 \(NumberText.percent(value / all, places: 1))",
      "\(name), \(language.period(period)): \(NumberText.count(value)), \(NumberText.percent(value / all, places: 1)) of all"
    )
    if figures.isWhole, let difference = own.difference, let interval = own.interval {
      let change = NumberText.percent(abs(difference), places: 1)
      let move = difference > 0 ? language("增加", "more") : language("减少", "fewer")
      let verdict =
        own.isDifferent == true
        ? language("两数之差超出偶然", "more than two such counts differ by chance")
        : language("两数之差未超出偶然", "no more than two such counts differ by chance")
      text += language(
        "，较上年同期\(move) \(change)（95%区间 \(NumberText.signedPoints(interval.low, places: 1))%至\(NumberText.signedPoints(interval.high, places: 1))%，\(verdict)）",
        "; \(change) \(move) than a year before (95 % interval \(NumberText.signedPoints(interval.low, places: 1)) to \(NumberText.signedPoints(interval.high, places: 1)) %, \(verdict))"
      )
    }
    return text + language("。", ".")
  }

  /// The rates that differ from those of the other topics by more than chance.
  private var differences: String? {
    let judged = figures.rates.filter { $0.difference != nil }
    guard !judged.isEmpty else { return nil }
    func named(_ status: Status) -> [String] {
      judged.filter { $0.status == status }.map { rate in
        "\(language.name(rate.metric, line: rate.line)) \(rate.own.value.map { language.text($0, rate.metric) } ?? "")"
      }
    }
    let (worse, better) = (named(.worse), named(.better))
    let rest = judged.count - worse.count - better.count
    var parts: [String] = []
    if !worse.isEmpty {
      parts.append(
        language("明显差于其他类别：\(language.list(worse))", "clearly worse than the other topics: \(language.list(worse))"))
    }
    if !better.isEmpty {
      parts.append(
        language("明显优于其他类别：\(language.list(better))", "clearly better than the other topics: \(language.list(better))"))
    }
    if rest > 0 {
      parts.append(
        worse.isEmpty && better.isEmpty
          ? language(
            "作了比较的\(rest)项比率与其他类别的差异未超出偶然",
            "\(language.plural(rest, "rate", "rates")) compared: none differs from the other topics by more than chance"
          )
          : language("其余\(rest)项未超出偶然", "the other \(rest) by no more than chance"))
    }
    return parts.joined(separator: language("；", "; ")) + language("。", ".")
  }

  private mutating func kpis() throws -> ReportTable {
    var table = ReportTable(
      "topic-kpis", caption: language("本类别与全部类别", "The topic and all topics"),
      note: RichText(
        language(
          "▲明显优于、▼明显差于其他类别：差异超出偶然（两比率之差的检验，并按项数作多重比较校正，误报率5%）；不足30件的不评。",
          "▲ clearly better, ▼ clearly worse than the other topics: by more than chance (corrected for the number of rates, false discovery rate 5 %); fewer than 30 cases are not judged."
        )),
      columns: [
        .init(language("指标", "KPI")), .init(language("热线", "line")), .init(language("本类别", "topic"), .trailing),
        .init(language("分子 / 分母", "numerator / denominator"), .trailing),
        .init(language("全部类别", "all topics"), .trailing),
        .init(language("全部 分子 / 分母", "all: numerator / denominator"), .trailing),
      ])
    for rate in figures.rates {
      let slice = Slice(period: period, conditions: [.category: [topic], .line: [rate.line]])
      let link = try evidence.anchor(rate.own, slice: slice)
      table.rows.append([
        .text(rate.metric.name(language)).asHeader, .text(language.name(rate.line)),
        ReportTable.Cell.value(rate.own, language).linked(to: link).judged(rate.status),
        .counts(rate.own, language), .value(rate.all, language), .counts(rate.all, language),
      ])
    }
    return table
  }

  // MARK: Months and members

  private var months: [Document.Block] {
    let drawings = figures.series.map { SeriesDrawing(series: $0, language: language) }
    guard !drawings.isEmpty else { return [.paragraph(RichText(language("没有可画的走势。", "There is no trend to draw.")))] }
    let panels = drawings.map { drawing in
      Chart.Panel(
        language.name(drawing.series.metric, line: drawing.series.line), .control(drawing.chart(target: nil)),
        alternative: drawing.alternative)
    }
    var table = ReportTable(
      "topic-months", caption: language("逐月指标", "Month by month"),
      columns: [.init(language("月份", "month"))]
        + figures.series.map { .init(language.name($0.metric, line: $0.line), .trailing) })
    let series = figures.series
    let count = series.first?.months.count ?? 0
    table.rows = (series.first?.shown ?? 0..<0).map { index in
      ReportTable.Row(
        [.text(series.first?.months[index].iso ?? "").asHeader]
          + zip(series, drawings).map { series, drawing in
            let cell = drawing.cell(monthsBack: count - 1 - index)
            guard let point = series.point(index), point.signal != nil else { return cell }
            return cell.judged(Status(isUpward: point.isUpward, series.metric).directed(isUp: point.isUpward))
          })
    }
    return [
      .figure(
        Figure(
          "topic-trends", title: language("逐月走势与控制限", "Month by month, with control limits"), chart: .panels(panels),
          note: RichText(
            language(
              "色带为按此前月份算出的控制限，带标记的点是变化信号；没有色带的月份未作判断。",
              "Bands are the limits by the months before; marked points signal a change; months without a band are not judged."
            )),
          alternative: drawings.map(\.alternative).joined(separator: language("。", ". ")))), .table(table),
    ]
  }

  private func members(_ members: MemberFigures, _ name: String) -> [Document.Block] {
    let tables = MemberTables(
      members, counts: figures.roles.volumes, language: language, link: { _ in nil }, shareLink: { _, _ in nil })
    let caption = language(
      "\(topic)：各\(KPITable.name(.dimension(members.dimension)).zh)",
      "\(topic), by \(KPITable.name(.dimension(members.dimension)).en)")
    let blocks = tables.blocks(Anchor("topic-\(name)"), caption: caption)
    return blocks.isEmpty ? [.paragraph(RichText(language("没有数据。", "No data.")))] : blocks
  }

  // MARK: Hours

  private var hours: [Document.Block] {
    let (own, all) = (figures.hours, figures.allHours)
    let (sum, total) = (own.reduce(0, +), all.reduce(0, +))
    guard sum > 0, total > 0 else {
      return [.paragraph(RichText(language("本类别没有来电记录。", "No calls of the topic are on record.")))]
    }
    let shares = own.map { $0 / sum }
    let peak = own.indices.max { own[$0] < own[$1] } ?? 0
    let finding = language(
      "来电最多的钟点为\(peak)时，占\(NumberText.percent(shares[peak], places: 1))",
      "most calls come at \(language.hour(peak)): \(NumberText.percent(shares[peak], places: 1))")
    return [
      .figure(
        Figure(
          "topic-hours", title: language("各钟点来电占比：\(finding)", "Calls by hour: \(finding)"),
          chart: .lines(
            Chart.Lines(
              labels: (0..<24).map(String.init),
              series: [
                Chart.Series(topic, shares.map { $0 }),
                Chart.Series(language("全部类别", "all topics"), all.map { $0 / total }),
              ], format: NumberFormat(.percent(places: 1)))),
          xTitle: language("钟点", "hour"), yTitle: language("占全天来电", "of the day's calls"),
          note: RichText(
            language(
              "各线为该钟点来电占各自全天来电的比重；本类别共 \(NumberText.count(sum)) 通。",
              "Each line: the hour's share of its own calls; the topic has \(NumberText.count(sum)).")),
          alternative: finding))
    ]
  }

  // MARK: Outcomes and ratings

  private var outcomes: [Document.Block] {
    let none = language("没有记录。", "Nothing is on record.")
    let blocks = [
      words(figures.callOutcomes, "call-outcomes", language("来电的接听结果", "Outcomes of calls"), language("结果", "outcome")),
      words(
        figures.orderOutcomes, "order-outcomes", language("办结工单的解决情况", "Resolutions of closed orders"),
        language("结果", "resolution")),
    ].compactMap { $0 }
    return blocks.isEmpty ? [.paragraph(RichText(none))] : blocks.map { .table($0) }
  }

  private var satisfaction: [Document.Block] {
    let blocks = [
      words(figures.callRatings, "call-ratings", language("来电评价", "Ratings of calls"), language("评价", "rating")),
      words(figures.orderRatings, "order-ratings", language("工单评价", "Ratings of orders"), language("评价", "rating")),
    ].compactMap { $0 }
    let nothing = language(
      "没有评价记录：数据中没有评价，或无人评价。", "No ratings are on record: the data carry none, or nobody rated.")
    return blocks.isEmpty ? [.paragraph(RichText(nothing))] : blocks.map { .table($0) }
  }

  /// Counts by word beside those of all topics; `nil` where the topic has none.
  private func words(_ counts: [TopicFigures.WordCount], _ anchor: Anchor, _ caption: String, _ header: String)
    -> ReportTable?
  {
    let (sum, total) = (counts.reduce(0) { $0 + $1.own }, counts.reduce(0) { $0 + $1.all })
    guard sum > 0 else { return nil }
    let format = NumberFormat(.percent(places: 1))
    var table = ReportTable(
      anchor, caption: caption,
      columns: [
        .init(header), .init(language("件数", "cases"), .trailing), .init(language("占比", "share"), .trailing),
        .init(language("全部类别占比", "share, all topics"), .trailing),
      ])
    let none = language("没有件数", "no cases")
    table.rows = counts.filter { $0.own > 0 || $0.all > 0 }.map { count in
      [
        .text(count.name(language)).asHeader, .number(count.own, .count), .number(count.own / sum, format),
        .number(total > 0 ? count.all / total : nil, format, absent: none),
      ]
    }
    table.rows.append(
      ReportTable.Row(
        [.text(language("合计", "All")).asHeader, .number(sum, .count), .number(1, format), .number(1, format)],
        role: .total))
    return table
  }
}
