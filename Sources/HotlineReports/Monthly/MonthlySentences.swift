import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// The three sentences that a monthly report begins with: how busy and how reachable the line was; targets and changes;
/// where to act. Drafted from the figures; what is absent is not mentioned.
struct MonthlySentences {
  let figures: MonthlyFigures
  let targets: ReportTargets
  let language: Language
  /// Whether the report is for the public: single units' orders are then not told.
  let isPublic: Bool

  /// The sentences.
  var all: [RichText] { [calls, verdicts, actions].filter { !$0.isEmpty }.map(language.sentence) }

  private func changes(_ series: MetricSeries) -> [String] {
    [
      language.change(of: series, monthsBack: 1, label: language("较上月", "the month before")),
      language.change(of: series, monthsBack: 12, label: language("较上年同月", "the same month last year")),
    ].compactMap { $0 }
  }

  private var calls: RichText {
    guard let volume = figures.main(.calls), let calls = volume.last?.value else {
      if figures.main(.calls)?.last?.isSuppressed == true {
        return RichText(
          language(
            "\(language.month(figures.month))的来电数不公布。",
            "The calls of \(language.month(figures.month)) are not published."))
      }
      // Of two hotlines the one with most calls may have no file of the month.
      let main = figures.main(.calls)
      let hasOthers = figures.series.contains {
        $0.metric.id == main?.metric.id && $0.line != main?.line && ($0.last?.value ?? 0) > 0
      }
      let line = hasOthers ? main?.line : nil
      return RichText(
        language(
          "\(language.month(figures.month))没有\(line.map { "\($0)热线的" } ?? "")来电记录，不能说明本月的话务。",
          "No calls\(line.map { " of \($0)" } ?? "") are on record for \(language.month(figures.month)): nothing can be said of the month's calls."
        ))
    }
    let line = volume.line ?? language("热线", "the hotline")
    var text = RichText(
      language(
        "\(language.month(figures.month))\(line)热线呼入", "In \(language.month(figures.month)) the hotline \(line) took ")
    )
    text += .strong(NumberText.count(calls)) + RichText(language("通", " calls"))
    var remarks = changes(volume)
    if let holidays = volume.days.last.flatMap({ language.holidays($0) }) {
      remarks.append(language("本月含\(holidays)", "the month has \(holidays)"))
    }
    if !volume.isWhole {
      let until = LocalDay(containing: volume.asOf).iso
      remarks.append(
        language("来电数据只到\(until)，未满月，不与整月比较", "calls end on \(until): a part of a month, not compared with whole ones"))
    }
    remarks += volume.isWhole ? holes(volume) : []
    if !remarks.isEmpty {
      text += RichText(language("（", " (") + remarks.joined(separator: language("；", "; ")) + language("）", ")"))
    }
    text += connection
    return text + RichText(language("。", "."))
  }

  /// The connection rate, its target, its change and the calls that were lost.
  private var connection: RichText {
    guard let rate = figures.main(.connection), let value = rate.last, let number = value.value else { return "" }
    let target = targets.target(rate.metric, line: rate.line)
    var text = RichText(language("；人工接通率", "; the connection rate was "))
    text += .strong(
      target.map { language.text(number, rate.metric, against: $0.value) } ?? language.text(number, rate.metric))
    text += RichText(language("（\(language.counts(value))）", " (\(language.counts(value)))"))
    if let target {
      let goal = target.text(in: rate.metric.unit)(language)
      text += RichText(
        target.isMet(by: number)
          ? language("，达到目标\(goal)", ", target \(goal) met") : language("，未达到目标\(goal)", ", target \(goal) missed"))
    }
    if let change = language.change(of: rate, monthsBack: 1, label: language("较上月", "the month before")) {
      text += RichText(language("，\(change)", ", \(change)"))
    }
    if let point = rate.lastPoint, let signal = point.signal {
      let words = language.signal(signal, isUpward: point.isUpward)
      text += RichText(language("，\(words)", ", \(words)"))
    }
    if let lost = Self.missed(value) {
      // Counts of months of which days have no file are not compared.
      let earlier = rate.values.dropLast().last.flatMap { $0 }.flatMap { $0.missingDays.isEmpty ? $0 : nil }
      let before = value.missingDays.isEmpty ? earlier.flatMap(Self.missed) : nil
      let more = before.map { before -> String in
        let difference = lost - before
        if difference == 0 { return language("（与上月相同）", " (as many as the month before)") }
        let count = NumberText.count(abs(difference))
        return difference > 0
          ? language("（比上月多\(count)通）", " (\(count) more than the month before)")
          : language("（比上月少\(count)通）", " (\(count) fewer than the month before)")
      }
      text +=
        RichText(language("，未接通", "; ")) + .strong(NumberText.count(lost))
        + RichText(language("通", " calls were not connected") + (more ?? ""))
    }
    return text
  }

  /// Cases below the line and not above it.
  private static func missed(_ value: MetricValue) -> Double? {
    guard let cases = value.numerator, let all = value.denominator else { return nil }
    return all - cases
  }

  /// Every target, of rates and of counts, with what the month says of it.
  private var judged: [(series: MetricSeries, target: Target, status: Status)] {
    figures.series.compactMap { series in
      guard let target = targets.target(series.metric, line: series.line) else { return nil }
      let status =
        series.metric.isRatio
        ? targets.status(series.last, target: target)
        : YearOutlook(series, target: target, language: language).paceStatus
      return (series, target, status)
    }
  }

  private var verdicts: RichText {
    let judged = judged
    var parts: [String] = []
    func named(_ status: Status) -> [(series: MetricSeries, target: Target, status: Status)] {
      judged.filter { $0.status == status }
    }
    if judged.isEmpty {
      parts.append(language("本月没有可比的目标", "There are no targets to compare with"))
    } else {
      let met = named(.met).count
      let isOfPace = judged.contains { !$0.series.metric.isRatio && [.met, .missed].contains($0.status) }
      let pace = isOfPace && figures.month.month < 12 ? language("（数量类按进度）", " (counts by their pace)") : ""
      parts.append(
        met == judged.count
          ? language(
            "\(judged.count)项考核指标全部达标\(pace)",
            judged.count == 1 ? "The only target is met\(pace)" : "All \(judged.count) targets are met\(pace)")
          : language(
            "\(judged.count)项考核指标中\(met)项达标\(pace)",
            "Of \(language.plural(judged.count, "target", "targets")) \(met) \(met == 1 ? "is" : "are") met\(pace)"))
      let missed = named(.missed).map(missedText)
      if !missed.isEmpty { parts.append(language("未达标：\(language.list(missed))", "missed: \(language.list(missed))")) }
      let few = named(.tooFew).filter { $0.series.last?.value != nil }.map {
        language.name($0.series.metric, line: $0.series.line)
      }
      func isHidden(_ series: MetricSeries) -> Bool { series.last?.isSuppressed == true }
      let hidden = judged.filter { isHidden($0.series) }.map { language.name($0.series.metric, line: $0.series.line) }
      let unknown =
        (named(.tooFew).filter { $0.series.last?.value == nil } + named(.open)).filter { !isHidden($0.series) }.map {
          language.name($0.series.metric, line: $0.series.line)
        }
      if !few.isEmpty {
        parts.append(language("样本不足、不作判断：\(language.list(few))", "too few to judge: \(language.list(few))"))
      }
      if !unknown.isEmpty {
        parts.append(language("数据不足、待评：\(language.list(unknown))", "not enough data, open: \(language.list(unknown))"))
      }
      if !hidden.isEmpty {
        parts.append(language("不公布：\(language.list(hidden))", "not published: \(language.list(hidden))"))
      }
    }
    return RichText((parts + [signals]).joined(separator: language("；", "; ")) + language("。", "."))
  }

  private func missedText(_ judged: (series: MetricSeries, target: Target, status: Status)) -> String {
    let (series, target, _) = judged
    let name = language.name(series.metric, line: series.line)
    let goal = target.text(in: series.metric.unit)(language)
    guard series.metric.isRatio else {
      let text = YearOutlook(series, target: target, language: language).paceText ?? ""
      return language("\(name)（目标全年\(goal)，\(text)）", "\(name) (target \(goal) a year, \(text))")
    }
    let value = series.last?.value.map { language.text($0, series.metric, against: target.value) } ?? ""
    return language("\(name)\(value)（目标\(goal)）", "\(name) \(value) (target \(goal))")
  }

  /// What the charts say, and of how many series they say nothing.
  private var signals: String {
    let points = figures.series.map { ($0, $0.lastPoint) }
    let changed = points.compactMap { series, point -> String? in
      guard let point, let signal = point.signal else { return nil }
      let words = language.signal(signal, isUpward: point.isUpward)
      return language(
        "\(language.name(series.metric, line: series.line))（\(words)）",
        "\(language.name(series.metric, line: series.line)) (\(words))")
    }
    let usual = points.count { $0.1 != nil && $0.1?.signal == nil }
    let unjudged = points.count { $0.1 == nil && $0.0.last?.isSuppressed != true }
    let hidden = points.count { $0.0.last?.isSuppressed == true }
    let unpublished =
      hidden == 0 ? "" : language("，\(hidden)项不公布、不作判断", "; \(hidden) not published and not judged")
    let rest =
      unjudged == 0
      ? unpublished
      : unpublished + language("，\(unjudged)项可比月数或件数不足、不作判断", "; \(unjudged) not judged: too few months or cases")
    guard !changed.isEmpty else {
      return usual == 0
        ? language("各项可比月数或件数不足，对变化不作判断", "too few months or cases to judge changes") + unpublished
        : language("作了判断的\(usual)项本月均在正常范围内\(rest)", "all \(usual) series judged are within normal variation\(rest)")
    }
    return language(
      "出现变化信号：\(language.list(changed))\(usual > 0 ? "，其余作了判断的\(usual)项在正常范围内" : "")\(rest)",
      "signs of change: \(language.list(changed))\(usual > 0 ? "; the other \(usual) judged are within normal variation" : "")\(rest)"
    )
  }

  private var actions: RichText {
    let isPart = figures.main(.orders).map { !$0.isWhole } ?? false
    let results = figures.missed.filter { $0.count == 0 }.map { RichText(allInTime($0, isPart: isPart)) }
    var todo = figures.missed.filter { $0.count > 0 }.map(overdue)
    // Of hours some of which are hidden none is known to be the worst.
    if let load = figures.load, load.abandoned > 0, !load.hasHidden {
      let worst = load.heaviestLosses(3)
      let lost = worst.reduce(0) { $0 + $1.abandoned }
      let names = worst.map {
        language(
          "\(language.weekday($0.weekday))\($0.hour)时", "\(language.weekday($0.weekday)) \(language.hour($0.hour))")
      }
      todo.append(
        RichText(
          language(
            "放弃最多的\(worst.count)个时段为\(language.list(names))，放弃\(NumberText.count(lost))通，占全部放弃的\(NumberText.percent(lost / load.abandoned, places: 1))",
            "\(worst.count == 1 ? "the hour that loses most calls is" : "the \(worst.count) hours that lose most calls are") \(language.list(names)): \(NumberText.count(lost)), \(NumberText.percent(lost / load.abandoned, places: 1)) of all abandoned"
          )))
    }
    let stop = RichText(language("。", "."))
    let separator = language("；", "; ")
    let known = [RichText(ordersEnd)].filter { !$0.isEmpty } + results
    let done = known.isEmpty ? "" : known.joined(separator: separator) + stop
    guard !todo.isEmpty else { return done }
    return done + RichText(language("需要跟进：", done.isEmpty ? "To follow up: " : " To follow up: "))
      + todo.joined(separator: separator)
      + stop
  }

  /// That all orders were in time, of those whose outcome the files tell.
  private func allInTime(_ missed: MonthlyFigures.MissedOrders, isPart: Bool) -> String {
    let total = NumberText.count(missed.value.denominator ?? 0)
    let unknown = missed.value.lastToldOpen
    let rest =
      unknown == 0
      ? ""
      : language("，另有\(unknown)件最后一次导出时未完成、结果不可知", "; of \(unknown) more the files do not tell the outcome")
    let known = unknown == 0 ? "" : language("结果可知的", " whose outcome is known")
    if missed.role == .closure {
      let start = isPart ? "到那时为止本月到期" : "本月到期"
      let end = isPart ? " closed in time by then" : " closed in time"
      return language(
        unknown == 0 ? "\(start)的\(total)件工单全部按时办结" : "\(start)、\(known)\(total)件工单全部按时办结\(rest)",
        (total == "1" ? "the only order due this month\(known) was" : "all \(total) orders due this month\(known) were")
          + end + rest)
    }
    return language(
      unknown == 0 ? "\(total)件应先行联系的工单全部按时联系" : "\(total)件应先行联系、\(known)工单全部按时联系\(rest)",
      (total == "1"
        ? "the only order due for first contact\(known) was contacted in time"
        : "all \(total) orders due for first contact\(known) were contacted in time") + rest)
  }

  /// The days of the month of which no file tells, for a count.
  private func holes(_ series: MetricSeries) -> [String] {
    (series.last?.missingDays ?? []).map { missing in
      language("\(missing.note.zh)，不与整月比较", "\(missing.note.en): not compared with whole months")
    }
  }

  /// Up to when the log of orders reaches where it ends before the month does, or which days of it have no file: what came on them is not known.
  private var ordersEnd: String {
    guard let orders = figures.main(.orders) else { return "" }
    guard !orders.isWhole else { return holes(orders).first ?? "" }
    let until = LocalDay(containing: orders.asOf)
    let isEnd = figures.horizons[.workOrder].map { $0.latest < figures.month.lastDay.start } ?? true
    guard until >= figures.month.firstDay else {
      return isEnd
        ? language(
          "工单数据只到\(until.iso)，不能说明本月的工单",
          "orders end on \(until.iso): nothing can be said of the month's orders")
        : language("本月没有工单记录，不能说明本月的工单", "no orders are on record: nothing can be said of the month's orders")
    }
    return isEnd
      ? language(
        "工单数据只到\(until.iso)，未满月，不与整月比较", "orders end on \(until.iso): a part of a month, not compared with whole ones")
      : language(
        "\(until.iso)以后本月没有工单记录，不与整月比较",
        "no orders of the month are on record after \(until.iso): not compared with whole ones")
  }

  private func overdue(_ missed: MonthlyFigures.MissedOrders) -> RichText {
    let name = missed.role == .closure ? language("逾期", "overdue") : language("未按时先行联系", "not contacted in time")
    let total = NumberText.count(missed.value.denominator ?? 0)
    let count = NumberText.count(Double(missed.count))
    // A unit is named only where the list is whole: the first hundred orders of three hundred are January's.
    let unit = isPublic || missed.rows.count < missed.count ? nil : Self.leading(missed.rows)
    return RichText(language("\(name)工单", ""))
      + (isPublic ? RichText(count) : .link(count, to: MonthlyOrders.anchor(missed)))
      + RichText(
        language(
          "件（应办\(total)件\(unit.map { "，其中\($0.name)\($0.count)件" } ?? "")）",
          " of \(total) orders \(name)\(unit.map { " (\($0.name): \($0.count))" } ?? "")"))
  }

  /// The unit with most of the rows, if it has more than one and no other has as many.
  private static func leading(_ rows: [FactRow]) -> (name: String, count: Int)? {
    let units = rows.compactMap { row in row.columns.first { $0.name == "unit" }?.value }
    let counts = Dictionary(grouping: units) { $0 }.mapValues(\.count).sorted {
      ($1.value, $0.key) < ($0.value, $1.key)
    }
    guard let first = counts.first, first.value > 1, counts.dropFirst().first?.value != first.value else { return nil }
    return (first.key, first.value)
  }
}
