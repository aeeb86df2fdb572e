import HotlineConfiguration
import HotlineText

/// Findings on the funds of the national form: what they come from adds up to the budget.
enum FundsFindings {
  static func sums(_ context: FindingContext) -> [Finding] {
    guard let funds = context.form.funds, let budget = context.budget else { return [] }
    let pairs: [(name: LocalizedText, sum: Double?, total: Double?)] = [
      (LocalizedText(zh: "年初预算数", en: "initial budget"), funds.sum(\.initial), funds.initial),
      (LocalizedText(zh: "全年预算数", en: "budget of the year"), funds.sum(\.budget), budget.planned),
      (LocalizedText(zh: "全年执行数", en: "amount executed"), funds.sum(\.executed), budget.executed),
    ]
    return pairs.compactMap { name, sum, total in
      guard let sum, let total, abs(sum - total) > 0.005 else { return nil }
      let texts = [sum, total].map { NumberText.amount($0, places: 2) }
      return Finding(
        .sums, .error,
        found: LocalizedText(
          zh: "\(name.zh)：各项资金之和 \(texts[0]) 元，年度资金总额 \(texts[1]) 元",
          en: "\(name.en): the sources add up to \(texts[0]) yuan, the whole is \(texts[1]) yuan"),
        action: LocalizedText(zh: "核对各项资金来源的金额与预算数据", en: "check `funds` in the form's file against the budget"))
    }
  }
}
