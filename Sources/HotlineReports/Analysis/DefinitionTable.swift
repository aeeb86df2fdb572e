import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// What each metric of a report means.
struct DefinitionTable {
  let metrics: [Metric]
  let language: Language

  /// The table.
  var table: ReportTable {
    var table = ReportTable(
      "definition-table", caption: language("指标口径", "Definitions of the KPIs"),
      note: RichText(
        language(
          "比率一律以分子之和除以分母之和，不取平均；分母为0时不列数值，不以0%或100%代替。",
          "Rates are summed numerator over summed denominator, never averaged; with nothing below the line there is no value."
        )),
      columns: [
        .init(language("指标", "KPI")), .init(language("定义", "definition")), .init(language("公式", "formula")),
        .init(language("方向", "better")),
      ])
    table.rows = metrics.map { metric in
      let better =
        switch metric.better {
        case .higher: language("越高越好", "higher")
        case .lower: language("越低越好", "lower")
        case .neither: language("不分优劣", "neither")
        }
      return [
        .text(metric.name(language)).asHeader, .text(metric.definition(language)),
        .text(.code(metric.formula)), .text(better),
      ]
    }
    return table
  }
}
