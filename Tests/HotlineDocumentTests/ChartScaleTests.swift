import HotlineDocument
import HotlineText
import Testing

/// Axes with round ticks, worked out by hand: a margin of 6 % of the range, steps of 1, 2, 2.5, 5 and 10.
@Suite("Axes of charts")
struct ChartScaleTests {
  private func isNear(_ left: [Double], _ right: [Double]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-9 }
  }

  private func scale(
    _ values: [Double], bounds: ClosedRange<Double>? = nil, zero: Bool = false, ticks: Int = 5
  ) -> ChartScale {
    ChartScale(values, from: 0, to: 100, bounds: bounds, includesZero: zero, tickCount: ticks)
  }

  @Test("the margin is 6 % of the range at either end; shares never go beyond 0 and 1")
  func margins() {
    let counts = scale([200, 100, .infinity, .nan])
    #expect(isNear([counts.low, counts.high], [94, 206]) && isNear(counts.ticks, [100, 125, 150, 175, 200]))
    let shares = scale([0.9, 0.95], bounds: 0...1)
    #expect(isNear([shares.low, shares.high], [0.897, 0.953]) && isNear(shares.ticks, [0.9, 0.92, 0.94]))
    let top = scale([0.9, 1], bounds: 0...1)
    #expect(isNear([top.low, top.high], [0.894, 1]) && isNear(top.ticks, [0.9, 0.925, 0.95, 0.975, 1]))
    let bottom = scale([0, 0.1], bounds: 0...1)
    #expect(isNear([bottom.low, bottom.high], [0, 0.106]))
  }

  @Test("where no value is below 0 the axis does not go there; a value of -1 takes it below")
  func positive() {
    #expect(isNear([scale([1, 101]).low, scale([1, 101]).high], [0, 107]))
    #expect(scale([0, 100]).low == 0)
    #expect(isNear([scale([-1, 99]).low, scale([-1, 99]).high], [-7, 105]))
  }

  @Test("bars begin at 0, with a margin at the end alone, and at both where some are negative")
  func bars() {
    let up = scale([40, 100], zero: true)
    #expect(isNear([up.low, up.high], [0, 106]) && isNear(up.ticks, [0, 25, 50, 75, 100]))
    let both = scale([-50, 100], zero: true)
    #expect(isNear([both.low, both.high], [-59, 109]) && isNear(both.ticks, [-50, 0, 50, 100]))
    let down = scale([-100, -40], zero: true)
    #expect(isNear([down.low, down.high], [-106, 6]))
  }

  @Test("a flat series has a margin of a twentieth, or one; of shares a hundredth at least")
  func flat() {
    let hundred = scale([100, 100])
    #expect(isNear([hundred.low, hundred.high], [95, 105]) && isNear(hundred.ticks, [96, 98, 100, 102, 104]))
    #expect(isNear([scale([5]).low, scale([5]).high], [4, 6]))
    #expect(isNear([scale([0.5], bounds: 0...1).low, scale([0.5], bounds: 0...1).high], [0.475, 0.525]))
    #expect(isNear([scale([0.1], bounds: 0...1).low, scale([0.1], bounds: 0...1).high], [0.09, 0.11]))
    #expect(isNear([scale([0], zero: true).low, scale([0], zero: true).high], [0, 1]))
    #expect(isNear([scale([]).low, scale([]).high], [0, 1.06]))
  }

  @Test(
    "steps are 1, 2, 2.5, 5 or 10, the least that is enough for five parts",
    arguments: [
      (5.0, [0, 1, 2, 3, 4, 5]), (6, [0, 2, 4, 6]), (10, [0, 2, 4, 6, 8, 10]), (11, [0, 2.5, 5, 7.5, 10]),
      (12.5, [0, 2.5, 5, 7.5, 10, 12.5]), (13, [0, 5, 10]), (25, [0, 5, 10, 15, 20, 25]), (26, [0, 10, 20]),
      (12.6, [0, 5, 10]), (25.2, [0, 10, 20]), (10.2, [0, 2.5, 5, 7.5, 10]), (15, [0, 5, 10, 15]), (29, [0, 10, 20]),
      (500, [0, 100, 200, 300, 400, 500]), (0.5, [0, 0.1, 0.2, 0.3, 0.4, 0.5]), (51, [0, 20, 40]),
    ] as [(Double, [Double])])
  func steps(end: Double, ticks: [Double]) {
    #expect(isNear(scale([end], bounds: 0...end, zero: true).ticks, ticks))
  }

  @Test("five parts unless asked for others; where no round number fits, the ends are the ticks")
  func counts() {
    #expect(isNear(scale([10], bounds: 0...10, zero: true, ticks: 2).ticks, [0, 5, 10]))
    #expect(isNear(scale([10], bounds: 0...10, zero: true, ticks: 0).ticks, [0, 10]))
    let none = scale([1.1, 1.4], ticks: 1)
    #expect(isNear(none.ticks, [1.082, 1.418]))
    let one = scale([0.9, 1.2], ticks: 1)
    #expect(isNear(one.ticks, [1]) && one.rounded.low == one.low)
    #expect(one.label(1, .decimal) == "1")
    #expect(isNear(ChartScale([10], from: 0, to: 1, bounds: 0...10, includesZero: true).ticks, [0, 2, 4, 6, 8, 10]))
    #expect(isNear([ChartScale([5, 10], from: 0, to: 1).low], [4.7]))
  }

  @Test("values stand between the ends in proportion, beyond them at the ends; a spreadsheet's ends are round")
  func places() {
    let scale = ChartScale([100, 200], from: 10, to: 122)
    #expect(abs(scale(150) - 66) < 1e-9 && abs(scale(94) - 10) < 1e-9 && abs(scale(206) - 122) < 1e-9)
    #expect(scale(0) == 10 && scale(500) == 122)
    let down = ChartScale([100, 200], from: 122, to: 10)
    #expect(abs(down(122) - 94) < 1e-9)
    let rounded = scale.rounded
    #expect(isNear([rounded.low, rounded.high], [75, 225]) && rounded.ticks == scale.ticks)
    #expect(abs(rounded(150) - 66) < 1e-9)
  }

  @Test("labels have as many decimals as the distance of the ticks needs, at most four")
  func labels() {
    func label(_ values: [Double], _ tick: Double, _ kind: NumberFormat.Kind) -> String {
      ChartScale(values, from: 0, to: 1, bounds: 0...(values.max() ?? 1), includesZero: true).label(
        tick, NumberFormat(kind))
    }
    // Steps of 0.2, 0.025 and 0.0005.
    #expect(label([1], 0.2, .percent(places: 2)) == "20%" && label([0.125], 0.025, .percent(places: 2)) == "2.5%")
    #expect(label([0.0025], 0.0005, .percent(places: 0)) == "0.05%")
    #expect(label([0.125], 0.025, .signedPoints(places: 2)) == "+2.5")
    #expect(label([0.125], 0.025, .signedPercent(places: 2)) == "+2.5%")
    #expect(label([12.5], 2.5, .signedDecimal(places: 0)) == "+2.5" && label([10], 4, .decimal(places: 2)) == "4")
    #expect(
      label([0.125], 0.025, .decimal(places: 0)) == "0.025" && label([0.0005], 0.0001, .decimal(places: 0)) == "0.0001")
    // A step of 0.00001 needs more than four.
    #expect(label([0.00005], 0.00001, .decimal(places: 0)) == "0.0000")
    #expect(label([5000], 1000, .count) == "1,000" && label([5000], 1000, .amount(places: 2)) == "1,000")
    #expect(NumberFormat.percent.bounds == 0...1 && NumberFormat.count.bounds == nil)
  }
}
