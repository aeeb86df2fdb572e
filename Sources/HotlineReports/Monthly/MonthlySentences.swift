import HotlineAppraisal
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
  var all: [RichText] { [calls, verdicts, actions].filter { !$0.isEmpty } }

  private func drawing(_ series: MetricSeries) -> SeriesDrawing { SeriesDrawing(series: series, language: language) }

  private var calls: RichText {
    guard let volume = figures.main(.calls), let calls = volume.last?.value else {
      return RichText(
        language(
          "\(language.month(figures.month))没有来电记录，不能说明本月的话务。",
          "No calls are on record for \(language.month(figures.month)): nothing can be said of the month's calls."))
    }
    let line = volume.line ?? language("热线", "the hotline")
    var text = RichText(
      language(
        "\(language.month(figures.month))\(line)热线呼入 ", "In \(language.month(figures.month)) the hotline \(line) took ")
    )
    text += .strong(NumberText.count(calls)) + RichText(language(" 通", " calls"))
    let changes = [
      drawing(volume).changeText(monthsBack: 1, label: language("较上月", "the month before")),
      drawing(volume).changeText(monthsBack: 12, label: language("较上年同月", "the same month last year")),
    ].compactMap { $0 }
    if !changes.isEmpty {
      text += RichText(language("（", " (") + changes.joined(separator: language("；", "; ")) + language("）", ")"))
    }
    if let rate = figures.main(.connection), let value = rate.last, let number = value.value {
      text += RichText(language("，人工接通率 ", "; the connection rate was "))
      text += .strong(language.text(number, rate.metric))
      text += RichText(language("（\(language.counts(value))）", " (\(language.counts(value)))"))
      if let target = targets.target(rate.metric, line: rate.line) {
        let goal = target.text(in: rate.metric.unit)(language)
        text += RichText(
          target.isMet(by: number)
            ? language("，达到目标 \(goal)", ", target \(goal) met") : language("，未达到目标 \(goal)", ", target \(goal) missed"))
      }
      if let change = drawing(rate).changeText(monthsBack: 1, label: language("较上月", "the month before")) {
        text += RichText(language("，\(change)", ", \(change)"))
      }
    }
    return text + RichText(language("。", "."))
  }

  private var verdicts: RichText {
    let judged = figures.series.compactMap { series -> (MetricSeries, Target, Status)? in
      guard series.metric.isRatio, let target = targets.target(series.metric, line: series.line) else { return nil }
      return (series, target, targets.status(series.last, target: target))
    }
    var parts: [String] = []
    if judged.isEmpty {
      parts.append(language("本月没有可比的目标", "There are no targets to compare with"))
    } else {
      let met = judged.count { $0.2 == .met }
      parts.append(
        language("有目标的 \(judged.count) 项比率中 \(met) 项达标", "Of \(judged.count) rates with a target \(met) met it"))
      let missed = judged.filter { $0.2 == .missed }.map { series, target, _ in
        let value = series.last?.value.map { language.text($0, series.metric) } ?? ""
        return language(
          "\(language.name(series.metric, line: series.line)) \(value)（目标 \(target.text(in: series.metric.unit).zh)）",
          "\(language.name(series.metric, line: series.line)) \(value) (target \(target.text(in: series.metric.unit).en))"
        )
      }
      if !missed.isEmpty { parts.append(language("未达标：\(language.list(missed))", "missed: \(language.list(missed))")) }
      let few = judged.filter { $0.2 == .tooFew }.map { language.name($0.0.metric, line: $0.0.line) }
      if !few.isEmpty {
        parts.append(language("样本不足、不作判断：\(language.list(few))", "too few to judge: \(language.list(few))"))
      }
    }
    let changed = figures.series.compactMap { series -> String? in
      guard let last = series.months.indices.last, let point = series.point(last), let signal = point.signal else {
        return nil
      }
      return language(
        "\(language.name(series.metric, line: series.line))（\(language.signal(signal, isUpward: point.isUpward))）",
        "\(language.name(series.metric, line: series.line)) (\(language.signal(signal, isUpward: point.isUpward)))")
    }
    parts.append(
      changed.isEmpty
        ? language("近13个月走势中本月各项均在正常波动范围内", "this month every series wobbles within its usual limits")
        : language(
          "出现变化信号：\(language.list(changed))，其余属正常波动",
          "signs of change: \(language.list(changed)); the rest is usual wobbling"))
    return RichText(parts.joined(separator: language("；", "; ")) + language("。", "."))
  }

  private var actions: RichText {
    var parts: [RichText] = figures.missed.map { missed in
      let name =
        missed.role == .closure
        ? language("逾期", "overdue") : language("未按时先行联系", "not contacted in time")
      let total = NumberText.count(missed.value.denominator ?? 0)
      guard missed.count > 0 else {
        return missed.role == .closure
          ? RichText(language("本月到期的 \(total) 件工单全部按时办结", "all \(total) orders due this month were closed in time"))
          : RichText(
            language("\(total) 件应先行联系的工单全部按时联系", "all \(total) orders due for first contact were contacted in time"))
      }
      let units = isPublic ? nil : Self.leading(missed.rows)
      return RichText(language("\(name)工单 ", ""))
        + (isPublic
          ? RichText(NumberText.count(Double(missed.count)))
          : .link(NumberText.count(Double(missed.count)), to: MonthlyOrders.anchor(missed)))
        + RichText(
          language(
            " 件（应办 \(total) 件\(units.map { "，其中\($0.name) \($0.count) 件" } ?? "")）",
            " of \(total) orders \(name)\(units.map { " (\($0.name): \($0.count))" } ?? "")"))
    }
    if let load = figures.load, load.abandoned > 0 {
      let worst = load.heaviestLosses(3)
      let lost = worst.reduce(0) { $0 + $1.abandoned }
      let names = worst.map {
        language(
          "\(language.weekday($0.weekday))\($0.hour)时", "\(language.weekday($0.weekday)) \(language.hour($0.hour))")
      }
      parts.append(
        RichText(
          language(
            "放弃最集中的时段为\(language.list(names))，占全部放弃的 \(NumberText.percent(lost / load.abandoned, places: 1))",
            "\(language.list(names)) lose most calls, \(NumberText.percent(lost / load.abandoned, places: 1)) of all abandoned"
          )))
    }
    guard !parts.isEmpty else { return "" }
    return RichText(language("需要跟进：", "To follow up: ")) + parts.joined(separator: language("；", "; "))
      + RichText(language("。", "."))
  }

  /// The unit with most of the rows, if it has more than one.
  private static func leading(_ rows: [FactRow]) -> (name: String, count: Int)? {
    let units = rows.compactMap { row in row.columns.first { $0.name == "unit" }?.value }
    let counts = Dictionary(grouping: units) { $0 }.mapValues(\.count).sorted {
      ($1.value, $0.key) < ($0.value, $1.key)
    }
    return counts.first.flatMap { $0.value > 1 ? ($0.key, $0.value) : nil }
  }
}
