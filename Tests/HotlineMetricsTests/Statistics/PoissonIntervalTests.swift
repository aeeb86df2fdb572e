import HotlineMetrics
import Testing

@Suite("Poisson interval")
struct PoissonIntervalTests {
  @Test(
    "within a hundredth or two of the exact limits (Garwood 1936)",
    arguments: [(1.0, 0.025, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (100, 81.364, 121.627)])
  func exact(count: Double, low: Double, high: Double) throws {
    let interval = try #require(PoissonInterval(count: count))
    #expect(abs(interval.low - low) < 0.02 && abs(interval.high - high) < 0.03)
  }

  @Test("nothing counted is not nothing possible: about three, as the exact 3.69 has it; a negative count is none")
  func edges() throws {
    let none = try #require(PoissonInterval(count: 0))
    #expect(none.low == 0 && abs(none.high - 3.69) < 0.4)
    #expect(PoissonInterval(count: -1) == nil)
  }

  @Test(
    "Byar's formula, worked out in Python",
    arguments: [
      (1.0, 0.013072132901504331, 5.5637555824752605), (2, 0.2246252113499827, 7.220869000857794),
      (30, 20.23693909326639, 42.828371941998704),
    ])
  func byar(count: Double, low: Double, high: Double) throws {
    let interval = try #require(PoissonInterval(count: count))
    #expect(abs(interval.low - low) < 1e-9 && abs(interval.high - high) < 1e-9)
  }
}
