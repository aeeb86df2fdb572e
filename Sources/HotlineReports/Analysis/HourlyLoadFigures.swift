import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// Pictures of an hour × weekday load and of its abandonment, with the hours that lose most.
struct HourlyLoadFigures {
  let load: HourlyLoad
  let line: String?
  let language: Language

  private var rows: [String] { (1...7).map(language.weekday) }
  private var columns: [String] { (0..<24).map(String.init) }

  /// The blocks.
  ///
  /// - Parameters:
  ///   - volume: where the count of calls is explained.
  ///   - abandonment: where the abandonment rate is.
  func blocks(volume: Anchor?, abandonment: Anchor?) -> [Document.Block] {
    let calls = values { $0.callsPerHour }
    let lost = values { $0.abandonment }
    let hidden = load.hasHidden ? language("不公布", "not published") : nil
    return [
      .figure(
        figure(
          "load", title: language("每小时呼入（平均通数）", "Calls an hour, on average"), values: calls,
          format: NumberFormat(.decimal(places: 1)), evidence: volume,
          note: language("每格为该星期几该钟点的平均呼入通数。", "Each cell: calls in that hour of that weekday, on average."),
          absence: hidden)),
      .figure(
        figure(
          "abandonment", title: language("放弃率", "Abandonment rate"), values: lost,
          format: NumberFormat(.percent(places: 1)), evidence: abandonment,
          note: language("放弃÷请求人工；该格请求人工不足10通的留空。", "Abandoned ÷ asked for a seat; blank where fewer than ten asked."),
          absence: language("不足10通", "fewer than 10") + (hidden.map { language("，或", ", or ") + $0 } ?? ""))),
    ] + (load.hasHidden ? [] : [.table(worst)])
  }

  private func values(_ value: (HourlyLoad.Cell) -> Double?) -> [[Double?]] {
    (1...7).map { weekday in (0..<24).map { value(load.cell(weekday: weekday, hour: $0)) } }
  }

  private func figure(
    _ anchor: Anchor, title: String, values: [[Double?]], format: NumberFormat, evidence: Anchor?, note: String,
    absence: String? = nil
  ) -> Figure {
    let all = (1...7).flatMap { weekday in (0..<24).map { (weekday, $0, values[weekday - 1][$0]) } }
    let highest = all.compactMap { cell in cell.2.map { (cell.0, cell.1, $0) } }.max { $0.2 < $1.2 }
    let peak = highest.map {
      language(
        "最高为\(language.weekday($0.0))\($0.1)时：\(format.text($0.2))",
        "Highest: \(language.weekday($0.0)) \(language.hour($0.1)), \(format.text($0.2))")
    }
    let prefix = line.map { "\($0) " } ?? ""
    return Figure(
      anchor, title: prefix + title,
      chart: .heatmap(
        Chart.Heatmap(rows: rows, columns: columns, values: values, format: format, absence: absence)),
      xTitle: language("钟点", "hour"), yTitle: language("星期", "weekday"),
      note: RichText([note, peak.map { $0 + language("。", ".") } ?? ""].joined(separator: language("", " "))),
      alternative: prefix + title + language("，星期×钟点", ", weekday × hour")
        + (peak.map { language("；", "; ") + $0 } ?? ""),
      evidence: evidence)
  }

  private var worst: ReportTable {
    var table = ReportTable(
      "losses", caption: language("放弃最多的时段", "Hours that lose most calls"),
      columns: [
        .init(language("时段", "hour")), .init(language("平均呼入", "calls an hour"), .trailing),
        .init(language("请求人工", "asked"), .trailing), .init(language("放弃", "abandoned"), .trailing),
        .init(language("放弃率", "share"), .trailing), .init(language("占全部放弃", "of all abandoned"), .trailing),
      ])
    table.rows = load.heaviestLosses(10).map { cell in
      [
        .text("\(language.weekday(cell.weekday)) \(language.hour(cell.hour))").asHeader,
        .number(cell.callsPerHour, NumberFormat(.decimal(places: 1)), absent: language("没有数据", "no data")),
        .number(cell.asked, .count), .number(cell.abandoned, .count),
        .number(cell.abandonment, .percent, absent: language("不足10通", "fewer than 10")),
        .number(cell.abandoned / load.abandoned, NumberFormat(.percent(places: 1))),
      ]
    }
    return table
  }
}
