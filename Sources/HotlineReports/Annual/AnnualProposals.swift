import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// What follows from the findings, as a draft that someone has to own: who and by when is left to be filled in.
struct AnnualProposals {
  let figures: AnnualFigures
  let language: Language

  private struct Proposal {
    let finding: RichText
    let action: String
    let measure: String
  }

  /// The blocks.
  var blocks: [Document.Block] {
    let proposals = bottlenecks + shortfalls + missingNames
    guard !proposals.isEmpty else {
      return [.paragraph(RichText(nothing))]
    }
    var table = ReportTable(
      "proposal-table", caption: language("由数据起草，责任人和期限待填", "Drafted from the figures; owner and date to be filled in"),
      columns: [
        .init(language("发现", "finding")), .init(language("建议", "proposal")), .init(language("衡量", "measure")),
        .init(language("责任单位", "owner")), .init(language("完成时限", "by")),
      ])
    let open = ReportTable.Cell.text(language("待填", "to be filled in")).judged(.open)
    table.rows = proposals.map { [.text($0.finding), .text($0.action), .text($0.measure), open, open] }
    return [.table(table)]
  }

  /// Why nothing is proposed: only what was computed is said to be in order.
  private var nothing: String {
    let (hasOrders, hasSeats) = (!figures.shortfalls.isEmpty, !figures.demand.hours.isEmpty)
    return switch (hasOrders, hasSeats) {
    case (true, true):
      language(
        "没有超出99.8%界限的短板，也没有席位瓶颈，未起草建议。",
        "No shortfall is beyond the 99.8 % limits and no hour is short of seats: nothing is proposed.")
    case (true, false):
      language(
        "没有超出99.8%界限的短板，未起草建议；席位未测算。",
        "No shortfall is beyond the 99.8 % limits: nothing is proposed. Seats were not computed.")
    case (false, true):
      language("没有席位瓶颈，未起草建议；短板未测算。", "No hour is short of seats: nothing is proposed. Shortfalls were not computed.")
    case (false, false):
      language("短板和席位均未测算，未起草建议。", "Neither shortfalls nor seats were computed: nothing is proposed.")
    }
  }

  private var bottlenecks: [Proposal] {
    [true, false].compactMap { isWorkingDay in
      let hours = figures.demand.bottlenecks.filter { $0.isWorkingDay == isWorkingDay }.sorted { $0.hour < $1.hour }
      guard !hours.isEmpty else { return nil }
      let names = language.list(hours.map { language("\($0.hour)时", language.hour($0.hour)) })
      let most = hours.map(\.wholeSeatsShort).max() ?? 0
      let days = isWorkingDay ? language("工作日", "on working days") : language("休息日", "on days off")
      let goal = NumberText.percent(figures.demand.goal.connection, places: 0)
      return Proposal(
        finding: .link(
          language("\(days)\(names)的放弃由负荷所致，席位不足", "\(names) \(days): calls lost to load, seats short"), to: "seats"),
        action: language(
          "在这些钟点增配至多 \(most) 席（调班或错峰），并开通漏接回拨",
          "add up to \(most) seats in these hours (shifts), call lost callers back"
        ),
        measure: language("这些钟点的接通率 ≥ \(goal)", "connection rate of these hours ≥ \(goal)"))
    }
  }

  private var shortfalls: [Proposal] {
    figures.shortfalls.flatMap { group in
      group.shortfalls.filter { $0.standing == .worse }.prefix(3).map { shortfall in
        let average = group.shortfalls.first.flatMap { first -> Double? in
          guard let n = first.value.denominator, let k = first.value.numerator, n > 0 else { return nil }
          let sign = group.metric.better == .lower ? -1.0 : 1
          return (k + sign * first.cases) / n
        }
        let rate = shortfall.value.value.map { language.text($0, group.metric) } ?? ""
        return Proposal(
          finding: .link(
            language(
              "\(shortfall.labels[0])的“\(shortfall.labels[1])”：\(group.metric.name.zh) \(rate)（\(language.counts(shortfall.value))）",
              "\(shortfall.labels[0]), \(shortfall.labels[1]): \(group.metric.name.en) \(rate) (\(language.counts(shortfall.value)))"
            ),
            to: Anchor("shortfall-\(group.metric.id)")),
          action: language(
            "逐件复盘未达成的件，查明原因并修订答复口径或流程", "review the cases that failed, find causes, amend answers or procedure"),
          measure: average.map {
            language(
              "达到全体水平 \(language.text($0, group.metric))", "reach the average, \(language.text($0, group.metric))")
          } ?? "")
      }
    }
  }

  private var missingNames: [Proposal] {
    figures.quality.unknownNames.filter { !$0.names.isEmpty }.map { dimension, names in
      let kind = KPITable.name(.dimension(dimension))(language)
      return Proposal(
        finding: .link(
          language("\(kind)有 \(names.count) 个名录以外的名称", "\(names.count) \(kind) names beyond the list"), to: "exclusions"
        ),
        action: language("补入名录或别名", "add them to the file of names"),
        measure: language("名录以外的名称为 0", "no unknown names"))
    }
  }
}
