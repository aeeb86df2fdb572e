import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// 绩效目标完成对照表: each target beside what was reached, by how much they differ, why, and on which document that rests; and the
/// scores beside those of the form that was filed the year before.
struct TargetComparison {
  private typealias Cell = ReportTable.Cell

  let draft: AppraisalDraft
  let lastYear: FilledForm?
  let language: Language
  let tables: AppraisalTables

  var blocks: [Document.Block] {
    [.table(targets)] + [scores].compactMap { $0 }.map { .table($0) }
  }

  private var targets: ReportTable {
    var table = ReportTable(
      "targets-table",
      columns: [
        .init(language("指标名称", "indicator")), .init(language("考核内容", "what")),
        .init(language("年度目标", "target"), .trailing), .init(language("实际完成", "actual"), .trailing),
        .init(language("偏离度", "deviation"), .trailing), .init(language("完成情况", "status"), .centre),
        .init(language("上年实际", "year before"), .trailing),
        .init(language("偏差原因及改进措施", "cause and improvement")), .init(language("依据", "rests on")),
      ])
    for row in draft.indicators {
      let lines = lines(of: row)
      for (index, line) in lines.enumerated() {
        let name = Cell.text(row.indicator.name(language)).spanning(rows: lines.count)
        // The cause is the row's, not one component's.
        let cause = Cell.text(causes(row)).spanning(rows: lines.count)
        table.rows.append(
          ReportTable.Row(
            (index == 0 ? [name] : []) + line.figures + (index == 0 ? [cause] : []) + [line.basis]))
      }
    }
    return table
  }

  private func causes(_ row: IndicatorDraft) -> String {
    let stated = tables.causes(row)
    let document = row.indicator.cause?.document.map { language("（见\($0)）", " (see \($0))") } ?? ""
    return stated.isEmpty ? "" : stated + document
  }

  /// What is measured in a row, from what to the year before, and on what it rests.
  private func lines(of row: IndicatorDraft) -> [(figures: [Cell], basis: Cell)] {
    let scored = row.components.filter { $0.component.target != nil }
    if row.indicator.isJudged || scored.isEmpty { return [judged(row)] }
    return scored.map { draft in
      let component = draft.component
      let none = draft.gap?(language) ?? language("没有数据", "no data")
      let measured = draft.measured
      let deviation = component.isYesNo ? nil : measured.flatMap { $0.target.deviation(of: $0.actual) }
      let status = measured.map { $0.target.isMet(by: $0.actual) ? Status.met : .missed } ?? .open
      let target = component.target.map { FormValue.text(of: $0, component)(language) }
      let figures: [Cell] = [
        .text(component.name(language)), .text(target ?? ""), value(draft.actual, component, otherwise: .absent(none)),
        deviation.map { Cell.number($0, NumberFormat(.signedPercent(places: 2))) } ?? "",
        .text("\(status.symbol) \(status.name(language))"), value(draft.yearBefore, component, otherwise: ""),
      ]
      return (figures, basis(component, row))
    }
  }

  private func value(_ value: Double?, _ component: Component, otherwise none: Cell) -> Cell {
    value.map { Cell.text(FormValue.value($0, component)(language)) } ?? none
  }

  private func judged(_ row: IndicatorDraft) -> (figures: [Cell], basis: Cell) {
    let judgement = row.indicator.judgement
    let level = judgement.map { Cell.text($0.level.name(language)) }
    let figures: [Cell] = [
      .text(language("定性评价", "judged")), .text(row.indicator.expected?(language) ?? ""),
      level ?? .absent(language("尚无经确认的评价", "not judged yet")), "", "", "",
    ]
    return (figures, .text(judgement?.attestation.document ?? ""))
  }

  private func basis(_ component: Component, _ row: IndicatorDraft) -> Cell {
    guard case .fact(let fact) = component.content else {
      return Cell.text(language("业务数据", "data")).linked(to: FormDocument.anchor(of: row))
    }
    return .text(fact.attestation?.document ?? "")
  }

  /// The scores beside last year's; `nil` without last year's form.
  private var scores: ReportTable? {
    guard let lastYear else { return nil }
    let none = language("上年表中没有这一项", "not on the form of the year before")
    var table = ReportTable(
      "scores-of-two-years", caption: language("与上年得分对照", "Scores beside those of the year before"),
      columns: [
        .init(language("指标名称", "indicator")), .init(language("权重", "weight"), .trailing),
        .init(language("上年得分 / 权重", "year before, of"), .trailing), .init(language("本年得分", "this year"), .trailing),
        .init(language("变化", "change"), .trailing),
      ])
    func points(_ value: Double?) -> String { value.map { NumberText.shortest($0, places: 2) } ?? "–" }
    func line(
      _ name: String, weight: Double, _ before: FilledForm.Row?, _ now: ScoreRange, _ role: ReportTable.Row.Role
    )
      -> ReportTable.Row
    {
      let change = before?.score.flatMap { before in now.points.map { $0 - before } }
      let filed = before.map { Cell.text("\(points($0.score)) / \(points($0.weight))") }
      let cells: [Cell] = [
        .text(name), .text(points(weight)), filed ?? .absent(none), .text(AppraisalTables.points(now)),
        change.map { Cell.number($0, NumberFormat(.signedDecimal(places: 2))) } ?? "",
      ]
      return ReportTable.Row(cells, role: role)
    }
    table.rows = draft.indicators.map { row in
      line(
        row.indicator.name(language), weight: row.indicator.weight,
        lastYear.rows.first { $0.name == row.indicator.name.zh }, row.score, .body)
    }
    table.rows.append(
      line(language("合计", "total"), weight: draft.form.totalWeight, lastYear.total, draft.total, .total))
    return table
  }
}
