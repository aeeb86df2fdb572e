import HotlineMetrics
import Testing

@Suite("Control chart (XmR)")
struct ControlChartTests {
  private func chart(_ values: [Double]) throws -> ControlChart { try #require(ControlChart(values)) }
  private func signals(_ values: [Double]) throws -> [ControlChart.Signal?] { try chart(values).points.map(\.signal) }

  @Test(
    "twelve months of mean 94.18 and average moving range 0.764 give 92.14–96.21, a target of 95 is hit or miss (§6.5)")
  func workedExample() throws {
    // Steps of ±0.764 around the mean: alternating values have exactly that moving range.
    let values = (0..<12).map { 94.175 + ($0 % 2 == 0 ? 0.382 : -0.382) }
    let chart = try chart(values)
    #expect(abs(chart.centre - 94.175) < 1e-9)
    #expect(abs(chart.low - 92.14) < 0.006 && abs(chart.high - 96.21) < 0.006)
    #expect(!chart.isTrial)
    #expect(chart.points.allSatisfy { $0.signal == nil })
    #expect(chart.assurance(target: 95, isHigherBetter: true) == .hitOrMiss)
    #expect(chart.assurance(target: 92, isHigherBetter: true) == .consistentlyMet)
    #expect(chart.assurance(target: 97, isHigherBetter: true) == .consistentlyMissed)
    #expect(chart.assurance(target: 97, isHigherBetter: false) == .consistentlyMet)
    #expect(chart.assurance(target: 92, isHigherBetter: false) == .consistentlyMissed)
  }

  @Test("one leap does not widen the limits that show it")
  func outlierRange() throws {
    var values = (0..<20).map { 10.0 + ($0 % 2 == 0 ? 0.5 : -0.5) }
    values[19] = 30
    let chart = try chart(values)
    // The range of 19.5 is left out: the others are all 1.
    #expect(abs(chart.high - chart.centre - 2.66) < 1e-9)
    #expect(chart.points[19].signal == .outsideLimits && chart.points[19].isUpward)
  }

  @Test("a moving range of 3.2665 times the average widens the limits, one of 3.2675 times is dropped")
  func rangeScreen() throws {
    // Nine ranges of 1 and one of r: r is 3.267 times their average at 9 · 3.267 ÷ 6.733 = 4.367.
    func width(_ leap: Double) throws -> Double {
      let values = (0..<10).map { Double($0 % 2) }
      let chart = try chart(values + [1 + leap])
      return chart.high - chart.centre
    }
    #expect(abs(try width(4.366) - 2.66 * 1.3366) < 1e-9)
    #expect(abs(try width(4.368) - 2.66) < 1e-9)
  }

  @Test("months usually differ by up to 3.267 average moving ranges")
  func ordinaryStep() throws {
    let chart = try chart((0..<12).map { Double($0 % 2) * 10 })
    #expect(abs(chart.ordinaryStep - 32.67) < 1e-9)
  }

  @Test("seven rising points are a trend; six are not")
  func trend() throws {
    let wobble = [5.0, 4, 6, 3, 5, 4, 6, 5, 4, 6]
    let rising = try signals(wobble + [4.0, 4.2, 4.4, 4.6, 4.8, 5, 5.2])
    #expect(rising.suffix(7).allSatisfy { $0 == .trend })
    let broken = try signals(wobble + [4.2, 4.4, 4.6, 4.8, 5, 5.2, 4.9])
    #expect(!broken.contains(.trend))
  }

  @Test("seven points on one side of the mean are a shift; a point on the mean breaks the run")
  func shift() throws {
    let low = [4.0, 5, 4, 5, 4, 5, 4]
    let high = [6.0, 7, 6, 7, 6, 7, 6]
    let shifted = try signals(low + high)
    #expect(shifted.allSatisfy { $0 == .shift })
    let onTheMean = try signals([6, 6, 6, 5, 6, 6, 6, 4, 4, 4, 5, 4, 4, 4])
    #expect(!onTheMean.contains(.shift))
  }

  @Test("two of three near a limit, all three on one side")
  func twoOfThree() throws {
    // Mean 0.1, average moving range 1.1: near limits about 2 away, limits about 3.
    let wobble = (0..<40).map { $0 % 2 == 0 ? 0.5 : -0.5 }
    let chart = try chart(wobble + [2.2, 0.6, 2.3, -0.5])
    #expect(chart.points[40].signal == .twoOfThree && chart.points[42].signal == .twoOfThree)
    #expect(chart.points[41].signal == nil, "the point between is not itself near a limit")
    let crossing = try signals(wobble + [2.2, -0.6, 2.3, -0.5])
    #expect(crossing.allSatisfy { $0 == nil }, "the third point lies on the other side")
  }

  @Test("mere wobbling is no signal; fewer than twelve points are a trial; fewer than three are no chart")
  func quiet() throws {
    let chart = try chart([94.1, 94.6, 93.9, 94.4, 94.0, 94.5])
    #expect(chart.isTrial && chart.points.allSatisfy { $0.signal == nil })
    #expect(ControlChart([1, 2]) == nil)
    #expect(ControlChart([1, 2, .nan]) == nil)
    let constant = try signals(Array(repeating: 1, count: 13))
    #expect(constant.allSatisfy { $0 == nil })
  }

  @Test("a series turned upside down has the same signals, each the other way")
  func mirrored() throws {
    let wobble = (0..<40).map { $0 % 2 == 0 ? 10.5 : 9.5 }
    for end in [
      [14.0], [6.0], [12.2, 10.6, 12.3, 9.5], [7.8, 9.4, 7.7, 10.5], [10.6, 10.7, 10.6, 10.8, 10.6, 10.7, 10.9],
      [9.1, 9.2, 9.3, 9.4, 9.5, 9.6, 9.7],
    ] {
      let up = try chart(wobble + end)
      let down = try chart((wobble + end).map { 20 - $0 })
      #expect(up.points.map(\.signal) == down.points.map(\.signal))
      #expect(up.points.contains { $0.signal != nil }, "\(end)")
      for (one, other) in zip(up.points, down.points) where one.signal != nil {
        #expect(one.isUpward != other.isUpward)
      }
    }
  }

  @Test("a point outside the limits is marked as high or low, and not the points beside it")
  func outside() throws {
    // Mean 10 and average moving range 1 but for the leaps, which are left out: limits at 7.34 and 12.66 about the mean.
    let wobble = (0..<30).map { $0 % 2 == 0 ? 10.5 : 9.5 }
    var values = wobble
    values[14] = 16
    let points = try chart(values).points
    #expect(points.indices.filter { points[$0].signal != nil } == [14])
    #expect(points[14].signal == .outsideLimits && points[14].isUpward)
    values[14] = 4
    #expect(try chart(values).points[14].isUpward == false)
    #expect(try chart(values).points[14].signal == .outsideLimits)
  }

  @Test("eleven points are a trial, twelve are not; three points are a chart")
  func lengths() throws {
    #expect(try chart((0..<11).map { Double($0 % 2) }).isTrial)
    #expect(try chart((0..<12).map { Double($0 % 2) }).isTrial == false)
    #expect(try chart([1, 2, 3]).points.count == 3)
    #expect(abs(try chart([1, 2, 4]).high - (7.0 / 3 + 2.66 * 1.5)) < 1e-9)
  }
}
