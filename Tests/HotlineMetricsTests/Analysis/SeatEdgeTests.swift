import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

/// Seats where little is known, and orders by age where there are none.
@Suite("Seats and ages at their limits")
struct SeatEdgeTests {
  private func hour(_ day: Int, asked: Int, abandoned: Int, talkKnown: Int? = nil, seats: Int = 1) throws -> SeatHour {
    // 2019-12-02 is a Monday.
    SeatHour(
      day: try #require(LocalDay(iso: "2019-12-02")).advanced(by: day), hour: 10, isWorkingDay: nil, asked: asked,
      answered: asked - abandoned, abandoned: abandoned, talkSeconds: (talkKnown ?? asked - abandoned) * 1800,
      talkKnown: talkKnown ?? asked - abandoned, waitedSeconds: abandoned * 45, seats: seats)
  }

  @Test("an hour of fewer than ten calls is no bottleneck, however many of them were lost; of ten it is")
  func fewCalls() throws {
    func demand(_ quiet: Int) throws -> SeatDemand {
      SeatDemand(
        [try hour(0, asked: quiet, abandoned: 0), try hour(1, asked: 5, abandoned: 5)], days: (2, 0),
        goal: SeatDemand.Goal())
    }
    let nine = try demand(4)
    #expect(nine.hours[0].isLoadDriven && nine.hours[0].seatsShort >= 0.5 && nine.hours[0].abandonment == nil)
    #expect(nine.bottlenecks.isEmpty)
    let ten = try demand(5)
    #expect(ten.hours[0].abandonment == 0.5 && ten.bottlenecks.count == 1)
  }

  @Test("where no talk's length is known no seats are told")
  func noTalk() throws {
    let demand = SeatDemand(
      [try hour(0, asked: 20, abandoned: 20, seats: 0)], days: (1, 0), goal: SeatDemand.Goal())
    let hour = try #require(demand.hours.first)
    #expect(hour.talkSeconds == 0 && demand.patienceSeconds == 45)
    #expect(hour.seatsForConnection == nil && hour.seatsForServiceLevel == nil && hour.seatsForBusyDay == nil)
    #expect(hour.seatsShort == 0 && hour.wholeSeatsShort == 0 && demand.bands.allSatisfy(\.isUnattended))
  }

  @Test("a period's working days and days off are told by weekday where no calendar knows them")
  func days() throws {
    var source = try MadeUpSource([], until: "2019-12-31")
    source.hours = [try hour(0, asked: 10, abandoned: 0), try hour(5, asked: 10, abandoned: 0)]
    func rates(_ period: String) throws -> [Double] {
      try source.engine.seatDemand(in: Period(parsing: period), goal: SeatDemand.Goal()).hours.map(\.callsPerHour)
    }
    // Monday to Sunday: five working days, two days off.
    #expect(try rates("2019-12-02..2019-12-08") == [2, 5])
    #expect(try rates("2019-12-02..2019-12-07") == [2, 10] && rates("2019-12-02") == [10, 10])
    source.workingDays["2019-12-07"] = true
    #expect(try rates("2019-12-02..2019-12-08") == [10.0 / 6, 10])
    let hidden = try source.engine.publicVersion(hidingUnder: 11).seatDemand(
      in: Period(parsing: "2019-12-02..2019-12-08"), goal: SeatDemand.Goal())
    #expect(hidden.hours.map(\.hidesCalls) == [true, true])
  }

  @Test("no orders at an age are none, also in a public version, and of a kind that is not there")
  func ages() {
    let counts: [String: [OrderAge: Int]] = ["投诉": [.closedInTime: 40], "咨询": [.closedInTime: 30, .overdue: 20]]
    for under in [nil, 10] {
      let table = OrderAgeTable(counts, hiddenUnder: under)
      #expect(table.count("投诉", .overdue) == 0 && table.count("投诉", .closedLate) == 0)
      #expect(table.count(at: [.closedLate]) == 0 && table.count(at: [.closedInTime, .overdue]) == 90)
      #expect(table.count(of: "求助") == 0 && table.count("求助", .overdue) == 0 && table.count(of: "咨询") == 50)
      #expect(table.occurs(.overdue) && !table.occurs(.closedLate) && table.kinds == ["咨询", "投诉"])
    }
  }
}
