import HotlineConfiguration
import HotlineText

extension FilledForm {
  /// Reads every form of a file (Markdown with pipe tables, or CSV with the same cells).
  ///
  /// - Throws: a ``Diagnostic`` when the file cannot be read or holds no form.
  package static func forms(contentsOf path: String) throws -> [FilledForm] {
    try forms(in: FormCells(contentsOf: path), file: path)
  }

  /// Reads forms from text; `file` is the name used in findings, its ending decides between Markdown and CSV.
  package static func forms(in text: String, file: String) throws -> [FilledForm] {
    try forms(in: FormCells(text, file: file), file: file)
  }

  private static func forms(in cells: FormCells, file: String) throws -> [FilledForm] {
    var builders: [FilledFormBuilder] = []
    for row in cells.rows where !row.isBlank {
      if row.cells.contains(where: { FilledFormBuilder.field(of: $0) == .project }) {
        builders.append(FilledFormBuilder(place: row.place))
      }
      builders.last?.take(row)
    }
    guard !builders.isEmpty else {
      throw Diagnostic(
        at: .init(file: file), found: LocalizedText(zh: "没有找到自评表", en: "there is no form in the file"),
        expected: LocalizedText(
          zh: "以“项目名称”开头的表格，以及含“指标名称、权重、自评分”的评分表",
          en: "a table that begins with 项目名称, and a score table with 指标名称, 权重 and 自评分"))
    }
    return builders.map(\.form)
  }
}

/// Takes the rows of one form in turn.
private final class FilledFormBuilder {
  private let place: Diagnostic.Place
  private var fields: [FilledForm.Field: FilledForm.Entry] = [:]
  private var columns: ScoreColumns?
  private var sections: [FilledForm.Section] = []
  private var total: FilledForm.Row?

  init(place: Diagnostic.Place) {
    self.place = place
  }

  var form: FilledForm {
    FilledForm(fields: fields, sections: PageBreak.mended(sections), total: total, place: place)
  }

  func take(_ row: FormCells.Row) {
    if let columns = ScoreColumns(row.cells) {
      self.columns = columns
    } else if let columns {
      takeScore(row, columns)
    } else {
      takeHead(row)
    }
  }

  static func field(of cell: String) -> FilledForm.Field? {
    func plain(_ text: String) -> String {
      String(text.filter { !$0.isWhitespace }.map { $0 == "(" ? "（" : $0 == ")" ? "）" : $0 == "％" ? "%" : $0 })
    }
    let label = plain(cell)
    return FilledForm.Field.allCases.first {
      label == $0.rawValue || label == $0.rawValue + "：" || label == $0.rawValue + ":"
    }
  }

  private func takeHead(_ row: FormCells.Row) {
    for (index, cell) in row.cells.enumerated() {
      guard let field = Self.field(of: cell), fields[field] == nil else { continue }
      let value = index + 1 < row.cells.count ? row.cells[index + 1] : ""
      fields[field] = FilledForm.Entry(text: Self.field(of: value) == nil ? value : "", place: row.place)
    }
  }

  private func takeScore(_ row: FormCells.Row, _ columns: ScoreColumns) {
    guard total == nil else { return }
    func cell(_ index: Int?) -> String { index.flatMap { $0 < row.cells.count ? row.cells[$0] : nil } ?? "" }
    let score = FilledForm.Row(
      name: cell(columns.name), explanation: cell(columns.explanation), weight: FormCells.number(cell(columns.weight)),
      score: FormCells.number(cell(columns.score)), remark: cell(columns.remark), place: row.place)
    let block = cell(columns.block)
    if block == "合计" || score.name == "合计" {
      total = score
      return
    }
    let isTorn = block.isEmpty && score.weight == nil && score.score == nil
    if isTorn, let last = sections.indices.last, let end = sections[last].rows.indices.last {
      // The rest of a row that a page break tore.
      sections[last].rows[end].name += score.name
      sections[last].rows[end].explanation += score.explanation
      sections[last].rows[end].remark += score.remark
      return
    }
    if !block.isEmpty {
      let parts = Self.block(block)
      sections.append(FilledForm.Section(name: parts.name, weight: parts.weight, rows: [], place: row.place))
    }
    guard let last = sections.indices.last, !score.name.isEmpty else { return }
    sections[last].rows.append(score)
  }

  /// `投入与管理(36分)` → 投入与管理, 36.
  private static func block(_ text: String) -> (name: String, weight: Double?) {
    guard let match = text.firstMatch(of: /^(.*?)[（(]\s*([0-9.]+)\s*分?\s*[）)]$/) else { return (text, nil) }
    return (String(match.1), Double(match.2))
  }
}

/// Which column of the score table holds what.
private struct ScoreColumns {
  let block: Int?
  let name: Int
  let explanation: Int?
  let weight: Int
  let score: Int
  let remark: Int?

  /// The columns, when the cells are the score table's header.
  init?(_ cells: [String]) {
    guard let name = cells.firstIndex(of: "指标名称"), let weight = cells.firstIndex(of: "权重"),
      let score = cells.firstIndex(of: "自评分")
    else { return nil }
    block = cells.firstIndex(of: "一级指标")
    self.name = name
    explanation = cells.firstIndex(of: "指标解释")
    self.weight = weight
    self.score = score
    remark = cells.firstIndex(of: "备注")
  }
}

/// Puts rows back that a page break left under the block before theirs: the printed weights of the blocks say how many
/// rows each one has.
private enum PageBreak {
  static func mended(_ sections: [FilledForm.Section]) -> [FilledForm.Section] {
    var rest = sections.flatMap(\.rows)[...]
    var mended: [FilledForm.Section] = []
    for section in sections {
      guard let weight = section.weight else { return sections }
      var rows: [FilledForm.Row] = []
      var sum = 0.0
      while let row = rest.first, let points = row.weight, sum + points <= weight + 1e-9 {
        rows.append(row)
        rest.removeFirst()
        sum += points
      }
      // The weights do not tell where the rows belong: they stay where they are printed, and the sums are a finding.
      guard abs(sum - weight) < 1e-9 else { return sections }
      mended.append(FilledForm.Section(name: section.name, weight: weight, rows: rows, place: section.place))
    }
    return rest.isEmpty ? mended : sections
  }
}
