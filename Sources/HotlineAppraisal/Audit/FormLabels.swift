import HotlineText

extension FilledForm.Field {
  /// The words by which a form's cell is known as this field's label, brackets and punctuation apart.
  private var words: [String] {
    switch self {
    case .project: ["项目名称"]
    case .budgetUnit: ["预算单位", "项目单位", "实施单位", "填报单位", "项目实施单位"]
    case .department: ["具体实施处", "具体实施处室", "实施处室", "实施科室", "具体实施科室", "实施部门"]
    case .recurrent: ["是否为经常性项目", "是否经常性项目", "是否属于经常性项目", "经常性项目"]
    case .budget: ["当年预算数", "当年预算金额", "当年预算", "本年预算数", "全年预算数", "预算数"]
    case .priorBudget: ["上年预算金额", "上年预算数", "上年预算", "上年度预算数", "上年度预算金额"]
    case .executed: ["预算执行数", "当年执行数", "全年执行数", "执行数", "实际支出数", "预算执行金额"]
    case .executionRate: ["预算执行率", "执行率"]
    case .goal: ["项目年度总目标", "年度总目标", "年度总体目标", "项目总目标", "项目年度目标", "绩效总目标"]
    case .assessedOn: ["自评时间", "自评日期", "填报日期", "填表日期", "评价时间", "填报时间"]
    case .grade: ["绩效等级", "自评等级", "评价等级", "绩效评级"]
    case .achievements: ["主要绩效", "主要成效", "主要绩效情况", "绩效完成情况"]
    case .problems: ["主要问题", "存在问题", "存在的问题", "存在的主要问题", "主要存在问题"]
    case .improvements: ["改进措施", "整改措施", "下一步改进措施", "改进建议", "改进措施及建议"]
    }
  }

  /// The field whose label a text is.
  init?(label: String) {
    guard label.utf8.count <= 200 else { return nil }
    let plain = Self.plain(label)
    guard plain.count <= 16, let field = Self.allCases.first(where: { $0.words.contains(plain) }) else { return nil }
    self = field
  }

  /// A label and its value in one cell: `自评时间：2020-03-12`.
  static func inline(_ cell: String) -> (field: FilledForm.Field, value: String)? {
    guard let colon = cell.firstIndex(where: { $0 == "：" || $0 == ":" }),
      let field = FilledForm.Field(label: String(cell[..<colon]))
    else { return nil }
    let value = cell[cell.index(after: colon)...].drop { $0.isWhitespace }
    return value.isEmpty ? nil : (field, String(value))
  }

  /// How many yuan an amount's unit is: 10,000 where the label says 万元.
  static func scale(of label: String) -> Double { label.contains("万元") ? 10_000 : 1 }

  /// A label without blanks, brackets, colon and numbering.
  private static func plain(_ label: String) -> String {
    var text = label.filter { !$0.isWhitespace && !"*#".contains($0) }
    text = text.withoutBrackets("（([【", "）)]】")
    if let first = text.first, first.isNumber {
      text.replace(/^(?:[一二三四五六七八九十]+、|[0-9]+[.、．])/, with: "")
    }
    while let last = text.last, "：:".contains(last) { text.removeLast() }
    return text
  }
}

extension String {
  /// The text without what stands in brackets, up to the first that closes. Every cell of a document is asked for it, whatever its size.
  func withoutBrackets(_ opening: String, _ closing: String) -> String {
    var rest = self[...]
    var kept = ""
    while let open = rest.firstIndex(where: opening.contains),
      let close = rest[open...].firstIndex(where: closing.contains)
    {
      kept += rest[..<open]
      rest = rest[rest.index(after: close)...]
    }
    return kept + rest
  }
}

/// Which column of the score table holds what.
struct ScoreColumns {
  let block: Int?
  let group: Int?
  let name: Int
  let explanation: Int?
  let target: Int?
  let actual: Int?
  let weight: Int
  let score: Int
  let remark: Int?

  /// The columns, when the cells are the score table's header; found by their words.
  init?(_ row: FormCells.Row) {
    let cells = row.cells.map { cell in
      cell.filter { !$0.isWhitespace }.withoutBrackets("（(", "）)")
    }
    func column(_ words: [String]) -> Int? { words.lazy.compactMap { cells.firstIndex(of: $0) }.first }
    guard let name = column(["指标名称", "三级指标", "绩效指标", "评价指标", "考核指标"]),
      let weight = column(["权重", "分值", "满分", "标准分", "权重分", "权重分值"]),
      let score = column(["自评分", "自评得分", "得分", "评分", "实得分", "自评分值"])
    else { return nil }
    block = column(["一级指标", "指标类别", "类别"])
    group = column(["二级指标"])
    self.name = name
    explanation = column(["指标解释", "指标说明", "指标内涵", "指标定义", "评分标准"])
    target = column(["年度指标值", "目标值", "指标值", "年度目标值", "目标"])
    actual = column(["实际完成值", "完成值", "实际值", "全年实际值", "实际完成"])
    self.weight = weight
    self.score = score
    remark = column(["备注", "扣分原因", "扣分说明", "说明", "偏差原因分析及改进措施", "偏差原因"])
  }
}
