import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// T8: where each definition's cases go. One base for all its rows, every case of the log in exactly one of them:
/// exclusions are where rates can be inflated.
struct AnnualExclusions {
  let figures: AnnualFigures
  let language: Language
  let links: [Anchor]
  /// For a public version: groups of fewer cases are told together with others; `nil` shows all.
  let smallest: Int?

  private struct Part {
    var name: String
    var count: Double
  }

  /// The table.
  var table: ReportTable {
    var table = ReportTable(
      "T8", caption: language("T8 各指标的件数去向", "T8 Where the cases of each KPI go"),
      note: RichText(
        language(
          "每项指标以其日志当年的全部件数为底：计入分母的、各项剔除的和口径以外的相加即合计。",
          "The base of each KPI is every case of its log in the year: what counts below the line, what is left out and what is not in the definition add up to it."
        )),
      columns: [
        .init(language("指标", "KPI")), .init(language("热线", "line")), .init(language("去向", "where it goes")),
        .init(language("件数", "cases"), .trailing), .init(language("占比", "share"), .trailing),
      ])
    for (index, total) in figures.totals.enumerated() where total.now.metric.isRatio {
      guard let parts = parts(total.now) else { continue }
      let base = parts.reduce(0) { $0 + $1.count }
      func row(_ name: String, _ count: Double, role: ReportTable.Row.Role = .body) -> ReportTable.Row {
        ReportTable.Row(
          [
            .text(total.now.metric.name(language)).asHeader, .text(language.name(total.now.labels[0])), .text(name),
            ReportTable.Cell.number(count, .count).linked(to: links[index]).of(role == .body ? count : nil),
            ReportTable.Cell.number(base > 0 ? count / base : nil, .percent, absent: language("没有件数", "no cases"))
              .of(role == .body ? count : nil),
          ], role: role)
      }
      table.rows += parts.map { row($0.name, $0.count) }
      table.rows.append(row(language("合计", "All"), base, role: .subtotal))
    }
    return table
  }

  /// The parts of a metric's base; `nil` where nothing is left out, or where the base is not known.
  private func parts(_ value: MetricValue) -> [Part]? {
    guard let denominator = value.denominator, let base = figures.base(value), base >= Double(smallest ?? 0) else {
      return nil
    }
    let out = value.leftOut.filter { $0.count > 0 }.map { Part(name: $0.name(language), count: $0.count) }
    let rest = base - denominator - out.reduce(0) { $0 + $1.count }
    // Groups that overlap do not add up: such a definition tells no base.
    guard rest > -0.5, base > denominator else { return nil }
    var parts = [Part(name: language("计入分母", "below the line"), count: denominator)] + out
    if rest > 0.5 { parts.append(Part(name: language("不在口径内的其他件", "others, not in the definition"), count: rest)) }
    return merged(parts)
  }

  /// In public, small groups together with the next, so that no sum tells them.
  private func merged(_ parts: [Part]) -> [Part] {
    guard let smallest, parts.contains(where: { $0.count < Double(smallest) }) else { return parts }
    var rest = parts.sorted { $0.count < $1.count }
    var together = rest.removeFirst()
    while together.count < Double(smallest) || rest.first.map({ $0.count < Double(smallest) }) ?? false {
      guard !rest.isEmpty else { break }
      let next = rest.removeFirst()
      together = Part(name: "\(together.name)\(language("、", ", "))\(next.name)", count: together.count + next.count)
    }
    return rest.sorted { $0.count > $1.count } + [together]
  }
}
