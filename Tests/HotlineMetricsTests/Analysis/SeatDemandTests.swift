import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

@Suite("Seats needed")
struct SeatDemandTests {
  /// Ten days of one hour: the quiet half has `quiet` calls, the busy half `busy`, of which so many are lost.
  private func hours(quiet: (Int, Int), busy: (Int, Int), seats: Int) throws -> [SeatHour] {
    let store = try #require(LocalDay(iso: "2019-03-04"))
    return (0..<10).map { index in
      let (asked, abandoned) = index < 5 ? quiet : busy
      return SeatHour(
        day: store.advanced(by: index), hour: 10, isWorkingDay: true, asked: asked, answered: asked - abandoned,
        abandoned: abandoned, talkSeconds: (asked - abandoned) * 180, talkKnown: asked - abandoned,
        waitedSeconds: abandoned * 45, seats: seats)
    }
  }

  @Test("an hour that loses its calls on busy days and has too few seats is a bottleneck")
  func bottleneck() throws {
    let demand = SeatDemand(
      try hours(quiet: (40, 0), busy: (80, 20), seats: 3), days: (10, 0), goal: SeatDemand.Goal())
    let hour = try #require(demand.hours.first)
    #expect(hour.callsPerHour == 60 && hour.talkSeconds == 180)
    #expect(demand.patienceSeconds == 45)
    let needed = try #require(hour.seatsForConnection)
    #expect(hour.seatsShort == Double(needed) - 3 && needed > 3)
    #expect(hour.seatsForServiceLevel == 5, "60 calls of 180 s: five seats answer 80.0 % within 15 s (§1.13)")
    #expect(hour.isLoadDriven && demand.bottlenecks == [hour])
    #expect(hour.busyCalls == 80)
  }

  @Test("calls lost on quiet days as on busy ones are not lost by load")
  func notByLoad() throws {
    let demand = SeatDemand(
      try hours(quiet: (40, 8), busy: (80, 16), seats: 3), days: (10, 0), goal: SeatDemand.Goal())
    #expect(demand.hours.first?.isLoadDriven == false && demand.bottlenecks.isEmpty)
  }

  @Test("days without a call count in the average; without anyone hanging up nobody's patience is known")
  func absent() throws {
    let demand = SeatDemand(
      try hours(quiet: (40, 0), busy: (40, 0), seats: 3), days: (20, 0), goal: SeatDemand.Goal())
    #expect(demand.hours.first?.callsPerHour == 20)
    #expect(demand.patienceSeconds == nil && demand.hours.first?.seatsForConnection == nil)
  }

  @Test("bands of load add up to all calls")
  func bands() throws {
    let demand = SeatDemand(
      try hours(quiet: (10, 0), busy: (70, 30), seats: 5), days: (10, 0), goal: SeatDemand.Goal())
    #expect(demand.bands.map(\.asked) == [50, 350] && demand.bands.map(\.abandoned) == [0, 150])
    #expect(demand.bands.map(\.from) == [0, 12])
  }
}
