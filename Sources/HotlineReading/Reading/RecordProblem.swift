import HotlineConfiguration
import HotlineModel
import HotlineText

extension RecordBuilder {
  /// Why a value is refused.
  struct Problem: Error {
    let reason: RejectionReason
    let expected: LocalizedText

    init(_ reason: RejectionReason, expected: LocalizedText) {
      self.reason = reason
      self.expected = expected
    }

    static let lostDigits = Problem(
      .lostDigits,
      expected: LocalizedText(
        zh: "完整的号码（此值被电子表格截断，请从平台重新导出，不要经 Excel 打开保存）",
        en: "the whole number (a spreadsheet cut it; export again from the platform without saving it in Excel)"))
    /// A text where a name is wanted.
    static func tooLong(_ longest: Int) -> Problem {
      Problem(
        .fieldTooLong,
        expected: LocalizedText(zh: "至多 \(longest) 个字", en: "\(longest) characters at most"))
    }
    static let citizensNumber = Problem(
      .badNumber, expected: LocalizedText(zh: "数量，而不是市民的号码", en: "a count, not a citizen's number"))
    static let contradiction = Problem(
      .contradiction,
      expected: LocalizedText(zh: "先呼入、再应答、再结束", en: "start, then answer, then end"))
    static let closedBeforeReceipt = Problem(
      .contradiction, expected: LocalizedText(zh: "先受理、再办结", en: "received, then closed"))
    static let duration = Problem(
      .badNumber,
      expected: LocalizedText(zh: "时长，如 75、0:01:15 或 1分15秒", en: "a duration such as 75, 0:01:15 or 1m 15s"))
    static let laterThanExport = Problem(
      .futureTime,
      expected: LocalizedText(
        zh: "不晚于该行导出时间的时间", en: "a time no later than the row's export (exported_at)"))
    static let laterThanIngest = Problem(
      .futureTime, expected: LocalizedText(zh: "不晚于此刻的时间", en: "a time no later than now"))
  }

  /// A row that is rejected because of a value: what was found, what was expected, the value as far as it may be shown.
  func reject(_ row: RawRow, column: Int?, field: ColumnPlan.Field, _ problem: Problem) -> RejectedRow {
    // Of a text in a name's place nothing is shown: its beginning says as much as the rest.
    let shown = problem.reason == .fieldTooLong ? nil : column.map { field.shown(row[$0].string) }
    let header = column.flatMap { plan.header(over: $0 + 1) }
    return RejectedRow(
      line: row.line, column: column.map { $0 + 1 }, header: header, value: shown, reason: problem.reason,
      detail: LocalizedText(
        zh:
          "\(field.field.rawValue) 的值\(shown.map { "“\($0)”" } ?? "")\(problem.reason.text.zh)；应为\(problem.expected.zh)",
        en:
          "\(field.field.rawValue)\(shown.map { " “\($0)”" } ?? "") \(problem.reason.text.en); expected \(problem.expected.en)"
      ))
  }
}

extension ColumnPlan.Field {
  /// A value of the field as far as it may be shown: masked and cut.
  func shown(_ value: String) -> String {
    field == .caller ? Masking.maskedCaller(value) : Masking.masked(value, limit: Self.shownLimit)
  }

  /// How much of a refused value is kept, in characters. Something long is a text that came into the wrong column, perhaps a
  /// citizen's: of it only enough is kept to find it.
  private static let shownLimit = 40
}
