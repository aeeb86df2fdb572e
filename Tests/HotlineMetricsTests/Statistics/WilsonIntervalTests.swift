import HotlineMetrics
import Testing

@Suite("Wilson interval")
struct WilsonIntervalTests {
  @Test(
    "the worked figures of the domain reference §6.1",
    arguments: [
      (2.0, 3.0, 20.77, 93.85), (12, 17, 46.87, 86.72), (5, 6, 43.65, 96.99), (3, 3, 43.85, 100),
      (13_626, 13_778, 98.71, 99.06),
    ])
  func oracle(successes: Double, trials: Double, low: Double, high: Double) throws {
    let interval = try #require(WilsonInterval(successes: successes, trials: trials))
    #expect(abs(interval.low * 100 - low) < 0.006)
    #expect(abs(interval.high * 100 - high) < 0.006)
  }

  @Test("no cases, no interval; counts that are no share, none either")
  func absent() {
    #expect(WilsonInterval(successes: 0, trials: 0) == nil)
    #expect(WilsonInterval(successes: 3, trials: 2) == nil)
    #expect(WilsonInterval(successes: -1, trials: 2) == nil)
  }

  @Test("the interval holds the share and stays within 0 and 1")
  func bounds() throws {
    for trials in 1...60 {
      for successes in 0...trials {
        let interval = try #require(WilsonInterval(successes: Double(successes), trials: Double(trials)))
        let share = Double(successes) / Double(trials)
        #expect(
          interval.low >= 0 && interval.low <= share + 1e-12 && share <= interval.high + 1e-12 && interval.high <= 1)
      }
    }
  }
}
