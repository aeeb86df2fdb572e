import HotlineConfiguration
import HotlineDocument
import HotlineModel
import HotlineText

/// Rows behind a number as a report lists them: where each stands, and the columns that show why it counts or misses.
/// `hotline explain` lists all columns.
package enum FactListing {
  /// A column of the facts' views and its name in reports.
  private static let columns: [(name: String, title: LocalizedText)] = [
    ("key", LocalizedText(zh: "编号", en: "id")), ("district", LocalizedText(zh: "区", en: "district")),
    ("unit", LocalizedText(zh: "承办单位", en: "unit")), ("category", LocalizedText(zh: "业务类别", en: "category")),
    ("kind", LocalizedText(zh: "类型", en: "kind")), ("outcome", LocalizedText(zh: "结果", en: "outcome")),
    ("transfer_outcome", LocalizedText(zh: "转接", en: "transfer")), ("status", LocalizedText(zh: "状态", en: "status")),
    ("resolution", LocalizedText(zh: "解决情况", en: "resolution")),
    ("started_local", LocalizedText(zh: "来电时间", en: "started")),
    ("received_local", LocalizedText(zh: "收单时间", en: "received")),
    ("contact_deadline_local", LocalizedText(zh: "联系期限", en: "contact due")),
    ("first_contacted_local", LocalizedText(zh: "首次联系", en: "first contact")),
    ("deadline_local", LocalizedText(zh: "办结期限", en: "due")),
    ("closed_local", LocalizedText(zh: "办结时间", en: "closed")),
    ("satisfaction", LocalizedText(zh: "评价", en: "rating")), ("born_local", LocalizedText(zh: "出生日期", en: "born")),
    ("age_years", LocalizedText(zh: "年龄", en: "age")), ("held_local", LocalizedText(zh: "日期", en: "date")),
    ("inquiries", LocalizedText(zh: "咨询数", en: "inquiries")), ("quantity", LocalizedText(zh: "数量", en: "quantity")),
  ]

  /// A field's name in reports; the field itself where they have none.
  package static func title(of field: String, _ language: Language) -> String {
    let name = field.hasSuffix("_at") ? field.dropLast(3) + "_local" : field[...]
    return columns.first { $0.name == name }?.title(language) ?? field
  }

  /// The rows as a table; columns that none of them has are left out.
  ///
  /// - Parameter namesWords: whether words of fixed vocabularies stand under their names in reports; else as facts have them.
  package static func table(_ rows: [FactRow], _ language: Language, namesWords: Bool = false) -> ReportTable {
    let known = Set(rows.flatMap { $0.columns.map(\.name) })
    let shown = columns.filter { known.contains($0.name) }
    return ReportTable(
      columns: [.init(language("文件", "file")), .init(language("行号", "line"), .trailing)]
        + shown.map { .init($0.title(language)) },
      rows: rows.map { row in
        let values = Dictionary(row.columns.map { ($0.name, $0.value) }) { first, _ in first }
        return ReportTable.Row(
          [.text(row.file), .number(Double(row.sourceLine), NumberFormat(.decimal(places: 0)))]
            + shown.map { column in
              let value = values[column.name] ?? ""
              return .text(namesWords ? Vocabulary.name(of: value, in: column.name, language) : value)
            })
      })
  }
}
