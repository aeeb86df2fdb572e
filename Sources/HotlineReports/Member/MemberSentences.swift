import HotlineAppraisal
import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// The sentences that a member's sheet begins with: how much came, how it stands, what is to be done. Each says only what the figures
/// of the sheet bear out.
struct MemberSentences {
  let sheet: MemberSheet

  private var sheets: MemberSheets { sheet.sheets }
  private var member: Member { sheet.member }
  private var language: Language { sheets.language }
  private var semicolon: String { language("；", "; ") }

  /// The sentences.
  var all: [RichText] {
    [volumes, standing, todo].compactMap { $0 }.filter { !$0.isEmpty }.map { language.sentence(RichText($0)) }
  }

  private var stop: String { language("。", ".") }

  // MARK: Volumes

  private var volumes: String? {
    let parts = sheets.roles.volumes.filter { metric in sheets.metrics.contains { $0.id == metric.id } }.map(volume)
    guard !parts.isEmpty else { return nil }
    return language("\(language.period(sheets.period))", "In \(language.period(sheets.period)): ")
      + parts.joined(separator: semicolon) + stop
  }

  private func volume(_ metric: Metric) -> String {
    let isCalls = metric.id == sheets.roles[.calls]?.id
    let (name, unit) =
      isCalls ? (language("来电", "calls"), language("通", "")) : (language("工单", "orders"), language("件", ""))
    guard let own = sheets.total(metric, member), let all = sheets.total(metric, nil) else {
      return language("\(name)数不公布", "\(name) not published")
    }
    guard all > 0 else { return language("没有\(name)记录", "no \(name) on record") }
    let share = NumberText.percent(own / all, places: 1)
    var text = language(
      "\(name) \(NumberText.count(own)) \(unit)，占全市 \(share)",
      "\(NumberText.count(own)) \(name), \(share) of the city's")
    text += unknown(metric)
    if let series = mainSeries(metric), series.months.last.map({ Period(month: $0) }) == sheets.period,
      sheets.values.count(where: { $0.metric.id == metric.id && $0.labels[1] == member.name && ($0.value ?? 0) > 0 })
        == 1,
      let change = language.change(of: series, monthsBack: 1, label: language("较上月", "the month before"))
    {
      text += language("（\(change)）", " (\(change))")
    }
    return text
  }

  /// What is in neither count: hotlines without a record of the month, and days of which no file tells.
  private func unknown(_ metric: Metric) -> String {
    let silent = (sheets.series[member.name] ?? []).filter { series in
      series.metric.id == metric.id && series.months.last.map { Period(month: $0) } == sheets.period
        && series.last == nil
    }.compactMap(\.line)
    let lines = silent.map { language("不含\($0)：本月没有记录", "without \($0): no record of the month") }
    let days = sheets.city.filter { $0.metric.id == metric.id }.flatMap(\.missingDays).map { $0.note(language) }
    let parts = lines + days
    return parts.isEmpty
      ? "" : language("（\(parts.joined(separator: "；"))）", " (\(parts.joined(separator: "; ")))")
  }

  private func mainSeries(_ metric: Metric) -> MetricSeries? {
    (sheets.series[member.name] ?? []).filter { $0.metric.id == metric.id }.max {
      ($0.last?.numerator ?? 0) < ($1.last?.numerator ?? 0)
    }
  }

  // MARK: Targets and the city

  private struct Judged {
    let name: String
    let value: MetricValue
    let target: Target?
    let standing: GroupComparison.Standing?
    /// Whether files that are missing leave too much of the period unknown, for all members alike.
    let isOpen: Bool
  }

  private var judged: [Judged] {
    sheets.comparisons.compactMap { comparison, line in
      guard let own = comparison.members.first(where: { $0.name == member.name }) else { return nil }
      let isHidden = own.value.isSuppressed
      return Judged(
        name: language.name(comparison.metric, line: line), value: own.value,
        target: sheets.targets.target(comparison.metric, line: line),
        standing: member.name.isEmpty || isHidden || own.cases == 0 ? nil : comparison.standing(own),
        isOpen: sheets.city.contains {
          $0.metric.id == comparison.metric.id && (line == nil || $0.labels[0] == line) && $0.shortfallOfFiles != nil
        })
    }
  }

  private var standing: String? {
    var parts: [String] = []
    let judged = judged
    let withTarget = judged.filter { $0.target != nil }
    let told = withTarget.filter { !$0.value.isSuppressed }
    func status(_ item: Judged) -> Status {
      item.isOpen ? .open : sheets.targets.status(item.value, target: item.target)
    }
    let met = told.filter { status($0) == .met }
    let missed = told.filter { status($0) == .missed }
    let open = withTarget.count - met.count - missed.count
    if met.count + missed.count > 0 {
      if missed.isEmpty {
        parts.append(
          open == 0
            ? language(
              "设有目标的\(met.count)项比率均达标",
              met.count == 1 ? "the only rate with a target meets it" : "all \(met.count) rates with a target meet it")
            : language(
              "设有目标并可判断的\(met.count)项比率达标", "\(met.count) of the rates with a target can be judged and meet it"))
      } else {
        let names = missed.map { item -> String in
          let rate =
            item.value.value.map { value in
              item.target.map { language.text(value, item.value.metric, against: $0.value) }
                ?? language.text(value, item.value.metric)
            } ?? ""
          let goal = item.target.map { $0.text(in: item.value.metric.unit)(language) } ?? ""
          return language(
            "\(item.name) \(rate)（\(language.counts(item.value))，目标\(goal)）",
            "\(item.name) \(rate) (\(language.counts(item.value)), target \(goal))")
        }
        parts.append(language("未达标：\(language.list(names))", "targets missed: \(language.list(names))"))
      }
      if open > 0 {
        parts.append(language("\(open)项件数不足或没有数据，不评", "\(open) with too few cases or none are not judged"))
      }
    }
    parts += comparisonParts(judged)
    return parts.isEmpty ? nil : parts.joined(separator: semicolon) + stop
  }

  private func comparisonParts(_ judged: [Judged]) -> [String] {
    func named(_ standing: GroupComparison.Standing) -> [String] {
      judged.filter { $0.standing == standing }.map { item in
        "\(item.name) \(item.value.value.map { language.text($0, item.value.metric) } ?? "")"
      }
    }
    let (worse, better) = (named(.worse), named(.better))
    let rest = judged.count { $0.standing == .ordinary || $0.standing == .watch }
    var parts: [String] = []
    if !worse.isEmpty {
      parts.append(
        language("显著差于全市：\(language.list(worse))", "significantly worse than the city: \(language.list(worse))"))
    }
    if !better.isEmpty {
      parts.append(
        language("显著优于全市：\(language.list(better))", "significantly better than the city: \(language.list(better))"))
    }
    if rest > 0 {
      parts.append(
        worse.isEmpty && better.isEmpty
          ? language(
            "与全市比较的\(rest)项比率未超出99.8%界限",
            "\(language.plural(rest, "rate", "rates")) compared with the city within the 99.8 % limits")
          : language("其余\(rest)项未超出99.8%界限", "the other \(rest) within the 99.8 % limits"))
    }
    return parts
  }

  // MARK: What is to be done

  private var todo: String? {
    guard let orders = sheet.orders else { return nil }
    var parts: [String] = []
    if let end = ordersEnd { parts.append(end) }
    let due = denominator(.closure)
    let contactDue = denominator(.firstContact)
    if orders.late.isEmpty {
      if let due, due > 0 {
        parts.append(
          language(
            "本期到期的\(NumberText.count(due))件工单均按时办结",
            due == 1
              ? "the only order due in the period was closed in time"
              : "all \(NumberText.count(due)) orders due in the period were closed in time") + unknown(.closure))
      }
    } else {
      let open = orders.late.count { $0.done == nil }
      parts.append(
        language(
          "本期到期未按时办结\(orders.late.count)件\(open > 0 ? "（其中\(open)件至今未办结）" : "（均已办结）")",
          "\(orders.late.count) due in the period not closed in time (\(open > 0 ? "\(open) still open" : "all closed since"))"
        ))
    }
    if !orders.older.isEmpty {
      parts.append(language("以前到期、至今未办结\(orders.older.count)件", "\(orders.older.count) due earlier and still open"))
    }
    if !orders.dueSoon.isEmpty {
      parts.append(language("2个工作日内到期\(orders.dueSoon.count)件", "\(orders.dueSoon.count) due within two working days"))
    }
    if orders.uncontacted.isEmpty {
      if let contactDue, contactDue > 0 {
        parts.append(
          language(
            "应先行联系的\(NumberText.count(contactDue))件均按时联系",
            contactDue == 1
              ? "the only order due for first contact was contacted in time"
              : "all \(NumberText.count(contactDue)) due for first contact were contacted in time")
            + unknown(.firstContact))
      }
    } else {
      parts.append(language("未按时先行联系\(orders.uncontacted.count)件", "\(orders.uncontacted.count) not contacted in time"))
    }
    return parts.isEmpty ? nil : parts.joined(separator: semicolon) + stop
  }

  /// How many orders are not among these, since the files do not tell what became of them.
  private func unknown(_ role: ReportRoles.Role) -> String {
    let count = sheets.lastToldOpen(role, member)
    return count == 0 ? "" : language("（另有\(count)件结果不可知）", " (of \(count) more the files do not tell the outcome)")
  }

  /// What a rate is of, over all lines.
  private func denominator(_ role: ReportRoles.Role) -> Double? {
    guard let metric = sheets.roles[role] else { return nil }
    let own = sheets.values.filter { $0.metric.id == metric.id && $0.labels[1] == member.name }
    return own.isEmpty ? nil : own.reduce(0) { $0 + ($1.denominator ?? 0) }
  }

  /// Up to when the log of orders reaches where it ends before the period does.
  private var ordersEnd: String? {
    guard let latest = sheets.horizons[.workOrder]?.latest, latest < sheets.period.last.start else { return nil }
    let until = LocalDay(containing: latest).iso
    return language("工单数据只到\(until)", "orders end on \(until)")
  }
}
