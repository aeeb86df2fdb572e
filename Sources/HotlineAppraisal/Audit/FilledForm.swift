import HotlineConfiguration

/// A form 项目绩效自我评价 as somebody filled it in, read from a file. Nothing in it is trusted: numbers that cannot be read
/// are absent.
package struct FilledForm: Sendable {
  /// The labels of the form's head, as printed.
  package enum Field: String, Sendable, CaseIterable {
    case project = "项目名称"
    case budgetUnit = "预算单位"
    case department = "具体实施处（科室）"
    case recurrent = "是否为经常性项目"
    case budget = "当年预算数（元）"
    case priorBudget = "上年预算金额（元）"
    case executed = "预算执行数（元）"
    case executionRate = "预算执行率（%）"
    case goal = "项目年度总目标"
    case assessedOn = "自评时间"
    case grade = "绩效等级"
    case achievements = "主要绩效"
    case problems = "主要问题"
    case improvements = "改进措施"
  }

  /// A cell with its place.
  package struct Entry: Sendable, Hashable {
    /// The cell's text.
    package let text: String
    /// How many yuan the unit is, for amounts.
    var scale = 1.0
    /// Where it stands.
    package let place: Diagnostic.Place
  }

  /// A row of the score table.
  package struct Row: Sendable, Hashable {
    /// 指标名称, put together again where a page break tore it.
    package var name: String
    /// 指标解释; empty when there is none.
    package var explanation: String
    /// 二级指标, where the form has the column.
    var group = ""
    /// 年度指标值, where the form has the column.
    var target = ""
    /// 实际完成值, where the form has the column.
    var actual = ""
    /// 权重, in points.
    package let weight: Double?
    /// 自评分.
    package let score: Double?
    /// 备注; empty when there is none, or none that says anything.
    package var remark: String
    /// Whether it stands among the funds of the national form, which have no column for explanations and remarks.
    var isFunds = false
    /// Where it stands.
    package let place: Diagnostic.Place

    /// The points lost, when both numbers are known.
    package var lost: Double? {
      guard let weight, let score else { return nil }
      return weight - score
    }
  }

  /// A block of rows.
  package struct Section: Sendable, Hashable {
    /// 一级指标.
    package let name: String
    /// The weight printed under the name.
    package let weight: Double?
    /// Its rows, where needed put back from the block under which a page break left them.
    package var rows: [Row]
    /// The row 小计 under it, where the form has one.
    var subtotal: Row?
    /// Where the block begins.
    package let place: Diagnostic.Place
  }

  /// The head's cells.
  package let fields: [Field: Entry]
  /// The blocks in their order.
  package let sections: [Section]
  /// What stands above the form.
  var heading = ""
  /// Whether it is laid out as the national form: without grade, problems and improvements of its own.
  var isNational = false
  /// The row 合计; `nil` when the form has none.
  package let total: Row?
  /// Where the form begins.
  package let place: Diagnostic.Place

  /// All rows, in the order of the form.
  package var rows: [Row] { sections.flatMap(\.rows) }

  /// A head field's text; empty when the form has none.
  package func text(_ field: Field) -> String { fields[field]?.text ?? "" }

  /// The numbers in a file's forms, each of which has one or two hundred: each is read with what stands around it.
  static let numberLimit = 6_000

  /// How many numbers stand in the texts that are searched for figures; `2,730,460` counts as three.
  var numberCount: Int {
    let texts = fields.values.map(\.text) + rows.flatMap { [$0.explanation, $0.target, $0.actual, $0.remark] }
    return texts.reduce(0) { count, text in
      var (count, isInNumber) = (count, false)
      for scalar in text.unicodeScalars {
        let isDigit = "0"..."9" ~= scalar || "０"..."９" ~= scalar
        if isDigit, !isInNumber { count += 1 }
        isInNumber = isDigit
      }
      return count
    }
  }

  /// A head field's amount or percentage, as the number printed.
  func number(_ field: Field) -> Double? {
    FormCells.number(text(field)).map { $0 * (fields[field]?.scale ?? 1) }
  }

  /// The year that the form speaks of: from its heading, its name or its texts; `nil` when it does not say.
  var year: Int? {
    let texts = [heading, text(.project), text(.goal), text(.achievements)]
    for text in texts.map(PlainText.plain) {
      if let match = text.firstMatch(of: /(?:^|[^0-9])(20[0-9]{2})\s*年度/) { return Int(match.1) }
    }
    // A day such as 2020-02-01 is none.
    if let match = PlainText.plain(heading).firstMatch(of: /(?:^|[^0-9\-])(20[0-9]{2})(?![0-9\-.\/])/) {
      return Int(match.1)
    }
    let named = texts.dropFirst().map(PlainText.plain).flatMap { text in
      text.matches(of: /(?:^|[^0-9])(20[0-9]{2})\s*年/).compactMap { Int($0.1) }
    }
    guard let first = named.first else { return nil }
    // A form speaks of the year before its date; years before that stand in it for comparison, or by mistake.
    let before = PlainText.plain(text(.assessedOn)).firstMatch(of: /20[0-9]{2}/).flatMap { Int($0.output) }.map {
      $0 - 1
    }
    guard let before else { return first }
    return named.contains(before) || named.allSatisfy { $0 < before } ? before : first
  }
}
