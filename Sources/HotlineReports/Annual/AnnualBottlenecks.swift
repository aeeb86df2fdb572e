import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// 瓶颈: hours in which calls are lost because there are many, with the seats needed beside those that were there.
struct AnnualBottlenecks {
  let demand: SeatDemand
  /// Whether the report is of a part of the calls, while seats answer those of all.
  let isOfPart: Bool
  let language: Language
  /// Calls below which a public version hides counts; `nil` shows all.
  let hiddenUnder: Int?

  private let oneDecimal = NumberFormat(.decimal(places: 1))

  /// The blocks.
  var blocks: [Document.Block] {
    guard !isOfPart else {
      let text = language(
        "座席接听全部来电，不按部分测算席位；全市的测算见全年报告。",
        "Seats answer all calls: those of a part are not computed; see the report of all.")
      return [.paragraph(RichText(text))]
    }
    guard !demand.isHidden else {
      let text = language("各钟点的来电数不公布，席位不作测算。", "The calls of the hours are not published: no seats are computed.")
      return [.paragraph(RichText(text))]
    }
    guard !demand.hours.isEmpty else {
      return [
        .paragraph(
          RichText(language("没有请求人工的来电记录，不能测算席位。", "No calls that asked for a seat are on record: nothing to compute."))
        )
      ]
    }
    return [
      .list(findings), .table(bands), .figure(figure(isWorkingDay: true)), .figure(figure(isWorkingDay: false)),
      .table(table),
    ]
  }

  private func day(_ isWorkingDay: Bool) -> String {
    isWorkingDay ? language("工作日", "working days") : language("休息日", "days off")
  }

  private func name(_ hour: SeatDemand.Hour) -> String {
    language(
      "\(day(hour.isWorkingDay)) \(language.hour(hour.hour))", "\(day(hour.isWorkingDay)), \(language.hour(hour.hour))")
  }

  private var goal: String { NumberText.percent(demand.goal.connection, places: 0) }

  private var findings: [RichText] {
    let narrow = demand.bottlenecks
    let all = demand.hours.reduce(0) { $0 + $1.abandoned }
    let driven = demand.hours.filter(\.isLoadDriven)
    let lost = driven.reduce(0) { $0 + $1.abandoned }
    var texts: [String] = []
    // A sum over hours of which one is hidden would tell it.
    let isSumHidden =
      driven.contains(where: \.hidesAbandoned) || hiddenUnder.map { lost < $0 || all - lost < $0 } ?? false
    let share = NumberText.percent(all > 0 ? Double(lost) / Double(all) : 0, places: 1)
    let sum =
      isSumHidden
      ? ""
      : language(
        "，合计放弃 \(NumberText.count(Double(lost))) 通，占全部放弃的 \(share)",
        ", \(NumberText.count(Double(lost))) calls, \(share) of all abandoned")
    texts.append(
      driven.isEmpty
        ? language("没有哪个钟点的放弃明显来自来电多。", "In no hour are calls clearly lost for being many.")
        : language(
          "放弃随负荷上升的钟点共 \(driven.count) 个\(sum)：这些钟点里，来电较多的一半日子的放弃率明显高于较少的一半。",
          "In \(language.plural(driven.count, "hour", "hours")) abandonment rises with load\(sum): there the busier half of days loses clearly more than the quieter half."
        ))
    texts.append(
      narrow.isEmpty
        ? language("按接通率 \(goal) 测算，没有席位不足的瓶颈钟点。", "For \(goal) connected no hour is short of seats on average.")
        : language(
          "其中席位不足的\(narrow.count)个钟点：\(language.list(narrow.map { "\(name($0))（需\($0.seatsForConnection ?? 0)席，在岗\(oneDecimal.text($0.seatsThere))）" }))。",
          "Short of seats, \(narrow.count): \(language.list(narrow.map { "\(name($0)) (\($0.seatsForConnection ?? 0) needed, \(oneDecimal.text($0.seatsThere)) there)" }))."
        ))
    if let patience = demand.patienceSeconds, all >= hiddenUnder ?? 0 {
      texts.append(
        language(
          "市民平均愿意等待约 \(NumberText.decimal(patience, places: 0)) 秒（全部等待秒数÷放弃数，已计入接听者的等待）。",
          "Callers are ready to wait about \(NumberText.decimal(patience, places: 0)) s on average (all seconds waited ÷ abandoned)."
        ))
    }
    texts.append(
      language(
        "测算按各热线合计的平均来电和通话时长，未含话后整理和离席，故为下限；在岗席位为该钟点实际接听过电话的坐席人数。",
        "Computed from average calls of all lines and talk times, without wrap-up and breaks: lower bounds. Seats there are the distinct agents who answered in the hour."
      ))
    return texts.map { RichText($0) }
  }

  private var bands: ReportTable {
    var table = ReportTable(
      "load-bands", caption: language("负荷与放弃", "Load and abandonment"),
      note: RichText(
        language(
          "每席每小时来电数＝该小时请求人工的来电÷接听过电话的坐席人数。", "Calls a seat and hour: calls that asked for a seat ÷ agents who answered."
        )),
      columns: [
        .init(language("每席每小时来电", "calls a seat and hour")), .init(language("请求人工", "asked"), .trailing),
        .init(language("放弃", "abandoned"), .trailing), .init(language("放弃率", "share"), .trailing),
      ])
    table.rows = demand.bands.map { band in
      let from = NumberText.decimal(band.from, places: 0)
      let load = band.to.map { "\(from)–\(NumberText.decimal($0, places: 0))" } ?? "≥ \(from)"
      let label = band.isUnattended ? language("无人接听的钟点", "hours in which nobody answered") : load
      guard !band.isHidden else {
        let hidden = ReportTable.Cell.absent(language("不公布", "not published"))
        return [.text(label).asHeader, hidden, hidden, hidden]
      }
      return [
        .text(label).asHeader, .number(Double(band.asked), .count), .number(Double(band.abandoned), .count),
        .number(
          band.asked >= Int(FunnelPlot.fewestShown) ? Double(band.abandoned) / Double(band.asked) : nil, .percent,
          absent: language("不足10通", "fewer than 10")),
      ]
    }
    return table
  }

  private func figure(isWorkingDay: Bool) -> Figure {
    let hours = Dictionary(demand.hours.filter { $0.isWorkingDay == isWorkingDay }.map { ($0.hour, $0) }) { first, _ in
      first
    }
    let series = [
      Chart.Series(language("在岗席位", "seats there"), (0..<24).map { hours[$0]?.seatsThere }),
      Chart.Series(
        language("接通率\(goal)所需（Erlang A）", "needed for \(goal) connected (Erlang A)"),
        (0..<24).map { hours[$0]?.seatsForConnection.map(Double.init) }),
      Chart.Series(
        language("15秒80%所需（Erlang C）", "needed for 80 % in 15 s (Erlang C)"),
        (0..<24).map { hours[$0]?.seatsForServiceLevel.map(Double.init) }),
    ]
    let short = (0..<24).compactMap { hours[$0] }.filter(demand.isBottleneck)
    let finding =
      short.isEmpty
      ? language("没有席位瓶颈", "no bottleneck")
      : language(
        "席位不足的钟点：\(language.list(short.map { "\($0.hour)时" }))",
        "short at \(language.list(short.map { language.hour($0.hour) }))")
    return Figure(
      isWorkingDay ? "seats-working" : "seats-other",
      title: language("\(day(isWorkingDay))各钟点席位：\(finding)", "Seats by hour, \(day(isWorkingDay)): \(finding)"),
      chart: .lines(
        Chart.Lines(labels: (0..<24).map(String.init), series: series, format: oneDecimal, isStepped: true)),
      xTitle: language("钟点", "hour"), yTitle: language("席位", "seats"),
      alternative: language(
        "\(day(isWorkingDay))各钟点在岗席位与所需席位；\(finding)",
        "Seats there and needed by hour, \(day(isWorkingDay)); \(finding)"))
  }

  private var table: ReportTable {
    var table = ReportTable(
      "seats", caption: language("各钟点席位需求", "Seats needed by hour"),
      note: RichText(
        language(
          "忙日：十天中九天不超过的来电数。缺口只在放弃随负荷上升、接通率低于\(goal)且所需席位多于在岗席位的钟点（瓶颈）计算，取整席。",
          "Busy day: calls that nine days of ten do not exceed. Short: whole seats, only in bottlenecks: hours that lose calls by load, miss \(goal) and need more seats than were there."
        )),
      columns: [
        .init(language("钟点", "hour")), .init(language("平均来电", "calls"), .trailing),
        .init(language("平均通话（秒）", "talk (s)"), .trailing), .init(language("放弃率", "abandoned"), .trailing),
        .init(language("在岗席位", "seats there"), .trailing),
        .init(language("接通率\(goal)需", "for \(goal) connected"), .trailing),
        .init(language("缺口", "short"), .trailing), .init(language("忙日来电", "busy day's calls"), .trailing),
        .init(language("忙日需", "for a busy day"), .trailing),
        .init(language("15秒80%需", "for 80 % in 15 s"), .trailing),
        .init(language("判断", "verdict")),
      ])
    let unknown = language("无法测算", "cannot be computed")
    table.rows = demand.hours.map { hour in
      let verdict =
        hour.isLoadDriven
        ? (demand.isBottleneck(hour)
          ? language("瓶颈：负荷所致且席位不足", "bottleneck: load, too few seats") : language("随负荷上升", "rises with load"))
        : ""
      let hidden = language("不公布", "not published")
      // What came on one day is a count as well.
      let isBusyHidden =
        hour.hidesCalls || hiddenUnder.map { hour.busyCalls > 0 && hour.busyCalls < Double($0) } ?? false
      return [
        .text(name(hour)).asHeader, .number(hour.hidesCalls ? nil : hour.callsPerHour, oneDecimal, absent: hidden),
        .number(hour.talkSeconds > 0 ? hour.talkSeconds : nil, NumberFormat(.decimal(places: 0)), absent: unknown),
        .number(
          hour.hidesAbandoned ? nil : hour.abandonment, .percent,
          absent: hour.hidesAbandoned ? hidden : language("不足10通", "fewer than 10")),
        .number(hour.seatsThere, oneDecimal),
        .number(hour.seatsForConnection.map(Double.init), .count, absent: unknown),
        .number(demand.isBottleneck(hour) ? Double(hour.wholeSeatsShort) : 0, .count),
        .number(isBusyHidden ? nil : hour.busyCalls, .count, absent: hidden),
        .number(hour.seatsForBusyDay.map(Double.init), .count, absent: unknown),
        .number(hour.seatsForServiceLevel.map(Double.init), .count, absent: unknown),
        .text(verdict).judged(hour.isLoadDriven ? (demand.isBottleneck(hour) ? .worse : .high) : nil),
      ]
    }
    return table
  }
}
