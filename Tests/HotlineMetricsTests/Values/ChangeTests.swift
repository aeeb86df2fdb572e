import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineMetrics

/// Changes, intervals and conditions of values.
@Suite("Values beside others")
struct ChangeTests {
  @Test("an interval tells its unit once where it can be, changes of rates are points, of all else percent")
  func texts() {
    let interval = ValueInterval(low: 8, high: 9.04)
    #expect(
      Metric.Unit.seconds.text(interval, .en) == "8.0–9.0 s" && Metric.Unit.seconds.text(interval, .zh) == "8.0–9.0 秒")
    #expect(Metric.Unit.share.text(ValueInterval(low: 0.9419, high: 0.9441), .en) == "94.19%–94.41%")
    #expect(Metric.Unit.count.changeFormat(.en).text(0.05) == "+5.00%")
    #expect(Metric.Unit.count.changeFormat(.en).text(-0.1234) == "-12.34%")
    #expect(Metric.Unit.index.changeFormat(.en).text(0.012) == NumberFormat.points(.en).text(0.012))
    #expect(Metric.Unit.days.changeFormat(.zh).text(0.5) == "+50.00%")
  }

  @Test("of a dimension that both name only what both allow is left; others are all kept")
  func conditions() {
    let one: [HotlineModel.Dimension: [String]] = [.district: ["a", "b"], .line: ["962200"]]
    let both = one.restricted(to: [.district: ["b", "c"], .unit: ["u"]])
    #expect(both == [.district: ["b"], .line: ["962200"], .unit: ["u"]])
    #expect(one.restricted(to: [.district: ["c"]])[.district] == [])
  }

  @Test("a metric has no figure by a name that its facts do not bear, and what it has is told")
  func untold() throws {
    let engine = try MadeUpSource([], until: "2019-12-31").engine
    let (calls, broadcasts) = (try ShippedMetrics.metric("call_volume"), try ShippedMetrics.metric("broadcasts"))
    let slice = Slice(period: try Period(parsing: "2019"))
    try engine.checkNames(of: calls, in: slice, by: [.dimension(.district), .month])
    #expect(throws: Diagnostic.self) { try engine.checkNames(of: broadcasts, in: slice, by: [.dimension(.district)]) }
    #expect(throws: Diagnostic.self) {
      try engine.checkNames(of: calls, in: Slice(period: slice.period, conditions: [.project: ["x"]]))
    }
    do {
      try engine.checkNames(of: calls, in: slice, by: [.month, .dimension(.project)])
      Issue.record("a call has no project")
    } catch let error as Diagnostic {
      #expect(error.description.contains("project"))
    }
  }

  @Test("counts of periods of which files tell unlike days are not compared, rates are")
  func comparable() throws {
    let note = [MissingDays(days: [0...30], note: LocalizedText(zh: "缺", en: "missing"))]
    var whole = ShippedMetrics.value(try ShippedMetrics.metric("call_volume"), 5)
    var part = whole
    part.missingDays = note
    #expect(whole.isComparable(with: whole) && !whole.isComparable(with: part) && !part.isComparable(with: whole))
    whole = ShippedMetrics.value(try ShippedMetrics.metric("connection_rate"), 5, of: 10)
    part = whole
    part.missingDays = note
    #expect(whole.isComparable(with: part) && part.isComparable(with: whole))
    // A rate of all but a season is no rate of the year: ninety days are borne, ninety-one not.
    for (days, isComparable) in [(90, true), (91, false)] {
      part.missingDays = [MissingDays(days: [0...days - 1], note: LocalizedText(zh: "缺", en: "missing"))]
      #expect(whole.isComparable(with: part) == isComparable && part.isComparable(with: whole) == isComparable)
      #expect(part.isComparable(with: part))
    }
  }

  @Test("a count lacks files at once, a rate from a month of days on, or where more than a tenth has no known outcome")
  func shortfall() throws {
    func missing(_ days: Int) -> [MissingDays] {
      [MissingDays(days: [0...days - 1], note: LocalizedText(zh: "缺", en: "missing"))]
    }
    var count = ShippedMetrics.value(try ShippedMetrics.metric("call_volume"), 5)
    #expect(count.shortfallOfFiles == nil && count.isWhole)
    count.missingDays = missing(5)
    #expect(count.shortfallOfFiles?.en == "missing" && !count.isWhole)
    var rate = ShippedMetrics.value(try ShippedMetrics.metric("actual_resolution_rate"), 9, of: 9)
    rate.missingDays = missing(27)
    #expect(rate.shortfallOfFiles == nil && rate.isWhole)
    rate.missingDays = missing(28)
    #expect(rate.shortfallOfFiles?.en == "missing")
    rate.missingDays = []
    rate.openAtEnd = 1
    #expect(rate.shortfallOfFiles == nil, "one of ten is a tenth")
    rate.openAtEnd = 2
    #expect(rate.shortfallOfFiles?.en == "2 were last exported open: their outcome is not known")
  }
}
