import HotlineAppraisal
import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// A report's figures in long form, one row each, for pivot tables: metric, line, period, dimension and name, both counts, value, interval,
/// target. A value that can be divided from its counts is a formula over them; one that is not known is an empty cell with the reason.
struct LongTable {
  let language: Language
  private var rows: [ReportTable.Row] = []
  private var seen: Set<[String]> = []

  init(_ language: Language) {
    self.language = language
  }

  /// Adds a figure; one that is there already is passed over.
  ///
  /// - Parameters:
  ///   - line: the hotline number; empty for all lines together.
  ///   - dimension: what `name` is one of; empty for all together.
  ///   - target: of rates; a yearly count's target is not that of a month.
  mutating func add(
    _ value: MetricValue, line: String, period: Period, dimension: Dimension? = nil, name: String? = nil,
    target: Target? = nil
  ) {
    let kind = dimension.map { KPITable.name(.dimension($0))(language) } ?? ""
    guard seen.insert([value.metric.id, line, period.text, kind, name ?? "—"]).inserted else { return }
    let format = value.metric.unit.format(language)
    let key = "data.\(rows.count)"
    func number(_ number: Double?, _ format: NumberFormat, named name: String? = nil) -> ReportTable.Cell {
      let cell = number.map { ReportTable.Cell.number($0, format) } ?? ""
      return number == nil ? cell : name.map(cell.named) ?? cell
    }
    let counts = value.metric.unit == .count ? NumberFormat.count : value.metric.isRatio ? .count : format
    var own = number(value.value, format)
    if value.metric.isRatio, let n = value.numerator, let d = value.denominator, d > 0, let number = value.value,
      abs(number - n / d) < 1e-9
    {
      own.formula = .quotient(of: key + ".n", by: key + ".d")
    }
    let reason = value.denominator == 0 ? language("分母为0", "nothing below the line") : language("没有数据", "no data")
    let note = value.value == nil ? value.notes.first?(language) ?? reason : ""
    rows.append([
      .text(.code(value.metric.id)), .text(value.metric.name(language)), .text(line), .text(period.text), .text(kind),
      .text(name.map(language.name) ?? ""), number(value.numerator, counts, named: key + ".n"),
      number(value.denominator, .count, named: key + ".d"), own, number(value.interval?.low, format),
      number(value.interval?.high, format),
      value.metric.isRatio ? number(target?.value, format) : "", .text(note),
    ])
  }

  /// Adds the months of a series that a report shows.
  mutating func add(
    _ series: MetricSeries, dimension: Dimension? = nil, name: String? = nil, target: Target? = nil
  ) {
    for index in series.shown {
      guard let value = series.values[index] else { continue }
      add(
        value, line: series.line ?? "", period: Period(month: series.months[index]), dimension: dimension, name: name,
        target: target)
    }
  }

  /// Adds counts and shares of members.
  mutating func add(_ members: MemberFigures, period: Period, targets: ReportTargets) {
    for value in members.volumes {
      add(value, line: "", period: period, dimension: members.dimension, name: value.labels[0])
    }
    for (comparison, line) in members.shares {
      for member in comparison.members {
        add(
          member.value, line: line ?? "", period: period, dimension: members.dimension, name: member.name,
          target: targets.target(comparison.metric, line: line))
      }
    }
  }

  /// The table; `nil` without figures.
  var table: ReportTable? {
    guard !rows.isEmpty else { return nil }
    return ReportTable(
      "data", caption: "",
      columns: [
        .init(language("指标代码", "metric")), .init(language("指标", "name")), .init(language("热线", "line")),
        .init(language("期间", "period")), .init(language("维度", "dimension")), .init(language("名称", "member")),
        .init(language("分子", "n"), .trailing), .init(language("分母", "d"), .trailing),
        .init(language("值", "value"), .trailing), .init(language("区间下限", "low"), .trailing),
        .init(language("区间上限", "high"), .trailing), .init(language("目标", "target"), .trailing),
        .init(language("说明", "remark")),
      ], rows: rows, hasRowHeaders: false)
  }
}
