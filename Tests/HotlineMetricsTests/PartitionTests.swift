import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// A part that is hidden is not told by the whole and the other parts.
@Suite("Hidden parts of a whole")
struct PartitionTests {
  /// The connection rate of a hotline that leaves out calls hung up in the menu and self-service, beside the number of all calls.
  private func shown(_ menu: Double, _ service: Double, all: Double?) throws -> (rate: MetricValue, kept: [String]) {
    let metric = try ShippedMetrics.metric("connection_rate")
    let parts = ["calls_abandoned_ivr": menu, "calls_self_service": service]
    let rate = MetricValue(
      metric: metric, labels: [], numerator: 266, denominator: 286, value: 266 / 286, interval: nil,
      leftOut: metric.leftOut.map { ($0.id, $0.name, parts[$0.id] ?? 0) }, notes: [])
    let volume = try all.map { ShippedMetrics.value(try ShippedMetrics.metric("call_volume"), $0) }
    let table = MetricTable(
      slice: Slice(period: Period(year: 2019)), groups: [], asOf: 0, values: [rate] + [volume].compactMap { $0 })
    let values = SmallCellSuppression(threshold: 10).applied(to: table).values
    #expect(values.dropFirst().allSatisfy { !$0.isSuppressed })
    let first = try #require(values.first)
    return (first, first.leftOut.filter { $0.count > 0 }.map(\.measure))
  }

  @Test("308 calls, 286 of them asked, 13 hung up: the 9 of self-service hide the 13 as well, where the 308 are shown")
  func difference() throws {
    let told = try shown(13, 9, all: 308)
    #expect(told.kept == [] && !told.rate.isSuppressed && told.rate.denominator == 286)
    #expect(try shown(13, 9, all: nil).kept == ["calls_abandoned_ivr"])
    #expect(try shown(13, 9, all: 309).kept == ["calls_abandoned_ivr"])
    #expect(try shown(13, 12, all: 311).kept == ["calls_abandoned_ivr", "calls_self_service"])
  }

  @Test("where all that is left out is few it is hidden, and the value stays")
  func few() throws {
    for (menu, service, all) in [(3.0, 4.0, 293.0), (0, 9, 295), (0, 0, 286)] {
      let told = try shown(menu, service, all: all)
      #expect(told.kept == [] && !told.rate.isSuppressed)
    }
  }
}
