import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Orders that missed a deadline, by their number, with file and line.
struct MonthlyOrders {
  let missed: MonthlyFigures.MissedOrders
  let period: String
  let wording: Wording
  /// Whether the report is for the public: orders are then not listed.
  let isPublic: Bool

  /// Where the list stands.
  static func anchor(_ missed: MonthlyFigures.MissedOrders) -> Anchor { Anchor("missed-\(missed.metric.id)") }

  private var isClosure: Bool { missed.metric.id == "on_time_closure_rate" }

  /// The blocks: a sentence and the list.
  var blocks: [Document.Block] {
    let name = missed.metric.name(wording.language)
    let total = NumberText.count(missed.value.denominator ?? 0)
    guard missed.count > 0 else {
      return [.paragraph(RichText(wording("\(name)：\(total) 件全部按时。", "\(name): all \(total) in time.")))]
    }
    if isPublic {
      let count = NumberText.count(Double(missed.count))
      return [
        .paragraph(
          RichText(
            wording(
              "\(name)：应办 \(total) 件，未按时 \(count) 件；公开版不列明细。",
              "\(name): \(count) of \(total) missed; not listed in public.")))
      ]
    }
    return [.table(table(name: name, total: total))]
  }

  private func table(name: String, total: String) -> ReportTable {
    let times =
      isClosure
      ? [("deadline_local", wording("期限", "deadline")), ("closed_local", wording("办结时间", "closed"))]
      : [
        ("contact_deadline_local", wording("联系期限", "contact due")),
        ("first_contacted_local", wording("首次联系", "first contact")),
      ]
    let more =
      missed.rows.count < missed.count
      ? wording("只列前 \(missed.rows.count) 件；", "the first \(missed.rows.count) only; ") : ""
    var table = ReportTable(
      Self.anchor(missed),
      caption: wording(
        "\(name)：未按时 \(missed.count) 件，应办 \(total) 件", "\(name): \(missed.count) of \(total) missed"),
      note: RichText(more + wording("完整清单：", "full list: "))
        + .code(
          "hotline explain \(missed.metric.id) --period \(period) --where line=\(missed.value.labels[0]) --rows missed"),
      columns: [
        .init(wording("工单编号", "order")), .init(wording("承办单位", "unit")), .init(wording("区", "district")),
        .init(wording("类别", "topic")), .init(wording("收单时间", "received")),
      ] + times.map { .init($0.1) } + [.init(wording("文件", "file")), .init(wording("行", "line"), .trailing)])
    table.rows = missed.rows.map { row in
      let columns = Dictionary(row.columns.map { ($0.name, $0.value) }) { first, _ in first }
      func text(_ name: String, absent: String) -> ReportTable.Cell {
        columns[name].map { .text($0) } ?? .absent(absent)
      }
      let notGiven = wording("未填", "not given")
      let cells =
        [text("key", absent: notGiven), text("unit", absent: notGiven), text("district", absent: notGiven)]
        + [text("category", absent: notGiven), text("received_local", absent: notGiven)]
        + times.map { text($0.0, absent: wording("尚未", "not yet")) }
      return ReportTable.Row(cells + [.text(row.file), .number(Double(row.line), NumberFormat(.decimal(places: 0)))])
    }
    return table
  }
}
