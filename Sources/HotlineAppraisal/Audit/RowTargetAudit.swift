import HotlineConfiguration
import HotlineText

/// Rows whose target is printed — in 指标解释, or in a column of its own — against the result and the score: C05, C07, C21.
enum RowTargetAudit {
  /// A target of a row with the result that it is of.
  private struct Pair {
    let row: FilledForm.Row
    let target: StatedFigure
    let result: StatedFigure

    private var isUpper: Bool { if case .limit(let isUpper) = target.role { isUpper } else { false } }

    var isMet: Bool { isUpper ? result.exact <= target.value + 1e-9 : result.exact >= target.value - 1e-9 }
    /// By which share of the target the result beats it.
    var excess: Double {
      guard target.value > 0 else { return 0 }
      return (isUpper ? target.value - result.value : result.value - target.value) / target.value
    }
  }

  private static func pairs(_ context: AuditContext) -> [Pair] {
    let results = context.results
    return zip(context.form.rows, context.explanationFigures).flatMap { row, figures -> [Pair] in
      if let pair = columns(row) { return [pair] }
      let line = FigureScanner.lines.first(where: (row.name + row.explanation).contains)
      return figures.filter(\.isLimit).compactMap { target in
        let result = results.first { result in
          guard result.isPercentage == target.isPercentage, line == nil || result.line == nil || result.line == line
          else { return false }
          return target.isPercentage
            ? result.isSameRate(as: target) : result.unit == target.unit && isOneThing(result.lead, target.lead)
        }
        return result.map { Pair(row: row, target: target, result: $0) }
      }
    }
  }

  /// The row's own columns 年度指标值 and 实际完成值.
  private static func columns(_ row: FilledForm.Row) -> Pair? {
    guard !row.target.isEmpty, !row.actual.isEmpty,
      let target = StatedFigure.all(in: unit(row.target, like: row.actual)).first,
      let actual = StatedFigure.all(in: unit(row.actual, like: row.target)).first,
      target.isPercentage == actual.isPercentage
    else { return nil }
    return Pair(row: row, target: target, result: actual)
  }

  /// A bare number takes the unit of the other column.
  private static func unit(_ text: String, like other: String) -> String {
    guard FormCells.number(text) != nil, text.last?.isNumber == true, let last = other.last, !last.isNumber else {
      return text
    }
    return text + String(last)
  }

  /// Whether two leads end in the same thing: 直播 and 参与直播.
  private static func isOneThing(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.filter(\.isLetter), right.filter(\.isLetter))
    return left.count >= 2 && right.count >= 2 && left.suffix(2) == right.suffix(2)
  }

  /// Full marks although the target was missed, or points off although all that is printed was met and nothing is said.
  static func scores(_ context: AuditContext) -> [Finding] {
    pairs(context).compactMap { pair in
      guard let lost = pair.row.lost, lost <= 0, !pair.isMet else { return nil }
      return context.finding(
        .scoreAgainstTarget, .error, at: pair.row,
        found: LocalizedText(
          zh: "实际 \(pair.result.text) 未达到目标 \(pair.target.text)，却得满分",
          en: "\(pair.result.text) misses the target \(pair.target.text), yet it has full marks"),
        action: LocalizedText(zh: "按计分规则扣分，或更正数值", en: "take points by the rule, or correct the figure"))
    } + unearned(context)
  }

  /// Points off in a row whose targets were all met, by a remark that speaks of a miss.
  private static func unearned(_ context: AuditContext) -> [Finding] {
    let byRow = Dictionary(grouping: pairs(context)) { $0.row }
    return context.form.rows.compactMap { row in
      guard let pairs = byRow[row], let lost = row.lost, lost > 0, pairs.allSatisfy(\.isMet),
        ["未达标", "未达到", "未完成", "低于目标"].contains(where: row.remark.contains)
      else { return nil }
      return context.finding(
        .scoreAgainstTarget, .error, at: row,
        found: LocalizedText(
          zh: "目标均已达到，却以未达标为由扣 \(lost.pointsText) 分",
          en: "all targets were met, yet \(lost.pointsText) are off for a miss"),
        action: LocalizedText(zh: "更正得分或说明真实原因", en: "correct the score or give the true reason"))
    }
  }

  /// From this share on a target counts as beaten by far (domain.md §2.2, §2.4).
  private static let farBeaten = 0.2

  /// A target that was beaten by far without a word on it, or that lies below last year's result.
  static func tooLow(_ context: AuditContext) -> [Finding] {
    pairs(context).compactMap { pair in
      let before = earlier(pair, context)
      let isBelow = before.map { $0.value > pair.target.value + 1e-9 && pair.excess >= 0 } ?? false
      let said = pair.row.remark + context.form.text(.problems)
      let isExplained = said.contains(/目标[^，。；]{0,8}偏低|指标[^，。；]{0,4}偏低|设置偏低|设定偏低|超额|偏离/)
      guard isBelow || pair.excess > farBeaten && !isExplained else { return nil }
      let against = before.map { LocalizedText(zh: "，低于上年实际 \($0.text)", en: ", below last year's \($0.text)") }
      let excess = NumberText.percent(pair.excess, places: 1)
      return context.finding(
        .target, .warning, at: pair.row,
        found: LocalizedText(
          zh: "目标 \(pair.target.text)，实际 \(pair.result.text)，超出 \(excess)\(isBelow ? against?.zh ?? "" : "")：目标偏低",
          en:
            "target \(pair.target.text), actual \(pair.result.text), \(excess) beyond\(isBelow ? against?.en ?? "" : ""): too low a target"
        ),
        action: LocalizedText(zh: "说明超额原因，重新核定下年目标", en: "explain the excess, set next year's target anew"))
    }
  }

  /// The result of the year before: from last year's form, or as this form compares itself.
  private static func earlier(_ pair: Pair, _ context: AuditContext) -> StatedFigure? {
    let past = context.figures(.achievements).filter { $0.role == .past }
    let before =
      context.lastYear.map { StatedFigure.all(in: $0.text(.achievements)).filter { $0.role == .result } } ?? []
    return (past + before).first {
      pair.result.isPercentage
        ? $0.isSameRate(as: pair.result) : $0.unit == pair.result.unit && isOneThing($0.lead, pair.result.lead)
    }
  }

  /// A rate printed so that it meets its target, while its counts do not.
  static func rounding(_ context: AuditContext) -> [Finding] {
    pairs(context).compactMap { pair in
      guard pair.result.isPercentage, let numerator = pair.result.counts?.numerator,
        let denominator = pair.result.counts?.denominator, denominator > 0,
        pair.result.value >= pair.target.value - 1e-9,
        numerator / denominator < pair.target.value - 1e-9, pair.result.prints(numerator / denominator)
      else { return nil }
      let exact = NumberText.percent(numerator / denominator)
      return context.finding(
        .rounding, .error, at: pair.row,
        found: LocalizedText(
          zh: "填 \(pair.result.text) 达到目标 \(pair.target.text)，实为 \(exact)，未达到",
          en: "printed as \(pair.result.text) it meets \(pair.target.text); it is \(exact) and misses it"),
        action: LocalizedText(zh: "保留两位小数", en: "print two decimals"))
    }
  }
}

extension StatedFigure {
  /// The quotient of its counts where both are given and print as it, else its value.
  var exact: Double {
    guard let numerator = counts?.numerator, let denominator = counts?.denominator, denominator > 0,
      prints(numerator / denominator)
    else { return value }
    return numerator / denominator
  }
}
