import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// What an annual analysis begins with: volumes and reach, who stands out, where most is lost; then what the figures cover.
struct AnnualSentences {
  let figures: AnnualFigures
  let targets: ReportTargets
  let language: Language

  /// The sentences.
  var all: [RichText] { [operation, members, weaknesses].filter { !$0.isEmpty } }

  private func change(_ total: YearOnYear) -> String {
    guard let difference = total.difference else { return "" }
    let text = language.change(difference, total.now.metric)
    guard let isDifferent = total.isDifferent else { return language("（同比 \(text)）", " (\(text) on the year before)") }
    return isDifferent
      ? language("（同比 \(text)）", " (\(text) on the year before)")
      : language("（同比 \(text)，可由偶然解释）", " (\(text) on the year before, may be chance)")
  }

  private var operation: RichText {
    let volumes = figures.totals.filter { $0.now.metric.id == figures.roles[.calls]?.id }
    guard !volumes.isEmpty else {
      return RichText(language("\(figures.period.text)年没有来电记录。", "No calls are on record for \(figures.period.text)."))
    }
    var text = RichText(language("\(figures.period.text)年", "In \(figures.period.text) "))
    text += volumes.map { total in
      RichText(language("\(total.now.labels[0])热线呼入 ", "the hotline \(total.now.labels[0]) took "))
        + .strong(NumberText.count(total.now.value ?? 0)) + RichText(language(" 通", " calls") + change(total))
    }.joined(separator: language("、", ", "))
    if let orders = figures.main(figures.roles[.orders]), let count = orders.now.value {
      text +=
        RichText(language("，收到工单 ", ", and there were ")) + .strong(NumberText.count(count))
        + RichText(language(" 件", " orders") + change(orders))
    }
    for metric in figures.roles.annualSummary {
      guard let rate = figures.main(metric), let value = rate.now.value else { continue }
      text += RichText(language("；\(rate.now.metric.name.zh) ", "; \(rate.now.metric.name.en) "))
      text += .strong(language.text(value, rate.now.metric)) + RichText(change(rate))
      if let target = targets.target(rate.now.metric, line: rate.now.labels[0]) {
        let goal = target.text(in: rate.now.metric.unit)(language)
        text += RichText(
          target.isMet(by: value)
            ? language("，达到目标 \(goal)", ", target \(goal) met") : language("，未达到目标 \(goal)", ", target \(goal) missed"))
      }
    }
    return text + RichText(language("。", "."))
  }

  /// Members that fall behind by more than chance, each with the metrics in which it does.
  private func outliers(_ members: MemberFigures) -> [String] {
    var names: [String: [String]] = [:]
    for (comparison, _) in members.shares {
      for member in comparison.members(.worse) {
        names[member.name, default: []].append(comparison.metric.name(language))
      }
    }
    return names.keys.sorted { left, right in
      func place(_ name: String) -> (Int, String) { (members.order.firstIndex(of: name) ?? .max, name) }
      return place(left) < place(right)
    }.map { name in
      let metrics = language.list(names[name] ?? [])
      return language("\(name)（\(metrics)）", "\(name) (\(metrics))")
    }
  }

  private var members: RichText {
    guard !figures.districts.shares.isEmpty || !figures.units.shares.isEmpty else { return "" }
    let districts = outliers(figures.districts)
    let units = outliers(figures.units)
    let first =
      districts.isEmpty
      ? language("各区之间没有超出偶然的落差", "no district falls behind by more than chance")
      : language(
        "明显差于全体均值的区：\(language.list(districts))", "districts clearly behind the average: \(language.list(districts))")
    let second =
      units.isEmpty
      ? language("承办单位之间没有超出偶然和固有差异的落差", "no unit falls behind by more than chance and usual variety")
      : language("明显差于全体均值的承办单位：\(language.list(units))", "units clearly behind: \(language.list(units))")
    return RichText(
      language(
        "\(first)；\(second)；其余差异可由偶然解释，不作排名。",
        "Compared: \(first); \(second); chance explains the rest, which is not ranked."))
  }

  private var weaknesses: RichText {
    var parts: [RichText] = []
    let weak = figures.shortfalls.flatMap { group in
      group.shortfalls.filter { $0.standing == .worse }.map { (group.metric, $0) }
    }.sorted { $0.1.cases > $1.1.cases }
    if let (metric, worst) = weak.first {
      let share = worst.value.value.map { language.text($0, metric) } ?? ""
      parts.append(
        RichText(language("最大的短板是", "The greatest shortfall is "))
          + .link(
            language("\(worst.labels[0])的“\(worst.labels[1])”", "\(worst.labels[0]), \(worst.labels[1])"),
            to: Anchor("shortfall-\(metric.id)"))
          + RichText(
            language(
              "（\(metric.name.zh) \(share)，比平均水平少 \(NumberText.decimal(worst.cases, places: 0)) 件）",
              " (\(metric.name.en) \(share), \(NumberText.decimal(worst.cases, places: 0)) cases fewer than at the average)"
            )))
    } else {
      parts.append(
        RichText(language("没有哪个单位的哪类诉求低于平均的程度超出偶然", "no unit and topic falls behind the average by more than chance")))
    }
    let narrow = figures.demand.bottlenecks
    let hours = narrow.prefix(4).map { hour in
      language(
        "\(hour.isWorkingDay ? "工作日" : "休息日")\(hour.hour)时",
        "\(hour.isWorkingDay ? "working days" : "days off") \(language.hour(hour.hour))")
    }
    if !narrow.isEmpty {
      let goal = NumberText.percent(figures.demand.goal.connection, places: 0)
      let least = NumberText.decimal(narrow.map(\.seatsShort).min() ?? 0, places: 1)
      let most = NumberText.decimal(narrow.map(\.seatsShort).max() ?? 0, places: 1)
      let short =
        least == most ? language("约 \(least) ", "about \(least)") : language(" \(least)–\(most) ", "\(least)–\(most)")
      parts.append(
        RichText(language("接听的瓶颈在", "calls are lost to too few seats at "))
          + .link(language.list(hours), to: "seats")
          + RichText(
            language(
              "，按接通率 \(goal) 各缺\(short)席", ", \(short) seats short of \(goal) connected")))
    } else if !figures.demand.hours.isEmpty {
      parts.append(RichText(language("平均席位足以达到所求的接通率", "seats suffice on average for the connection rate wanted")))
    }
    return parts.joined(separator: language("；", "; ")) + RichText(language("。", "."))
  }

  /// What the figures cover.
  var scope: [RichText] {
    let files = figures.quality.sources
    let place = Locality.current.name
    let simulated =
      figures.isSimulated ? [language("数据为模拟数据，仅供演示。", "The data are made up, for show only.")] : []
    let texts = [
      language(
        "统计期：\(figures.period.first.iso) 至 \(figures.period.last.iso)；数据截至 \(LocalTime.text(figures.asOf))（\(place.zh)时间）。",
        "Period: \(figures.period.first.iso) to \(figures.period.last.iso); data as of \(LocalTime.text(figures.asOf)) (\(place.en) time)."
      ),
      language(
        "来源文件 \(files.count) 个，拒绝 \(NumberText.count(Double(figures.quality.rejected))) 行；剔除的件数见 T8，口径见文末。",
        "\(files.count) source files, \(NumberText.count(Double(figures.quality.rejected))) rows rejected; exclusions in T8, definitions at the end."
      ),
      language(
        "按各区人口的比率未计算：数据中没有人口数。区的名称和归属以名录为准。",
        "Rates per resident are not computed: the data hold no populations. Names of districts follow the file of names."
      ),
    ]
    return (texts + simulated).map { RichText($0) }
  }
}
