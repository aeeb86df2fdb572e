import HotlineCalendar
import HotlineModel
import Testing

@testable import HotlineMetrics

@Suite("Topics: who has an unlike mix, what grew, what is a change")
struct TopicTests {
  private func deviations(_ counts: [[Double]]) throws -> TopicDeviations {
    let metric = try ShippedMetrics.metric("call_volume")
    return TopicDeviations(
      metric: metric,
      values: counts.enumerated().flatMap { row, cells in
        cells.enumerated().map { ShippedMetrics.value(metric, $0.element, labels: ["区\(row)", "类\($0.offset)"]) }
      })
  }

  @Test("expected is row × column ÷ all; a cell that is half as much again stands out, and its counterpart")
  func expected() throws {
    // All: 1200; 区0 400, 类0 600 → 200 expected of 区0 and 类0.
    let found = try deviations([[300, 100], [150, 250], [150, 250]])
    let cell = try #require(found.cells.first)
    #expect(cell.expected == 200 && cell.ratio == 1.5 && cell.standing == .more)
    #expect(found.cells[1].standing == .fewer)
    #expect(found.outstanding.first.map { [$0.member, $0.topic] } == ["区0", "类0"])
  }

  @Test("a difference of less than a fifth is named of no number of calls; a small one may be chance")
  func ordinary() throws {
    let many = try deviations([[110_000, 90_000], [100_000, 100_000]])
    #expect(many.outstanding.isEmpty && many.cells.allSatisfy { $0.standing == .ordinary })
    let few = try deviations([[13, 7], [9, 11]])
    #expect(few.outstanding.isEmpty)
    let tiny = try deviations([[4, 1], [1, 4]])
    #expect(tiny.cells.allSatisfy { $0.standing == .tooFew })
  }

  @Test("where one cell is hidden nothing is expected of the others")
  func hidden() throws {
    let metric = try ShippedMetrics.metric("call_volume")
    let values = [
      ShippedMetrics.value(metric, 300, labels: ["甲", "一"]),
      ShippedMetrics.value(metric, 5, labels: ["甲", "二"]).suppressed(under: 10),
    ]
    let found = TopicDeviations(metric: metric, values: values)
    #expect(found.hasHidden && found.cells.isEmpty)
  }

  private static let january = LocalMonth(year: 2019, month: 1)

  private func growth(_ share: (Int, Int) -> Double, months: Int = 12) -> ShareGrowth {
    var counts: [LocalMonth: [String: Double]] = [:]
    for year in 0...1 {
      for month in 0..<months {
        let own = share(year, month)
        counts[Self.january.advanced(by: 12 * (year - 1) + month)] = ["殡葬服务": own, "其他": 1000 - own, "": 10]
      }
    }
    return ShareGrowth(counts, months: (0..<months).map { Self.january.advanced(by: $0) })
  }

  @Test("a share that is higher in every month grew; a season that comes each year is no growth")
  func paired() throws {
    let wobble = [3.0, -2, 1, 0, -3, 2, -1, 3, -2, 0, 1, -1]
    let grown = growth { year, month in 100 + 40 * Double(year) + wobble[month] * Double(year + 1) }
    #expect(grown.members(.riser).map(\.name) == ["殡葬服务"] && grown.members(.faller).map(\.name) == ["其他"])
    let season = growth { year, month in (month == 3 ? 400 : 100) + wobble[(month + 5 * year) % 12] }
    #expect(season.members(.riser).isEmpty && season.members(.faller).isEmpty)
    #expect(season.members.allSatisfy { $0.standing == .ordinary })
  }

  @Test("one odd month is no growth, and five pairs of months are too few to judge")
  func wobble() {
    let odd = growth { year, month in year == 1 && month == 6 ? 500 : 100 + Double(month % 3) }
    #expect(odd.members(.riser).isEmpty)
    let short = growth({ year, _ in 100 + 100 * Double(year) }, months: 5)
    #expect(short.members.allSatisfy { $0.standing == .unjudged })
  }

  @Test("the paired test by hand: six differences of mean 2 and variance 2 are t = 3.464, p = 0.018")
  func probability() throws {
    // Differences 0, 1, 2, 2, 3, 4: mean 2, sum of squares 10, variance 2; t = 2 ÷ √(2 ÷ 6) = 3.4641, 5 degrees: p = 0.01797.
    let probability = try #require(ShareGrowth.probability(of: [0, 1, 2, 2, 3, 4]))
    #expect(abs(probability - 0.01797) < 0.0001)
    #expect(ShareGrowth.probability(of: [0, 1, 2, 2, 3]) == nil)
    #expect(ShareGrowth.probability(of: Array(repeating: 0, count: 6)) == 1)
  }

  /// Fourteen months of counts, the last given.
  private func series(_ last: Double, level: Double = 300) throws -> MetricSeries {
    let metric = try ShippedMetrics.metric("call_volume")
    let wobble = [5.0, -8, 3, 10, -4, 0, 7, -9, 2, -6, 8, -3, 4]
    let months = (0..<14).map { LocalMonth(year: 2018, month: 11).advanced(by: $0) }
    let values = wobble.map { level * (1 + $0 / 100) } + [last]
    return MetricSeries(
      metric: metric, line: "962200", months: months,
      // Equal months: the number of days makes no difference to what is tested.
      values: zip(months, values).map { month, value in
        ShippedMetrics.value(metric, value * Double(MonthDays(weekdaysOf: month).count) / 30)
      }, asOf: LocalMonth(year: 2019, month: 12).lastDay.end)
  }

  @Test("a topic that wobbles as ever is no change; a leap is; corrected for the topics looked at")
  func changes() throws {
    let changes = TopicChanges([
      "平": try series(320), "升": try series(700), "降": try series(90), "小": try series(9, level: 8),
      "": try series(900),
    ])
    #expect(changes.topics(.riser).map(\.name) == ["升"] && changes.topics(.faller).map(\.name) == ["降"])
    #expect(changes.topics(.ordinary).map(\.name) == ["平"] && changes.topics(.unjudged).map(\.name) == ["小"])
    #expect(
      changes.topics.last?.name == "" && changes.topics.last?.standing == .ordinary, "cases without a topic are none")
  }

  @Test("a month at the limit of the chart has the probability that the limit stands for")
  func probabilityAtTheLimit() throws {
    let point = try #require(try series(320).lastPoint)
    let size = Double(MonthDays(weekdaysOf: LocalMonth(year: 2019, month: 12)).count)
    // Outer limits: 0.25 % on each side.
    #expect(abs(point.baseline.probability(of: ControlChart.Month(point.high, size: size)) - 0.005) < 0.0001)
    #expect(point.baseline.probability(of: ControlChart.Month(point.baseline.centre, size: size)) == 1)
  }

  @Test("two shares: 56 of 70 beside 48 of 80 by the score test")
  func shares() {
    // p = 104/150; z = 0.2 ÷ √(0.69333 · 0.30667 · (1/70 + 1/80)) = 2.6503
    #expect(abs(ShareDifference((56, 70), (48, 80)).probability - 0.00804) < 0.0001)
    #expect(ShareDifference((70, 70), (80, 80)).probability == 1)
  }
}
