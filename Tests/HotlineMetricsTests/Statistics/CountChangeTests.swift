import HotlineMetrics
import Testing

@Suite("Change of a count")
struct CountChangeTests {
  @Test("120 after 100 may be chance, 12,000 after 10,000 is not")
  func chance() throws {
    let few = try #require(CountChange(120, since: 100))
    #expect(abs(few.change - 0.2) < 1e-12 && !few.isDifferent)
    let many = try #require(CountChange(12_000, since: 10_000))
    #expect(many.isDifferent)
    // The usual approximation on the log scale: ln 1.2 ± 1.96 · √(1/12000 + 1/10000).
    #expect(abs(many.low - 0.1685) < 0.0005 && abs(many.high - 0.2323) < 0.0005)
  }

  @Test("a longer month with as many more calls is no growth")
  func length() throws {
    let change = try #require(CountChange(3100, since: 2800, days: (31, 28)))
    #expect(abs(change.change) < 1e-12 && !change.isDifferent)
  }

  @Test("growth from nothing has no percentage")
  func edges() {
    #expect(CountChange(5, since: 0) == nil)
    #expect(CountChange(5, since: 5, days: (0, 28)) == nil)
    #expect(CountChange(0, since: 3)?.change == -1)
  }

  @Test("fewer than before, and periods of two lengths: by Wilson's interval of the share, in Python")
  func fewer() throws {
    let fewer = try #require(CountChange(10_000, since: 12_000))
    #expect(fewer.isDifferent)
    #expect(abs(fewer.low + 0.1884902001749874) < 1e-9 && abs(fewer.high + 0.14425624361629585) < 1e-9)
    let lengths = try #require(CountChange(60, since: 100, days: (31, 28)))
    #expect(abs(lengths.change + 0.4580645161290323) < 1e-9)
    #expect(abs(lengths.low + 0.6059661630347952) < 1e-9 && abs(lengths.high + 0.2546475933629152) < 1e-9)
    #expect(CountChange(-1, since: 3) == nil && CountChange(1, since: 3, days: (28, 0)) == nil)
  }
}
