import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineReading
import HotlineStore
import HotlineText

/// Asks for KPIs: which, of which facts, broken down and compared how.
package struct AskKPIs: Sendable {
  /// The metrics' ids; all of them unless given, but for those that go through the facts one by one (medians, percentiles).
  package var metrics: [String]?
  /// The facts.
  package var facts: FactSelection
  /// What values are broken down by: `district`, `month`, ….
  package var groups: [String]
  /// The periods to compare with.
  package var comparisons: [Comparison]
  /// The moment up to which the data speak, in Unix seconds; the newest data unless given.
  package var asOf: Int64?
  /// Whether hotline numbers are added up; otherwise each is shown by itself.
  package var mergesLines: Bool
  /// Values that rest on fewer cases are hidden, and those from which they could be worked out.
  package var hiddenUnder: Int?
  /// The most groups that may be listed.
  package var limit: Int
  /// Whether the answer says what was noticed in the files about the metrics' fields.
  package var wantsRemarks: Bool

  /// Creates a question.
  package init(
    _ metrics: [String]? = nil, about facts: FactSelection, by groups: [String] = [], comparedWith: [Comparison] = [],
    asOf: Int64? = nil, mergesLines: Bool = false, hiddenUnder: Int? = nil, limit: Int? = nil,
    wantsRemarks: Bool = true
  ) {
    self.metrics = metrics
    self.facts = facts
    self.groups = groups
    comparisons = comparedWith
    self.asOf = asOf
    self.mergesLines = mergesLines
    self.hiddenUnder = hiddenUnder
    self.limit = limit ?? MetricQuery.usualLimit
    self.wantsRemarks = wantsRemarks
  }

  /// The values, and what a reader must know about the files that they rest on.
  package struct Answer: Sendable {
    /// To be read one after the other: metrics by line, then those that have none.
    package let tables: [MetricTable]
    /// What was noticed in the files, at most twenty; without examples when values are hidden.
    package let remarks: [Remark]
  }

  /// What was noticed in a file.
  package struct Remark: Sendable, Hashable {
    /// The file's name.
    package let file: String
    /// What was noticed.
    package let text: LocalizedText
  }

  private static let mostRemarks = 20

  /// Checks what can be checked without the database.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage.
  package static func check(hiddenUnder: Int?, comparisons: Bool) throws {
    try SmallCellSuppression.checkThreshold(hiddenUnder)
    guard hiddenUnder != nil, comparisons else { return }
    throw Diagnostic(
      .usage,
      found: LocalizedText(
        zh: "隐去小数与比较不能并用：变化会透露被隐去的数",
        en:
          "hiding small values (--suppress) and comparing (--compare) exclude each other: a change would tell what is hidden"
      ))
  }

  /// Answers the question.
  ///
  /// - Throws: a ``Diagnostic`` for words that are not known, or when the database cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Answer {
    try Self.check(hiddenUnder: hiddenUnder, comparisons: !comparisons.isEmpty)
    return try workspace.asking(cancellation) { engine in
      let slice = try facts.slice(engine)
      let metrics =
        try metrics.map { try $0.map { try engine.catalog.metric($0) } } ?? engine.withFacts(engine.catalog.unasked)
      let groups = try groups.map { try Grouping.named($0, in: engine.catalog.model) }
      let isMerged = mergesLines || groups.contains(.dimension(.line)) || slice.conditions[.line] != nil
      let tables = try LineBreakdown(engine: engine, isMerged: isMerged).tables(
        MetricQuery(
          metrics: metrics, slice: slice, groups: groups, asOf: asOf, comparisons: comparisons, limit: limit))
      // Nothing at all is no answer.
      if tables.allSatisfy(\.values.isEmpty) {
        for metric in metrics { try engine.checkNames(of: metric, in: slice, by: groups) }
      }
      return Answer(
        tables: hiddenUnder.map { SmallCellSuppression(threshold: $0).applied(to: tables) } ?? tables,
        remarks: wantsRemarks ? try remarks(engine, on: metrics) : [])
    }
  }

  private func remarks(_ engine: MetricEngine, on metrics: [Metric]) throws -> [Remark] {
    try engine.remarks(on: metrics, in: facts.period).prefix(Self.mostRemarks).map { file, remark in
      // Examples are values of rows: a table in which values are hidden goes without them.
      func text(_ language: Language) -> String {
        hiddenUnder == nil ? remark.sentence(language) : remark.text(language)
      }
      return Remark(file: file, text: LocalizedText(zh: text(.zh), en: text(.en)))
    }
  }
}
