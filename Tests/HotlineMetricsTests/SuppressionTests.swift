import HotlineCalendar
import HotlineText
import HotlineModel
import Testing

@testable import HotlineMetrics

@Suite("Small values of a table")
struct SuppressionTests {
  private func table(_ values: [MetricValue]) throws -> MetricTable {
    MetricTable(
      slice: Slice(period: Period(year: 2019)), groups: [.dimension(.district)], asOf: 0,
      values: values)
  }

  private func suppressed(_ values: [MetricValue], under threshold: Int = 10) throws -> [MetricValue] {
    SmallCellSuppression(threshold: threshold).applied(to: try table(values)).values
  }

  @Test("a base of 9 is hidden with both counts, one of 10 and one of 0 are not; the next smallest goes with it")
  func bases() throws {
    let metric = try ShippedMetrics.metric("connection_rate")
    let bases = [9.0, 10, 0, 40, 90]
    let values = try suppressed(
      bases.enumerated().map { ShippedMetrics.value(metric, min($1, 5), of: $1, labels: ["d\($0)"]) })
    #expect(values.map(\.isSuppressed) == [true, true, false, false, false])
    for value in values where value.isSuppressed {
      #expect(value.numerator == nil && value.denominator == nil && value.value == nil && value.interval == nil)
      #expect(value.notes.map(\.en) == ["hidden: under 10 cases, or told by the others"])
      #expect(value.labels.count == 1)
    }
    #expect(values[3].denominator == 40 && values[3].numerator == 5)
    let all = try suppressed(
      [10.0, 0, 40].enumerated().map { ShippedMetrics.value(metric, $1, of: $1, labels: ["d\($0)"]) })
    #expect(!all.contains { $0.isSuppressed })
  }

  @Test(
    "a small numerator is shown where it is no base; a base that is hidden in one metric is hidden above the line too")
  func sameQuantity() throws {
    let rate = try ShippedMetrics.metric("satisfaction_rate")
    let share = try ShippedMetrics.metric("rated_share")
    // Rated: 5, 60, 70 below the line of the satisfaction rate, above that of the share rated.
    let rated = [5.0, 60, 70]
    let values =
      rated.enumerated().map { ShippedMetrics.value(rate, 4, of: $1, labels: ["d\($0)"]) }
      + rated.enumerated().map { ShippedMetrics.value(share, $1, of: 200, labels: ["d\($0)"]) }
    #expect(try suppressed(values).map(\.isSuppressed) == [true, true, false, true, true, false])
    #expect(
      try !suppressed(Array(values.suffix(3))).contains { $0.isSuppressed }, "alone, the share rated rests on 200")
  }

  @Test("broadcasts and seats are nobody's and stay")
  func notCitizens() throws {
    let metric = try ShippedMetrics.metric("broadcasts")
    let values = try suppressed(
      [3.0, 50, 70].enumerated().map { ShippedMetrics.value(metric, $1, labels: ["d\($0)"]) })
    #expect(!values.contains { $0.isSuppressed })
  }

  @Test("what a value leaves out is hidden by itself where it is small, with another of its column")
  func leftOut() throws {
    let metric = try ShippedMetrics.metric("satisfaction_rate")
    let name = LocalizedText(zh: "未评价", en: "not rated")
    let values = [3.0, 20, 40].enumerated().map {
      MetricValue(
        metric: metric, labels: ["d\($0)"], numerator: 40, denominator: 50, value: 0.8, interval: nil,
        leftOut: [("calls_unrated", name, $1)], notes: [])
    }
    let shown = try suppressed(values)
    #expect(shown.map { $0.leftOut.count } == [0, 0, 1])
    #expect(!shown.contains { $0.isSuppressed } && shown.allSatisfy { $0.value == 0.8 })
    #expect(shown.map { $0.notes.count } == [1, 1, 0])
    #expect(shown[0].notes[0].en == "some of what is left out is hidden: under 10 cases, or told by the others")
  }
}
