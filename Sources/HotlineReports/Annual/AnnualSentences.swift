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
  let part: ReportPart
  let language: Language

  /// The sentences.
  var all: [RichText] { [operation, members, weaknesses].filter { !$0.isEmpty }.map(language.sentence) }

  /// `（同比提高1.14个百分点）`.
  private func change(_ total: YearOnYear) -> String {
    if let unlike = figures.unlikeMonths(total.now.metric, line: total.now.labels[0]) {
      return language("（\(unlike.text(language))）", " (\(unlike.text(language)))")
    }
    guard let difference = total.difference else { return "" }
    let metric = total.now.metric
    let printed = language.printedDifference(
      difference, metric, now: total.now.value, before: total.before?.value)
    let size = language.change(abs(printed), metric).replacing("+", with: "").replacing(" 个", with: "个")
    let isNothing = printed == 0 || Double(size.prefix { "0123456789.".contains($0) }) == 0
    let move =
      isNothing
      ? difference == 0 ? language("持平", "unchanged") : language("基本持平", "hardly changed")
      : (printed > 0 ? language(metric.unit.isRate ? "提高" : "增长", "up ") : language("下降", "down ")) + size
    let text = language("同比\(move)", "\(move) on the year before")
    return total.isDifferent == false
      ? language("（\(text)，差异不显著）", " (\(text), not significant)") : language("（\(text)）", " (\(text))")
  }

  private var operation: RichText {
    let volumes = figures.totals.filter { $0.now.metric.id == figures.roles[.calls]?.id }
    guard !volumes.isEmpty else {
      if figures.hidesCalls {
        return RichText(
          language("\(figures.period.text)年的来电数不公布。", "The calls of \(figures.period.text) are not published."))
      }
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
      let target = targets.target(rate.now.metric, line: rate.now.labels[0])
      text +=
        .strong(
          target.map { language.text(value, rate.now.metric, against: $0.value) }
            ?? language.text(value, rate.now.metric))
        + RichText(change(rate))
      if let target {
        let goal = target.text(in: rate.now.metric.unit)(language)
        let verdict =
          switch figures.status(rate.now, target: target, targets) {
          case .met: language("，达到目标 \(goal)", ", target \(goal) met")
          case .missed: language("，未达到目标 \(goal)", ", target \(goal) missed")
          default: language("（目标 \(goal)，待评）", " (target \(goal), open)")
          }
        text += RichText(verdict)
      }
    }
    return text + RichText(targetCount) + RichText(language("。", "."))
  }

  /// How many of all targets the year meets, rates and counts, and which it does not.
  private var targetCount: String {
    let judged = figures.totals.compactMap { total -> (total: YearOnYear, target: Target, status: Status)? in
      guard let target = targets.target(total.now.metric, line: total.now.labels[0]) else { return nil }
      return (total, target, figures.status(total.now, target: target, targets))
    }
    guard !judged.isEmpty else { return "" }
    let met = judged.count { $0.status == .met }
    func names(_ statuses: Set<Status>) -> [String] {
      judged.filter { statuses.contains($0.status) }.map { total, target, _ in
        let name = language.name(total.now.metric, line: total.now.labels[0])
        let goal = target.text(in: total.now.metric.unit)(language)
        let value = total.now.value.map { language.text($0, total.now.metric, against: target.value) } ?? "–"
        return language("\(name)\(value)（目标\(goal)）", "\(name) \(value) (target \(goal))")
      }
    }
    var text =
      met == judged.count
      ? language(
        "；\(judged.count)项考核指标全部达标",
        judged.count == 1 ? "; the only target is met" : "; all \(judged.count) targets are met")
      : language(
        "；\(judged.count)项考核指标中\(met)项达标",
        "; of \(language.plural(judged.count, "target", "targets")) \(met) \(met == 1 ? "is" : "are") met")
    let missed = names([.missed])
    let open = names([.open, .tooFew])
    if !missed.isEmpty { text += language("，未达标：\(language.list(missed))", ", missed: \(language.list(missed))") }
    if !open.isEmpty {
      text += language("，数据不足、待评：\(language.list(open))", ", open for want of data: \(language.list(open))")
    }
    return text
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

  /// Which districts, or which units, are behind.
  private func behind(_ members: MemberFigures) -> String {
    let names = outliers(members)
    let all = part.isAll && members.dimension == .district ? "全市" : ""
    return switch (members.dimension == .district, names.isEmpty) {
    case (true, true): language("没有区在界限以外落后", "no district is behind beyond the limits")
    case (false, true): language("没有承办单位在界限以外落后", "no unit is behind beyond the limits")
    case (true, false):
      language(
        "明显低于\(all)平均水平的区：\(language.list(names))", "districts clearly behind the average: \(language.list(names))")
    case (false, false):
      language("明显低于平均水平的承办单位：\(language.list(names))", "units clearly behind: \(language.list(names))")
    }
  }

  private var members: RichText {
    let compared = [figures.districts, figures.units].filter { !part.isOne($0.dimension) }
    let shares = compared.flatMap(\.shares)
    guard shares.contains(where: { !$0.comparison.members.isEmpty }) else { return "" }
    let isPart = shares.contains { !$0.comparison.hidden.isEmpty }
    let among = isPart ? language("仅就公布的数值而言，", "of the figures published, ") : ""
    let found = compared.map(behind).joined(separator: language("；", "; "))
    let wide = shares.contains {
      $0.comparison.heterogeneity.map { !$0.isChance } ?? false
    }
    let rest =
      wide
      ? language(
        "其余未超出99.8%界限，其中差异大于偶然的指标见各章，不作排名",
        "the others are within the 99.8 % limits; where they still differ by more than chance, the chapters say so; nobody is ranked"
      )
      : isPart
        ? language("其余未超出99.8%界限，不作排名", "the others are within the 99.8 % limits; nobody is ranked")
        : language("其余差异不显著，不作排名", "the others do not differ significantly; nobody is ranked")
    return RichText(language("\(among)\(found)；\(rest)。", "Compared: \(among)\(found); \(rest)."))
  }

  private var weaknesses: RichText {
    var parts: [RichText] = []
    let weak = figures.shortfalls.flatMap { group in
      group.shortfalls.filter { $0.standing == .worse }.map { (group.metric, $0) }
    }.sorted { $0.1.cases > $1.1.cases }
    // What a public version hides may be worse still.
    let among = figures.isPublic ? language("公布的数值中，", "of the figures published, ") : ""
    if let (metric, worst) = weak.first {
      let share = worst.value.value.map { language.text($0, metric) } ?? ""
      parts.append(
        RichText(
          language(
            "\(among)最大的短板是", "\(figures.isPublic ? "Of the figures published, the" : "The") greatest shortfall is "))
          + .link(
            language("\(worst.labels[0])的“\(worst.labels[1])”", "\(worst.labels[0]), \(worst.labels[1])"),
            to: Anchor("shortfall-\(metric.id)"))
          + RichText(
            language(
              "（\(metric.name.zh) \(share)，比平均水平少 \(NumberText.decimal(worst.cases, places: 0)) 件）",
              " (\(metric.name.en) \(share), \(language.plural(Int(worst.cases.rounded()), "case", "cases")) fewer than at the average)"
            )))
    } else if !figures.shortfalls.isEmpty {
      parts.append(
        RichText(
          language(
            "\(among)没有哪个单位的哪类诉求低于平均水平到99.8%界限以外",
            "\(among)no unit and topic is behind the average beyond the 99.8 % limits")))
    }
    let narrow = figures.demand.bottlenecks
    let hours = narrow.prefix(4).map { hour in
      language(
        "\(hour.isWorkingDay ? "工作日" : "休息日")\(hour.hour)时",
        "\(hour.isWorkingDay ? "working days" : "days off") \(language.hour(hour.hour))")
    }
    if !narrow.isEmpty {
      let goal = NumberText.percent(figures.demand.goal.connection, places: 0)
      let least = narrow.map(\.wholeSeatsShort).min() ?? 0
      let most = narrow.map(\.wholeSeatsShort).max() ?? 0
      let short = least == most ? "\(least)" : "\(least)–\(most)"
      let others =
        narrow.count > hours.count ? language("等\(narrow.count)个钟点", " and \(narrow.count - hours.count) more") : ""
      parts.append(
        RichText(language("接听的瓶颈在", "calls are lost to too few seats at "))
          + .link(language.list(hours) + others, to: "seats")
          + RichText(
            language(
              "，按接通率\(goal)各缺\(short)席", ", \(short) \(short == "1" ? "seat" : "seats") short of \(goal) connected")))
    } else if !figures.demand.hours.isEmpty {
      parts.append(RichText(language("没有发现因席位不足而丢失来电的钟点", "no hour was found in which too few seats lose calls")))
    }
    return parts.isEmpty ? "" : parts.joined(separator: language("；", "; ")) + RichText(language("。", "."))
  }

  /// What the figures cover.
  var scope: [RichText] {
    let files = figures.quality.sources
    let simulated =
      figures.isSimulated ? [language("数据为模拟数据，仅供演示。", "The data are made up, for show only.")] : []
    let texts = [
      language(
        "统计期：\(figures.period.first.iso) 至 \(figures.period.last.iso)。",
        "Period: \(figures.period.first.iso) to \(figures.period.last.iso)."
      ),
      language(
        "来源文件 \(files.count) 个\(figures.isPublic ? "" : "，拒绝 \(NumberText.count(Double(figures.quality.rejected))) 行")；剔除的件数见 T8，口径见文末。",
        "\(language.plural(files.count, "source file", "source files"))\(figures.isPublic ? "" : ", \(language.plural(figures.quality.rejected, "row", "rows")) rejected"); exclusions in T8, definitions at the end."
      ),
      language(
        "按各区人口的比率未计算：数据中没有人口数。区的名称和归属以名录为准。",
        "Rates per resident are not computed: the data hold no populations. Names of districts follow the file of names."
      ),
    ]
    return (texts + simulated).map { RichText($0) }
  }
}
