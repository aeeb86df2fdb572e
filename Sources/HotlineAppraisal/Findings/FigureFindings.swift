import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// Findings on figures: missing, too small to judge, impossible, contradictory.
enum FigureFindings {
  /// Fewer cases than this are too few to judge a rate by (domain.md §6.7).
  static let fewestCases = 30.0

  static func valueMissing(_ context: FindingContext) -> [Finding] {
    context.components.compactMap { row, draft in
      guard let value = draft.metricValue, draft.actual == nil else { return nil }
      let why =
        draft.gap
        ?? (value.denominator == 0
          ? LocalizedText(zh: "分母为 0", en: "nothing below the line") : LocalizedText(zh: "无数据", en: "no data"))
      return Finding(
        .valueMissing, .error, subject: row.indicator.name,
        found: LocalizedText(
          zh: "\(draft.component.name.zh)没有数值（\(why.zh)）", en: "\(draft.component.name.en) has no value (\(why.en))"),
        action: LocalizedText(
          zh: "导入相应的导出文件，或更换指标口径", en: "ingest the export that it needs, or choose another definition"))
    }
  }

  static func fewCases(_ context: FindingContext) -> [Finding] {
    context.components.compactMap { row, draft in
      guard let value = draft.metricValue, value.metric.unit == .share, let denominator = value.denominator,
        denominator > 0, denominator < fewestCases, let interval = value.interval
      else { return nil }
      let texts = [NumberText.count(denominator), NumberText.percent(interval.low), NumberText.percent(interval.high)]
      return Finding(
        .unattainableRate, .warning, subject: row.indicator.name,
        found: LocalizedText(
          zh: "\(draft.component.name.zh)只有 \(texts[0]) 件，95% 区间 \(texts[1])–\(texts[2])，样本不足",
          en:
            "\(draft.component.name.en) rests on \(texts[0]) cases, 95 % interval \(texts[1])–\(texts[2]): too few to judge"
        ),
        action: LocalizedText(zh: "注明件数，不据此评分或合并更长时段", en: "print the counts; judge over a longer period"))
    }
  }

  /// The figure that the evaluator means to print against the one that the data give.
  static func reported(_ context: FindingContext) -> [Finding] {
    context.components.flatMap { row, draft -> [Finding] in
      guard let reported = draft.component.reported else { return [] }
      var findings: [Finding] = []
      if let actual = draft.actual {
        let scale = draft.component.unit.isRate ? 100.0 : 1
        let shown = NumberText.decimal(actual * scale, places: reported.decimals)
        let printed = NumberText.decimal(reported.value * scale, places: reported.decimals)
        if shown != printed {
          let computed = draft.component.unit.text(actual)
          let isMiss = draft.component.target.map { $0.isMet(by: reported.value) && !$0.isMet(by: actual) } ?? false
          findings.append(
            Finding(
              isMiss ? .rounding : .contradiction, .error, subject: row.indicator.name,
              found: LocalizedText(
                zh: "\(draft.component.name.zh)拟填 \(reported.text)，数据为 \(computed.zh)",
                en: "\(draft.component.name.en) is to be printed as \(reported.text); the data give \(computed.en)"),
              action: LocalizedText(
                zh: "改用计算值，或说明差异来源", en: "print the computed figure, or say where the difference comes from")))
        }
      }
      if let denominator = draft.metricValue?.denominator, draft.component.unit == .share {
        findings += unattainable(reported.text, denominator, draft.component.name, row)
      }
      return findings
    }
  }

  /// Percentages that people vouch for, against the number of cases that they name.
  static func attested(_ context: FindingContext) -> [Finding] {
    context.components.flatMap { row, draft -> [Finding] in
      guard case .fact(let fact) = draft.component.content, case .quantity(let value, .share) = fact.value else {
        return []
      }
      guard let population = fact.population else {
        return [
          Finding(
            .unattainableRate, .warning, subject: row.indicator.name,
            found: LocalizedText(
              zh: "\(draft.component.name.zh)只有比率 \(NumberText.percent(value))，没有件数",
              en: "\(draft.component.name.en) is a rate of \(NumberText.percent(value)) without counts"),
            action: LocalizedText(zh: "补充分母（件数）", en: "give the number of cases"))
        ]
      }
      return unattainable(fact.printed ?? NumberText.percent(value), Double(population), draft.component.name, row)
    }
  }

  private static func unattainable(
    _ percentage: String, _ denominator: Double, _ name: LocalizedText, _ row: IndicatorDraft
  ) -> [Finding] {
    guard let parsed = AttainablePercentage(percentage), !parsed.isAttainable(of: Int(denominator)) else {
      return []
    }
    let cases = NumberText.count(denominator)
    return [
      Finding(
        .unattainableRate, .error, subject: row.indicator.name,
        found: LocalizedText(
          zh: "\(name.zh) \(percentage)：\(cases) 件中没有任何件数能得出此比率",
          en: "\(name.en) \(percentage): no count out of \(cases) gives this percentage"),
        action: LocalizedText(zh: "核对分子、分母与小数位", en: "check numerator, denominator and decimals"))
    ]
  }

  static func mixedUnits(_ context: FindingContext) -> [Finding] {
    context.components.compactMap { row, draft in
      guard let metric = draft.metricValue?.metric, Set(metric.numerator.map(\.fact)).count > 1 else { return nil }
      return Finding(
        .mixedUnits, .remark, subject: row.indicator.name,
        found: LocalizedText(
          zh: "\(draft.component.name.zh)把不同单位相加（\(metric.numerator.map(\.fact.name.zh).joined(separator: "、"))）",
          en:
            "\(draft.component.name.en) adds up different things (\(metric.numerator.map(\.fact.name.en).joined(separator: ", ")))"
        ),
        action: LocalizedText(zh: "分别列出各项数量", en: "give each number by itself"))
    }
  }

  /// 100 % of many cases is possible, but where ratings are never missing or nothing ever fails, the export often fills
  /// in a default (domain.md §1.9, §1.11).
  static func allPerfect(_ context: FindingContext) -> [Finding] {
    context.components.compactMap { row, draft in
      guard let value = draft.metricValue, value.metric.unit == .share || value.metric.unit == .index,
        let denominator = value.denominator, denominator >= fewestCases, value.value == 1,
        value.metric.numerator.allSatisfy({ $0.fact == .call || $0.fact == .workOrder })
      else { return nil }
      let counts = NumberText.count(denominator)
      return Finding(
        .defaultFilled, .remark, subject: row.indicator.name,
        found: LocalizedText(
          zh: "\(draft.component.name.zh)为 100%（\(counts)/\(counts)，由明细逐件计算）",
          en: "\(draft.component.name.en) is 100 % (\(counts) of \(counts), computed row by row)"),
        action: LocalizedText(zh: "确认是否由系统默认填写", en: "make sure that the exporting system fills in no default"))
    } + ratingsNeverMissing(context)
  }

  private static func ratingsNeverMissing(_ context: FindingContext) -> [Finding] {
    context.components.compactMap { row, draft in
      guard let value = draft.metricValue, let denominator = value.denominator, denominator >= fewestCases,
        let unrated = value.leftOut.first(where: { $0.measure == value.metric.unrated?.id }), unrated.count == 0
      else { return nil }
      return Finding(
        .defaultFilled, .warning, subject: row.indicator.name,
        found: LocalizedText(
          zh: "\(draft.component.name.zh)：\(NumberText.count(denominator)) 件无一未评价，疑似默认填充",
          en:
            "\(draft.component.name.en): none of \(NumberText.count(denominator)) is unrated: ratings look filled in by default"
        ),
        action: LocalizedText(zh: "核对导出系统对未评价的处理", en: "check how the exporting system writes “not rated”"))
    }
  }

  static func exclusions(_ context: FindingContext) -> [Finding] {
    context.components.compactMap { row, draft in
      guard let value = draft.metricValue, value.metric.isRatio, let denominator = value.denominator, denominator > 0
      else { return nil }
      let out = value.leftOut.filter { $0.count > 0 }
      let total = out.reduce(0) { $0 + $1.count }
      guard total / (total + denominator) > 0.05 else { return nil }
      let share = NumberText.percent(total / (total + denominator), places: 1)
      let list = LocalizedText(
        zh: out.map { "\($0.name.zh) \(NumberText.count($0.count))" }.joined(separator: "，"),
        en: out.map { "\($0.name.en) \(NumberText.count($0.count))" }.joined(separator: ", "))
      return Finding(
        .exclusions, .remark, subject: row.indicator.name,
        found: LocalizedText(
          zh: "\(draft.component.name.zh)有 \(share) 未计入（\(list.zh)）",
          en: "\(draft.component.name.en) leaves out \(share) (\(list.en))"),
        action: LocalizedText(zh: "在表中注明未计入的件数和原因", en: "say on the form how many are left out, and why"))
    }
  }

  /// 满意率 and 满意度, calls and orders: figures that a reader takes for one need their definitions beside them.
  static func sameName(_ context: FindingContext) -> [Finding] {
    let ratings = context.components.filter { $0.draft.metricValue?.metric.unrated != nil }
    guard Set(ratings.compactMap { $0.draft.metricValue?.metric.id }).count > 1 else { return [] }
    let list = ratings.compactMap { entry in
      entry.draft.metricValue.flatMap { value in value.value.map { (value.metric, value.metric.unit.text($0)) } }
    }
    return [
      Finding(
        .contradiction, .remark,
        found: LocalizedText(
          zh: "表内有不同口径的满意指标：" + list.map { "\($0.0.name.zh) \($0.1.zh)" }.joined(separator: "；"),
          en: "satisfaction by different definitions on one form: "
            + list.map { "\($0.0.name.en) \($0.1.en)" }.joined(separator: "; ")),
        action: LocalizedText(zh: "逐一注明口径，不得互换或平均", en: "print each definition; never swap or average them"))
    ]
  }

  static func rank(_ context: FindingContext) -> [Finding] {
    context.components.compactMap { row, draft in
      guard case .fact(let fact) = draft.component.content, case .rank(let rank) = fact.value, fact.population == nil
      else { return nil }
      return Finding(
        .rank, .remark, subject: row.indicator.name,
        found: LocalizedText(
          zh: "\(draft.component.name.zh)第 \(rank) 名，但没有参评总数",
          en: "\(draft.component.name.en): rank \(rank), but of how many is not said"),
        action: LocalizedText(zh: "补充参评单位总数", en: "say how many were ranked"))
    }
  }
}
