import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel

/// T4 and T5: districts or units with volumes, growth and shares, and a funnel plot for each share.
struct AnnualMembers {
  let members: AnnualFigures.Members
  let wording: Wording
  /// Where a metric's total on a line is explained.
  let link: (String, String?) -> Anchor?

  private var isDistrict: Bool { members.dimension == .district }

  private var shares: [ComparisonTable.Share] {
    members.shares.filter { $0.comparison.funnel != nil }.map { comparison, line in
      ComparisonTable.Share(comparison: comparison, line: line, link: link(comparison.metric.id, line))
    }
  }

  private var volumes: [ComparisonTable.Volume] {
    ["call_volume", "orders_received"].compactMap { id in
      let values = members.volumes.filter { $0.now.metric.id == id }
      guard let metric = values.first?.now.metric, values.contains(where: { ($0.now.value ?? 0) > 0 }) else {
        return nil
      }
      return ComparisonTable.Volume(metric: metric, values: values.map(\.now), link: link(id, nil))
    }
  }

  /// The blocks.
  var blocks: [Document.Block] {
    let shares = shares
    guard !shares.isEmpty || !volumes.isEmpty else {
      return [.paragraph(RichText(wording("没有数据。", "No data.")))]
    }
    let name = isDistrict ? wording("T4 各区指标", "T4 Districts") : wording("T5 承办单位指标", "T5 Units")
    let table = ComparisonTable(dimension: members.dimension, volumes: volumes, shares: shares, wording: wording)
    var blocks: [Document.Block] = []
    if !shares.isEmpty {
      blocks.append(
        .list(ComparisonSentences(dimension: members.dimension, shares: shares, wording: wording).all))
    }
    blocks += table.tables(isDistrict ? "T4" : "T5", caption: name, order: members.order).map { .table($0) }
    blocks += shares.map { .figure(FunnelFigure(share: $0, dimension: members.dimension, wording: wording).figure) }
    if let growth { blocks.append(.table(growth)) }
    return blocks
  }

  /// Growth of calls and orders, left out when nothing is known of the year before.
  private var growth: ReportTable? {
    guard members.volumes.contains(where: { $0.difference != nil }) else { return nil }
    let order = Dictionary(members.order.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    let names = Set(members.volumes.map { $0.now.labels[0] }).sorted {
      (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1)
    }
    let anchor: Anchor = isDistrict ? "T4-growth" : "T5-growth"
    var table = ReportTable(
      anchor, caption: wording("来电和工单的同比", "Calls and orders, year on year"),
      note: RichText(
        wording(
          "带 ! 的增减与全体的增减之差不能由偶然解释；数量增减本身不分优劣。",
          "Chance does not explain how changes marked ! differ from that of all; more or fewer is neither good nor bad."
        )),
      columns: [
        .init(KPITable.name(.dimension(members.dimension))(wording.language)), .init(wording("来电", "calls"), .trailing),
        .init(wording("上年", "year before"), .trailing), .init(wording("同比", "change"), .trailing),
        .init(wording("工单", "orders"), .trailing), .init(wording("上年", "year before"), .trailing),
        .init(wording("同比", "change"), .trailing),
      ])
    table.sums = .columns
    let none = wording("没有数据", "no data")
    table.rows = names.map { name in
      let cells = ["call_volume", "orders_received"].flatMap { id -> [ReportTable.Cell] in
        guard let value = members.volumes.first(where: { $0.now.metric.id == id && $0.now.labels[0] == name }) else {
          return [.absent(none), .absent(none), .absent(none)]
        }
        return [
          ReportTable.Cell.number(value.now.value, .count, absent: none).of(value.now.value),
          ReportTable.Cell.number(value.before?.value, .count, absent: none).of(value.before?.value),
          wording.growthCell(value, among: members.volumes).of(value.fewest),
        ]
      }
      return ReportTable.Row([.text(wording.name(name)).asHeader] + cells)
    }
    return table
  }
}
