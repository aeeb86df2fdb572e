import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineModel

@testable import HotlineMetrics

/// Values and series made by hand under the project's definitions, without a database.
enum ByHand {
  private static let loaded = Result { try MetricCatalog(contentsOf: "\(ReportStore.data)/metrics.yaml") }

  static func metric(_ id: String) throws -> Metric { try loaded.get().metric(id) }

  /// A count, or a rate of two counts; without a numerator a value that a public version hides.
  static func value(_ metric: Metric, _ labels: [String] = [], _ count: Double?, of all: Double? = nil) -> MetricValue {
    let rate = count.flatMap { count in all.flatMap { $0 > 0 ? count / $0 : nil } }
    var value = MetricValue(
      metric: metric, labels: labels, numerator: count, denominator: count == nil ? nil : all,
      value: metric.isRatio ? rate : count, interval: nil, leftOut: [], notes: [])
    value.isSuppressed = count == nil
    return value
  }

  /// Months up to one, by their counts; `nil` for a month without data.
  static func series(
    _ metric: Metric, line: String? = "962200", _ values: [MetricValue?], upTo last: LocalMonth, shown: Int? = nil,
    asOf: Int64? = nil
  ) -> MetricSeries {
    MetricSeries(
      metric: metric, line: line, months: values.indices.map { last.advanced(by: $0 - values.count + 1) },
      values: values, shown: shown, asOf: asOf ?? last.lastDay.end)
  }

  /// So many cases a day in each month up to one.
  static func daily(_ metric: Metric, _ counts: [Double], upTo last: LocalMonth) -> MetricSeries {
    let values = counts.enumerated().map { place, count in
      let month = last.advanced(by: place - counts.count + 1)
      return value(metric, [], count * Double(month.lastDay.number - month.firstDay.number + 1))
    }
    return series(metric, values, upTo: last)
  }

  /// A table over groups.
  static func table(_ groups: [Grouping], _ values: [MetricValue]) -> MetricTable {
    MetricTable(slice: Slice(period: Period(year: 2019)), groups: groups, asOf: 0, values: values)
  }

  /// A share compared between members: cases above and below the line by name; without counts a hidden one.
  static func comparison(_ metric: Metric, _ members: [(name: String, counts: (Double, Double)?)]) -> GroupComparison {
    GroupComparison(metric: metric, values: members.map { value(metric, [$0.name], $0.counts?.0, of: $0.counts?.1) })
  }

  /// A form of one row for 2019.
  ///
  /// - Parameter components: its parts, as words of the file.
  static func form(_ components: [String]) throws -> FormDefinition {
    let yaml = """
      form: {zh: 表, en: Form}
      year: 2019
      header: {project: {zh: 项目, en: P}, budget_unit: {zh: 中心, en: C}, department: {zh: 部, en: D}, goal: {zh: 目标, en: G}, assessed_on: 2020-03-12, recurrent: true}
      sections:
        - name: {zh: 产出目标, en: Output}
          weight: 100
          indicators:
            - id: a
              name: {zh: 甲, en: A}
              weight: 100
              rule: proportional
              components:
      \(components.map { "          - {\($0)}" }.joined(separator: "\n"))
      """
    return try FormDefinition(yaml: yaml, file: "forms/small.yaml", catalog: loaded.get())
  }
}
