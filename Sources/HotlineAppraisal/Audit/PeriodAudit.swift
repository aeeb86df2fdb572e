import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// Whether a filled-in form speaks of a whole year that is over: C16.
enum PeriodAudit {
  /// A year may be judged only once it is over.
  static func assessedBeforeEnd(_ context: AuditContext) -> [Finding] {
    let printed = context.form.text(.assessedOn)
    guard let day = day(printed) else {
      return [
        context.finding(
          .period, .warning, in: .assessedOn,
          found: LocalizedText(zh: "自评时间“\(printed)”不是日期", en: "“\(printed)” is no day"),
          action: LocalizedText(zh: "按 2020-03-12 的形式填写", en: "write it like 2020-03-12"))
      ]
    }
    if let year = context.year {
      guard day <= Period(year: year).last else { return [] }
      return [
        context.finding(
          .period, .error, in: .assessedOn,
          found: LocalizedText(
            zh: "\(printed) 自评时 \(year) 年度尚未结束", en: "assessed on \(printed), before \(year) was over"),
          action: LocalizedText(zh: "年度结束、数据齐全后再评", en: "assess when the year's data are complete"))
      ]
    }
    // Without a year the form can only be of the year of its date, or of one long over.
    guard day.iso.dropFirst(5).prefix(2) >= "09" else { return [] }
    return [
      context.finding(
        .period, .warning, in: .assessedOn,
        found: LocalizedText(
          zh: "\(printed) 自评，未注明评价年度；如评当年，则年度尚未结束",
          en: "assessed on \(printed), of which year is not said; if of the same one, it was not over"),
        action: LocalizedText(zh: "注明评价年度；年度结束、数据齐全后再评", en: "name the year, and assess when its data are complete"))
    ]
  }

  /// A day as forms write it: `2020-03-12`, `2020年3月12日`, `2020/3/12`; of a month alone the last day.
  static func day(_ text: String) -> LocalDay? {
    guard
      let match = PlainText.plain(text).firstMatch(
        of: /(20[0-9]{2})\s*[-年.\/]\s*([0-9]{1,2})(?:\s*[-月.\/]\s*([0-9]{1,2})?)?/)
    else { return nil }
    func two(_ text: Substring) -> String { text.count < 2 ? "0\(text)" : String(text) }
    if let day = match.3 { return LocalDay(iso: "\(match.1)-\(two(match.2))-\(two(day))") }
    return LocalDay(iso: "\(match.1)-\(two(match.2))-01")?.month.lastDay
  }

  /// Results of a part of the year, or of another year.
  static func figures(_ context: AuditContext) -> [Finding] {
    let sentences = SharedWording.sentences(PlainText.plain(context.form.text(.achievements)))
    return sentences.flatMap { sentence -> [Finding] in
      var findings: [Finding] = []
      if let match = sentence.firstMatch(
        of:
          /截至(?:[^，。；]{0,11}?[^，。；0-9])?(?:[1-9]|10|11)月|1\s*(?:月?\s*[-—–~至到])\s*(?:[2-9]|10|11)\s*月|前三季度|前[1-9一二三四五六七八九十]+个月|上半年/
      ),
        !["其中", "较上半年", "比上半年"].contains(where: sentence.contains), !sentence.contains("下半年"),
        sentence.contains(/[0-9]/)
      {
        findings.append(
          finding(context, "“\(match.output)”的数据不是全年数据", "“\(match.output)” is not the whole year"))
      }
      if let year = context.year, let other = otherYear(sentence, than: year) {
        findings.append(
          finding(
            context, "“\(sentence.prefix(30))”是 \(other) 年的数据，评价年度为 \(year) 年",
            "“\(sentence.prefix(30))” is of \(other), the form of \(year)"))
      }
      return findings
    }
  }

  /// Another year of which a sentence gives figures, unless it compares.
  private static func otherYear(_ sentence: String, than year: Int) -> Int? {
    let years = sentence.matches(of: /(?:^|[^0-9])(20[0-9]{2})\s*年/).compactMap { Int($0.1) }
    guard let other = years.first(where: { $0 != year }), !years.contains(year),
      !["较", "比", "同期", "相比", "对比", "以来", "起", "印发", "要求", "号"].contains(where: sentence.contains),
      !StatedFigure.all(in: sentence).isEmpty
    else { return nil }
    return other
  }

  private static func finding(_ context: AuditContext, _ zh: String, _ en: String) -> Finding {
    context.finding(
      .period, .warning, in: .achievements, found: LocalizedText(zh: zh, en: en),
      action: LocalizedText(zh: "改用评价年度全年的数据", en: "give the figures of the whole year appraised"))
  }
}
