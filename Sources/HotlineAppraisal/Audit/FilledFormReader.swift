import HotlineConfiguration
import HotlineText

extension FilledForm {
  /// Reads every form of a text file (Markdown with pipe tables, or CSV with the same cells).
  ///
  /// - Throws: a ``Diagnostic`` when the file cannot be read or holds no form.
  package static func forms(contentsOf path: String) throws -> [FilledForm] {
    try forms(in: FormCells(contentsOf: path), file: path)
  }

  /// Reads forms from text; `file` is the name used in findings, its ending decides between Markdown and CSV.
  package static func forms(in text: String, file: String) throws -> [FilledForm] {
    try forms(in: FormCells(text, file: file), file: file)
  }

  /// The forms among rows that another room read (a Word file, a workbook); `file` is the name used in errors.
  package static func forms(in cells: FormCells, file: String) throws -> [FilledForm] {
    guard cells.rows.count <= FormCells.rowLimit else {
      throw Diagnostic(
        at: .init(file: file), found: LocalizedText(zh: "行数过多，不像自评表", en: "too many rows for a form"),
        expected: LocalizedText(zh: "至多 \(FormCells.rowLimit) 行", en: "at most \(FormCells.rowLimit) rows"))
    }
    if let row = cells.rows.first(where: { $0.cells.contains { $0.count > FormCells.cellLimit } }) {
      throw Diagnostic(
        at: row.place, found: LocalizedText(zh: "一格中文字过多，不像自评表", en: "a cell has too much text for a form"),
        expected: LocalizedText(
          zh: "至多 \(FormCells.cellLimit) 字", en: "at most \(FormCells.cellLimit) characters"))
    }
    var builders: [FilledFormBuilder] = []
    var above: [String] = []
    for row in cells.rows where !row.isBlank {
      if FilledFormBuilder.isBeginning(row) {
        builders.append(FilledFormBuilder(place: row.place, heading: above.suffix(headingRows).joined(separator: "\n")))
      }
      builders.last?.take(row)
      above.append(row.cells.joined(separator: " "))
    }
    guard !builders.isEmpty else {
      throw Diagnostic(
        at: .init(file: file), found: LocalizedText(zh: "没有找到自评表", en: "there is no form in the file"),
        expected: LocalizedText(
          zh: "以“项目名称”开头的表格，以及含“指标名称、权重、自评分”的评分表",
          en: "a table that begins with 项目名称, and a score table with 指标名称, 权重 and 自评分"))
    }
    let forms = builders.map(\.form)
    guard forms.reduce(0, { $0 + $1.numberCount }) <= numberLimit else {
      throw Diagnostic(
        at: .init(file: file), found: LocalizedText(zh: "数字过多，不像自评表", en: "too many numbers for a form"),
        expected: LocalizedText(
          zh: "各表文字中合计至多 \(numberLimit) 个", en: "at most \(numberLimit) in the texts of all forms"))
    }
    return forms
  }

  /// Rows above a form that are its heading.
  private static let headingRows = 6
}

/// Takes the rows of one form in turn.
private final class FilledFormBuilder {
  private let place: Diagnostic.Place
  private let heading: String
  private var fields: [FilledForm.Field: FilledForm.Entry] = [:]
  private var columns: ScoreColumns?
  private var funds: FundsColumns?
  private var goal: GoalColumns?
  private var group = ""
  private var sections: [FilledForm.Section] = []
  private var total: FilledForm.Row?

  init(place: Diagnostic.Place, heading: String) {
    self.place = place
    self.heading = heading
  }

  /// Whether a row holds the name of a project: a form begins.
  static func isBeginning(_ row: FormCells.Row) -> Bool {
    row.cells.contains {
      FilledForm.Field(label: $0) == .project || FilledForm.Field.inline($0)?.field == .project
    }
  }

  var form: FilledForm {
    var form = FilledForm(fields: fields, sections: PageBreak.mended(sections), total: total, place: place)
    form.heading = heading
    form.isNational = funds != nil
    return form
  }

  func take(_ row: FormCells.Row) {
    if let columns = ScoreColumns(row) {
      // The header of a table that goes on after a page break, or of another table behind the form.
      if total == nil { self.columns = columns }
    } else if let columns, total == nil, row.cells.count > 1 {
      takeScore(row, columns)
    } else if let columns = FundsColumns(row) {
      if funds == nil { funds = columns }
    } else if let columns = GoalColumns(row) {
      goal = columns
    } else if let goal, fields[.goal] == nil {
      fields[.goal] = FilledForm.Entry(text: row.text(at: goal.expected), place: row.place)
      fields[.achievements] = FilledForm.Entry(text: row.text(at: goal.done), place: row.place)
    } else if let funds, fields[.budget] == nil, funds.isTotal(row) {
      takeFunds(row, funds)
    } else {
      takeHead(row)
    }
  }

  /// The row 年度资金总额: the two amounts, and the score of the execution rate.
  private func takeFunds(_ row: FormCells.Row, _ columns: FundsColumns) {
    func take(_ field: FilledForm.Field, _ column: Int?, scale: Double = 1) {
      guard let column else { return }
      fields[field] = FilledForm.Entry(text: row.text(at: column), scale: scale, place: row.place)
    }
    take(.budget, columns.budget, scale: columns.scale)
    take(.executed, columns.executed, scale: columns.scale)
    take(.executionRate, columns.rate)
    // Where the rate is not scored it is no row.
    guard let score = columns.score, let weight = FormCells.number(row.text(at: columns.weight)) else { return }
    var line = FilledForm.Row(
      name: "预算执行率", explanation: "", weight: weight, score: FormCells.number(row.text(at: score)), remark: "",
      place: row.place)
    line.isFunds = true
    sections.append(FilledForm.Section(name: line.name, weight: line.weight, rows: [line], place: row.place))
  }

  private func takeHead(_ row: FormCells.Row) {
    for (index, cell) in row.cells.enumerated() where row.origins[index] == index {
      if let field = FilledForm.Field(label: cell) {
        guard fields[field] == nil else { continue }
        // The value is the next cell with something in it, unless that is a label again.
        let value = row.cells[(index + 1)...].first { !$0.isEmpty } ?? ""
        let isLabel = FilledForm.Field(label: value) != nil
        fields[field] = FilledForm.Entry(
          text: isLabel ? "" : value, scale: FilledForm.Field.scale(of: cell), place: row.place)
      } else if let (field, value) = FilledForm.Field.inline(cell), fields[field] == nil {
        fields[field] = FilledForm.Entry(text: value, scale: FilledForm.Field.scale(of: cell), place: row.place)
      }
    }
  }

  private func takeScore(_ row: FormCells.Row, _ columns: ScoreColumns) {
    func cell(_ index: Int?) -> String { row.text(at: index) }
    func line(_ index: Int?) -> String { cell(index).filter { !$0.isNewline } }
    var score = FilledForm.Row(
      name: line(columns.name), explanation: line(columns.explanation),
      weight: FormCells.number(cell(columns.weight)), score: FormCells.number(cell(columns.score)),
      remark: Self.saying(cell(columns.remark)), place: row.place)
    // A merged cell's text stands in its first row alone.
    if columns.group == nil || !line(columns.block).isEmpty { group = "" }
    if !line(columns.group).isEmpty { group = line(columns.group) }
    score.group = group
    score.target = line(columns.target)
    score.actual = line(columns.actual)
    let block = line(columns.block).filter { !$0.isWhitespace }
    let title = [block, score.name.filter { !$0.isWhitespace }].first { !$0.isEmpty } ?? ""
    if ["合计", "总分", "总计"].contains(title) {
      total = score
      return
    }
    if title == "小计" {
      if let last = sections.indices.last { sections[last].subtotal = score }
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
    if !block.isEmpty || sections.isEmpty {
      let parts = Self.block(block)
      // A block whose name is printed again after a page break goes on.
      if sections.last?.name != parts.name || parts.name.isEmpty {
        sections.append(FilledForm.Section(name: parts.name, weight: parts.weight, rows: [], place: row.place))
      }
    }
    guard let last = sections.indices.last, !score.name.isEmpty else { return }
    sections[last].rows.append(score)
  }

  /// A remark, empty where it says nothing.
  private static func saying(_ remark: String) -> String {
    ["无", "/", "-", "—", "——", "略", "未述理由"].contains(remark) ? "" : remark
  }

  /// `投入与管理(36分)` → 投入与管理, 36.
  private static func block(_ text: String) -> (name: String, weight: Double?) {
    guard let match = text.firstMatch(of: /^(.*?)[（(]\s*([0-9.]+)\s*分?\s*[）)]$/) else { return (text, nil) }
    return (String(match.1), Double(match.2))
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
      mended.append(
        FilledForm.Section(
          name: section.name, weight: weight, rows: rows, subtotal: section.subtotal, place: section.place))
    }
    return rest.isEmpty ? mended : sections
  }
}
