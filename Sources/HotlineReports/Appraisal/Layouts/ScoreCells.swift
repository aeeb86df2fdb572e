import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineText

/// The cells of a form with weights and points, by whose names a workbook adds them up. Every layout is made of them.
struct ScoreCells {
  typealias Cell = ReportTable.Cell

  let draft: AppraisalDraft
  let language: Language
  let tables: AppraisalTables
  /// Whether the form is handed in as it is: short remarks, no ranges, no links.
  let isPrinted: Bool

  private static func name(_ row: IndicatorDraft) -> String { "score-\(row.indicator.id)" }

  private static func weight(_ row: IndicatorDraft) -> String { "weight-\(row.indicator.id)" }

  /// Points with as many decimals as they need, at most two.
  func points(_ value: Double) -> Cell {
    let places = [0, 1, 2].first { abs(value * [1, 10, 100][$0] - (value * [1, 10, 100][$0]).rounded()) < 1e-6 } ?? 2
    return .number(value, NumberFormat(.decimal(places: places)))
  }

  /// Points, or a text while they are open.
  func points(_ range: ScoreRange, _ text: String) -> Cell {
    range.points.map { points($0) } ?? Cell.text(isPrinted ? language("待评", "open") : text).judged(.open)
  }

  /// A row's weight.
  func weight(_ row: IndicatorDraft) -> Cell { points(row.indicator.weight).named(Self.weight(row)) }

  /// A row's score.
  func score(_ row: IndicatorDraft) -> Cell {
    points(row.score, tables.score(row)).named(Self.name(row)).linked(to: FormDocument.anchor(of: row))
  }

  /// The weight of the whole form.
  var totalWeight: Cell {
    points(draft.form.totalWeight).computed(.sum(of: draft.indicators.map(Self.weight)))
  }

  /// The total.
  var total: Cell {
    points(draft.total, AppraisalTables.points(draft.total)).named("total")
      .computed(.sum(of: draft.indicators.map(Self.name)))
  }

  /// The grade; in a workbook that of the total as it stands there.
  var grade: Cell {
    let text =
      isPrinted && draft.total.isOpen
      ? language("待评", "open") : AppraisalTables.grades(of: draft, language)
    let steps = draft.form.grades.grades.map { ReportTable.Formula.Step(from: $0.from, text: $0.name(language)) }
    // An open grade stays what it is until all scores are there; one that is known becomes open where a score is deleted.
    let open = draft.total.points == nil ? text : language("待评", "open")
    return Cell.text(text).computed(
      .step(of: "total", steps: steps, needing: draft.indicators.map(Self.name), open: open))
  }

  /// The sums of a block.
  func sums(of section: SectionDraft) -> (weight: Cell, score: Cell) {
    (
      points(section.weight).computed(.sum(of: section.indicators.map(Self.weight))),
      points(section.score, AppraisalTables.points(section.score))
        .computed(.sum(of: section.indicators.map(Self.name)))
    )
  }
}
