import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// Orders that missed a deadline, by their number, with file and line.
struct MonthlyOrders {
  let missed: MonthlyFigures.MissedOrders
  let period: String
  let language: Language
  /// Whether the report is for the public: orders are then not listed.
  let isPublic: Bool
  /// Of which part of the facts the report is.
  let part: ReportPart

  /// Where the list stands.
  static func anchor(_ missed: MonthlyFigures.MissedOrders) -> Anchor { Anchor("missed-\(missed.metric.id)") }

  private var isClosure: Bool { missed.role == .closure }

  /// The blocks: a sentence and the list.
  var blocks: [Document.Block] {
    let name = missed.metric.name(language)
    let total = NumberText.count(missed.value.denominator ?? 0)
    guard missed.count > 0 else {
      let unknown = missed.value.lastToldOpen
      let rest =
        unknown == 0
        ? ""
        : language("另有 \(unknown) 件最后一次导出时未完成，结果不可知。", " Of \(unknown) more the files do not tell the outcome.")
      return [.paragraph(RichText(language("\(name)：\(total) 件全部按时。", "\(name): all \(total) in time.") + rest))]
    }
    if isPublic {
      let count = NumberText.count(Double(missed.count))
      return [
        .paragraph(
          RichText(
            language(
              "\(name)：应办 \(total) 件，未按时 \(count) 件；公开版不列明细。",
              "\(name): \(count) of \(total) missed; not listed in public.")))
      ]
    }
    return [.table(table(name: name, total: total))]
  }

  private func table(name: String, total: String) -> ReportTable {
    let times =
      isClosure
      ? [("deadline_local", language("期限", "deadline")), ("closed_local", language("办结时间", "closed"))]
      : [
        ("contact_deadline_local", language("联系期限", "contact due")),
        ("first_contacted_local", language("首次联系", "first contact")),
      ]
    let more =
      missed.rows.count < missed.count
      ? language("只列前 \(missed.rows.count) 件；", "the first \(missed.rows.count) only; ") : ""
    var table = ReportTable(
      Self.anchor(missed),
      caption: language(
        "\(name)：未按时 \(missed.count) 件，应办 \(total) 件", "\(name): \(missed.count) of \(total) missed"),
      note: RichText(more + language("完整清单：", "full list: "))
        + .code(
          "hotline explain \(missed.metric.id) --period \(period) --where line=\(missed.value.labels[0])\(part.options) --rows missed"
        ),
      columns: [
        .init(language("工单编号", "order")), .init(language("承办单位", "unit")), .init(language("区", "district")),
        .init(language("类别", "topic")), .init(language("收单时间", "received")),
      ] + times.map { .init($0.1) } + [.init(language("文件", "file")), .init(language("行", "line"), .trailing)])
    table.rows = missed.rows.map { row in
      let columns = Dictionary(row.columns.map { ($0.name, $0.value) }) { first, _ in first }
      func text(_ name: String, absent: String) -> ReportTable.Cell {
        columns[name].map { .text($0) } ?? .absent(absent)
      }
      let notGiven = language("未填", "not given")
      let cells =
        [text("key", absent: notGiven), text("unit", absent: notGiven), text("district", absent: notGiven)]
        + [text("category", absent: notGiven), text("received_local", absent: notGiven)]
        + times.map { text($0.0, absent: language("尚未", "not yet")) }
      return ReportTable.Row(
        cells + [.text(row.file), .number(Double(row.sourceLine), NumberFormat(.decimal(places: 0)))])
    }
    return table
  }
}
