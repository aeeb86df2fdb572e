import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// T8: what each definition leaves out, counted: exclusions are where rates can be inflated.
struct AnnualExclusions {
  let figures: AnnualFigures
  let language: Language
  let links: [Anchor]

  /// The table.
  var table: ReportTable {
    var table = ReportTable(
      "T8", caption: language("T8 各指标剔除的件数", "T8 What the KPIs leave out"),
      note: RichText(
        language(
          "剔除的件不计入分子和分母；占比以分母与剔除之和为底。",
          "Cases left out are neither above nor below the line; shares are of the denominator and these together.")),
      columns: [
        .init(language("指标", "KPI")), .init(language("热线", "line")), .init(language("剔除项", "left out")),
        .init(language("件数", "cases"), .trailing), .init(language("占比", "share"), .trailing),
      ])
    for (index, total) in figures.totals.enumerated() where total.now.metric.isRatio {
      for (_, name, count) in total.now.leftOut where count != 0 {
        let base = (total.now.denominator ?? 0) + count
        table.rows.append([
          .text(total.now.metric.name(language)).asHeader, .text(language.name(total.now.labels[0])),
          .text(name(language)), .number(count, .count).linked(to: links[index]).of(count),
          .number(base > 0 ? count / base : nil, .percent, absent: language("没有件数", "no cases")).of(count),
        ])
      }
    }
    return table
  }
}
