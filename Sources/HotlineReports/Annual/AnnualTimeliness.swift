import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// T6: how the year's orders stand against their deadlines.
struct AnnualTimeliness {
  let ages: [String: [OrderAge: Int]]
  let asOf: Int64
  let language: Language

  private var total: Int { ages.values.reduce(0) { $0 + $1.values.reduce(0, +) } }
  private func count(_ age: OrderAge) -> Int { ages.values.reduce(0) { $0 + ($1[age] ?? 0) } }
  /// The classes that occur, and those that a reader looks for even when empty.
  private var shown: [OrderAge] {
    OrderAge.allCases.filter { count($0) > 0 || ![.undated, .lateUnknown, .stateUnknown].contains($0) }
  }

  private func name(_ age: OrderAge) -> String {
    switch age {
    case .closedInTime: language("按时办结", "closed in time")
    case .closedLate: language("超期1–5个工作日办结", "closed 1–5 working days late")
    case .closedVeryLate: language("超期5个工作日以上办结", "closed more than 5 late")
    case .overdue: language("未办结，超期1–5个工作日", "open, 1–5 overdue")
    case .longOverdue: language("未办结，超期5个工作日以上", "open, more than 5 overdue")
    case .dueSoon: language("未办结，临期（2个工作日内）", "open, due within 2")
    case .notYetDue: language("未办结，未到期", "open, not yet due")
    case .undated: language("无期限", "no deadline")
    case .lateUnknown: language("超期天数不详（日历以外）", "late, days unknown (outside the calendar)")
    case .stateUnknown: language("到期前最后一次导出时未办结", "last exported open, before it was due")
    case .leftOut: language("不考核（退单、作废、挂账）", "not assessed (returned, void, suspended)")
    }
  }

  /// The blocks.
  var blocks: [Document.Block] {
    guard total > 0 else { return [.paragraph(RichText(language("没有工单。", "No orders.")))] }
    let late = [OrderAge.closedLate, .closedVeryLate, .overdue, .longOverdue, .lateUnknown].reduce(0) { $0 + count($1) }
    let text = language(
      "本年收到的 \(NumberText.count(Double(total))) 件工单，截至 \(LocalTime.text(asOf)) 超期 \(NumberText.count(Double(late))) 件，未到期 \(NumberText.count(Double(count(.notYetDue) + count(.dueSoon)))) 件；未到期的不计入按时办结率。",
      "Of \(NumberText.count(Double(total))) orders received, \(NumberText.count(Double(late))) were late by \(LocalTime.text(asOf)), \(NumberText.count(Double(count(.notYetDue) + count(.dueSoon)))) not yet due; these do not enter the on-time rate."
    )
    return [.paragraph(RichText(text)), .table(table)]
  }

  private func cell(_ count: Int) -> ReportTable.Cell { .number(Double(count), .count).of(Double(count)) }

  private var table: ReportTable {
    let shown = shown
    let kinds = ages.keys.sorted { left, right in
      func size(_ kind: String) -> Int { ages[kind]?.values.reduce(0, +) ?? 0 }
      return (-size(left), left) < (-size(right), right)
    }
    var table = ReportTable(
      "T6", caption: language("T6 时效分布（按收单时间归入本年）", "T6 Ageing (orders received in the year)"),
      note: RichText(
        language(
          "期限为现行期限（含批准的延期）；超期按工作日历计算。", "The deadline in force, extensions included; working days by the calendar.")),
      columns: [.init(language("诉求类型", "kind"))] + shown.map { .init(name($0), .trailing) }
        + [.init(language("合计", "all"), .trailing)])
    table.sums = [.columns, .rows]
    table.rows = kinds.map { kind in
      let counts = ages[kind] ?? [:]
      return ReportTable.Row(
        [.text(language.name(kind)).asHeader] + shown.map { cell(counts[$0] ?? 0) }
          + [cell(counts.values.reduce(0, +))])
    }
    table.rows.append(
      ReportTable.Row(
        [.text(language("合计", "All")).asHeader] + shown.map { cell(count($0)) } + [cell(total)], role: .total))
    return table
  }
}
