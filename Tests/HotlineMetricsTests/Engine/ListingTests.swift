import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import Testing

@testable import HotlineMetrics

/// Pages of the rows behind a value that has two terms: orders and calls from 12345.
@Suite("Rows behind a value, page by page")
struct ListingTests {
  private typealias Calls = MadeUpSource

  /// Orders at the places 0, 2, 4 and 6, calls at 1, 3 and 5.
  private func source() throws -> MadeUpSource {
    try MadeUpSource(
      (0..<7).map { place in
        place.isMultiple(of: 2)
          ? Calls.Fact(kind: .workOrder, at: "2019-12-0\(place + 1) 10:00", counts: ["orders_received": 1])
          : Calls.Fact(
            at: "2019-12-0\(place + 1) 10:00", counts: ["calls_12345": 1, "calls_asked": 1, "calls_inbound": 1])
      } + [
        Calls.Fact(at: "2019-12-08 10:00", counts: ["calls_asked": 1, "calls_connected": 1, "calls_inbound": 1])
      ], until: "2019-12-31")
  }

  private func page(
    _ limit: Int, from place: RowPlace, _ part: Explanation.Part = .numerator, of id: String = "handled_12345"
  ) throws -> RowListing {
    let source = try source()
    return try source.engine.listing(
      part, of: ShippedMetrics.metric(id), slice: Slice(period: Period(parsing: "2019-12")), asOf: source.end ?? 0,
      limit: limit, from: place)
  }

  private func places(_ limit: Int, from place: RowPlace) throws -> [Int] {
    try page(limit, from: place).rows.map(\.sourceLine)
  }

  @Test("the orders first, then the calls; a page goes over from the one to the other")
  func offsets() throws {
    #expect(try places(99, from: .offset(0)) == [0, 2, 4, 6, 1, 3, 5])
    #expect(try places(3, from: .offset(0)) == [0, 2, 4] && places(3, from: .offset(3)) == [6, 1, 3])
    #expect(try places(4, from: .offset(0)) == [0, 2, 4, 6] && places(2, from: .offset(4)) == [1, 3])
    #expect(try places(3, from: .offset(6)) == [5] && places(3, from: .offset(7)) == [])
    #expect(try places(0, from: .offset(0)) == [])
  }

  @Test("behind a row, before a row, and the last ones")
  func marks() throws {
    func mark(_ text: String) throws -> RowMark { try #require(RowMark(parsing: text)) }
    #expect(try places(2, from: .after(mark("0.2"))) == [4, 6])
    #expect(try places(3, from: .after(mark("0.2"))) == [4, 6, 1])
    #expect(try places(9, from: .after(mark("1.1"))) == [3, 5])
    #expect(try places(2, from: .before(mark("1.3"))) == [6, 1])
    #expect(try places(1, from: .before(mark("1.3"))) == [1])
    #expect(try places(9, from: .before(mark("0.4"))) == [0, 2])
    #expect(try places(2, from: .end) == [3, 5] && places(3, from: .end) == [1, 3, 5])
    #expect(try places(4, from: .end) == [6, 1, 3, 5])
    let page = try page(3, from: .offset(3))
    #expect(page.first?.text == "0.6" && page.last?.text == "1.3")
  }

  @Test("missed is what is counted below the line and not above it; a plain count has the same rows below the line")
  func parts() throws {
    func rows(_ part: Explanation.Part, _ id: String) throws -> [Int] {
      try page(99, from: .offset(0), part, of: id).rows.map(\.sourceLine)
    }
    #expect(try rows(.numerator, "connection_rate") == [7] && rows(.missed, "connection_rate") == [1, 3, 5])
    #expect(try rows(.denominator, "connection_rate") == [1, 3, 5, 7])
    #expect(try rows(.denominator, "call_volume") == [1, 3, 5, 7])
  }

  @Test(
    "an explanation has a term for each measure, with its sum and its SQL; what is left out rarely only where it is")
  func explanation() throws {
    let source = try source()
    let slice = Slice(period: try Period(parsing: "2019-12"))
    let handled = try source.engine.explain(ShippedMetrics.metric("handled_12345"), slice: slice)
    #expect(handled.numerator.map(\.sum) == [4, 3] && handled.denominator.isEmpty && handled.denominatorSQL == nil)
    #expect(handled.numerator.map(\.sql) == ["orders_received sum", "calls_12345 sum"] && handled.asOf == source.end)
    let rate = try source.engine.explain(ShippedMetrics.metric("connection_rate"), slice: slice)
    #expect(rate.numerator.map(\.sum) == [1] && rate.denominator.map(\.sum) == [4])
    #expect(rate.leftOut.map(\.measure.id).contains("calls_abandoned_ivr") && rate.leftOut.allSatisfy { $0.sum == 0 })
    #expect(rate.leftOut.allSatisfy { !$0.measure.isRare })
    let hours = try source.engine.explain(ShippedMetrics.metric("service_hours_covered"), slice: slice)
    #expect(hours.denominator.map(\.measure.id) == ["clock_hours"] && hours.denominator.map(\.sum) == [744])
    #expect(hours.numerator.map(\.sum) == [4] && hours.numerator.first?.sql == "calls_inbound hours")
    var untold = source
    untold.files = []
    untold.facts = []
    let nothing = try untold.engine.explain(ShippedMetrics.metric("call_volume"), slice: slice)
    #expect(nothing.numerator.map(\.sum) == [nil], "no file tells of calls: the SQL's 0 is not known")
    let none = try untold.engine.explain(ShippedMetrics.metric("connection_rate"), slice: slice)
    #expect(none.numerator.map(\.sum) == [0])
  }

  @Test("an explanation of a value that is known takes its counts; only several measures are summed again")
  func computed() throws {
    let source = try source()
    let slice = Slice(period: try Period(parsing: "2019-12"))
    func explained(_ value: MetricValue, _ engine: MetricEngine) throws -> Explanation {
      try engine.explain(value, slice: slice, asOf: source.end ?? 0)
    }
    let engine = try source.engine
    let rate = ShippedMetrics.value(try ShippedMetrics.metric("connection_rate"), 70, of: 90)
    let told = try explained(rate, engine)
    #expect(told.numerator.map(\.sum) == [70] && told.denominator.map(\.sum) == [90])
    #expect(told.numerator.map(\.unit) == [.count])
    #expect(told.leftOut.map(\.sum) == told.leftOut.map { _ in 0 } && !told.leftOut.isEmpty)
    #expect(told.leftOut.allSatisfy { !$0.measure.isRare })
    #expect(try explained(rate, engine.publicVersion(hidingUnder: 10)).leftOut.isEmpty, "what is hidden is not told")
    let two = ShippedMetrics.value(try ShippedMetrics.metric("handled_12345"), 70)
    #expect(try explained(two, engine).numerator.map(\.sum) == [4, 3])
    let hidden = try explained(rate.suppressed(under: 10), engine)
    #expect(hidden.numerator.isEmpty && hidden.denominator.isEmpty && hidden.leftOut.isEmpty)
    let left = MetricValue(
      metric: rate.metric, labels: [], numerator: 7, denominator: 9, value: 7.0 / 9, interval: nil,
      leftOut: [("calls_self_service", rate.metric.name, 5)], notes: [])
    let shared = try explained(left, engine.publicVersion(hidingUnder: 10)).leftOut
    #expect(shared.map(\.measure.id) == ["calls_self_service"] && shared.map(\.sum) == [5])
  }
}
