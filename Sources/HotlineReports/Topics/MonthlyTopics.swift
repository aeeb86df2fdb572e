import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// The monthly report's chapter on topics, in short: the most asked, what rose and fell beyond the usual, who has an unlike mix, who calls
/// again.
struct MonthlyTopics {
  private let language: Language
  /// Calls and orders by topic, each on the line with most cases.
  private let changes: [(metric: Metric, line: String?, changes: TopicChanges)]
  private let calls: TopicChanges?
  private let orders: TopicChanges?
  private let all: Double?
  private let repeats: GroupComparison?
  private let deviations: TopicDeviations?

  /// Topics that the table lists.
  private static let listed = 10

  init(_ figures: MonthlyFigures, engine: MetricEngine, language: Language) throws {
    self.language = language
    let months = (0..<MonthlyFigures.trendMonths).map {
      figures.month.advanced(by: $0 - MonthlyFigures.trendMonths + 1)
    }
    func changes(_ role: ReportRoles.Role) throws -> (metric: Metric, line: String?, changes: TopicChanges)? {
      guard let main = figures.main(role), main.metric.facts.allSatisfy({ $0.dimensions.contains(.category) }) else {
        return nil
      }
      return (main.metric, main.line, try engine.topicChanges(main.metric, line: main.line, months: months))
    }
    let (calls, orders) = (try changes(.calls), try changes(.orders))
    self.changes = [calls, orders].compactMap { $0 }
    self.calls = calls?.changes
    self.orders = orders?.changes
    all = figures.main(.calls)?.last?.value
    let repeats = figures.main(.repeats)
    self.repeats = try repeats.flatMap { series in
      try engine.comparisons([series.metric], by: .category, slice: figures.slice(series)).first
    }
    deviations = try figures.roles[.calls].flatMap { metric in
      try metric.facts.allSatisfy { $0.dimensions.contains(.district) && $0.dimensions.contains(.category) }
        ? engine.topicDeviations(metric, by: .district, slice: Slice(period: figures.period)) : nil
    }
  }

  /// The chapter.
  var section: Document.Section {
    let sentences =
      changes.compactMap {
        TopicSentences(changes: $0.changes, metric: $0.metric, line: $0.line, language: language).sentence
      }
      + [
        deviations.flatMap { DeviationSentences(deviations: $0, dimension: .district, language: language).sentence }
      ].compactMap { $0 }
    let table = table
    let nothing = Document.Block.paragraph(RichText(language("本月没有类别记录。", "No topics are on record.")))
    return Document.Section(
      "topics", language("诉求类别", "Topics"),
      blocks: sentences.isEmpty && table == nil
        ? [nothing] : (sentences.isEmpty ? [] : [.list(sentences)]) + (table.map { [.table($0)] } ?? []))
  }

  private var names: [String] {
    let topics = (calls ?? orders)?.topics ?? []
    return topics.filter { ($0.count ?? 0) > 0 || $0.series.last?.isSuppressed == true }.map(\.name)
  }

  private var table: ReportTable? {
    let names = names
    guard !names.isEmpty else { return nil }
    let shown = names.filter { !$0.isEmpty }.prefix(Self.listed) + names.filter(\.isEmpty)
    let left = names.count - shown.count
    let more = left > 0 ? language("另有\(left)类件数较少，未列出。", " \(left) more with fewer cases are not listed.") : ""
    var table = ReportTable(
      "topic-table", caption: language("主要诉求类别", "The topics most asked"),
      note: RichText(
        TopicSentences.note(language)
          + language(
            "重复来电率▲显著低于、▼显著高于全体。", " Repeat calls: ▲ clearly below, ▼ clearly above the average of all.") + more),
      columns: [.init(language("业务类别", "topic"))]
        + changes.flatMap { item -> [ReportTable.Column] in
          [
            .init(language.name(item.metric, line: item.line), .trailing),
            .init(language("平常", "usual"), .trailing),
          ]
        } + (calls == nil ? [] : [.init(language("占来电", "of calls"), .trailing)])
        + (repeats.map {
          [
            .init($0.metric.name(language), .trailing),
            .init(language("分子 / 分母", "numerator / denominator"), .trailing),
          ]
        } ?? []))
    table.rows = shown.map(row)
    return table
  }

  private func row(_ name: String) -> ReportTable.Row {
    let none = language("没有数据", "no data")
    let counts = changes.flatMap { item -> [ReportTable.Cell] in
      guard let topic = item.changes.topics.first(where: { $0.name == name }), let last = topic.series.last else {
        return [.absent(none), .absent(none)]
      }
      let status: Status? =
        switch topic.standing {
        case .riser: .high
        case .faller: .low
        case .ordinary, .unjudged: nil
        }
      return [
        ReportTable.Cell.value(last, language).of(last.value).judged(status),
        .number(topic.usual, NumberFormat(.amount(places: 0)), absent: language("不作判断", "not judged")),
      ]
    }
    let own = calls?.topics.first { $0.name == name }?.count
    let share = own.flatMap { own in all.flatMap { $0 > 0 ? own / $0 : nil } }
    let ofCalls: [ReportTable.Cell] =
      calls == nil
      ? []
      : [
        ReportTable.Cell.number(share, NumberFormat(.percent(places: 1)), absent: none).of(own)
      ]
    return ReportTable.Row([.text(language.name(name)).asHeader] + counts + ofCalls + repeatCells(name))
  }

  private func repeatCells(_ name: String) -> [ReportTable.Cell] {
    guard let repeats else { return [] }
    guard let member = repeats.members.first(where: { $0.name == name }), member.cases > 0 || member.value.isSuppressed
    else {
      return [.absent(language("没有件数", "no cases")), ""]
    }
    guard !member.value.isSuppressed else { return [.value(member.value, language), .value(member.value, language)] }
    let counts = ReportTable.Cell.counts(member.value, language).of(member.cases)
    guard member.cases >= FunnelPlot.fewestShown else {
      return [.absent(language("不足10件", "fewer than 10 cases")).judged(.tooFew), counts]
    }
    let status = Status(repeats.standing(member)).directed(isUp: repeats.isAbove(member) ?? false)
    let cell = ReportTable.Cell.value(member.value, language).of(member.cases)
    return [name.isEmpty ? cell : cell.judged(status), counts]
  }
}
