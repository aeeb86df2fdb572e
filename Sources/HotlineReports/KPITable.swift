import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// KPI values as a table for people.
package struct KPITable: Sendable {
  private let language: Language

  /// Creates tables in a language.
  package init(language: Language) {
    self.language = language
  }

  /// One table of several; a group that one of them lacks is left empty there.
  package func table(_ tables: [MetricTable], comparisons: [Comparison] = []) -> TextTable {
    let groups = tables.max { $0.groups.count < $1.groups.count }?.groups ?? []
    var columns: [ReportTable.Column] = [.init(language("指标", "metric"))]
    columns += groups.map { .init(Self.name($0)(language)) }
    columns += [
      .init(language("值", "value"), .trailing), .init(language("95%区间", "95 % interval"), .trailing),
      .init(language("分子", "numerator"), .trailing),
      .init(language("分母", "denominator"), .trailing),
    ]
    for comparison in comparisons {
      columns.append(
        .init(comparison == .previous ? language("环比", "vs previous") : language("同比", "vs year ago"), .trailing))
    }
    columns.append(.init(language("未计入 / 说明", "left out / notes")))
    var result = TextTable(columns: columns)
    for table in tables {
      let positions = groups.map { table.groups.firstIndex(of: $0) }
      for value in table.values {
        var row: [String] = []
        row.reserveCapacity(columns.count)
        row.append(value.metric.name(language))
        for (group, position) in zip(groups, positions) {
          row.append(position.map { label(value.labels[$0], of: group) } ?? "")
        }
        row.append(text(value))
        row.append(interval(value))
        row.append(number(value.numerator, of: value.metric.numerator))
        row.append(number(value.denominator, of: value.metric.denominator))
        for comparison in comparisons { row.append(change(value, comparison)) }
        row.append(remarks(value))
        result.rows.append(row)
      }
    }
    return result.withoutEmptyColumns
  }

  /// A group's name in reports.
  package static func name(_ group: Grouping) -> LocalizedText {
    switch group {
    case .dimension(.line): LocalizedText(zh: "热线", en: "line")
    case .dimension(.district): LocalizedText(zh: "区", en: "district")
    case .dimension(.unit): LocalizedText(zh: "承办单位", en: "unit")
    case .dimension(.category): LocalizedText(zh: "业务类别", en: "category")
    case .dimension(.agent): LocalizedText(zh: "坐席", en: "agent")
    case .dimension(.kind): LocalizedText(zh: "类型", en: "kind")
    case .dimension(.project): LocalizedText(zh: "项目", en: "project")
    case .dimension(let dimension):
      dimension.name ?? LocalizedText(zh: dimension.rawValue, en: dimension.rawValue)
    case .year: LocalizedText(zh: "年", en: "year")
    case .quarter: LocalizedText(zh: "季度", en: "quarter")
    case .month: LocalizedText(zh: "月", en: "month")
    case .day: LocalizedText(zh: "日", en: "day")
    case .hour: LocalizedText(zh: "时", en: "hour")
    case .weekday: LocalizedText(zh: "星期", en: "weekday")
    case .hourOfDay: LocalizedText(zh: "钟点", en: "hour of the day")
    }
  }

  /// A group's label as reports print it: an absent name and weekdays in words.
  package func label(_ label: String, of group: Grouping) -> String {
    switch group {
    case .dimension: return label.isEmpty ? language("（未填）", "(not given)") : label
    case .weekday:
      guard let day = Int(label), (1...7).contains(day) else { return label }
      return language.shortWeekday(day)
    default: return label
    }
  }

  /// The value in its unit; a dash when it is absent.
  package func text(_ value: MetricValue) -> String {
    guard let number = value.value else { return "–" }
    return value.metric.unit.format(language).text(number)
  }

  private func interval(_ value: MetricValue) -> String {
    guard let interval = value.interval else { return "" }
    guard value.metric.unit.isRate else { return value.metric.unit.text(interval, language) }
    return "\(NumberText.decimal(interval.low * 100, places: 2))–\(NumberText.decimal(interval.high * 100, places: 2))"
  }

  /// A sum of measures, in the unit of a declared number.
  private func number(_ value: Double?, of measures: [Measure]) -> String {
    value.map((measures.count == 1 ? measures[0].unit ?? .count : .count).format(language).text) ?? ""
  }

  private func change(_ value: MetricValue, _ comparison: Comparison) -> String {
    guard let change = value.change(comparison) else { return "–" }
    return value.metric.unit.changeFormat(language).text(change)
  }

  private func remarks(_ value: MetricValue) -> String {
    var text = ""
    func add(_ remark: String) { text += text.isEmpty ? remark : language("；", "; ") + remark }
    for leftOut in value.leftOut where leftOut.count != 0 {
      add("\(leftOut.name(language)) \(NumberText.count(leftOut.count))")
    }
    for note in value.notes { add(note(language)) }
    return text
  }
}
