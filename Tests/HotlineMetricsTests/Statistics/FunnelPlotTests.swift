import HotlineMetrics
import Testing

@Suite("Funnel plot")
struct FunnelPlotTests {
  private typealias Count = FunnelPlot.Count

  @Test("the worked figures of the domain reference §6.3: θ = 0.954")
  func oracle() {
    // The reference prints θ to three decimals; its figures are those of 0.9539.
    let funnel = FunnelPlot(average: 0.9539)
    #expect(abs(funnel.score(Count(cases: 108, of: 120)) - -2.31) < 0.006)
    let alert = funnel.limits(of: 120, z: WilsonInterval.z95)
    #expect(abs(alert.lowerBound * 100 - 90.93) < 0.006 && abs(alert.upperBound * 100 - 98.40) < 0.006)
    #expect(funnel.judgement(Count(cases: 108, of: 120)) == .lowish)
    #expect(abs(funnel.score(Count(cases: 31, of: 40)) - -3.51) < 0.006)
    #expect(funnel.judgement(Count(cases: 31, of: 40)) == .low)
    // Far from 0 and 1 the arcsine limits are used as they are.
    let alarm = FunnelPlot(average: 0.5).limits(of: 40, z: WilsonInterval.z998)
    #expect(abs(alarm.lowerBound - 0.2654) < 0.0002 && abs(alarm.upperBound - 0.7346) < 0.0002)
  }

  @Test("where few failures are expected, limits are exact binomial ones")
  func exact() {
    // Bin(40, 0.954): P(≤ 34) = 0.0095, P(≤ 35) = 0.0355, so 35 of 40 is within the 95 % limits and 34 is not.
    let limits = FunnelPlot(average: 0.954).limits(of: 40, z: WilsonInterval.z95)
    #expect(limits == 35.0 / 40...1)
    // 30 of 30 at 99 %: nothing is surprisingly good.
    #expect(FunnelPlot(average: 0.99).judgement(Count(cases: 30, of: 30)) == .usual)
  }

  @Test("chance alone gives no variance between units; the average is summed, never averaged")
  func chance() throws {
    let funnel = try #require(
      FunnelPlot([Count(cases: 90, of: 100), Count(cases: 181, of: 200), Count(cases: 359, of: 400)]))
    #expect(abs(funnel.average - 630.0 / 700) < 1e-12)
    #expect(funnel.variance == 0)
    #expect(funnel.dispersion < 1)
  }

  @Test("τ² by hand: four units of 100 at 80, 80, 60, 60 %")
  func overdispersion() throws {
    let counts = [80.0, 80, 60, 60].map { Count(cases: $0, of: 100) }
    let funnel = try #require(FunnelPlot(counts))
    // y − asin√0.7 = 0.115989 and −0.105082 times 20: z = 2.31979, −2.10164 (no tails to pull in); φ = 4.89914,
    // τ² = (4 · 4.89914 − 3) / (1600 − 4 · 400² / 1600) = 0.0138305.
    #expect(abs(funnel.dispersion - 4.899) < 0.001)
    #expect(abs(funnel.variance - 0.01383) < 0.00001)
    #expect(counts.allSatisfy { funnel.judgement($0) == .usual })
  }

  @Test("one bad unit among many is named, the rest are not told apart")
  func outlier() throws {
    var counts = (0..<29).map { Count(cases: 470 + Double($0 % 5) * 2, of: 500) }
    counts.append(Count(cases: 400, of: 500))
    let funnel = try #require(FunnelPlot(counts))
    #expect(funnel.judgement(counts[29]) == .low)
    #expect(counts.dropLast().allSatisfy { funnel.judgement($0) == .usual })
  }

  @Test("fewer than 30 cases are not judged; without cases there is no funnel")
  func small() {
    #expect(FunnelPlot(average: 0.95).judgement(Count(cases: 0, of: 29)) == .tooFew)
    #expect(FunnelPlot([]) == nil)
    #expect(FunnelPlot([Count(cases: 0, of: 0)]) == nil)
    #expect(FunnelPlot([Count(cases: 2, of: 1)]) == nil)
  }

  @Test(
    "limits narrow with size, the 99.8 % ones hold the 95 % ones, all within 0 and 1", arguments: [0.03, 0.5, 0.954])
  func shape(average: Double) {
    let funnel = FunnelPlot(average: average, variance: 0.001)
    var before = funnel.limits(of: 1, z: WilsonInterval.z95)
    for cases in [30.0, 300, 3000, 30_000] {
      let alert = funnel.limits(of: cases, z: WilsonInterval.z95)
      let alarm = funnel.limits(of: cases, z: WilsonInterval.z998)
      #expect(alarm.lowerBound <= alert.lowerBound && alert.upperBound <= alarm.upperBound)
      #expect(alert.upperBound - alert.lowerBound <= before.upperBound - before.lowerBound)
      #expect(alarm.lowerBound >= 0 && alarm.upperBound <= 1 && alert.contains(average))
      before = alert
    }
  }
}
