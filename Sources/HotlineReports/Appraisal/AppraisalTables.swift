import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineText

/// A draft's tables: the scores, how each came about, and the findings.
package struct AppraisalTables: Sendable {
  private let draft: AppraisalDraft
  private let language: Language

  /// Tables of a draft in a language.
  package init(_ draft: AppraisalDraft, language: Language) {
    self.draft = draft
    self.language = language
  }

  /// The grade, or those that are still possible: `优秀`, `优秀/良好`.
  static func grades(of draft: AppraisalDraft, _ language: Language) -> String {
    draft.grades.map { $0.name(language) }.joined(separator: "/")
  }

  /// Points, or the range that is still possible.
  package static func points(_ range: ScoreRange) -> String {
    let texts = [range.low, range.high].map { NumberText.count($0) }
    return range.isOpen ? "\(texts[0])–\(texts[1])" : texts[0]
  }

  /// A row's score as the form prints it: 待评 with the range while it is open.
  func score(_ row: IndicatorDraft) -> String {
    row.score.isOpen ? language("待评 ", "open ") + Self.points(row.score) : Self.points(row.score)
  }

  /// Block, row, weight, score, remark: the form's own table.
  package var scores: ReportTable {
    var table = ReportTable(columns: [
      .init(language("一级指标", "block")), .init(language("指标名称", "indicator")),
      .init(language("权重", "weight"), .trailing),
      .init(language("自评分", "score"), .trailing), .init(language("备注", "remark")),
    ])
    for section in draft.sections {
      for (index, row) in section.indicators.enumerated() {
        table.append([
          index == 0 ? blockName(section) : "", row.indicator.name(language), NumberText.count(row.indicator.weight),
          score(row), remark(row),
        ])
      }
    }
    table.append([
      language("合计", "total"), "", NumberText.count(draft.form.totalWeight), Self.points(draft.total),
      Self.grades(of: draft, language),
    ])
    return table
  }

  func blockName(_ section: SectionDraft) -> String {
    let weight = NumberText.count(section.weight)
    return language("\(section.name.zh)(\(weight)分)", "\(section.name.en) (\(weight))")
  }

  /// What cost points, or may.
  func remark(_ row: IndicatorDraft) -> String {
    row.deductions.map { ($0.remark ?? $0.text)(language) }.filter { !$0.isEmpty }.joined(
      separator: language("；", "; "))
  }

  /// Why points are off, as the printed form has room for it: `扣1分：…`; empty at full marks, while the score is open, and where
  /// nobody has said why.
  func printedRemark(_ row: IndicatorDraft) -> String {
    guard let score = row.score.points else { return "" }
    let lost = row.indicator.weight - score
    let causes = row.deductions.compactMap { ($0.cause ?? $0.problem)?(language) }
    guard lost > 1e-9, !causes.isEmpty else { return "" }
    let points = NumberText.shortest(lost, places: 2)
    return language("扣\(points)分：", "\(points) off: ") + causes.joined(separator: language("，", ", "))
  }

  /// 偏差原因分析及改进措施: what people said of it; empty where nothing is to be explained.
  func causes(_ row: IndicatorDraft) -> String {
    let isAsked = row.deviation(beyond: draft.form.deviation) != nil || (row.score.points ?? 0) < row.indicator.weight
    guard isAsked else { return "" }
    return row.statedCauses.map { cause in
      [cause.reason, cause.improvement].compactMap { $0?(language) }.joined(
        separator: language("；改进措施：", "; improvement: "))
    }.joined(separator: language("。", ". "))
  }

  /// Every step of every row.
  package var reasons: ReportTable {
    var table = ReportTable(columns: [
      .init(language("指标名称", "indicator")), .init(language("步骤", "step")), .init(language("分值", "points"), .trailing),
    ])
    for row in draft.indicators {
      for (index, reason) in row.reasons.enumerated() {
        let points =
          reason.points == 0 ? "" : (reason.points > 0 ? "+" : "") + NumberText.decimal(reason.points, places: 2)
        table.append([index == 0 ? row.indicator.name(language) : "", reason.text(language), points])
      }
      let weight = NumberText.count(row.indicator.weight)
      table.append(["", language("自评分（满分 \(weight)）", "score (of \(weight))"), score(row)])
    }
    return table
  }

  /// The findings.
  package var findings: ReportTable { Self.findings(draft.findings, language) }

  /// A table of findings.
  package static func findings(_ findings: [Finding], _ language: Language) -> ReportTable {
    var table = ReportTable(columns: [
      .init(language("级别", "severity")), .init(language("代码", "code")), .init(language("位置", "where")),
      .init(language("对象", "subject")), .init(language("发现", "found")), .init(language("处理建议", "what to do")),
    ])
    table.texts = findings.map { finding in
      [
        severity(finding.severity)(language), finding.fault.rawValue,
        finding.place?.line.map { language("第 \($0) 行", "line \($0)") } ?? "",
        finding.subject?(language) ?? language("整表", "form"),
        finding.found(language), finding.action(language),
      ]
    }
    return table.withoutEmptyColumns
  }

  static func severity(_ severity: Finding.Severity) -> LocalizedText {
    switch severity {
    case .error: LocalizedText(zh: "错误", en: "error")
    case .warning: LocalizedText(zh: "警示", en: "warning")
    case .remark: LocalizedText(zh: "提示", en: "remark")
    }
  }
}
