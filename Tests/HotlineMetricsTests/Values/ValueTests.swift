import HotlineText
import HotlineModel
import Testing

@testable import HotlineMetrics

@Suite("A value from its counts")
struct ValueTests {
  private func value(_ id: String, _ numerator: Double?, _ denominator: Double?, unknown: Double? = nil) throws
    -> MetricValue
  {
    let metric = try ShippedMetrics.metric(id)
    return ValueContext(metric: metric, labels: [], leftOut: []).value(
      numerator: numerator, denominator: denominator, isRatio: metric.isRatio, unknown: unknown)
  }

  @Test("numerator over denominator; over nothing there is no value, and no interval")
  func ratio() throws {
    let rate = try value("connection_rate", 12, 17)
    #expect(rate.value == 12.0 / 17)
    // domain.md §6.1
    #expect(abs(try #require(rate.interval).low * 100 - 46.87) < 0.006)
    for (numerator, denominator) in [(0.0, 0.0), (0, nil), (nil, 17)] as [(Double?, Double?)] {
      let absent = try value("connection_rate", numerator, denominator)
      #expect(absent.value == nil && absent.interval == nil)
    }
    #expect(try value("connection_rate", 0, 17).value == 0)
    #expect(try value("call_volume", 5, nil).value == 5)
    #expect(try value("call_volume", nil, nil).value == nil)
    #expect(try value("satisfaction_index", 12, 17).interval == nil, "a weighted mean is no share")
    #expect(try value("average_wait", 12, 17).interval == nil)
  }

  @Test("one case in a hundred without seconds is told, more than that withholds the value")
  func unknownSeconds() throws {
    let some = try value("service_level_15s", 80, 99, unknown: 1)
    #expect(some.value == 80.0 / 99 && some.interval != nil)
    #expect(some.notes.map(\.en) == ["1 cases without seconds are left out"])
    let many = try value("service_level_15s", 80, 98, unknown: 1)
    #expect(many.value == nil && many.interval == nil && many.numerator == 80)
    #expect(many.notes.map(\.en) == ["withheld: 1 cases have no seconds, more than 1 %"])
    #expect(many.notes.map(\.zh) == ["有 1 件的时间没有秒，超过 1%，此值不予计算"])
    #expect(try value("service_level_15s", 80, 98, unknown: 0).notes.isEmpty)
    #expect(try value("service_level_15s", 0, 0, unknown: 3).value == nil)
  }

  @Test("a value in its unit, as it is printed")
  func units() {
    let texts: [(Metric.Unit, Double, String, String)] = [
      (.share, 0.94299, "94.30%", "94.30%"), (.index, 0.9, "90.00%", "90.00%"), (.count, 185_000, "185,000", "185,000"),
      (.yuan, 1234.501, "1,234.50", "1,234.50"), (.seconds, 11.26, "11.3 秒", "11.3 s"),
      (.points, 4.256, "4.26 分", "4.26 pts"), (.minutes, 12.34, "12.3 分钟", "12.3 min"),
      (.days, 1.946, "1.95 天", "1.95 d"),
      (.hours, 30, "30 小时", "30 h"),
    ]
    for (unit, value, chinese, english) in texts {
      #expect(unit.text(value).zh == chinese && unit.text(value).en == english)
      #expect(unit.isRate == [.share, .index].contains(unit))
    }
  }

  @Test("a formula names every measure, brackets what is added up below the line")
  func formulas() throws {
    func formula(_ id: String) throws -> String { try ShippedMetrics.metric(id).formula }
    #expect(try formula("connection_rate") == "calls_connected ÷ calls_asked")
    #expect(try formula("handled_12345") == "orders_received + calls_12345")
    #expect(try formula("call_volume") == "calls_inbound")
    #expect(try formula("service_hours_covered") == "hours with calls_inbound > 0 ÷ hours of the period")
    #expect(try formula("longest_gap_hours") == "longest run of hours with calls_inbound = 0")
    let yaml = """
      measures: {a: {fact: call}, b: {fact: call}, c: {fact: call}}
      metrics:
        m: {name: {zh: 量, en: v}, unit: share, better: higher, definition: {zh: 定, en: d}, source: s, numerator: a, denominator: [b, c]}
      """
    let metric = try #require(try MetricCatalog(yaml: yaml, file: "metrics.yaml").metrics.first)
    #expect(metric.formula == "a ÷ (b + c)" && metric.isRatio)
  }
}
