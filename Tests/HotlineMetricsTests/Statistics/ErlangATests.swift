import Foundation
import HotlineMetrics
import Testing

@Suite("Erlang A")
struct ErlangATests {
  private func queue(_ seats: Int, calls: Double = 60, handling: Double = 180, patience: Double) throws -> ErlangA {
    try #require(ErlangA(seats: seats, callsPerHour: calls, handlingSeconds: handling, patienceSeconds: patience))
  }

  @Test("with patience equal to the handling time the calls present are Poisson", arguments: [1, 3, 5, 8])
  func poisson(seats: Int) throws {
    // M/M/N+M with θ = μ is M/M/∞: abandonment = Σ (n − N)⁺ · Poisson(3) ÷ 3.
    var weight = exp(-3.0)
    var excess = 0.0
    var full = 0.0
    for n in 0..<80 {
      if n > 0 { weight *= 3 / Double(n) }
      excess += Double(max(0, n - seats)) * weight
      if n >= seats { full += weight }
    }
    let queue = try queue(seats, patience: 180)
    #expect(abs(queue.abandonment - excess / 3) < 1e-12)
    #expect(abs(queue.waitProbability - full) < 1e-12)
  }

  @Test("endless patience is Erlang C")
  func patient() throws {
    let queue = try queue(5, patience: 1e9)
    let calm = try #require(ErlangC(seats: 5, callsPerHour: 60, handlingSeconds: 180))
    #expect(abs(queue.waitProbability - calm.waitProbability) < 1e-4)
    #expect(abs(queue.averageWait - calm.averageWait) < 0.01)
    #expect(queue.abandonment < 1e-6)
  }

  @Test("no patience at all is Erlang's loss formula: B(5, 3) = 11.0 %")
  func loss() throws {
    let queue = try queue(5, patience: 1e-6)
    #expect(abs(queue.abandonment - 0.11005) < 1e-4)
  }

  @Test("one seat more loses fewer calls; an overload still has an answer")
  func order() throws {
    let losses = try (1...9).map { try queue($0, patience: 45).abandonment }
    #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 })
    // Far beyond capacity all seats are busy: N of A calls are answered.
    let overload = try queue(3, calls: 600, patience: 45)
    #expect(abs(overload.connection - 0.1) < 0.001)
  }

  @Test("seats for a connection rate are the fewest that reach it")
  func seats() throws {
    let needed = try #require(
      ErlangA.seats(callsPerHour: 60, handlingSeconds: 180, patienceSeconds: 45, connection: 0.95))
    let enough = try queue(needed, patience: 45)
    let fewer = try queue(needed - 1, patience: 45)
    #expect(enough.connection >= 0.95 && fewer.connection < 0.95)
    #expect(ErlangA.seats(callsPerHour: 0, handlingSeconds: 180, patienceSeconds: 45, connection: 0.95) == 0)
  }

  @Test("patience is the time waited by all over those who hung up; without anyone hanging up it is unknown")
  func patience() {
    #expect(ErlangA.patience(secondsWaited: 9000, abandoned: 200) == 45)
    #expect(ErlangA.patience(secondsWaited: 9000, abandoned: 0) == nil)
  }

  @Test(
    "60 calls of 180 s and callers of 45 s patience, by the sum over all states in Python",
    arguments: [
      (2, 0.4770429839125432, 0.6550968386098956, 21.466934276064443),
      (4, 0.1566859880380333, 0.27883948930251695, 7.050869461711499),
      (6, 0.031885843782317694, 0.07041862787786313, 1.4348629702042965),
    ])
  func states(seats: Int, abandonment: Double, wait: Double, average: Double) throws {
    let queue = try queue(seats, patience: 45)
    #expect(abs(queue.abandonment - abandonment) < 1e-9 && abs(queue.connection + abandonment - 1) < 1e-9)
    #expect(abs(queue.waitProbability - wait) < 1e-9)
    #expect(abs(queue.averageWait - average) < 1e-7)
  }

  @Test(
    "seats by trying each number in Python",
    arguments: [(10.0, 0.95, 3), (40, 0.95, 5), (60, 0.95, 6), (200, 0.95, 14), (60, 0.8, 4)])
  func fewest(calls: Double, connection: Double, seats: Int) {
    #expect(
      ErlangA.seats(callsPerHour: calls, handlingSeconds: 180, patienceSeconds: 45, connection: connection) == seats)
  }

  @Test("numbers that make no sense give nothing; more than 10,000 seats are not counted out")
  func senseless() {
    func isNothing(_ seats: Int = 3, _ calls: Double = 60, _ handling: Double = 180, _ patience: Double = 45) -> Bool {
      ErlangA(seats: seats, callsPerHour: calls, handlingSeconds: handling, patienceSeconds: patience) == nil
    }
    #expect(!isNothing())
    #expect(
      isNothing(0) && isNothing(3, 0) && isNothing(3, 60, 0) && isNothing(3, 60, 180, 0) && isNothing(3, .infinity))
    #expect(ErlangA.seats(callsPerHour: 60, handlingSeconds: 0, patienceSeconds: 45, connection: 0.95) == 0)
    #expect(ErlangA.seats(callsPerHour: 1e9, handlingSeconds: 180, patienceSeconds: 45, connection: 0.95) == nil)
    #expect(ErlangA.patience(secondsWaited: 0, abandoned: 3) == nil)
  }
}
