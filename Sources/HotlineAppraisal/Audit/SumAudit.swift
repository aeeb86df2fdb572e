import HotlineConfiguration
import HotlineText

/// Sums, limits and the grade of a filled-in form: C02, C03, C04.
enum SumAudit {
  static func blocks(_ context: AuditContext) -> [Finding] {
    context.form.sections.flatMap(subtotals)
      + context.form.sections.compactMap { section in
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

  /// The row 小计 of a block.
  private static func subtotals(_ section: FilledForm.Section) -> [Finding] {
    guard let subtotal = section.subtotal else { return [] }
    func check(_ printed: Double?, _ key: KeyPath<FilledForm.Row, Double?>) -> Finding? {
      guard let printed, let sum = sum(section.rows, key), abs(sum - printed) > 1e-9 else { return nil }
      return Finding(
        .sums, .error, subject: .asPrinted(section.name),
        found: LocalizedText(
          zh: "各项之和为 \(sum.pointsText)，小计填 \(printed.pointsText)",
          en: "its rows add up to \(sum.pointsText), printed is \(printed.pointsText)"),
        action: LocalizedText(zh: "更正小计或有误的行", en: "correct the sum or the row that is wrong"), place: subtotal.place)
    }
    return [check(subtotal.weight, \.weight), check(subtotal.score, \.score)].compactMap { $0 }
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
      hundred(context, total),
    ].compactMap { $0 }
  }

  /// A form's weights come to 100.
  private static func hundred(_ context: AuditContext, _ total: FilledForm.Row) -> Finding? {
    guard let weight = total.weight, abs(weight - 100) > 1e-9, sum(context.form.rows, \.weight) == weight else {
      return nil
    }
    return context.finding(
      .sums, .error, at: total,
      found: LocalizedText(
        zh: "权重合计 \(weight.pointsText)，应为 100", en: "the weights come to \(weight.pointsText), not 100"),
      action: LocalizedText(zh: "核对各项权重", en: "check the weights"))
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
    guard !context.form.isNational || context.form.fields[.grade] != nil else { return [] }
    guard !isGrade(printed, total) else { return [] }
    return [
      context.finding(
        .grade, .error, in: .grade,
        found: LocalizedText(
          zh: "合计 \(total.pointsText) 分应为“\(grade.name.zh)”，填为“\(printed)”",
          en: "a total of \(total.pointsText) is “\(grade.name.zh)”, printed is “\(printed)”"),
        action: LocalizedText(zh: "更正等级", en: "correct the grade"))
    ]
  }

  /// Whether a printed grade is that of a total, by Shanghai's words (优秀 …) or the national ones (优, 良, 中, 差 from 90, 80, 60).
  private static func isGrade(_ printed: String, _ total: Double) -> Bool {
    let printed = printed.filter { $0.isLetter }
    if printed == GradeScale.shanghai.grade(of: total)?.name.zh { return true }
    let national = [("优", 90.0), ("良", 80), ("中", 60), ("差", 0)]
    return national.first { total + 1e-9 >= $0.1 }?.0 == printed
  }

  /// The sum of the rows' numbers; `nil` when one is missing.
  private static func sum(_ rows: [FilledForm.Row], _ key: KeyPath<FilledForm.Row, Double?>) -> Double? {
    let numbers = rows.compactMap { $0[keyPath: key] }
    return numbers.count == rows.count ? numbers.reduce(0, +) : nil
  }
}
