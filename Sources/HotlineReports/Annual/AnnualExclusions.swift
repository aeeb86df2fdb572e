import HotlineConfiguration
import HotlineMetrics

/// T8: what each definition leaves out, counted: exclusions are where rates can be inflated.
struct AnnualExclusions {
  let figures: AnnualFigures
  let wording: Wording
  let links: [Anchor]

  /// The table.
  var table: ReportTable {
    var table = ReportTable(
      "T8", caption: wording("T8 各指标剔除的件数", "T8 What the KPIs leave out"),
      note: RichText(
        wording(
          "剔除的件不计入分子和分母；占比以分母与剔除之和为底。",
          "Cases left out are neither above nor below the line; shares are of the denominator and these together.")),
      columns: [
        .init(wording("指标", "KPI")), .init(wording("热线", "line")), .init(wording("剔除项", "left out")),
        .init(wording("件数", "cases"), .trailing), .init(wording("占比", "share"), .trailing),
      ])
    for (index, total) in figures.totals.enumerated() where total.now.metric.isRatio {
      for (measure, count) in total.now.leftOut where count != 0 {
        let base = (total.now.denominator ?? 0) + count
        table.rows.append([
          .text(total.now.metric.name(wording.language)).asHeader, .text(wording.name(total.now.labels[0])),
          .text(wording.leftOut(measure)), .number(count, .count).linked(to: links[index]).of(count),
          .number(base > 0 ? count / base : nil, .percent, absent: wording("没有件数", "no cases")).of(count),
        ])
      }
    }
    return table
  }
}

extension Wording {
  /// What a measure that is left out counts; the measure's own name where it is a user's.
  func leftOut(_ measure: String) -> String {
    switch measure {
    case "calls_abandoned_ivr": self("语音导航中挂断", "hung up in the menu")
    case "calls_self_service": self("自助服务", "self-service")
    case "calls_outbound": self("呼出", "outbound")
    case "calls_unrated", "orders_unrated": self("未评价", "not rated")
    case "calls_without_caller": self("无主叫号码", "no caller's number")
    case "calls_resolution_open": self("距数据截止不足7天", "in the last 7 days of the data")
    case "orders_contact_not_yet_due", "orders_not_yet_due": self("未到期", "not yet due")
    case "orders_returned", "orders_returned_due": self("退单", "returned")
    case "orders_void", "orders_void_due": self("作废", "void")
    case "orders_suspended", "orders_suspended_due": self("挂账", "suspended")
    case "orders_contact_unanswered": self("市民未评价", "the citizen did not say")
    case "orders_unresolved": self("未解决（不在口径内）", "unresolved (not in the definition)")
    default: measure
    }
  }
}
