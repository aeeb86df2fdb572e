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

  /// How often: the bands of T7.
  static let bands: [ClosedRange<Int>] = [1...1, 2...2, 3...5, 6...10, 11...Int.max]

  /// The blocks.
  var blocks: [Document.Block] {
    guard let callers = figures.callers else {
      return [
        .paragraph(
          RichText(language("没有带主叫号码的来电记录，不能统计重复来电。", "No calls with a number are on record: repeats cannot be told.")))
      ]
    }
    var blocks: [Document.Block] = [
      .remark(
        RichText(
          language(
            "只公布占比；主叫号码以密钥化名保存，报告中不出现任何号码。", "Shares only: numbers are kept as keyed pseudonyms and none appears here.")
        ))
    ]
    blocks.append(.table(frequencies(callers)))
    if let repeats = figures.repeats.first, repeats.funnel != nil { blocks.append(.table(topics(repeats))) }
    return blocks
  }

  private func name(_ calls: ClosedRange<Int>) -> String {
    if calls.count == 1 {
      return calls.lowerBound == 1
        ? language("1 次", "once")
        : language("\(calls.lowerBound) 次", calls.lowerBound == 2 ? "twice" : "\(calls.lowerBound) times")
    }
    return calls.upperBound == .max
      ? language("\(calls.lowerBound) 次以上", "\(calls.lowerBound) times or more")
      : language("\(calls.lowerBound)–\(calls.upperBound) 次", "\(calls.lowerBound)–\(calls.upperBound) times")
  }

  /// The days whose calls nobody knows: who called again on them is not counted.
  private var missing: [String] {
    figures.volumes.filter { $0.now.metric.id == figures.roles[.calls]?.id }.flatMap { total in
      total.now.missingDays.map { $0.note(language) }
    }
  }

  private func frequencies(_ callers: CallerBands) -> ReportTable {
    var table = ReportTable(
      "T7", caption: language("T7 来电人按全年来电次数", "T7 Callers by how often they called in the year"),
      note: missing.isEmpty ? "" : RichText(missing.joined(separator: language("；", "; "))),
      columns: [
        .init(language("全年来电", "called")), .init(language("占来电人", "of callers"), .trailing),
        .init(language("占来电", "of calls"), .trailing),
      ])
    let hidden = language("不公布", "not published")
    table.rows = callers.bands.map { band in
      [
        .text(name(band.calls)).asHeader, .number(band.ofCallers, .percent, absent: hidden),
        .number(band.ofCalls, .percent, absent: hidden),
      ]
    }
    return table
  }

  private func topics(_ repeats: GroupComparison) -> ReportTable {
    var table = ReportTable(
      "T7-topics", caption: language("7天内重复来电率，按业务类别", "Repeat calls within 7 days, by topic"),
      note: RichText(
        language(
          "▲显著低于、▼显著高于全体（越低越好）；↓偏低、↑偏高（95%–99.8%界限之间）。",
          "▲ clearly below, ▼ clearly above the average (lower is better); ↓ low, ↑ high (between the 95 and 99.8 % limits)."
        )),
      columns: [.init(language("业务类别", "topic")), .init(repeats.metric.name(language), .trailing, link: link)])
    table.rows = repeats.members.filter { $0.cases >= FunnelPlot.fewestJudged }.map { member in
      let status = Status(repeats.standing(member)).directed(isUp: repeats.isAbove(member) ?? false)
      return [
        .text(language.name(member.name)).asHeader,
        .value(member.value, language).linked(to: link).judged(status),
      ]
    }
    return table
  }
}
