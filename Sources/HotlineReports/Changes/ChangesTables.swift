import HotlineDocument
import HotlineModel
import HotlineText

/// `hotline changes` for people at a terminal: the figures that differ, and for each the rows that add up to its difference.
package struct ChangesTables {
  private let changes: PublicationChanges
  private let language: Language
  private let words: ChangeWords

  /// Creates tables.
  package init(_ changes: PublicationChanges, language: Language) {
    self.changes = changes
    self.language = language
    words = ChangeWords(changes: changes, language: language)
  }

  /// The publication, how many of its figures differ, and what happened since.
  package var lines: [String] {
    let name = words.publicationName
    return [name.prefix(1).uppercased() + name.dropFirst() + language("。", ". ") + words.verdict] + words.events
  }

  /// The figures that differ.
  package var figures: ReportTable {
    var table = ReportTable(columns: [
      .init(language("指标", "KPI")), .init(language("对象", "of")), .init(language("期间", "period")),
      .init(language("发布时", "published"), .trailing), .init(language("现在", "today"), .trailing),
      .init(language("原因", "why")),
    ])
    table.texts = changes.figures.map { figure in
      [
        words.name(figure), words.subject(figure), figure.published.period.text,
        words.value(words.published(figure), figure), words.value(figure.today, figure), words.causes(figure),
      ]
    }
    table.texts += changes.scores.map { score in
      func points(_ score: PublicationBasis.Score?) -> String {
        score.map {
          NumberText.shortest($0.low, places: 2)
            + ($0.low == $0.high ? "" : "–" + NumberText.shortest($0.high, places: 2))
        }
          ?? "–"
      }
      return [
        language("得分", "points"), score.published.name(language), changes.publication.period.text,
        points(score.published), points(score.today), "",
      ]
    }
    return table
  }

  /// What a figure is, as a heading over its rows.
  package func heading(_ figure: PublicationChanges.Figure) -> String {
    [words.name(figure), words.subject(figure), figure.published.period.text].filter { !$0.isEmpty }.joined(
      separator: "  ")
      + "  \(words.value(words.published(figure), figure)) → \(words.value(figure.today, figure))"
  }

  /// The rows that add up to a figure's difference, and one for those that are not listed.
  ///
  /// - Parameter limit: how many are listed.
  package func rows(_ figure: PublicationChanges.Figure, limit: Int) -> ReportTable {
    var table = ReportTable(columns: [
      .init(language("原因", "why")), .init(language("种类", "kind")), .init(language("编号", "id")),
      .init(language("发布时", "published")), .init(language("现在", "today")),
      .init(language("分子 / 分母", "n / d"), .trailing), .init(language("内容", "what")),
    ])
    table.texts = figure.shifts.prefix(limit).map { shift in
      let row = changes.rows[shift.row]
      return [
        shift.cause.name(language), row.kind.name(language), row.key, words.place(row.before), words.place(row.now),
        words.difference(shift.numerator, shift.denominator, figure), words.fields(row),
      ]
    }
    let rest = figure.shifts.dropFirst(limit)
    if !rest.isEmpty {
      let sums = rest.reduce((0.0, 0.0)) { ($0.0 + $1.numerator, $0.1 + $1.denominator) }
      table.append([
        language("另有 \(rest.count) 条", "\(rest.count) more"), "", "", "", "", words.difference(sums.0, sums.1, figure),
        "",
      ])
    }
    return table
  }
}
