import HotlineCalendar
import HotlineDocument
import HotlineModel
import HotlineText

/// The lists of orders on a member's sheet.
struct MemberOrderLists {
  let orders: MemberOrders
  let sheet: MemberSheet
  /// The most orders of all lists together; `nil` for all.
  let most: Int?

  /// The most orders of a list.
  private var listed: Int? {
    let lists = [orders.late, orders.older, orders.dueSoon, orders.uncontacted].count { !$0.isEmpty }
    return most.map { $0 / max(1, lists) }
  }

  private var language: Language { sheet.sheets.language }
  private var asOf: String { LocalTime.text(sheet.sheets.asOf) }

  /// The blocks: the lists that have orders; a sentence where none has.
  var blocks: [Document.Block] {
    let done = language("办结时间", "closed")
    let tables = [
      table(
        "late", language("本期到期、未按时办结", "Due in the period, not closed in time"), orders.late, done: done),
      table("older", language("以前到期、至今未办结", "Due before the period, still open"), orders.older, done: nil),
      table(
        "due-soon", language("截至 \(asOf) 临期（2个工作日内到期）", "Due within two working days of \(asOf)"), orders.dueSoon,
        done: nil,
        showsDelay: false),
      table(
        "uncontacted", language("未按时先行联系", "Not contacted in time"), orders.uncontacted,
        due: language("联系期限", "contact due"), done: language("首次联系", "first contact")),
    ].compactMap { $0 }
    return tables.isEmpty
      ? [
        .paragraph(
          RichText(
            language(
              "在已有的工单数据中没有逾期、临期或未按时联系的工单。",
              "The orders on record have none that is overdue, due soon or not contacted in time.") + unknown))
      ] : tables.map { .table($0) }
  }

  /// How many orders the files do not tell enough of to be in a list.
  private var unknown: String {
    let counts = [ReportRoles.Role.closure, .firstContact].map { sheet.sheets.lastToldOpen($0, sheet.member) }
    let count = counts.max() ?? 0
    return count == 0
      ? "" : language("另有\(count)件最后一次导出时未完成，结果不可知。", " Of \(count) more the files do not tell the outcome.")
  }

  private func table(
    _ anchor: String, _ title: String, _ orders: [MemberOrders.Order], due: String? = nil, done: String?,
    showsDelay: Bool = true
  ) -> ReportTable? {
    guard !orders.isEmpty else { return nil }
    let shown = orders.prefix(listed ?? orders.count)
    let left = orders.count - shown.count
    let note =
      left == 0
      ? "" : language("另有 \(left) 件见电子表格（XLSX、CSV）。", "\(left) more stand in the workbook (XLSX, CSV).")
    var columns: [ReportTable.Column] = [
      .init(language("工单编号", "order")), .init(language("收单时间", "received")),
      .init(due ?? language("期限", "due")),
    ]
    if let done { columns.append(.init(done)) }
    if showsDelay { columns.append(.init(language("逾期（工作日）", "late (working days)"), .trailing)) }
    var table = ReportTable(
      Anchor("orders-\(anchor)"),
      caption: language("\(title)：\(orders.count) 件", "\(title): \(language.plural(orders.count, "order", "orders"))"),
      note: RichText(note), columns: columns)
    table.rows = shown.map { order in
      var cells: [ReportTable.Cell] = [.text(order.id).asHeader, .text(order.received), .text(order.due)]
      if done != nil { cells.append(order.done.map { .text($0) } ?? .absent(language("尚未", "not yet"))) }
      if showsDelay {
        cells.append(
          .number(order.workingDaysLate.map(Double.init), .count, absent: language("日历以外", "outside the calendar")))
      }
      return ReportTable.Row(cells)
    }
    return table
  }
}
