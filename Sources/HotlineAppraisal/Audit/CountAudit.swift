import HotlineConfiguration
import HotlineMetrics
import HotlineText

/// Rates of a filled-in form against their counts, and counts against each other: C14, C19.
enum CountAudit {
  /// The rates of service among the results; the budget's is checked against its amounts.
  private static func rates(_ context: AuditContext) -> [StatedFigure] {
    context.results.filter { $0.rateName != nil && $0.kind != .execution }
  }

  /// A percentage whose counts are given nowhere; the fewest cases that can give it are (GRIM).
  static func withoutCounts(_ context: AuditContext) -> [Finding] {
    let elsewhere = (context.form.rows.map { $0.explanation + "；" + $0.remark + "；" + $0.actual }).joined(
      separator: "；")
    let fractions = fractions(in: elsewhere)
    let bare = rates(context).filter { rate in
      rate.counts == nil && !rate.isNegative && !fractions.contains { rate.prints($0.numerator / $0.denominator) }
    }
    guard !bare.isEmpty else { return [] }
    let texts = bare.map { rate -> (zh: String, en: String) in
      let name = rate.rateName ?? rate.lead
      guard let fewest = AttainablePercentage(rate.digits)?.smallestDenominator(), fewest > 1 else {
        return ("\(name)\(rate.text)", "\(name) \(rate.text)")
      }
      return ("\(name)\(rate.text)（至少 \(fewest) 件才可能）", "\(name) \(rate.text) (at least \(fewest) cases)")
    }
    return [
      context.finding(
        .unattainableRate, .warning, in: .achievements,
        found: LocalizedText(
          zh: "比率没有分子和分母：\(texts.map(\.zh).joined(separator: "，"))",
          en: "rates without their counts: \(texts.map(\.en).joined(separator: ", "))"),
        action: LocalizedText(zh: "逐项注明件数、口径和剔除数", en: "give both counts, the definition and what was left out"))
    ]
  }

  private static func fractions(in text: String) -> [(numerator: Double, denominator: Double)] {
    PlainText.plain(text).matches(of: /([0-9][0-9,]*(?:\.[0-9]+)?)\s*[\/÷]\s*([0-9][0-9,]*(?:\.[0-9]+)?)/).compactMap {
      match in
      guard let numerator = Double(match.1.replacing(",", with: "")),
        let denominator = Double(match.2.replacing(",", with: "")), denominator > 0
      else { return nil }
      return (numerator, denominator)
    }
  }

  /// Both counts are given and give another rate.
  static func otherRate(_ context: AuditContext) -> [Finding] {
    rates(context).compactMap { rate in
      guard let counts = rate.counts, let numerator = counts.numerator, let denominator = counts.denominator,
        denominator > 0, numerator <= denominator, !rate.prints(numerator / denominator)
      else { return nil }
      let texts = [NumberText.count(numerator), NumberText.count(denominator)]
      let computed = NumberText.percent(numerator / denominator)
      return finding(
        context, .unattainableRate, rate,
        zh: "填 \(rate.text)，而 \(texts[0])÷\(texts[1])=\(computed)",
        en: "is printed as \(rate.text), but \(texts[0]) ÷ \(texts[1]) = \(computed)",
        action: LocalizedText(zh: "核对分子、分母和比率", en: "check both counts and the rate"))
    }
  }

  /// Only the denominator is given, and no count of it gives the rate.
  static func unattainable(_ context: AuditContext) -> [Finding] {
    rates(context).compactMap { rate in
      guard let counts = rate.counts, counts.numerator == nil, let denominator = counts.denominator,
        denominator >= 1, denominator < 1e9, let percentage = AttainablePercentage(rate.digits),
        // Parts of a case for a weighted index: fifths (domain.md §6.8).
        !percentage.isAttainable(of: Int(denominator), partsPerCase: rate.kind == .satisfactionIndex ? 5 : 1)
      else { return nil }
      let cases = NumberText.count(denominator)
      return finding(
        context, .unattainableRate, rate,
        zh: "\(rate.text)：\(cases) 件中没有任何件数能得出此比率", en: "\(rate.text): no count out of \(cases) gives it",
        action: LocalizedText(zh: "核对分子、分母与小数位", en: "check numerator, denominator and decimals"))
    }
  }

  /// Rates above 100 % or below 0, and numerators above their denominator.
  static func impossible(_ context: AuditContext) -> [Finding] {
    let rates = context.figures(.achievements).filter {
      guard $0.rateName != nil else { return false }
      return $0.role == .result || $0.role == .past
    }
    return rates.compactMap { rate in
      if rate.value > 1 {
        return finding(
          context, .impossible, rate, zh: "\(rate.text) 超过 100%", en: "of \(rate.text) exceeds 100 %", action: check)
      }
      if rate.isNegative {
        return finding(
          context, .impossible, rate, zh: "\(rate.text) 为负数", en: "of \(rate.text) is negative", action: check)
      }
      guard let numerator = rate.counts?.numerator, let denominator = rate.counts?.denominator, numerator > denominator
      else { return nil }
      let texts = [NumberText.count(numerator), NumberText.count(denominator)]
      return finding(
        context, .impossible, rate, zh: "分子 \(texts[0]) 大于分母 \(texts[1])",
        en: "has a numerator of \(texts[0]) above its denominator of \(texts[1])", action: check)
    }
  }

  private static let check = LocalizedText(zh: "核对分子和分母", en: "check both counts")

  /// A service level above the connection rate: impossible over one denominator (domain.md §1.4).
  static func serviceLevel(_ context: AuditContext) -> [Finding] {
    let rates = rates(context)
    return rates.filter { $0.kind == .serviceLevel }.compactMap { level in
      guard !level.sentence.contains("占接通"), !level.sentence.contains("接通总数"), !level.sentence.contains("以接通"),
        let connection = rates.first(where: {
          $0.kind == .connection && ($0.line == nil || level.line == nil || $0.line == level.line)
        }), level.value > connection.value + 1e-9
      else { return nil }
      let name = connection.rateName ?? ""
      return finding(
        context, .impossible, level,
        zh: "\(level.text) 高于“\(name)”\(connection.text)，同一分母下不可能",
        en: "of \(level.text) is above “\(name)” of \(connection.text): impossible over one denominator",
        action: LocalizedText(zh: "注明分母（接通量或请求量），或更正数值", en: "name the denominator, or correct the figure"))
    }
  }

  /// Counts of which one is a part of the other: the words of the part, and of the whole.
  private static let wholes: [(part: [String], whole: [String])] = [
    (["接通量", "接听量", "接通数", "接听数", "接通电话", "接听电话", "接通", "接听", "应答"], ["话务总量", "呼入量", "来电总量", "来电量", "呼入", "来电"]),
    (["按时办结工单", "按时办结", "按期办结"], ["办结工单", "已办结", "办结", "转派工单", "受理工单"]),
    (["已办结工单", "办结工单", "办结"], ["转派工单", "受理工单", "派单", "接收工单"]),
    (["满意"], ["参评", "评价", "回访"]),
  ]

  /// A part above its whole, and stated parts that do not add up to their stated sum.
  static func parts(_ context: AuditContext) -> [Finding] {
    let counts = context.results.filter { !$0.isPercentage && !$0.unit.contains("百分点") }
    func find(_ words: [String], besides other: StatedFigure? = nil, line: String?) -> StatedFigure? {
      counts.first { count in
        count != other && (count.line == line || line == nil) && words.contains(where: count.lead.hasSuffix)
          && !["未", "不"].contains(where: count.lead.contains)
      }
    }
    let tooLarge = wholes.compactMap { part, whole -> Finding? in
      guard
        let piece = counts.first(where: { count in
          part.contains(where: count.lead.hasSuffix) && !count.lead.contains("未")
        }),
        let all = find(whole.filter { !part.contains($0) }, besides: piece, line: piece.line),
        piece.value > all.value + 0.5,
        !piece.prints(all.value), !all.prints(piece.value)
      else { return nil }
      return context.finding(
        .impossible, .error, in: .achievements,
        found: LocalizedText(
          zh: "“\(piece.lead.suffix(8))\(piece.text)”大于“\(all.lead.suffix(8))\(all.text)”",
          en: "“\(piece.lead.suffix(8))\(piece.text)” is above “\(all.lead.suffix(8))\(all.text)”"),
        action: LocalizedText(zh: "核对两个数字", en: "check both figures"))
    }
    return tooLarge + sums(context)
  }

  /// `共13,778个，其中工单11,000件、电话3,770个`: parts that exceed their sum; `工单…件、电话…个，合计…`: parts that miss it.
  private static func sums(_ context: AuditContext) -> [Finding] {
    SharedWording.sentences(context.form.text(.achievements)).compactMap { sentence in
      let pieces = sentence.split(separator: "其中", maxSplits: 1).map(String.init)
      if pieces.count == 2 {
        guard let whole = StatedFigure.all(in: pieces[0]).last(where: { !$0.isPercentage }) else { return nil }
        let list = pieces[1].prefix { !"）)。；".contains($0) }
        let parts = StatedFigure.all(in: String(list)).filter { !$0.isPercentage && $0.role == .result }
        let sum = parts.reduce(0) { $0 + $1.value }
        guard parts.count >= 2, sum > whole.value * 1.0005 + 0.5 else { return nil }
        return disagreement(context, parts, sum: sum, whole)
      }
      guard let range = sentence.firstRange(of: /(?:合计|共计|总计)[^0-9，。；]{0,8}[0-9]/) else { return nil }
      let parts = StatedFigure.all(in: String(sentence[..<range.lowerBound])).filter {
        !$0.isPercentage && $0.role == .result
      }
      guard (2...4).contains(parts.count),
        let whole = StatedFigure.all(in: String(sentence[range.lowerBound...])).first(where: { !$0.isPercentage }),
        parts.allSatisfy({ $0.value < whole.value })
      else { return nil }
      let sum = parts.reduce(0) { $0 + $1.value }
      guard abs(sum - whole.value) > whole.value * 0.0005 + 0.5 else { return nil }
      return disagreement(context, parts, sum: sum, whole)
    }
  }

  private static func disagreement(
    _ context: AuditContext, _ parts: [StatedFigure], sum: Double, _ whole: StatedFigure
  ) -> Finding {
    let list = parts.map(\.text).joined(separator: "+")
    let total = NumberText.count(sum)
    return context.finding(
      .impossible, .error, in: .achievements,
      found: LocalizedText(
        zh: "\(list)=\(total)，与“\(whole.lead.suffix(8))\(whole.text)”不符",
        en: "\(list) = \(total) does not agree with “\(whole.lead.suffix(8))\(whole.text)”"),
      action: LocalizedText(zh: "核对分项和合计", en: "check the parts and their sum"))
  }

  private static func finding(
    _ context: AuditContext, _ fault: Fault, _ rate: StatedFigure, zh: String, en: String, action: LocalizedText
  ) -> Finding {
    let name = rate.rateName ?? rate.lead
    return context.finding(
      fault, .error, in: .achievements, found: LocalizedText(zh: "“\(name)”\(zh)", en: "“\(name)” \(en)"),
      action: action)
  }
}
