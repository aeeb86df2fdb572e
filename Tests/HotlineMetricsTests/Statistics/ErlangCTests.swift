import HotlineMetrics
import Testing

@Suite("Erlang C")
struct ErlangCTests {
  @Test(
    "the worked figures of the domain reference §1.13: 60 calls an hour of 180 s",
    arguments: [(5, 0.236, 21.3, 0.800), (6, 0.099, 5.9, 0.923)])
  func oracle(seats: Int, wait: Double, average: Double, level: Double) throws {
    let queue = try #require(ErlangC(seats: seats, callsPerHour: 60, handlingSeconds: 180))
    #expect(queue.load == 3)
    #expect(abs(queue.waitProbability - wait) < 0.0006)
    #expect(abs(queue.averageWait - average) < 0.06)
    #expect(abs(queue.serviceLevel(withinSeconds: 15) - level) < 0.0006)
  }

  @Test("21.1 calls an hour, three seats: 91.2 % within 15 s")
  func seedAverage() throws {
    let queue = try #require(ErlangC(seats: 3, callsPerHour: 21.1, handlingSeconds: 180))
    #expect(abs(queue.serviceLevel(withinSeconds: 15) - 0.912) < 0.0006)
  }

  @Test("seats for a service level are the fewest that reach it")
  func seats() {
    func needed(_ level: Double) -> Int? {
      ErlangC.seats(callsPerHour: 60, handlingSeconds: 180, serviceLevel: level, withinSeconds: 15)
    }
    #expect(needed(0.79) == 5)
    #expect(needed(0.85) == 6)
    #expect(ErlangC.seats(callsPerHour: 0, handlingSeconds: 180, serviceLevel: 0.8, withinSeconds: 15) == 0)
  }

  @Test("seats that cannot keep up have no steady state")
  func overload() {
    #expect(ErlangC(seats: 3, callsPerHour: 60, handlingSeconds: 180) == nil)
    #expect(ErlangC(seats: 3, callsPerHour: 0, handlingSeconds: 180) == nil)
  }

  @Test("numbers that make no sense give nothing; more than 10,000 seats are not counted out")
  func senseless() {
    #expect(ErlangC(seats: 3, callsPerHour: 60, handlingSeconds: 0) == nil)
    #expect(ErlangC(seats: 3, callsPerHour: 59, handlingSeconds: 180) != nil)
    #expect(ErlangC.seats(callsPerHour: 60, handlingSeconds: 0, serviceLevel: 0.8, withinSeconds: 15) == 0)
    #expect(ErlangC.seats(callsPerHour: 1e9, handlingSeconds: 180, serviceLevel: 0.8, withinSeconds: 15) == nil)
    #expect(ErlangC.seats(callsPerHour: 1, handlingSeconds: 60, serviceLevel: 0.8, withinSeconds: 15) == 1)
  }
}
