import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// What a public version hides of analyses that are no tables of values: callers, ages of orders, seats.
@Suite("Small counts of analyses")
struct PublicAnalysisTests {
  private static let bands = [1...1, 2...2, 3...5, 6...10, 11...Int.max]

  @Test("a band of few callers hides all: those who called once are as many as their calls, and tell the rest")
  func callers() throws {
    let frequencies = [(1, 900), (2, 80), (4, 40), (7, 12), (20, 3)].map {
      CallerFrequency(calls: $0.0, callers: $0.1)
    }
    let open = try #require(CallerBands(frequencies, in: Self.bands, hiddenUnder: nil))
    #expect(open.bands.allSatisfy { $0.ofCallers != nil })
    // 900 of 1,035 callers; 900 of 1,364 calls.
    #expect(open.bands[0].ofCallers == 900.0 / 1035 && open.bands[0].ofCalls == 900.0 / 1364)
    let shared = try #require(CallerBands(frequencies, in: Self.bands, hiddenUnder: 10))
    #expect(shared.bands.allSatisfy { $0.ofCallers == nil && $0.ofCalls == nil }, "one small band hides all")
    let few = try #require(CallerBands(frequencies, in: Self.bands, hiddenUnder: 2))
    #expect(few.bands.map(\.ofCallers) == open.bands.map(\.ofCallers))
    #expect(CallerBands([], in: Self.bands, hiddenUnder: 10) == nil)
  }

  private let ages: [String: [OrderAge: Int]] = [
    "投诉": [.closedInTime: 400, .closedLate: 4, .notYetDue: 60], "咨询": [.closedInTime: 300, .notYetDue: 30],
    "求助": [.closedInTime: 200, .closedLate: 1, .notYetDue: 20],
  ]

  @Test("orders by age: a small column hides all of them, and no kind")
  func orderAges() {
    let open = OrderAgeTable(ages, hiddenUnder: nil)
    #expect(open.total == 1015 && open.kinds == ["投诉", "咨询", "求助"])
    #expect(open.count("投诉", .closedLate) == 4 && open.count(at: [.closedLate]) == 5 && open.count(of: "咨询") == 330)
    let shared = OrderAgeTable(ages, hiddenUnder: 10)
    #expect(shared.count(at: [.closedLate]) == nil)
    // 1,015 orders less the others would be the five late ones, and what rates count tells those in time.
    for age in OrderAge.allCases { #expect(shared.count(at: [age]) == nil) }
    #expect(shared.count(at: [.closedLate, .overdue]) == nil, "nor a sum with it")
    #expect(shared.total == 1015)
    for kind in ages.keys {
      #expect(shared.count(of: kind) != nil)
      #expect(shared.count(kind, .closedInTime) == nil && shared.count(kind, .notYetDue) == nil)
    }
    #expect(shared.count("投诉", .closedLate) == nil && shared.count("求助", .closedLate) == nil)
  }

  @Test("a kind that is hidden elsewhere is hidden here")
  func hiddenKind() {
    let shared = OrderAgeTable(ages, hiddenUnder: 10, hidingKinds: ["咨询"])
    #expect(shared.count(of: "咨询") == nil && shared.count("咨询", .closedInTime) == nil)
    #expect([shared.count(of: "投诉"), shared.count(of: "求助")].contains(nil), "a single one would follow from the total")
  }

  private func hour(_ hour: Int, asked: Int, abandoned: Int, seats: Int = 2) throws -> SeatHour {
    SeatHour(
      day: try #require(LocalDay(iso: "2019-03-04")), hour: hour, isWorkingDay: true, asked: asked,
      answered: asked - abandoned, abandoned: abandoned, talkSeconds: 180 * (asked - abandoned),
      talkKnown: asked - abandoned, waitedSeconds: 0, seats: seats)
  }

  @Test("of seats an hour of few calls, of few lost or of few answered ones is hidden, and never one alone")
  func seats() throws {
    // 3 of 100 lost; 95 of 100 lost; 40 of 100, 30 of 100; nothing lost of 200.
    let counts = [(8, 100, 3), (9, 100, 95), (10, 100, 40), (11, 100, 30), (12, 200, 0)]
    var demand = SeatDemand(
      try counts.map { try hour($0.0, asked: $0.1, abandoned: $0.2) }, days: (1, 0), goal: SeatDemand.Goal())
    #expect(demand.hours.allSatisfy { !$0.hidesAbandoned && !$0.hidesCalls })
    demand.hide(under: 10)
    #expect(demand.hours.map(\.hidesCalls) == Array(repeating: false, count: 5))
    let hidden = demand.hours.filter(\.hidesAbandoned).map(\.hour)
    #expect(hidden.contains(8) && hidden.contains(9), "\(hidden)")
    #expect(!hidden.contains(12))
    // What is hidden adds up to ten lost and ten answered calls at least.
    #expect(demand.hours.filter(\.hidesAbandoned).reduce(0) { $0 + $1.abandoned } >= 10)
    var small = SeatDemand(
      [
        try hour(3, asked: 4, abandoned: 0), try hour(10, asked: 100, abandoned: 40),
        try hour(11, asked: 90, abandoned: 30),
      ],
      days: (1, 0), goal: SeatDemand.Goal())
    small.hide(under: 10)
    #expect(small.hours.map(\.hidesCalls) == [true, false, true], "94 and the total would tell the four")
  }

  @Test("bands of load are hidden in the same way")
  func loadBands() throws {
    var demand = SeatDemand(
      [
        try hour(8, asked: 6, abandoned: 0, seats: 2), try hour(9, asked: 40, abandoned: 20, seats: 4),
        try hour(10, asked: 90, abandoned: 30, seats: 3),
      ], days: (1, 0), goal: SeatDemand.Goal())
    demand.hide(under: 10)
    #expect(demand.bands.map(\.asked) == [6, 40, 90])
    #expect(demand.bands.map(\.isHidden) == [true, true, false])
  }

  @Test("a hidden member has no standing, and topics of which some are hidden make nothing expected")
  func hiddenMember() throws {
    let metric = try ShippedMetrics.metric("connection_rate")
    let values = [
      ShippedMetrics.value(metric, 90, of: 100, labels: ["a"]),
      ShippedMetrics.value(metric, 80, of: 100, labels: ["b"]),
      ShippedMetrics.value(metric, 297, of: 300, labels: ["c"]).suppressed(under: 10),
    ]
    var comparison = GroupComparison(metric: metric, values: values)
    #expect(comparison.hidden.map(\.name) == ["c"])
    #expect(comparison.members(.tooFew).isEmpty, "300 calls are not too few")
    let topics = ["a", "b"].flatMap { name in
      ["x", "y"].map { ShippedMetrics.value(metric, 40, of: 50, labels: [name, $0]) }
    }
    comparison.adjust(topics)
    #expect(comparison.members[0].expected != nil)
    var other = GroupComparison(metric: metric, values: values)
    other.adjust(topics + [ShippedMetrics.value(metric, 5, of: 50, labels: ["a", "z"]).suppressed(under: 10)])
    #expect(other.members[0].expected == nil)
  }
}
