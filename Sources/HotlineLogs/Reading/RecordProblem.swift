import HotlineConfiguration

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
    static let contradiction = Problem(
      .contradiction,
      expected: LocalizedText(zh: "先呼入、再应答、再结束", en: "start, then answer, then end"))
  }

  /// The row that is left out for a value: what was found, what was expected, the value as far as it may be shown.
  func reject(_ row: RawRow, column: Int?, field: ColumnPlan.Field, _ problem: Problem) -> RejectedRow {
    let value = column.map { row[$0].string }
    let shown = value.map { field.field == .caller ? Masking.maskedCaller($0) : Masking.masked($0, limit: field.limit) }
    let header = column.flatMap { $0 < plan.headers.count ? plan.headers[$0] : nil }
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
  /// How much of a refused value is kept, in characters. Where a time, a number or a word is wanted, something long is a text
  /// that came into the wrong column, perhaps a citizen's: of it only enough is kept to find it.
  fileprivate var limit: Int {
    if case .text = content { return Masking.limit }
    return 40
  }
}
