import HotlineConfiguration
import HotlineText

/// How a form is printed, and what goes with that: rounding, grades, from when on a deviation is to be explained.
package enum FormLayout: String, Sendable, CaseIterable {
  /// 项目绩效自我评价 as Shanghai printed it in 2019: a head, and a score table with a remark.
  case shanghai2019 = "shanghai-2019"
  /// 项目支出绩效自评表 by 财预〔2020〕10号: funds, goal, three levels of indicators with target, actual and cause.
  case national2020 = "national-2020"

  /// To what points are rounded unless the form says otherwise.
  var rounding: Rounding {
    switch self {
    case .shanghai2019: Rounding(step: 1)
    case .national2020: Rounding(step: 0.01)
    }
  }

  /// The grades unless the form has its own.
  var grades: GradeScale {
    switch self {
    case .shanghai2019: .shanghai
    case .national2020: .national
    }
  }

  /// From when on a target counts as beaten by far, unless the form says otherwise. 30 % is what provinces ask an explanation for
  /// (domain.md §2.4).
  var deviation: DeviationLimits {
    switch self {
    case .shanghai2019: .proposed
    case .national2020: DeviationLimits(relative: 0.3, gapClosed: DeviationLimits.proposed.gapClosed)
    }
  }

  /// Whether a row that misses its target, or beats it by far, is complete only with its cause.
  package var demandsCauses: Bool { self == .national2020 }
}

/// What a project is paid from, as the form's file gives it; the sums of the year are the database's.
package struct FundsPlan: Sendable {
  /// Money of one origin, in yuan; amounts that the file does not give are unknown.
  package struct Source: Sendable {
    /// 本年财政拨款, 上年结转资金, 其他资金.
    package let name: LocalizedText
    /// 年初预算数.
    package let initial: Double?
    /// 全年预算数.
    package let budget: Double?
    /// 全年执行数.
    package let executed: Double?
  }

  /// 年初预算数 of all together.
  package let initial: Double?
  /// The origins, in the order of the form.
  package let sources: [Source]

  /// Reads `funds`.
  init(_ node: ConfigurationNode) throws {
    _ = try node.entries(allowed: ["initial", "sources"])
    initial = try node.optional("initial")?.quantity(in: .yuan)
    sources =
      try node.optional("sources")?.elements().map { source in
        _ = try source.entries(allowed: ["name", "initial", "budget", "executed"])
        return Source(
          name: try source.required("name").text(), initial: try source.optional("initial")?.quantity(in: .yuan),
          budget: try source.optional("budget")?.quantity(in: .yuan),
          executed: try source.optional("executed")?.quantity(in: .yuan))
      } ?? []
  }

  /// The sum of an amount over all sources; `nil` where one is not given.
  package func sum(_ amount: KeyPath<Source, Double?>) -> Double? {
    let known = sources.compactMap { $0[keyPath: amount] }
    return known.count == sources.count && !known.isEmpty ? known.reduce(0, +) : nil
  }
}
