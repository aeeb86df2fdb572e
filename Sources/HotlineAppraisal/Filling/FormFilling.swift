import HotlineConfiguration
import HotlineText

/// What goes into which cell of a form that somebody else made. Labels and rows are found by their words, as the audit finds them;
/// only cells that are empty are filled.
package struct FormFilling: Sendable {
  /// A cell: its row, and the column in which it begins.
  package struct Place: Sendable, Hashable {
    /// The row, from 0.
    package let row: Int
    /// The column, from 0.
    package let column: Int

    /// Creates a place.
    package init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  /// A value and what became of it.
  package struct Item: Sendable, Hashable {
    /// What it is: the label, or the row and column.
    package let name: String
    /// Where it stands.
    package let place: Place
    /// The value.
    package let value: String
    /// What stood there; empty where the value was filled in.
    package let before: String
    /// The box to be ticked, where the value is one of several; `nil` where it is written.
    package let box: Int?

    /// Whether the value went into an empty cell.
    package var isFilled: Bool { before.isEmpty }
    /// Whether something else stands there.
    package var differs: Bool { !isFilled && !FormFilling.isSame(before, value) }
  }

  /// The values that have a place, in the order of the form.
  package private(set) var items: [Item] = []
  /// The values for which there is no place, and the columns that the other form lacks.
  package private(set) var missing: [String] = []

  /// A box of a cell: the words behind it, and whether it is ticked.
  package struct Box: Sendable, Hashable {
    let label: String
    let isTicked: Bool

    /// Creates a box.
    package init(label: String, isTicked: Bool) {
      self.label = label
      self.isTicked = isTicked
    }
  }

  private let values: FilledForm
  private let rows: [FormCells.Row]
  private let cells: [Place: [Box]]
  /// What was written into a cell, so that no other value goes into it.
  private var written: [Place: String] = [:]
  /// Values whose cell is covered by another one, and columns that the form lacks.
  private var unplaced: [String] = []

  /// - Parameters:
  ///   - values: the form as it ought to be.
  ///   - rows: the rows of the other form.
  ///   - cells: where cells begin, with their boxes; what is covered by another is none.
  package init(_ values: FilledForm, into rows: [FormCells.Row], cells: [Place: [Box]]) {
    self.values = values
    self.rows = rows
    self.cells = cells
    var walk = Walk()
    for index in rows.indices where !rows[index].cells.isEmpty { take(index, &walk) }
    let fields = FilledForm.Field.allCases.filter { !values.text($0).isEmpty && !walk.fields.contains($0) }
    missing =
      fields.map(\.rawValue) + values.rows.map(\.name).filter { !walk.rows.contains($0) && !$0.isEmpty } + unplaced
  }

  /// What has been passed on the way through the rows.
  private struct Walk {
    var columns: ScoreColumns?
    var funds: FundsColumns?
    var goal: GoalColumns?
    var block = ""
    var group = ""
    var hasTotal = false
    var fields: Set<FilledForm.Field> = []
    var rows: Set<String> = []
    /// The names that stand in the form, where rows without one are told by their order.
    var printed: Set<String> = []
  }

  /// Whether two texts say the same: blanks and the way of writing a number do not count.
  static func isSame(_ left: String, _ right: String) -> Bool {
    if let left = FormCells.number(left), let right = FormCells.number(right) { return abs(left - right) < 1e-9 }
    return left.filter { !$0.isWhitespace } == right.filter { !$0.isWhitespace }
  }

  private mutating func take(_ index: Int, _ walk: inout Walk) {
    let row = rows[index]
    if let columns = ScoreColumns(row) {
      guard !walk.hasTotal else { return }
      walk.columns = columns
      walk.printed = Set(rows.map { $0.text(at: columns.name).filter { !$0.isWhitespace } })
    } else if let columns = walk.columns, !walk.hasTotal, row.cells.count > 1 {
      takeScore(index, columns, &walk)
    } else if let columns = FundsColumns(row) {
      walk.funds = columns
    } else if let columns = GoalColumns(row) {
      walk.goal = columns
    } else if let goal = walk.goal, !walk.fields.contains(.goal) {
      put(.goal, index, goal.expected, &walk)
      put(.achievements, index, goal.done, &walk)
    } else if let funds = walk.funds, funds.isTotal(row), !walk.fields.contains(.budget) {
      takeFunds(index, funds, &walk)
    } else {
      takeHead(index, &walk)
    }
  }

  // MARK: Head

  private mutating func takeHead(_ index: Int, _ walk: inout Walk) {
    let row = rows[index]
    for (column, cell) in row.cells.enumerated() where row.origins[column] == column {
      guard let field = FilledForm.Field(label: cell), !walk.fields.contains(field), !values.text(field).isEmpty,
        let next = row.origins[(column + 1)...].first(where: { $0 != column })
      else { continue }
      guard FilledForm.Field(label: row.cells[next]) == nil else { continue }
      put(field, index, next, unit: FilledForm.Field.scale(of: cell), &walk)
    }
  }

  private mutating func takeFunds(_ index: Int, _ funds: FundsColumns, _ walk: inout Walk) {
    put(.budget, index, funds.budget, unit: funds.scale, &walk)
    put(.executed, index, funds.executed, unit: funds.scale, &walk)
    put(.executionRate, index, funds.rate, &walk)
    guard let row = values.rows.first(where: \.isFunds) else { return }
    walk.rows.insert(row.name)
    put(row.name, "分值", index, funds.weight, points(row.weight))
    put(row.name, "得分", index, funds.score, points(row.score))
  }

  /// - Parameter unit: how many yuan the other form counts in.
  private mutating func put(
    _ field: FilledForm.Field, _ index: Int, _ column: Int?, unit: Double = 1, _ walk: inout Walk
  ) {
    guard !values.text(field).isEmpty else { return }
    walk.fields.insert(field)
    let isAmount = [.budget, .priorBudget, .executed].contains(field)
    let scale = values.fields[field]?.scale ?? 1
    guard isAmount, unit != scale, let number = values.number(field) else {
      return put("", field.rawValue, index, column, values.text(field))
    }
    put("", field.rawValue, index, column, NumberText.shortest(number / unit, places: unit > 1 ? 6 : 2))
  }

  // MARK: Scores

  private mutating func takeScore(_ index: Int, _ columns: ScoreColumns, _ walk: inout Walk) {
    let row = rows[index]
    func text(_ column: Int?) -> String { row.text(at: column).filter { !$0.isWhitespace } }
    let name = text(columns.name)
    let block = text(columns.block)
    if [block, name].contains(where: { ["合计", "总分", "总计"].contains($0) }) {
      walk.hasTotal = true
      put("合计", "分值", index, columns.weight, points(values.total?.weight))
      put("合计", "得分", index, columns.score, points(values.total?.score))
      return
    }
    if !block.isEmpty { (walk.block, walk.group) = (Self.plain(block), "") }
    if !text(columns.group).isEmpty { walk.group = text(columns.group) }
    guard name != "小计", let value = value(named: name, walk) else { return }
    walk.rows.insert(value.name)
    if name.isEmpty { put(value.name, "指标名称", index, columns.name, value.name) }
    put(value.name, "指标解释", index, columns.explanation, value.explanation)
    put(value.name, "年度指标值", index, columns.target, value.target)
    put(value.name, "实际完成值", index, columns.actual, value.actual)
    put(value.name, "权重", index, columns.weight, points(value.weight))
    put(value.name, "得分", index, columns.score, points(value.score))
    put(value.name, "备注", index, columns.remark, value.remark)
  }

  /// The row of a name; of a row without one the next of the block and group that stands nowhere in the form.
  private func value(named name: String, _ walk: Walk) -> FilledForm.Row? {
    func same(_ row: FilledForm.Row, _ name: String) -> Bool { row.name.filter { !$0.isWhitespace } == name }
    guard name.isEmpty else { return values.rows.first { same($0, name) } }
    return values.sections.first { $0.name == walk.block }?.rows.first { row in
      !walk.rows.contains(row.name) && !walk.printed.contains(row.name.filter { !$0.isWhitespace })
        && (row.group.isEmpty || walk.group.isEmpty || row.group == walk.group)
    }
  }

  /// `产出指标（50分）` → 产出指标.
  private static func plain(_ block: String) -> String {
    block.replacing(/[（(][^）)]*[）)]$/, with: "")
  }

  private func points(_ value: Double?) -> String { value.map { NumberText.shortest($0, places: 2) } ?? "" }

  // MARK: Cells

  /// - Parameters:
  ///   - row: the row's name; empty for what belongs to no row.
  ///   - part: what the value is of it.
  private mutating func put(_ row: String, _ part: String, _ index: Int, _ column: Int?, _ value: String) {
    guard !value.isEmpty else { return }
    let name = row.isEmpty ? part : "\(row) \(part)"
    guard let column else {
      if !unplaced.contains(part) { unplaced.append(part) }
      return
    }
    guard rows[index].cells.indices.contains(column) else { return unplaced.append(name) }
    let place = Place(row: index, column: rows[index].origins[column])
    guard let boxes = cells[place] else { return unplaced.append(name) }
    // Of boxes the one is ticked whose words begin with the value: 是 of “□是 □否”.
    if let box = boxes.firstIndex(where: { $0.label.hasPrefix(value) }) {
      let ticked = boxes.filter(\.isTicked).map(\.label)
      let before = ticked == [boxes[box].label] ? value : ticked.joined(separator: "，")
      items.append(Item(name: name, place: place, value: value, before: before, box: box))
    } else {
      let before = written[place] ?? rows[index].cells[place.column]
      items.append(Item(name: name, place: place, value: value, before: before, box: nil))
      if before.isEmpty { written[place] = value }
    }
  }
}
