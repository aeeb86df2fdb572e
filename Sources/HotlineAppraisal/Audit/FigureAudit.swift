import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// Figures in a filled-in form's text: C11, C12, C13, C15, C22, C24.
enum FigureAudit {
  /// Words that say that a figure is of a part of the year or of the work.
  private static let parts = [
    "其中", "月", "季度", "期间", "时段", "高峰", "最低", "最高", "夜间", "白天", "上半年", "下半年", "节假日", "类", "部分", "个别",
  ]

  private static func isPartial(_ figure: StatedFigure) -> Bool { parts.contains(where: figure.lead.contains) }

  /// Figures of the whole year wherever the form states them, with the place.
  private static func stated(_ context: AuditContext) -> [(figure: StatedFigure, place: String)] {
    let problems = context.figures(.problems).filter(context.isResult).map { ($0, FilledForm.Field.problems.rawValue) }
    let remarks = zip(context.form.rows, context.remarkFigures).flatMap { row, figures in
      figures.filter(context.isResult).map { ($0, row.name) }
    }
    let own = context.results.map { ($0, FilledForm.Field.achievements.rawValue) }
    return (own + problems + remarks).filter { !isPartial($0.0) }
  }

  /// One rate with two values, whatever words it is called by; and 满意率 beside 满意度, neither defined.
  static func contradictions(_ context: AuditContext) -> [Finding] {
    var findings: [Finding] = []
    let rates = stated(context).filter { $0.figure.rateName != nil && !$0.figure.isLowerBound }
    for (index, rate) in rates.enumerated() {
      let other = rates[..<index].first { other in
        isOneRate(rate.figure, other.figure) && !rate.figure.prints(other.figure.value)
          && !other.figure.prints(rate.figure.value)
      }
      guard let other, let name = rate.figure.rateName, let otherName = other.figure.rateName else { continue }
      let names = name == otherName ? "“\(name)”" : "“\(otherName)”和“\(name)”"
      findings.append(
        context.finding(
          .contradiction, .error, in: .achievements,
          found: LocalizedText(
            zh: "\(names)有两个数值：\(other.figure.text)（\(other.place)）和 \(rate.figure.text)（\(rate.place)）",
            en:
              "\(names) has two values: \(other.figure.text) (\(other.place)) and \(rate.figure.text) (\(rate.place))"),
          action: LocalizedText(zh: "核对后统一；口径不同的分别注明", en: "make them one, or print each with its definition")))
    }
    let named = rates.filter { $0.figure.counts == nil }.compactMap { rate in
      rate.figure.rateName.map { (name: $0, figure: rate.figure) }
    }
    let share = named.first { $0.name.hasSuffix("满意率") }
    let index = named.first { $0.name.hasSuffix("满意度") }
    if let share, let index {
      findings.append(
        context.finding(
          .contradiction, .warning, in: .achievements,
          found: LocalizedText(
            zh: "“\(share.name)”\(share.figure.text) 与“\(index.name)”\(index.figure.text) 是两种口径，均未注明定义和样本",
            en:
              "“\(share.name)” \(share.figure.text) and “\(index.name)” \(index.figure.text) are two notions, neither defined"
          ),
          action: LocalizedText(zh: "分别写明计算方法、评价渠道和件数", en: "give the definition, channel and counts of each")))
    }
    return findings
  }

  /// Whether two figures of a form must be one: the same rate of one hotline, or one name of a rate that only one hotline has.
  private static func isOneRate(_ left: StatedFigure, _ right: StatedFigure) -> Bool {
    let ofEach: [RateKind] = [.satisfaction, .satisfactionIndex, .resolution, .rated]
    if left.isSameRate(as: right) {
      return left.rateName == right.rateName || left.line == right.line
        || left.kind.map { !ofEach.contains($0) } ?? false
    }
    guard let name = left.rateName, name == right.rateName, let kind = left.kind, kind.rawValue != name else {
      return false
    }
    return !ofEach.contains(kind)
      && ![left, right].contains { figure in
        figure.line.map { figure.lead.contains($0) } ?? false
      }
  }

  /// One count with two values: 话务总量18.5万个 and 话务总量17.9万个.
  static func countsUnderOneName(_ context: AuditContext) -> [Finding] {
    let counts = stated(context).filter { !$0.figure.isPercentage && !$0.figure.unit.contains("百分点") }
    return counts.enumerated().compactMap { index, entry in
      let (figure, place) = entry
      let other = counts[..<index].first { other in
        other.figure.unit == figure.unit && isOneName(figure.lead, other.figure.lead)
          && (other.figure.line == nil || figure.line == nil || other.figure.line == figure.line)
          && !figure.prints(other.figure.value) && !other.figure.prints(figure.value)
          && !figure.isLowerBound && !other.figure.isLowerBound
      }
      guard let other else { return nil }
      let name = figure.lead.suffix(8)
      return context.finding(
        .contradiction, .error, in: .achievements,
        found: LocalizedText(
          zh: "“\(name)”有两个数值：\(other.figure.text)（\(other.place)）和 \(figure.text)（\(place)）",
          en: "“\(name)” has two values: \(other.figure.text) (\(other.place)) and \(figure.text) (\(place))"),
        action: LocalizedText(zh: "核对后统一；范围不同的分别注明", en: "make them one, or say what each counts"))
    }
  }

  /// Whether two leads end in the same name of four characters or more.
  private static func isOneName(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.suffix(4), right.suffix(4))
    return left.count == 4 && left == right && left.allSatisfy(\.isLetter)
  }

  /// The execution rate of the text against that of the head.
  static func executionRates(_ context: AuditContext) -> [Finding] {
    guard let printed = context.form.number(.executionRate) else { return [] }
    let box = context.form.text(.executionRate)
    return context.figures(.achievements).filter { !$0.isLimit && $0.kind == .execution && !$0.prints(printed / 100) }
      .map { rate in
        context.finding(
          .contradiction, .warning, in: .achievements,
          found: LocalizedText(
            zh: "正文称执行率 \(rate.text)，表头填 \(box)",
            en: "the text has an execution rate of \(rate.text), the head \(box)"),
          action: LocalizedText(zh: "统一为按两个金额算出的值", en: "print the value that the two amounts give, in both places"))
      }
  }

  /// Things of different kinds, and the words by which each is known.
  private static let things = [
    ["电话", "来电", "话务", "通话", "呼入", "热线"], ["工单", "诉求件", "案件", "办件", "转派件"], ["直播", "活动", "宣传"],
    ["文章", "信息", "报告", "稿件"], ["网络", "微信", "留言"],
  ]

  static func mixedUnits(_ context: AuditContext) -> [Finding] {
    context.results.compactMap { figure in
      guard !figure.isPercentage,
        let match = figure.lead.firstMatch(of: /([^，。；“”（）0-9]{2,8})(?:[和及与、]|以及|加)([\p{Han}]{2,8})$/),
        let first = thing(match.1), let second = thing(match.2), first != second
      else { return nil }
      return context.finding(
        .mixedUnits, .warning, in: .achievements,
        found: LocalizedText(
          zh: "“\(match.0)\(figure.text)”把两种不同的量加在一起", en: "“\(match.0)\(figure.text)” adds up two different things"),
        action: LocalizedText(zh: "分别列出各项数量", en: "give each number by itself"))
    }
  }

  private static func thing(_ words: Substring) -> Int? {
    things.firstIndex { $0.contains { words.hasSuffix($0) || words.contains($0) } }
  }

  static func vague(_ context: AuditContext) -> [Finding] {
    context.figures(.achievements).compactMap { figure in
      guard let word = figure.vagueness else { return nil }
      let found =
        figure.isLowerBound
        ? LocalizedText(zh: "“\(figure.text)”只给下限", en: "“\(figure.text)” gives a lower bound only")
        : LocalizedText(zh: "“\(figure.text)”在数字旁用“\(word)”", en: "“\(figure.text)”: “\(word)” beside a figure")
      // 近216 is an exact figure made vague; 2.5万左右 is at least honest about being round.
      let isExact = !figure.isLowerBound && figure.scale == 1 && !figure.digits.hasSuffix("0")
      return context.finding(
        .vagueNumber, isExact ? .warning : .remark, in: .achievements, found: found,
        action: LocalizedText(zh: "填写确切数字", en: "give the exact figure"))
    }
  }

  /// A printed 100 % without rows or counts behind it, and ratings that are all good (domain.md §1.9, §1.11: real systems
  /// fill in defaults).
  static func unproved(_ context: AuditContext) -> [Finding] {
    guard context.draft == nil else { return [] }
    return context.results.compactMap { figure in
      guard figure.isPercentage, figure.value == 1, let name = figure.rateName, figure.kind != .execution,
        figure.counts?.numerator == nil || [.satisfaction, .satisfactionIndex, .rated].contains(figure.kind)
      else { return nil }
      return context.finding(
        .defaultFilled, .warning, in: .achievements,
        found: LocalizedText(
          zh: "“\(name)”为 100%，没有明细可核，未验证", en: "“\(name)” is 100 % without rows to check: not verified"),
        action: LocalizedText(
          zh: "用明细重算（hotline audit --form），确认不是系统默认值",
          en: "recompute it from rows (hotline audit --form); it may be a default"))
    }
  }

  /// A rate that rises “by 2 %”, or a count that rises by points: percent or percentage points?
  static func points(_ context: AuditContext) -> [Finding] {
    [FilledForm.Field.achievements, .problems].flatMap { field in
      PlainText.plain(context.form.text(field)).split { "。；;\n".contains($0) }.flatMap { sentence -> [Finding] in
        var isRate: Bool?
        return sentence.split { "，,".contains($0) }.compactMap { clause -> Finding? in
          let named = clause.split { "（(".contains($0) }.first ?? ""
          if let rate = lastRate(named) {
            isRate = rate
          } else if named.contains(/[0-9]\s*(?:万|千)?\s*(?:个(?!百分点)|件|期|次|单|通|人|条|份)/) || named.contains(/[量数额]/) {
            isRate = false
          }
          guard let isRate,
            let match = clause.firstMatch(
              of: /(?:同比|环比|[较比](?:上年|去年|上月|上期|同期|20[0-9]{2}年)|上年同期)[^0-9]{0,8}[0-9]+(?:\.[0-9]+)?\s*(%|个?百分点)/),
            isRate == (match.1 == "%")
          else { return nil }
          // “从93.1%提高到94.3%” gives both values.
          guard !clause.contains(/[到至为]\s*[0-9.]+\s*%/) else { return nil }
          return context.finding(
            .percentagePoints, .warning, in: field,
            found: isRate
              ? LocalizedText(
                zh: "“\(clause)”：比率的变化应以百分点计", en: "“\(clause)”: changes of rates are told in points")
              : LocalizedText(
                zh: "“\(clause)”：数量的变化应以百分比计", en: "“\(clause)”: changes of counts are told in percent"),
            action: isRate
              ? LocalizedText(zh: "改为“个百分点”，或写明两期数值", en: "say “percentage points”, or give both values")
              : LocalizedText(zh: "改为“%”", en: "say “percent”"))
        }
      }
    }
  }

  /// Whether the last thing that a clause names is a rate; `nil` when it names nothing.
  private static func lastRate(_ clause: Substring) -> Bool? {
    let text = String(clause.split { "同环较比".contains($0) }.first ?? "")
    guard !clause.hasPrefix("同比"), !clause.hasPrefix("环比") else { return nil }
    return StatedFigure.rateNames(in: text).isEmpty ? nil : true
  }

  /// The same thing counted differently on two forms of one centre.
  static func siblings(_ context: AuditContext) -> [Finding] {
    let own = orders(context.form)
    return context.siblings.filter { $0.text(.budgetUnit) == context.form.text(.budgetUnit) }.flatMap { sibling in
      own.flatMap { figure in
        orders(sibling).filter { $0.value != figure.value }.map { other in
          context.finding(
            .siblings, .warning, in: .achievements,
            found: LocalizedText(
              zh:
                "本表“\(figure.lead)\(figure.text)”，同单位《\(sibling.text(.project))》为“\(other.lead)\(other.text)”，未说明统计范围不同",
              en:
                "“\(figure.lead)\(figure.text)” here, “\(other.lead)\(other.text)” on the centre's form \(sibling.text(.project)), not said to be different things"
            ),
            action: LocalizedText(zh: "注明各自的统计范围，或统一数字", en: "say what each counts, or make them one"))
        }
      }
    }
  }

  private static func orders(_ form: FilledForm) -> [StatedFigure] {
    StatedFigure.all(in: form.text(.achievements)).filter { !$0.isPercentage && $0.lead.contains("工单") }
  }
}
