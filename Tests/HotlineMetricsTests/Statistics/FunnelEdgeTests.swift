import HotlineMetrics
import Testing

/// Funnel plots where a count is exactly at a limit.
@Suite("Funnel plot at its limits")
struct FunnelEdgeTests {
  private typealias Count = FunnelPlot.Count

  @Test("units without cases are left out whatever else they say; all cases or none are a share")
  func counts() {
    #expect(FunnelPlot([Count(cases: 1, of: 0), Count(cases: 5, of: 10)])?.average == 0.5)
    #expect(FunnelPlot([Count(cases: 10, of: 10), Count(cases: 0, of: 10)])?.average == 0.5)
    #expect(FunnelPlot([Count(cases: -1, of: 10), Count(cases: 5, of: 10)]) == nil)
  }

  @Test("ten units of 30 cases tell how much units differ beyond chance, nine do not")
  func tenUnits() throws {
    // Shares of 60 and 40 % in turn, around one half: by Spiegelhalter's formulas in Python.
    let units = (0..<10).map { Count(cases: $0.isMultiple(of: 2) ? 18 : 12, of: 30) }
    let ten = try #require(FunnelPlot(units))
    #expect(abs(ten.dispersion - 1.2163503679501537) < 1e-9 && abs(ten.variance - 0.0029291700736125354) < 1e-12)
    let nine = try #require(FunnelPlot(Array(units.prefix(9))))
    #expect(nine.variance == 0 && nine.dispersion > 1)
    let small = try #require(FunnelPlot(Array(units.prefix(9)) + [Count(cases: 12, of: 29)]))
    #expect(small.variance == 0, "29 cases are not judged")
  }

  @Test("units that differ by a little more than chance have a small variance of their own")
  func little() throws {
    let cases = [11.0, 19, 12, 18, 12, 18, 12, 18, 14, 16]
    let funnel = try #require(FunnelPlot(cases.map { Count(cases: $0, of: 30) }))
    // Σz² = 10.166 is above 9 and below 11.
    #expect(abs(funnel.dispersion - 1.0166384250300804) < 1e-9)
    #expect(abs(funnel.variance - 0.0010799854169451896) < 1e-12)
  }

  @Test("where nobody fails, or nobody succeeds, no variance between units makes a failure usual")
  func certain() {
    for average in [0.0, 1] {
      let funnel = FunnelPlot(average: average, variance: 0.01)
      #expect(funnel.limits(of: 40, z: WilsonInterval.z95) == average...average)
      #expect(funnel.curve(of: 40, z: WilsonInterval.z95) == average...average)
      #expect(FunnelPlot(average: average).curve(of: 40, z: WilsonInterval.z95) == average...average)
    }
  }

  @Test("a single case has exact limits; half a case those of the arcsine")
  func single() {
    // Bin(1, 0.99): a failure has 1 %, below 2.5 %.
    #expect(FunnelPlot(average: 0.99).limits(of: 1, z: WilsonInterval.z95) == 1...1)
    let half = FunnelPlot(average: 0.99).limits(of: 0.5, z: WilsonInterval.z95)
    #expect(half.lowerBound < 0.1 && half.upperBound == 1)
    // 1 − (0.01 − 0.025 + 0.99) ÷ 0.99
    let curve = FunnelPlot(average: 0.99).curve(of: 1, z: WilsonInterval.z95)
    #expect(abs(curve.lowerBound - 0.015151515151515138) < 1e-9 && curve.upperBound == 1)
  }

  @Test(
    "the curve that is drawn, by the binomial distribution in Python; between five and ten expected failures it goes over into the arcsine",
    arguments: [
      (0.9, 30.0, 0.0, WilsonInterval.z95, 0.765139239781952, 1.0),
      (0.9, 30, 0, WilsonInterval.z998, 0.6782849778685144, 1),
      (0.9, 70, 0, WilsonInterval.z95, 0.8179946082562014, 0.9661926439063473),
      (0.1, 70, 0, WilsonInterval.z998, 0.00812552435161104, 0.23403608041778093),
      (0.9, 104, 0, WilsonInterval.z95, 0.8353324987836895, 0.9499380819624323),
      (0.9, 30, 0.002, WilsonInterval.z95, 0.7522586310776198, 1),
      (0.9, 70, 0.002, WilsonInterval.z95, 0.7964695709623314, 0.9705200606908096),
    ])
  func curve(average: Double, cases: Double, variance: Double, z: Double, low: Double, high: Double) {
    let curve = FunnelPlot(average: average, variance: variance).curve(of: cases, z: z)
    #expect(abs(curve.lowerBound - low) < 1e-8 && abs(curve.upperBound - high) < 1e-8)
  }

  @Test("χ² takes units of 30 cases and one expected failure, not of 29 or of less")
  func heterogeneity() throws {
    // 10 of 320 fail: 1/32. A unit of 32 expects exactly one failure, one of 31 less.
    let all = [Count(cases: 279, of: 288), Count(cases: 31, of: 32)]
    #expect(try #require(FunnelPlot.Heterogeneity(all)).degrees == 1)
    let less = [Count(cases: 280, of: 289), Count(cases: 30, of: 31)]
    #expect(FunnelPlot.Heterogeneity(less) == nil)
    let thirty = [Count(cases: 15, of: 30), Count(cases: 20, of: 30)]
    // χ² = 2 · 2.5² ÷ (30 · 35/60 · 25/60) = 1.7142857.
    #expect(abs(try #require(FunnelPlot.Heterogeneity(thirty)).chiSquare - 12.0 / 7) < 1e-9)
    #expect(FunnelPlot.Heterogeneity([Count(cases: 15, of: 30), Count(cases: 20, of: 29)]) == nil)
  }

  @Test("units of which every one failed in every case do not differ, though a small one beside them is unlike")
  func alike() {
    let large = [Count(cases: 0, of: 1000), Count(cases: 0, of: 1000)]
    #expect(FunnelPlot.Heterogeneity(large + [Count(cases: 30, of: 30)]) == nil)
    let full = [Count(cases: 1000, of: 1000), Count(cases: 1000, of: 1000)]
    #expect(FunnelPlot.Heterogeneity(full + [Count(cases: 0, of: 30)]) == nil)
  }

  @Test("one in twenty is chance, less is not")
  func isChance() throws {
    // 3.841 and 3.842 on one degree: 5.0014 % and 4.998 %; of two equal units χ² = 2 d² ÷ (n/4) = 8 d² ÷ n.
    func test(_ distance: Double) throws -> Bool {
      try #require(
        FunnelPlot.Heterogeneity([Count(cases: 500 + distance, of: 1000), Count(cases: 500 - distance, of: 1000)])
      ).isChance
    }
    #expect(try test((3.841 * 125).squareRoot()) && !test((3.842 * 125).squareRoot()))
  }
}
