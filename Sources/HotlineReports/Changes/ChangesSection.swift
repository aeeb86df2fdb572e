import HotlineDocument
import HotlineModel
import HotlineText

/// 自上次发布以来的变化: what of the last report of the same kind would be told differently today, and why. Stands in the next one.
package struct ChangesSection {
  /// How many figures and rows are listed; `hotline changes` lists all.
  private static let (listedFigures, listedRows) = (30, 20)

  private let changes: PublicationChanges
  private let language: Language
  private let words: ChangeWords

  /// Creates the section.
  package init(_ changes: PublicationChanges, language: Language) {
    self.changes = changes
    self.language = language
    words = ChangeWords(changes: changes, language: language)
  }

  /// The section.
  ///
  /// - Parameter isPublic: whether it stands in a public version: then it says how many figures differ and no more. A difference of a few
  ///   cases would tell what the figures hide.
  package func section(isPublic: Bool) -> Document.Section {
    let sentence = language("上次发布：\(words.publicationName)。", "Last published: \(words.publicationName). ")
    var blocks: [Document.Block] = [.paragraph(RichText(sentence + words.verdict))]
    if !isPublic {
      if !words.events.isEmpty { blocks.append(.list(words.events.map { RichText($0 + language("。", ".")) })) }
      blocks += [figures, scores, rows].compactMap { $0 }.map { Document.Block.table($0) }
    }
    return Document.Section(
      "changes-since", language("自上次发布以来的变化", "Changes since the last publication"),
      sheetName: language("发布以来的变化", "Changes"), blocks: blocks)
  }

  private var command: RichText { .code("hotline changes \(changes.publication.number)") }

  private var figures: ReportTable? {
    guard !changes.figures.isEmpty else { return nil }
    // What the report was about comes first; months of its trends and comparisons after it.
    let own = changes.figures.filter { $0.published.period == changes.publication.period }
    let others = changes.figures.filter { $0.published.period != changes.publication.period }
    var table = ReportTable(
      "changed-figures", caption: language("与发布时不同的数值", "Figures that differ from what was published"),
      columns: [
        .init(language("指标", "KPI")), .init(language("对象", "of")), .init(language("期间", "period")),
        .init(language("发布时（分子 / 分母）", "published (n / d)"), .trailing),
        .init(language("现在（分子 / 分母）", "today (n / d)"), .trailing), .init(language("原因", "why")),
      ])
    table.rows = (own + others).prefix(Self.listedFigures).map { figure in
      [
        ReportTable.Cell.text(words.name(figure)).asHeader, .text(words.subject(figure)),
        .text(figure.published.period.text), .text(words.value(words.published(figure), figure)),
        .text(words.value(figure.today, figure)), .text(words.causes(figure)),
      ]
    }
    let rest = changes.figures.count - Self.listedFigures
    let lines = language("逐行列出：", "Line by line: ")
    table.note =
      RichText(
        (rest > 0
          ? language("另有 \(rest) 个数值未列出。", "\(language.plural(rest, "more figure", "more figures")) not listed. ") : "")
          + language(
            "括号内为各原因对分子 / 分母的影响，合计即为差额。",
            "In brackets what each cause adds to n / d; together they are the difference. ")
          + lines) + command
    return table
  }

  private var scores: ReportTable? {
    guard !changes.scores.isEmpty else { return nil }
    func points(_ score: PublicationBasis.Score?) -> ReportTable.Cell {
      guard let score else { return .absent(language("表中已没有这一项", "not on the form any more")) }
      let (low, high) = (NumberText.shortest(score.low, places: 2), NumberText.shortest(score.high, places: 2))
      return .text(low == high ? low : "\(low)–\(high)")
    }
    return ReportTable(
      "changed-scores", caption: language("与发布时不同的得分", "Points that differ from what was published"),
      columns: [
        .init(language("指标名称", "indicator")), .init(language("发布时", "published"), .trailing),
        .init(language("现在", "today"), .trailing),
      ],
      rows: changes.scores.map { [.text($0.published.name(language)), points($0.published), points($0.today)] })
  }

  private var rows: ReportTable? {
    let listed = listedShifts
    guard !listed.isEmpty else { return nil }
    var table = ReportTable(
      "changed-rows", caption: language("有变化的记录", "Rows that count otherwise"),
      columns: [
        .init(language("种类", "kind")), .init(language("编号", "id")), .init(language("原因", "why")),
        .init(language("发布时", "published")), .init(language("现在", "today")), .init(language("内容", "what")),
      ])
    table.rows = listed.prefix(Self.listedRows).map { place, cause in
      let row = changes.rows[place]
      return [
        .text(row.kind.name(language)), .text(row.key), .text(cause.name(language)), .text(words.place(row.before)),
        .text(words.place(row.now)), .text(words.fields(row)),
      ]
    }
    if listed.count > Self.listedRows {
      table.note =
        RichText(
          language(
            "共 \(NumberText.count(Double(listed.count))) 条，只列前 \(Self.listedRows) 条；全部：",
            "The first \(Self.listedRows) of \(NumberText.count(Double(listed.count))); all of them: ")) + command
    }
    return table
  }

  /// Each fact with its first cause. What came anew is told last: it is the most and says the least.
  private var listedShifts: [(row: Int, cause: PublicationChanges.Cause)] {
    var causes: [Int: PublicationChanges.Cause] = [:]
    for shift in changes.figures.flatMap(\.shifts) where causes[shift.row] == nil { causes[shift.row] = shift.cause }
    return causes.sorted { left, right in
      (left.value == .newRow ? 1 : 0, left.key) < (right.value == .newRow ? 1 : 0, right.key)
    }.map { ($0.key, $0.value) }
  }
}

extension Document {
  /// The document with a section before the first of some others; at its end where it has none of them.
  package func inserting(_ section: Section?, before anchors: [Anchor]) -> Document {
    guard let section else { return self }
    var document = self
    let place = sections.firstIndex { anchors.contains($0.anchor) } ?? sections.count
    document.sections.insert(section, at: place)
    return document
  }
}
