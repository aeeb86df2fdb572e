import HotlineConfiguration
import HotlineText

/// Sums, limits and the grade of a filled-in form: C02, C03, C04.
enum SumAudit {
  static func blocks(_ context: AuditContext) -> [Finding] {
    context.form.sections.compactMap { section in
      guard let weight = section.weight, let sum = sum(section.rows, \.weight), abs(sum - weight) > 1e-9 else {
        return nil
      }
      return Finding(
        .sums, .error, subject: .asPrinted(section.name),
        found: LocalizedText(
          zh: "各项权重之和为 \(sum.pointsText)，标注为 \(weight.pointsText)",
          en: "the weights of its rows add up to \(sum.pointsText), printed is \(weight.pointsText)"),
        action: LocalizedText(zh: "核对该部分各项权重", en: "check the weights of the block"), place: section.place)
    }
  }

  static func total(_ context: AuditContext) -> [Finding] {
    guard let total = context.form.total else {
      return [
        Finding(
          .sums, .error, found: LocalizedText(zh: "没有“合计”行", en: "there is no row 合计"),
          action: LocalizedText(zh: "补上合计", en: "add the totals"), place: context.form.place)
      ]
    }
    func check(_ printed: Double?, _ key: KeyPath<FilledForm.Row, Double?>, _ name: LocalizedText) -> Finding? {
      guard let printed, let sum = sum(context.form.rows, key), abs(sum - printed) > 1e-9 else { return nil }
      return context.finding(
        .sums, .error, at: total,
        found: LocalizedText(
          zh: "各项\(name.zh)之和为 \(sum.pointsText)，合计填 \(printed.pointsText)",
          en: "the rows' \(name.en) add up to \(sum.pointsText), the total says \(printed.pointsText)"),
        action: LocalizedText(zh: "更正合计或有误的行", en: "correct the total or the row that is wrong"))
    }
    return [
      check(total.weight, \.weight, LocalizedText(zh: "权重", en: "weights")),
      check(total.score, \.score, LocalizedText(zh: "自评分", en: "scores")),
    ].compactMap { $0 }
  }

  static func scores(_ context: AuditContext) -> [Finding] {
    context.form.rows.compactMap { row in
      guard let weight = row.weight, let score = row.score else {
        return context.finding(
          .scoreOutsideWeight, .error, at: row,
          found: LocalizedText(zh: "权重或自评分不是数字", en: "the weight or the score is no number"),
          action: LocalizedText(zh: "填入数字；待评的请注明", en: "fill in numbers; say so where a score is open"))
      }
      guard score < 0 || score > weight + 1e-9 else { return nil }
      return context.finding(
        .scoreOutsideWeight, .error, at: row,
        found: LocalizedText(
          zh: "自评分 \(score.pointsText) 不在 0–\(weight.pointsText) 之内",
          en: "the score \(score.pointsText) is not within 0–\(weight.pointsText)"),
        action: LocalizedText(zh: "更正自评分", en: "correct the score"))
    }
  }

  static func grade(_ context: AuditContext) -> [Finding] {
    guard let total = context.form.total?.score, let grade = GradeScale.shanghai.grade(of: total) else { return [] }
    let printed = context.form.text(.grade)
    guard printed != grade.name.zh else { return [] }
    return [
      context.finding(
        .grade, .error, in: .grade,
        found: LocalizedText(
          zh: "合计 \(total.pointsText) 分应为“\(grade.name.zh)”，填为“\(printed)”",
          en: "a total of \(total.pointsText) is “\(grade.name.zh)”, printed is “\(printed)”"),
        action: LocalizedText(zh: "更正等级", en: "correct the grade"))
    ]
  }

  /// The sum of the rows' numbers; `nil` when one is missing.
  private static func sum(_ rows: [FilledForm.Row], _ key: KeyPath<FilledForm.Row, Double?>) -> Double? {
    let numbers = rows.compactMap { $0[keyPath: key] }
    return numbers.count == rows.count ? numbers.reduce(0, +) : nil
  }
}
