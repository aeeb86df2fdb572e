import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// 短板: which unit × topic loses most cases against the average, and whether chance explains it.
struct AnnualShortfalls {
  let groups: [(metric: Metric, line: String?, shortfalls: [Shortfall])]
  let language: Language
  /// Where a metric's total on a line is explained.
  let link: (Metric, String?) -> Anchor?

  private static let listed = 10

  /// The blocks.
  var blocks: [Document.Block] {
    var blocks: [Document.Block] = [
      .paragraph(
        RichText(
          language(
            "与平均水平的差距（件）=件数×（全体比率−本组比率），即若达到平均水平可多满意（按时、解决）的件数。“判断”按漏斗图：超出99.8%界限的为短板；95%–99.8%之间的为关注；其余在95%界限以内，不作为短板。不足30件的组不列。",
            "Cases lost = cases × (average − own rate): how many more would have been satisfied (in time, resolved) at the average. By the funnel: beyond 99.8 % a shortfall, between 95 and 99.8 % worth watching, the rest is within the 95 % limits. Groups under 30 cases are left out."
          )))
    ]
    for group in groups {
      let name = language.name(group.metric, line: group.line)
      if group.shortfalls.isEmpty {
        blocks.append(
          .paragraph(
            RichText(
              language("\(name)：没有低于平均的组，或各组均不足30件。", "\(name): no group below the average, or none of 30 cases."))))
      } else {
        blocks.append(.table(table(group.metric, group.line, group.shortfalls, name: name)))
      }
    }
    return blocks
  }

  private func table(_ metric: Metric, _ line: String?, _ shortfalls: [Shortfall], name: String) -> ReportTable {
    let weak = shortfalls.filter { $0.standing == .worse }
    let finding =
      weak.isEmpty
      ? language("没有超出99.8%界限的短板", "no shortfall beyond the 99.8 % limits")
      : language("短板\(weak.count)处", language.plural(weak.count, "shortfall", "shortfalls"))
    var table = ReportTable(
      Anchor("shortfall-\(metric.id)"), caption: language("\(name)：\(finding)", "\(name): \(finding)"),
      note: shortfalls.count > Self.listed
        ? RichText(
          language(
            "只列差距最大的\(Self.listed)组，共\(shortfalls.count)组低于平均水平。",
            "The \(Self.listed) that lose most of \(shortfalls.count) below the average."))
        : "",
      columns: [
        .init(language("承办单位", "unit")), .init(language("业务类别", "topic")), .init(language("件数", "cases"), .trailing),
        .init(metric.name(language), .trailing, link: link(metric, line)),
        .init(language("与平均水平的差距（件）", "cases lost"), .trailing), .init(language("判断", "verdict")),
      ])
    table.rows = shortfalls.prefix(Self.listed).map { shortfall in
      let verdict =
        switch shortfall.standing {
        case .worse: language("短板", "shortfall")
        case .watch: language("关注", "watch")
        default: language("未超出95%界限", "within the 95 % limits")
        }
      let cases = shortfall.value.denominator ?? 0
      return [
        .text(shortfall.labels[0]).asHeader, .text(shortfall.labels[1]),
        .number(cases, .count).of(cases),
        .value(shortfall.value, language).linked(to: link(metric, line)).of(cases),
        .number(shortfall.cases, NumberFormat(.decimal(places: 1))).of(cases),
        .text(verdict).judged(Status(shortfall.standing).directed(isUp: metric.better == .lower)),
      ]
    }
    return table
  }
}
