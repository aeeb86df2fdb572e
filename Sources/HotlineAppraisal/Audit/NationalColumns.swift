/// The head of the block 项目资金 of the national form: amounts stand under their names, not behind them.
struct FundsColumns {
  let budget: Int
  let executed: Int
  let weight: Int?
  let rate: Int?
  let score: Int?
  /// How many yuan the unit is.
  let scale: Double

  /// The columns, when the cells are the head of the funds; found by their words.
  init?(_ row: FormCells.Row) {
    let cells = row.cells.map(Self.plain)
    func column(_ words: [String]) -> Int? { words.lazy.compactMap { cells.firstIndex(of: $0) }.first }
    guard let budget = column(["全年预算数", "预算数", "调整后预算数"]), let executed = column(["全年执行数", "执行数", "全年支出数"]),
      let rate = column(["执行率", "预算执行率"]), !cells.contains(where: { FormCells.number($0) != nil })
    else { return nil }
    self.budget = budget
    self.executed = executed
    self.rate = rate
    weight = column(["分值", "权重", "满分"])
    score = column(["得分", "自评得分", "自评分"])
    scale = row.cells.contains { $0.contains("万元") } ? 10_000 : 1
  }

  /// Whether a row is that of all funds together.
  func isTotal(_ row: FormCells.Row) -> Bool {
    row.cells.contains { ["年度资金总额", "资金总额", "全年资金总额"].contains(Self.plain($0)) }
  }

  /// A label without blanks, brackets and colon.
  static func plain(_ cell: String) -> String {
    cell.filter { !$0.isWhitespace && $0 != "：" && $0 != ":" }.withoutBrackets("（(", "）)")
  }
}

/// The head of the block 年度总体目标 of the national form: what was aimed at beside what was done.
struct GoalColumns {
  let expected: Int
  let done: Int

  /// The columns, when the cells are the head of the goal.
  init?(_ row: FormCells.Row) {
    let cells = row.cells.map(FundsColumns.plain)
    guard let expected = cells.firstIndex(of: "预期目标") ?? cells.firstIndex(of: "年初设定目标"),
      let done = cells.firstIndex(of: "实际完成情况") ?? cells.firstIndex(of: "全年实际完成情况")
    else { return nil }
    self.expected = expected
    self.done = done
  }
}
