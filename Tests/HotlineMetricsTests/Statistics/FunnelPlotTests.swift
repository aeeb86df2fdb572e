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

  @Test(
    "the curve that is drawn does not zig-zag, and parts the points that are within the limits from those that are not")
  func curve() {
    let funnel = FunnelPlot(average: 0.97)
    var exactTurns = 0
    var curveTurns = 0
    for z in [WilsonInterval.z95, WilsonInterval.z998] {
      // Up to 166 cases five failures are not expected.
      let sizes = (30...160).map(Double.init)
      func turns(_ limit: (Double) -> Double) -> Int {
        let steps = zip(sizes.dropFirst(), sizes).map { limit($0) - limit($1) }
        return zip(steps.dropFirst(), steps).count { $0 * $1 < 0 && abs($0 - $1) > 0.004 }
      }
      exactTurns += turns { funnel.limits(of: $0, z: z).lowerBound }
      curveTurns += turns { funnel.curve(of: $0, z: z).lowerBound }
      for size in sizes {
        let limits = funnel.limits(of: size, z: z)
        let curve = funnel.curve(of: size, z: z)
        // The worst count within the limits lies within the curve, the next one does not.
        #expect(
          curve.lowerBound <= limits.lowerBound + 1e-12 && curve.lowerBound > limits.lowerBound - 1 / size - 1e-12)
        #expect(curve.upperBound >= limits.upperBound - 1e-12)
      }
    }
    #expect(exactTurns > 10 && curveTurns == 0, "\(exactTurns), \(curveTurns)")
  }

  @Test("chance alone gives no variance between units; the average is summed, never averaged")
  func chance() throws {
    let funnel = try #require(
      FunnelPlot([Count(cases: 90, of: 100), Count(cases: 181, of: 200), Count(cases: 359, of: 400)]))
    #expect(abs(funnel.average - 630.0 / 700) < 1e-12)
    #expect(funnel.variance == 0)
    #expect(funnel.dispersion < 1)
  }

  @Test("τ² by hand: twelve units of 100 at 80 and 60 %")
  func overdispersion() throws {
    let counts = (0..<12).map { Count(cases: $0 % 2 == 0 ? 80 : 60, of: 100) }
    let funnel = try #require(FunnelPlot(counts))
    // y − asin√0.7 = 0.115989 and −0.105082 times 20: z = 2.31979, −2.10164 (no tails to pull in); φ = 4.89914,
    // τ² = (12 · 4.89914 − 11) / (4800 − 12 · 400² / 4800) = 0.0108612.
    #expect(abs(funnel.dispersion - 4.899) < 0.001)
    #expect(abs(funnel.variance - 0.010861) < 0.00001)
    #expect(counts.allSatisfy { funnel.judgement($0) == .usual })
    // χ² = Σ (k − 70)² / 21 = 12 · 100 ÷ 21 = 57.14 on 11 degrees.
    let test = try #require(FunnelPlot.Heterogeneity(counts))
    #expect(abs(test.chiSquare - 57.142857) < 1e-6 && test.degrees == 11 && test.probability < 1e-6 && !test.isChance)
  }

  @Test("five units at 15 to 85 % are what they are: limits of so few units are not widened until all fit")
  func fewUnits() throws {
    let counts = [15.0, 30, 50, 70, 85].map { Count(cases: $0, of: 100) }
    let funnel = try #require(FunnelPlot(counts))
    #expect(counts.map { funnel.judgement($0) } == [.low, .low, .usual, .high, .high])
    let two = [Count(cases: 10, of: 40), Count(cases: 48, of: 60)]
    let pair = try #require(FunnelPlot(two))
    #expect(two.map { pair.judgement($0) } == [.low, .high], "25 % beside 80 %")
    #expect(try #require(FunnelPlot.Heterogeneity(two)).probability < 0.001)
  }

  @Test("χ² of equal shares is 0; units of hardly any expected failure are left out; one unit cannot differ")
  func heterogeneity() throws {
    let equal = try #require(FunnelPlot.Heterogeneity([Count(cases: 90, of: 100), Count(cases: 180, of: 200)]))
    #expect(equal.chiSquare < 1e-9 && equal.probability == 1 && equal.isChance)
    #expect(FunnelPlot.Heterogeneity([Count(cases: 90, of: 100), Count(cases: 20, of: 20)]) == nil)
    // At 99.9 % a unit of 100 expects a tenth of a failure.
    let rare = [Count(cases: 9990, of: 10_000), Count(cases: 9989, of: 10_000), Count(cases: 99, of: 100)]
    #expect(try #require(FunnelPlot.Heterogeneity(rare)).degrees == 1)
    #expect(FunnelPlot.Heterogeneity([Count(cases: 100, of: 100), Count(cases: 50, of: 50)]) == nil)
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

  @Test("the outer tenths are pulled in before the variance between units is estimated")
  func winsorised() throws {
    // Worked out in Python from the formulas of Spiegelhalter 2005: without pulling in, φ would be 7.28.
    let cases = [50.0, 60, 62, 64, 66, 68, 70, 72, 74, 76, 95]
    let funnel = try #require(FunnelPlot(cases.map { Count(cases: $0, of: 100) }))
    #expect(abs(funnel.average - 0.6881818181818182) < 1e-12)
    #expect(abs(funnel.dispersion - 1.5777599241306133) < 1e-9)
    #expect(abs(funnel.variance - 0.0018388397913591864) < 1e-12)
    let sizes = [40.0, 60, 90, 160, 100, 40, 260, 95, 50, 45, 100, 140]
    let uneven = zip([30.0, 45, 80, 150, 60, 33, 200, 90, 25, 40, 70, 110], sizes).map { Count(cases: $0, of: $1) }
    let wide = try #require(FunnelPlot(uneven))
    #expect(abs(wide.dispersion - 7.416063955526699) < 1e-9)
    #expect(abs(wide.variance - 0.01868810981810869) < 1e-12)
    // Units of fewer than 30 cases count in the average, but not in how much units differ.
    let more = try #require(FunnelPlot(uneven + [Count(cases: 0, of: 29)]))
    #expect(more.average < wide.average && abs(more.dispersion - wide.dispersion) < 0.6)
    #expect(try #require(FunnelPlot([Count(cases: 20, of: 29)])).dispersion == 1)
  }

  @Test("limits and scores allow for the variance between units")
  func variance() {
    let funnel = FunnelPlot(average: 0.7, variance: 0.002)
    let limits = funnel.limits(of: 200, z: WilsonInterval.z95)
    #expect(abs(limits.lowerBound - 0.5934701292443715) < 1e-9)
    #expect(abs(limits.upperBound - 0.796583573696254) < 1e-9)
    #expect(abs(funnel.score(Count(cases: 60, of: 100)) + 1.566432143326741) < 1e-9)
  }

  @Test(
    "the five judgements by hand: of 400 at one half, 95 % limits are 180.4 and 219.6 cases, 99.8 % limits 169.2 and 230.8",
    arguments: [
      (169.0, FunnelPlot.Judgement.low), (170, .lowish), (180, .lowish), (181, .usual), (219, .usual), (220, .highish),
      (230, .highish), (231, .high),
    ])
  func judgements(cases: Double, judgement: FunnelPlot.Judgement) {
    #expect(FunnelPlot(average: 0.5).judgement(Count(cases: cases, of: 400)) == judgement)
  }

  @Test("with five failures expected the arcsine serves, with fewer the exact limits do")
  func switchToExact() {
    let funnel = FunnelPlot(average: 0.75)
    let smooth = funnel.limits(of: 20, z: WilsonInterval.z95)
    #expect(abs(smooth.lowerBound - 0.5426169823833363) < 1e-9 && abs(smooth.upperBound - 0.9101284620348765) < 1e-9)
    // Bin(19, 0.75): P(≤ 9) = 0.0089 and P(≥ 19) = 0.0042 are below 2.5 %, P(≤ 10) and P(≥ 18) are not.
    #expect(funnel.limits(of: 19, z: WilsonInterval.z95) == 10.0 / 19...18.0 / 19)
    #expect(FunnelPlot(average: 0.25).limits(of: 19, z: WilsonInterval.z95) == 1.0 / 19...9.0 / 19)
    // With variance between units the wider of both holds at either end.
    let both = FunnelPlot(average: 0.75, variance: 0.01).limits(of: 19, z: WilsonInterval.z95)
    #expect(both.lowerBound < 10.0 / 19 && both.upperBound >= 18.0 / 19)
  }

  @Test("where nobody ever fails, one failure is news; where nobody succeeds, one success is")
  func certainty() {
    #expect(FunnelPlot(average: 1).judgement(Count(cases: 99, of: 100)) == .low)
    #expect(FunnelPlot(average: 1).judgement(Count(cases: 100, of: 100)) == .usual)
    #expect(FunnelPlot(average: 0).judgement(Count(cases: 1, of: 100)) == .high)
    #expect(FunnelPlot(average: 0).limits(of: 40, z: WilsonInterval.z95) == 0...0)
  }

  @Test(
    "limits are drawn from ten cases to a twentieth beyond the largest unit, closer together where they change fast")
  func sizes() {
    #expect(FunnelPlot.sizes(upTo: 9) == [])
    #expect(FunnelPlot.sizes(upTo: 10) == [10, 11])
    let sizes = FunnelPlot.sizes(upTo: 1000)
    // 10 · 105^(i/60)
    #expect(sizes.count == 61 && sizes.prefix(4) == [10, 11, 12, 13] && sizes[30] == 102 && sizes.last == 1050)
  }
}
