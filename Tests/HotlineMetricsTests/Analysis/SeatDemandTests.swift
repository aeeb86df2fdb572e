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

  private func hour(
    _ day: Int, hour: Int = 10, working: Bool? = true, asked: Int, abandoned: Int = 0, talk: Int = 180, seats: Int = 1
  ) throws -> SeatHour {
    // 2019-03-04 is a Monday.
    SeatHour(
      day: try #require(LocalDay(iso: "2019-03-04")).advanced(by: day), hour: hour, isWorkingDay: working, asked: asked,
      answered: asked - abandoned, abandoned: abandoned, talkSeconds: (asked - abandoned) * talk,
      talkKnown: asked - abandoned, waitedSeconds: abandoned * 45, seats: seats)
  }

  @Test("hours stand by working days, then days off, each by the clock; a day outside the calendar goes by its weekday")
  func order() throws {
    let demand = SeatDemand(
      [
        try hour(5, hour: 9, working: nil, asked: 4), try hour(4, hour: 9, working: nil, asked: 2),
        try hour(0, hour: 8, working: false, asked: 3), try hour(0, hour: 11, asked: 5),
      ], days: (5, 2), goal: SeatDemand.Goal())
    #expect(demand.hours.map(\.isWorkingDay) == [true, true, false, false])
    #expect(demand.hours.map(\.hour) == [9, 11, 8, 9])
    #expect(demand.hours.map(\.callsPerHour) == [0.4, 1, 1.5, 2])
  }

  @Test("an hour of fewer than 30 talks of known length takes the usual length; from 30 on it takes its own")
  func talk() throws {
    // 29 calls of 100 s and 30 of 300 s: 11,900 s in 59 talks.
    let demand = SeatDemand(
      [try hour(0, hour: 9, asked: 29, talk: 100), try hour(0, hour: 10, asked: 30, talk: 300)], days: (1, 0),
      goal: SeatDemand.Goal())
    #expect(abs(demand.hours[0].talkSeconds - 11_900.0 / 59) < 1e-9)
    #expect(demand.hours[1].talkSeconds == 300)
  }

  @Test("the busy day's calls are those that nine days of ten do not exceed, days without a call counted in")
  func busyDay() throws {
    let ten = try (0..<10).map { try hour($0, asked: $0 + 1) }
    #expect(SeatDemand(ten, days: (10, 0), goal: SeatDemand.Goal()).hours[0].busyCalls == 10)
    #expect(SeatDemand(ten, days: (20, 0), goal: SeatDemand.Goal()).hours[0].busyCalls == 9)
    #expect(SeatDemand(ten, days: (100, 0), goal: SeatDemand.Goal()).hours[0].busyCalls == 1)
    #expect(SeatDemand(ten, days: (200, 0), goal: SeatDemand.Goal()).hours[0].busyCalls == 0)
  }

  @Test("the busier half against the quieter one; of an odd number the middle day is among the quiet")
  func halves() throws {
    // Quiet: 10, 20 and 30 calls, 6 lost; busy: 40 and 50, 30 lost.
    let days = [(10, 1), (20, 2), (30, 3), (40, 10), (50, 20)]
    let demand = SeatDemand(
      try days.enumerated().map { try hour($0, asked: $1.0, abandoned: $1.1) }, days: (5, 0), goal: SeatDemand.Goal())
    let effect = try #require(demand.hours[0].loadEffect)
    #expect(abs(effect.difference - (30.0 / 90 - 6.0 / 60)) < 1e-12)
    #expect(demand.hours[0].abandoned == 36 && demand.hours[0].abandonment == 36.0 / 150)
    let alone = SeatDemand([try hour(0, asked: 9, abandoned: 1)], days: (1, 0), goal: SeatDemand.Goal())
    #expect(alone.hours[0].loadEffect == nil && !alone.hours[0].isLoadDriven && alone.hours[0].abandonment == nil)
    let ten = SeatDemand([try hour(0, asked: 10, abandoned: 1)], days: (1, 0), goal: SeatDemand.Goal())
    #expect(ten.hours[0].abandonment == 0.1)
  }

  @Test(
    "bands of load: 0, 4, 8, 12, 16 and 20 calls a seat, each from its lower end on; hours without a seat are a band of their own"
  )
  func edges() throws {
    let loads = [3, 4, 7, 8, 11, 12, 15, 16, 19, 20, 90]
    let hours = try loads.enumerated().map { try hour($0, asked: $1 * 2, abandoned: 1, seats: 2) }
    let demand = SeatDemand(
      hours + [try hour(0, hour: 3, asked: 5, abandoned: 5, seats: 0)], days: (11, 0), goal: SeatDemand.Goal())
    #expect(demand.bands.map(\.from) == [0, 4, 8, 12, 16, 20, 0])
    #expect(demand.bands.map(\.to) == [4, 8, 12, 16, 20, nil, nil])
    #expect(demand.bands.map(\.asked) == [6, 22, 38, 54, 70, 220, 5])
    #expect(demand.bands.map(\.abandoned) == [1, 2, 2, 2, 2, 2, 5])
  }

  @Test("half a seat short is short, less is not; a rate that is reached is no bottleneck")
  func bottleneckLimits() throws {
    func demand(_ seats: [Int], _ goal: SeatDemand.Goal) throws -> SeatDemand {
      let days = [(40, 0), (40, 0), (80, 20), (80, 20)]
      return SeatDemand(
        try days.enumerated().map { try hour($0, asked: $1.0, abandoned: $1.1, seats: seats[$0]) }, days: (4, 0),
        goal: goal)
    }
    // 60 calls an hour of 180 s with 45 s of patience need six seats for 95 %.
    let goal = SeatDemand.Goal()
    #expect(try demand([5, 5, 5, 5], goal).hours[0].seatsForConnection == 6)
    #expect(try demand([5, 5, 6, 6], goal).bottlenecks.count == 1)
    #expect(try demand([5, 6, 6, 6], goal).bottlenecks.isEmpty)
    #expect(try demand([5, 6, 6, 6], goal).hours[0].seatsShort == 0.25)
    #expect(try demand([7, 7, 7, 7], goal).hours[0].seatsShort == 0)
    // 40 of 240 are lost: 83.3 % connected.
    #expect(try demand([1, 1, 1, 1], SeatDemand.Goal(connection: 0.83)).bottlenecks.isEmpty)
    #expect(try demand([1, 1, 1, 1], SeatDemand.Goal(connection: 0.84)).bottlenecks.count == 1)
  }
}
