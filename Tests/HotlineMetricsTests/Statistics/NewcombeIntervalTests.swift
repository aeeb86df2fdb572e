import HotlineMetrics
import Testing

@Suite("Newcombe interval")
struct NewcombeIntervalTests {
  @Test(
    "the examples of Newcombe 1998, table II, method 10",
    arguments: [
      (56.0, 70.0, 48.0, 80.0, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (5, 56, 0, 29, -0.0381, 0.1926),
      (10, 10, 0, 10, 0.6075, 1.0),
    ])
  func oracle(a: Double, m: Double, b: Double, n: Double, low: Double, high: Double) throws {
    let interval = try #require(NewcombeInterval((a, m), minus: (b, n)))
    #expect(abs(interval.low - low) < 0.00006 && abs(interval.high - high) < 0.00006)
  }

  @Test("equal shares are no difference; an empty count, no interval")
  func edges() throws {
    let few = try #require(NewcombeInterval((943, 1000), minus: (940, 1000)))
    let many = try #require(NewcombeInterval((9430, 10_000), minus: (9300, 10_000)))
    #expect(!few.isDifferent && many.isDifferent)
    #expect(NewcombeInterval((0, 0), minus: (1, 2)) == nil)
  }

  @Test("a share that fell is different too, and the difference is the first minus the second")
  func fallen() throws {
    let fallen = try #require(NewcombeInterval((48, 80), minus: (56, 70)))
    #expect(abs(fallen.difference + 0.2) < 1e-12 && fallen.isDifferent)
    #expect(abs(fallen.low + 0.3339) < 0.00006 && abs(fallen.high + 0.0524) < 0.00006)
    #expect(NewcombeInterval((1, 2), minus: (0, 0)) == nil)
  }
}
