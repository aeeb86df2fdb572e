import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel

/// What each metric of a report means.
struct DefinitionTable {
  let metrics: [Metric]
  let wording: Wording

  /// The table.
  var table: ReportTable {
    var table = ReportTable(
      "definition-table", caption: wording("指标口径", "Definitions of the KPIs"),
      note: RichText(
        wording(
          "比率一律以分子之和除以分母之和，不取平均；分母为0时不列数值，不以0%或100%代替。",
          "Rates are summed numerator over summed denominator, never averaged; with nothing below the line there is no value."
        )),
      columns: [
        .init(wording("指标", "KPI")), .init(wording("定义", "definition")), .init(wording("公式", "formula")),
        .init(wording("方向", "better")),
      ])
    table.rows = metrics.map { metric in
      let better =
        switch metric.better {
        case .higher: wording("越高越好", "higher")
        case .lower: wording("越低越好", "lower")
        case .neither: wording("不分优劣", "neither")
        }
      return [
        .text(metric.name(wording.language)).asHeader, .text(metric.definition(wording.language)),
        .text(.code(metric.formula)), .text(better),
      ]
    }
    return table
  }
}
