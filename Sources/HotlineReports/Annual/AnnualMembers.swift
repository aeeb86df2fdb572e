import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// T4 and T5: districts or units with volumes, growth and shares, and a funnel plot for each share.
struct AnnualMembers {
  let members: MemberFigures
  /// Counts beside the year before.
  let growth: [YearOnYear]
  /// Whose share of a count grew or shrank.
  let shareGrowth: (Metric) -> ShareGrowth?
  let roles: ReportRoles
  let language: Language
  /// Where a metric's total on a line is explained.
  let link: (Metric?, String?) -> Anchor?
  /// Why a count's year is not compared with the one before; `nil` where it is.
  let unlike: (Metric) -> UnlikeMonths?
  /// Where a count of all lines together is.
  let total: (Metric) -> Anchor?

  private var isDistrict: Bool { members.dimension == .district }
  private var number: String { isDistrict ? "T4" : "T5" }

  /// The blocks.
  var blocks: [Document.Block] {
    let tables = MemberTables(
      members, counts: roles.volumes, language: language, link: total, shareLink: { link($0, $1) })
    guard !tables.shares.isEmpty || !tables.volumes.isEmpty else {
      return [.paragraph(RichText(language("没有数据。", "No data.")))]
    }
    let name = isDistrict ? language("各区指标", "Districts") : language("承办单位指标", "Units")
    var blocks = tables.blocks(Anchor(number), caption: name, number: number)
    blocks += tables.shares.map {
      .figure(FunnelFigure(share: $0, dimension: members.dimension, language: language).figure)
    }
    if let growthTable { blocks.append(.table(growthTable)) }
    return blocks
  }

  /// Growth of calls and orders, left out when nothing is known of the year before.
  private var growthTable: ReportTable? {
    guard growth.contains(where: { $0.difference != nil }) else { return nil }
    let order = Dictionary(members.order.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    let names = Set(growth.map { $0.now.labels[0] }).sorted {
      (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1)
    }
    var table = ReportTable(
      Anchor(number).appending("growth"),
      caption: "\(number)-3 " + language("来电和工单的同比", "Calls and orders, year on year"),
      note: RichText(
        language(
          "\(language.growthMarks)数量增减本身不分优劣。",
          "\(language.growthMarks) More or fewer is neither good nor bad."
        )),
      columns: [.init(KPITable.name(.dimension(members.dimension))(language))]
        + roles.volumes.flatMap { metric -> [ReportTable.Column] in
          let name = metric.id == roles[.calls]?.id ? language("来电", "calls") : language("工单", "orders")
          return [name, language("上年", "year before"), language("同比", "change")].map { .init($0, .trailing) }
        })
    table.sums = .columns
    let none = language("没有数据", "no data")
    table.rows = names.map { name in
      let cells = roles.volumes.flatMap { metric -> [ReportTable.Cell] in
        guard let value = growth.first(where: { $0.now.metric.id == metric.id && $0.now.labels[0] == name }) else {
          return [.absent(none), .absent(none), .absent(none)]
        }
        return [
          ReportTable.Cell.number(value.now.value, .count, absent: none).of(value.now.value),
          ReportTable.Cell.number(value.before?.value, .count, absent: none).of(value.before?.value),
          unlike(metric).map { ReportTable.Cell.absent($0.text(language)) }
            ?? value.growthCell(shareGrowth(metric), language).of(value.fewest),
        ]
      }
      return ReportTable.Row([.text(language.name(name)).asHeader] + cells)
    }
    return table
  }
}
