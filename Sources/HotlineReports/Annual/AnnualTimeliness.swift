import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// T6: how the year's orders stand against their deadlines.
struct AnnualTimeliness {
  let ages: OrderAgeTable
  let asOf: Int64
  let language: Language

  /// The classes that occur, and those that a reader looks for even when empty.
  private var shown: [OrderAge] {
    OrderAge.allCases.filter { ages.occurs($0) || ![.undated, .lateUnknown, .stateUnknown].contains($0) }
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
    guard !ages.kinds.isEmpty else { return [.paragraph(RichText(language("没有工单记录。", "No orders are on record.")))] }
    let late = ages.count(at: [.closedLate, .closedVeryLate, .overdue, .longOverdue, .lateUnknown])
    let coming = ages.count(at: [.notYetDue, .dueSoon])
    func text(_ count: Int) -> String { NumberText.count(Double(count)) }
    // What a public version hides in the table is not told here either.
    guard let late, let coming, let total = ages.total else { return [.table(table)] }
    return [
      .paragraph(
        RichText(
          language(
            "本年收到的 \(text(total)) 件工单，截至 \(LocalTime.text(asOf)) 超期 \(text(late)) 件，未到期 \(text(coming)) 件；未到期的不计入按时办结率。",
            "Of \(language.plural(total, "order", "orders")) received, \(text(late)) \(late == 1 ? "was" : "were") late by \(LocalTime.text(asOf)), \(text(coming)) not yet due; these do not enter the on-time rate."
          ))), .table(table),
    ]
  }

  private func cell(_ count: Int?) -> ReportTable.Cell {
    .number(count.map(Double.init), .count, absent: language("不公布", "not published"))
  }

  private var table: ReportTable {
    let shown = shown
    var table = ReportTable(
      "T6", caption: language("T6 时效分布（按收单时间归入本年）", "T6 Ageing (orders received in the year)"),
      note: RichText(
        language(
          "期限为现行期限（含批准的延期）；超期按工作日历计算。", "The deadline in force, extensions included; working days by the calendar.")),
      columns: [.init(language("诉求类型", "kind"))] + shown.map { .init(name($0), .trailing) }
        + [.init(language("合计", "all"), .trailing)])
    table.rows = ages.kinds.map { kind in
      ReportTable.Row(
        [.text(language.name(kind)).asHeader] + shown.map { cell(ages.count(kind, $0)) } + [cell(ages.count(of: kind))])
    }
    table.rows.append(
      ReportTable.Row(
        [.text(language("合计", "All")).asHeader] + shown.map { cell(ages.count(at: [$0])) } + [cell(ages.total)],
        role: .total))
    return table
  }
}
