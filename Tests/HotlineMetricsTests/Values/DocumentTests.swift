import Foundation
import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// The JSON of `hotline kpi`.
@Suite("JSON of KPIs")
struct KPIDocumentTests {
  private func rows(
    _ values: [MetricValue], by groups: [Grouping] = [], where conditions: [HotlineModel.Dimension: [String]] = [:]
  ) throws -> [[String: Any]] {
    let table = MetricTable(
      slice: Slice(period: try Period(parsing: "2019-12"), conditions: conditions), groups: groups,
      asOf: try #require(LocalDay(iso: "2020-01-01")).start, values: values)
    let text = try KPIDocument([table], language: .en).json()
    #expect(text.hasSuffix("}\n") && text.contains("\n  \"as_of\" : \"2020-01-01T00:00:00+08:00\""))
    #expect(text.contains("\"from\" : \"2019-12-01\"") && text.contains("\"to\" : \"2019-12-31\""))
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    return try #require(document["rows"] as? [[String: Any]])
  }

  @Test("a row names its hotline, by group or by the one condition, and its other groups")
  func line() throws {
    let metric = try ShippedMetrics.metric("call_volume")
    let value = ShippedMetrics.value(metric, 5, labels: ["962200", "2019-12"])
    let grouped = try rows([value], by: [.dimension(.line), .month])[0]
    #expect(grouped["line"] as? String == "962200" && grouped["by"] as? [String: String] == ["month": "2019-12"])
    let plain = ShippedMetrics.value(metric, 5)
    #expect(try rows([plain], where: [.line: ["12345"]])[0]["line"] as? String == "12345")
    #expect(try rows([plain], where: [.line: ["12345", "962200"]])[0]["line"] is NSNull)
    #expect(try rows([plain])[0]["line"] is NSNull)
  }

  @Test("values have twelve decimals, absent ones are null; what is hidden or compared is told only where it is")
  func values() throws {
    let metric = try ShippedMetrics.metric("connection_rate")
    var third = ShippedMetrics.value(metric, 1, of: 3)
    let plain = try rows([third])[0]
    #expect(plain["value"] as? Double == 0.333333333333 && plain["low"] is NSNull && plain["target"] is NSNull)
    #expect(plain["suppressed"] == nil && plain["compared"] == nil && plain["unit"] as? String == "share")
    third.compared = [.yearAgo: 2.0 / 3]
    #expect(try rows([third])[0]["compared"] as? [String: Double] == ["year-ago": 0.666666666667])
    let hidden = try rows([third.suppressed(under: 10)])[0]
    #expect(
      hidden["suppressed"] as? Bool == true && hidden["value"] is NSNull && (hidden["notes"] as? [String])?.count == 1)
  }

  @Test("without a table the document is empty")
  func empty() throws {
    let text = try KPIDocument([], language: .zh).json()
    #expect(text.contains("\"as_of\" : \"\"") && text.contains("\"from\" : \"\""))
  }
}
