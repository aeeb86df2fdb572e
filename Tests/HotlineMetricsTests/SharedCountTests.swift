import HotlineModel
import Testing

@testable import HotlineMetrics

@Suite("One measure counted over files with different fields")
struct SharedCountTests {
  @Test("the smallest count of a cell that is not 0 decides, whichever comes first")
  func smallest() {
    var counts: [[String]: Double] = [:]
    for count in [2.0, 0] { counts.remember(count, of: ["甲"]) }
    for count in [0.0, 2] { counts.remember(count, of: ["乙"]) }
    for count in [20.0, 5] { counts.remember(count, of: ["丙"]) }
    for count in [0.0, 0] { counts.remember(count, of: ["丁"]) }
    #expect(counts == [["甲"]: 2, ["乙"]: 2, ["丙"]: 5, ["丁"]: 0])
  }

  @Test("a metric whose field no file carries does not show the others' small counts")
  func table() throws {
    let (received, extended) = (
      try ShippedMetrics.metric("orders_received"), try ShippedMetrics.metric("extension_rate")
    )
    let table = MetricTable(
      slice: Slice(period: try .init(parsing: "2019-12")), groups: [.dimension(.district)], asOf: 0,
      values: [
        ShippedMetrics.value(received, 2, labels: ["宝山区"]), ShippedMetrics.value(extended, 0, of: 0, labels: ["宝山区"]),
      ])
    #expect(SmallCellSuppression(threshold: 10).applied(to: table).values[0].isSuppressed)
  }
}
