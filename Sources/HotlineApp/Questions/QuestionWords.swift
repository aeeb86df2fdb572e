import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineStore
import HotlineText

extension Grouping {
  /// The grouping of a word such as `district` or `month`.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage with the words that there are.
  package static func named(_ name: String, in model: DataModel) throws -> Grouping {
    guard let group = model.grouping(named: name) else {
      let allowed = model.groupings.map(\.name)
      throw Diagnostic(
        .usage,
        found: LocalizedText(
          zh: "不能按“\(Masking.masked(name))”分组", en: "cannot break down by “\(Masking.masked(name))”"),
        expected: LocalizedText(
          zh: "可用：\(allowed.joined(separator: "、"))", en: "one of: \(allowed.joined(separator: ", "))"))
    }
    return group
  }
}

extension Comparison {
  /// The comparison of a word: `previous` or `year-ago`.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage with the words that there are.
  package static func named(_ name: String) throws -> Comparison {
    guard let comparison = Comparison(rawValue: name) else {
      throw Diagnostic(
        .usage,
        found: LocalizedText(
          zh: "不能与“\(Masking.masked(name))”比较", en: "cannot compare with “\(Masking.masked(name))”"),
        expected: LocalizedText(zh: "可用：previous、year-ago", en: "one of: previous, year-ago"))
    }
    return comparison
  }
}

extension SmallCellSuppression {
  /// Checks how many cases a value must rest on to be shown.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage for fewer than 2.
  package static func checkThreshold(_ threshold: Int?) throws {
    guard let threshold, threshold < 2 else { return }
    throw Diagnostic(
      .usage,
      found: LocalizedText(zh: "不能隐去少于 \(threshold) 件的数值", en: "values cannot be hidden under \(threshold) cases"),
      expected: LocalizedText(zh: "2 或更大的数，通常为 10", en: "a number from 2 on; 10 is usual"))
  }
}
