import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// T7: callers who call again, as shares alone: nobody can be told from them.
struct AnnualRepeats {
  let figures: AnnualFigures
  let language: Language
  let link: Anchor?

  /// The blocks.
  var blocks: [Document.Block] {
    let callers = figures.callers.reduce(0) { $0 + $1.callers }
    let calls = figures.callers.reduce(0) { $0 + $1.calls * $1.callers }
    guard callers > 0, calls > 0 else {
      return [.paragraph(RichText(language("来电没有主叫号码，不能统计重复来电。", "Calls carry no numbers: repeats cannot be told.")))]
    }
    var blocks: [Document.Block] = [
      .remark(
        RichText(
          language(
            "只公布占比；主叫号码以密钥化名保存，报告中不出现任何号码。", "Shares only: numbers are kept as keyed pseudonyms and none appears here.")
        ))
    ]
    blocks.append(.table(frequencies(callers: Double(callers), calls: Double(calls))))
    if let repeats = figures.repeats.first, repeats.funnel != nil { blocks.append(.table(topics(repeats))) }
    return blocks
  }

  private func frequencies(callers: Double, calls: Double) -> ReportTable {
    let bands: [(ClosedRange<Int>, String)] = [
      (1...1, language("1 次", "once")), (2...2, language("2 次", "twice")), (3...5, language("3–5 次", "3–5 times")),
      (6...10, language("6–10 次", "6–10 times")), (11...Int.max, language("11 次以上", "11 times or more")),
    ]
    var table = ReportTable(
      "T7", caption: language("T7 来电人按全年来电次数", "T7 Callers by how often they called in the year"),
      columns: [
        .init(language("全年来电", "called")), .init(language("占来电人", "of callers"), .trailing),
        .init(language("占来电", "of calls"), .trailing),
      ])
    let format = NumberFormat(.percent(places: 2))
    table.sums = .columns
    table.rows = bands.map { range, name in
      let inside = figures.callers.filter { range.contains($0.calls) }
      let count = Double(inside.reduce(0) { $0 + $1.callers })
      let share = Double(inside.reduce(0) { $0 + $1.calls * $1.callers }) / calls
      return [
        .text(name).asHeader, .number(count / callers, format).of(count), .number(share, format).of(count),
      ]
    }
    return table
  }

  private func topics(_ repeats: GroupComparison) -> ReportTable {
    var table = ReportTable(
      "T7-topics", caption: language("7天内重复来电率，按业务类别", "Repeat calls within 7 days, by topic"),
      note: RichText(
        language("▲显著低于、▼显著高于全体（越低越好）。", "▲ clearly below, ▼ clearly above the average (lower is better).")),
      columns: [.init(language("业务类别", "topic")), .init(repeats.metric.name(language), .trailing, link: link)])
    table.rows = repeats.members.filter { $0.cases >= FunnelPlot.fewestJudged }.map { member in
      [
        .text(language.name(member.name)).asHeader,
        .value(member.value, language).linked(to: link).judged(Status(repeats.standing(member))),
      ]
    }
    return table
  }
}
