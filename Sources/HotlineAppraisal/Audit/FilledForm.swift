import HotlineConfiguration

/// A form 项目绩效自我评价 as somebody filled it in, read from a file. Nothing in it is trusted: numbers that cannot be read
/// are absent.
public struct FilledForm: Sendable {
  /// The labels of the form's head, as printed.
  public enum Field: String, Sendable, CaseIterable {
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
  public struct Entry: Sendable, Hashable {
    /// The cell's text.
    public let text: String
    /// Where it stands.
    public let place: Diagnostic.Place
  }

  /// A row of the score table.
  public struct Row: Sendable, Hashable {
    /// 指标名称, put together again where a page break tore it.
    public var name: String
    /// 指标解释; empty when there is none.
    public var explanation: String
    /// 权重, in points.
    public let weight: Double?
    /// 自评分.
    public let score: Double?
    /// 备注; empty when there is none.
    public var remark: String
    /// Where it stands.
    public let place: Diagnostic.Place

    /// The points lost, when both numbers are known.
    public var lost: Double? {
      guard let weight, let score else { return nil }
      return weight - score
    }
  }

  /// A block of rows.
  public struct Section: Sendable, Hashable {
    /// 一级指标.
    public let name: String
    /// The weight printed under the name.
    public let weight: Double?
    /// Its rows, where needed put back from the block under which a page break left them.
    public var rows: [Row]
    /// Where the block begins.
    public let place: Diagnostic.Place
  }

  /// The head's cells.
  public let fields: [Field: Entry]
  /// The blocks in their order.
  public let sections: [Section]
  /// The row 合计; `nil` when the form has none.
  public let total: Row?
  /// Where the form begins.
  public let place: Diagnostic.Place

  /// All rows, in the order of the form.
  public var rows: [Row] { sections.flatMap(\.rows) }

  /// A head field's text; empty when the form has none.
  public func text(_ field: Field) -> String { fields[field]?.text ?? "" }

  /// A head field's amount or percentage, as the number printed.
  func number(_ field: Field) -> Double? { FormCells.number(text(field)) }
}
