import HotlineConfiguration
import HotlineText

/// Wording: C20, C26 and slips of the pen.
enum WordingAudit {
  /// Words often miswritten in such forms, and what is meant.
  private static let corrections = [("即定", "既定"), ("执行力≥", "执行率≥"), ("按装", "安装"), ("帐目", "账目"), ("座席人员", "坐席人员")]

  static func slips(_ context: AuditContext) -> [Finding] {
    FilledForm.Field.allCases.flatMap { field in
      corrections.filter { context.form.text(field).contains($0.0) }.map { wrong, right in
        context.finding(
          .wording, .remark, in: field,
          found: LocalizedText(zh: "“\(wrong)”疑为“\(right)”之误", en: "“\(wrong)” is probably meant to be “\(right)”"),
          action: LocalizedText(zh: "更正用字", en: "correct the word"))
      }
    }
  }

  static func rank(_ context: AuditContext) -> [Finding] {
    let text = context.form.text(.achievements)
    let ranks = PlainText.plain(text).matches(
      of:
        /第\s*([一二三四五六七八九十0-9]+)\s*(?:名|位)|(?:排名|排位|位列|位居|名列|列)[^，。；0-9]{0,8}第\s*[一二三四五六七八九十0-9]+(?!\s*(?:季|次|期|个|条|批))|(?:排名|位列|位居|名列)前[一二三四五六七八九十0-9]+/
    )
    return ranks.compactMap { match in
      let plain = PlainText.plain(text)
      let after = plain[match.range.upperBound...].prefix(16)
      let before = plain[..<match.range.lowerBound].split { "，。；;\n".contains($0) }.last ?? ""
      // 第三名（共12个）, 第3名/12, 12个部门中第三名.
      let isTold =
        after.contains(/共|\/|之中|参评|个(?:部门|单位)/) || before.contains(/[0-9一二三四五六七八九十]+\s*(?:个|家)[^，。；]{0,14}$/)
        || plain.contains(/参评(?:单位|部门)?[^，。；0-9]{0,4}[0-9]+\s*[个家]/)
      guard !isTold else { return nil }
      return context.finding(
        .rank, .remark, in: .achievements,
        found: LocalizedText(zh: "“\(match.output.0)”没有参评总数", en: "“\(match.output.0)”, but of how many is not said"),
        action: LocalizedText(zh: "注明共多少个单位参评", en: "say how many were ranked"))
    }
  }

  /// Whole sentences of last year's form, figures and all.
  static func copied(_ context: AuditContext) -> [Finding] {
    guard let lastYear = context.lastYear else { return [] }
    return [FilledForm.Field.achievements, .problems, .improvements].flatMap { field in
      let before = Set(SharedWording.sentences(lastYear.text(field)))
      let same = SharedWording.sentences(context.form.text(field)).filter { $0.count >= 12 && before.contains($0) }
      guard !same.isEmpty else { return [Finding]() }
      return [
        context.finding(
          .copied, .warning, in: field,
          found: LocalizedText(
            zh: "\(same.count) 句与上年完全相同：\(same.joined(separator: "；"))",
            en: "\(same.count) sentences are last year's, word for word: \(same.joined(separator: "; "))"),
          action: LocalizedText(zh: "按本年情况重写；问题未解决的说明原因", en: "write them anew; say why a problem still stands"))
      ]
    }
  }
}
