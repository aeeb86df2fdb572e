import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// Pictures of an hour × weekday load and of its abandonment, with the hours that lose most.
struct HourlyLoadFigures {
  let load: HourlyLoad
  let line: String?
  let wording: Wording

  private var rows: [String] { (1...7).map(wording.weekday) }
  private var columns: [String] { (0..<24).map(String.init) }

  /// The blocks.
  ///
  /// - Parameters:
  ///   - volume: where the count of calls is explained.
  ///   - abandonment: where the abandonment rate is.
  func blocks(volume: Anchor?, abandonment: Anchor?) -> [Document.Block] {
    let calls = values { $0.callsPerHour }
    let lost = values { $0.abandonment }
    return [
      .figure(
        figure(
          "load", title: wording("每小时呼入（平均通数）", "Calls an hour, on average"), values: calls,
          format: NumberFormat(.decimal(places: 1)), evidence: volume,
          note: wording("每格为该星期几该钟点的平均呼入通数。", "Each cell: calls in that hour of that weekday, on average."))),
      .figure(
        figure(
          "abandonment", title: wording("放弃率", "Abandonment rate"), values: lost,
          format: NumberFormat(.percent(places: 1)), evidence: abandonment,
          note: wording("放弃 ÷ 请求人工；该格请求人工不足10通的留空。", "Abandoned ÷ asked for a seat; blank where fewer than ten asked."))
      ),
      .table(worst),
    ]
  }

  private func values(_ value: (HourlyLoad.Cell) -> Double?) -> [[Double?]] {
    (1...7).map { weekday in (0..<24).map { value(load.cell(weekday: weekday, hour: $0)) } }
  }

  private func figure(
    _ anchor: Anchor, title: String, values: [[Double?]], format: NumberFormat, evidence: Anchor?, note: String
  ) -> Figure {
    let all = (1...7).flatMap { weekday in (0..<24).map { (weekday, $0, values[weekday - 1][$0]) } }
    let highest = all.compactMap { cell in cell.2.map { (cell.0, cell.1, $0) } }.max { $0.2 < $1.2 }
    let peak = highest.map {
      wording(
        "最高为\(wording.weekday($0.0))\($0.1)时：\(format.text($0.2))",
        "Highest: \(wording.weekday($0.0)) \(wording.hour($0.1)), \(format.text($0.2))")
    }
    let prefix = line.map { "\($0) " } ?? ""
    return Figure(
      anchor, title: prefix + title,
      chart: .heatmap(Chart.Heatmap(rows: rows, columns: columns, values: values, format: format)),
      xTitle: wording("钟点", "hour"), yTitle: wording("星期", "weekday"),
      note: RichText([note, peak.map { $0 + wording("。", ".") } ?? ""].joined(separator: wording("", " "))),
      alternative: prefix + title + wording("，星期×钟点", ", weekday × hour")
        + (peak.map { wording("；", "; ") + $0 } ?? ""),
      evidence: evidence)
  }

  private var worst: ReportTable {
    var table = ReportTable(
      "losses", caption: wording("放弃最多的时段", "Hours that lose most calls"),
      columns: [
        .init(wording("时段", "hour")), .init(wording("平均呼入", "calls an hour"), .trailing),
        .init(wording("请求人工", "asked"), .trailing), .init(wording("放弃", "abandoned"), .trailing),
        .init(wording("放弃率", "share"), .trailing), .init(wording("占全部放弃", "of all abandoned"), .trailing),
      ])
    table.rows = load.heaviestLosses(10).map { cell in
      [
        .text("\(wording.weekday(cell.weekday)) \(wording.hour(cell.hour))").asHeader,
        .number(cell.callsPerHour, NumberFormat(.decimal(places: 1)), absent: wording("没有数据", "no data")),
        .number(cell.asked, .count), .number(cell.abandoned, .count),
        .number(cell.abandonment, .percent, absent: wording("不足10通", "fewer than 10")),
        .number(cell.abandoned / load.abandoned, NumberFormat(.percent(places: 1))),
      ]
    }
    return table
  }
}
