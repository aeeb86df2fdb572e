import Testing

@testable import HotlineMetrics

/// What a baseline leaves out, when a level has shifted, and where a trend begins, at the limits of each rule.
@Suite("Baselines, shifts and trends at their limits")
struct ControlBaselineTests {
  private typealias Month = ControlChart.Month

  private func shares(_ values: [Double]) throws -> ControlChart {
    try #require(ControlChart(values.map { Month($0, size: 10_000) }, scale: .share))
  }

  @Test("a month is left out beyond 3.5 deviations of chance, not below")
  func outlier() throws {
    func leftOut(_ odd: Double) throws -> [Int]? {
      // The fourth month: it is not judged itself, so that it stays in the baseline until the screen.
      var level = Array(repeating: 0.5, count: 12)
      level.insert(odd, at: 3)
      return try shares(level).points.last??.baseline.leftOut
    }
    // 3.515 and 3.49 standard deviations of 10,000 cases from the others, the month itself counted in the average.
    #expect(try leftOut(0.517574925) == [3] && leftOut(0.517449926) == [])
  }

  @Test("where months vary more, 3.5 times 1.4826 median deviations leave out, not less")
  func outlierOfWide() throws {
    let wobble = [-0.01, 0.01, -0.012, 0.012, -0.008, 0.008, -0.011, 0.011, -0.009, 0.009, 0]
    func leftOut(_ odd: Double) throws -> [Int]? {
      var level: [Double] = wobble.map { 0.5 + $0 }
      level.insert(odd, at: 3)
      level.append(0.5)
      return try shares(level).points.last??.baseline.leftOut
    }
    #expect(try leftOut(0.55611339) == [3] && leftOut(0.55574274) == [])
  }

  @Test("of eleven months none is left out, of twelve the odd one is")
  func fewest() throws {
    let months = [0.5, 0.5, 0.6] + Array(repeating: 0.5, count: 10)
    let chart = try shares(months)
    #expect(chart.points[11]?.baseline.leftOut == [] && chart.points[11]?.baseline.months.count == 11)
    #expect(chart.points[12]?.baseline.leftOut == [2] && chart.points[12]?.baseline.months.count == 11)
  }

  @Test("a month without cases is absent, and the months around it are judged without it")
  func empty() throws {
    var months = (0..<14).map { Optional(Month(0.9 + 0.002 * Double($0 % 3), size: 1000)) }
    months[3] = Month(0.5, size: 0)
    let chart = try #require(ControlChart(months, scale: .share))
    #expect(chart.points[6] == nil && chart.points[7] != nil)
    #expect(chart.points[7]?.baseline.months == [0, 1, 2, 4, 5, 6])
    months[13] = Month(0.5, size: 0)
    #expect(ControlChart(months, scale: .share)?.points.last == .some(nil))
    months[13] = Month(.nan, size: 100)
    #expect(ControlChart(months, scale: .share)?.points.last == .some(nil))
  }

  @Test("the first seven months can be a trend already; a month at the centre is not above it")
  func earliestTrend() throws {
    func signals(_ counts: [Double]) throws -> ControlChart.Point? {
      try #require(ControlChart(counts.map { Month($0 / 30, size: 30) }, scale: .count)).points[6]
    }
    #expect(try signals([300, 301, 302, 303, 304, 305, 306])?.signal == .trend)
    #expect(try signals([306, 305, 304, 303, 302, 301, 300])?.signal == .trend)
    #expect(try signals([300, 301, 302, 303, 304, 304, 306])?.signal == nil)
    let flat = try signals([300, 300, 300, 300, 300, 300, 300])
    #expect(flat?.signal == nil && flat?.isUpward == false)
  }

  /// Two years of 99 and 101 a day in turn, then eight months on one side of 100.
  private func shifted(by distance: Double) throws -> ControlChart {
    let before = (0..<24).map { Month($0 % 2 == 0 ? 99 : 101, size: 30) }
    return try #require(
      ControlChart(before + (0..<8).map { _ in Month(100 + distance, size: 30) }, scale: .count))
  }

  @Test("eight months beyond the 1 % limit of so many days together are a shift, just within it they are none")
  func shift() throws {
    // 100 ± 2.32635 · √(100 ÷ 240 · (1 + 240 ÷ 720)) = 100 ± 1.73396: months vary less than chance.
    #expect(try shifted(by: 1.7345).shifts == [ControlChart.Shift(start: 24, confirmed: 31, isUpward: true)])
    #expect(try shifted(by: -1.7345).shifts == [ControlChart.Shift(start: 24, confirmed: 31, isUpward: false)])
    #expect(try shifted(by: 1.7325).shifts == [] && shifted(by: -1.7325).shifts == [])
    #expect(try shifted(by: 1.7345).points[31]?.signal == .shift && shifted(by: 1.7345).points[30]?.signal == nil)
  }

  @Test("a month on the other side begins the count of eight anew")
  func interrupted() throws {
    var months = (0..<24).map { Month($0 % 2 == 0 ? 99 : 101, size: 30) }
    months += (0..<5).map { _ in Month(102, size: 30) } + [Month(99.9, size: 30)]
    months += (0..<7).map { _ in Month(102, size: 30) }
    let chart = try #require(ControlChart(months, scale: .count))
    #expect(chart.shifts.isEmpty)
    let more = try #require(ControlChart(months + [Month(102, size: 30)], scale: .count))
    #expect(more.shifts.map(\.start) == [30] && more.shifts.map(\.confirmed) == [37])
  }
}
