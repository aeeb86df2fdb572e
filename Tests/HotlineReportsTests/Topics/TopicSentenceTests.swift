import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import HotlineText
import Testing

@testable import HotlineMetrics
@testable import HotlineReports

/// What is said of topics: those that rose, fell, stayed, cannot be judged and are hidden, each counted where it belongs.
@Suite("Sentences on topics")
struct TopicSentenceTests {
  private let calls: Metric
  private static let december = LocalMonth(year: 2019, month: 12)
  /// Calls a day of twelve months: a hundred, a little up and down.
  private static let usual: [Double] = [100, 103, 98, 102, 97, 101, 99, 103, 98, 100, 102, 97]

  init() throws { calls = try ByHand.metric("call_volume") }

  /// What becomes of a topic in December.
  private enum Fate {
    case stays, rises, falls, isNew, isHidden
  }

  private func series(_ fate: Fate) -> MetricSeries {
    let last: Double
    switch fate {
    case .stays: last = 100
    case .rises: last = 300
    case .falls: last = 30
    case .isNew: return ByHand.daily(calls, [100, 100], upTo: Self.december)
    case .isHidden:
      let values = Self.usual.map { ByHand.value(calls, [], $0 * 30) } + [ByHand.value(calls, [], nil)]
      return ByHand.series(calls, values, upTo: Self.december)
    }
    return ByHand.daily(calls, Self.usual + [last], upTo: Self.december)
  }

  private func sentence(_ fates: [String: Fate], _ language: Language = .zh) -> String? {
    let changes = TopicChanges(fates.mapValues(series))
    return TopicSentences(changes: changes, metric: calls, line: nil, language: language).sentence?.plain
  }

  @Test("a single topic, two topics, and the others besides one that rose are told in number")
  func usual() {
    #expect(sentence(["甲": .stays]) == "话务总量（呼入）：作了判断的1类均在平常范围内。")
    #expect(sentence(["甲": .stays], .en)?.hasSuffix(": the only topic judged is as usual.") == true)
    #expect(sentence(["甲": .stays, "乙": .stays], .en)?.hasSuffix(": all 2 topics judged are as usual.") == true)
    let rose = "话务总量（呼入）：多于平常的类别：涨 9,300（平常约 3,101）"
    #expect(sentence(["涨": .rises, "甲": .stays]) == rose + "；其余作了判断的1类在平常范围内。")
    #expect(sentence(["涨": .rises, "甲": .stays], .en)?.hasSuffix("; the other topic judged is as usual.") == true)
    #expect(
      sentence(["涨": .rises, "甲": .stays, "乙": .stays], .en)?.hasSuffix("; the other 2 topics judged are as usual.")
        == true)
    #expect(sentence(["涨": .rises]) == rose + "。")
  }

  @Test("one that fell is told as such, and the others besides it")
  func fallen() {
    let fell = "话务总量（呼入）：少于平常的类别：跌 930（平常约 3,101）"
    #expect(sentence(["跌": .falls]) == fell + "。")
    #expect(sentence(["跌": .falls, "甲": .stays]) == fell + "；其余作了判断的1类在平常范围内。")
    #expect(sentence(["跌": .falls, "涨": .rises])?.hasSuffix("；少于平常的类别：跌 930（平常约 3,101）。") == true)
  }

  @Test("topics of too few months are counted beside any that is judged; alone they judge nothing")
  func unjudged() {
    #expect(sentence(["新": .isNew]) == "话务总量（呼入）：各类别可比月数或件数不足，对增减不作判断。")
    for (name, fate) in [("跌", Fate.falls), ("涨", .rises), ("甲", .stays)] {
      #expect(sentence([name: fate, "新": .isNew])?.hasSuffix("；1类可比月数或件数不足、不作判断。") == true, "\(name)")
    }
  }

  @Test("what a public version hides is counted apart, and not among those of too few months")
  func hidden() {
    #expect(sentence(["甲": .stays, "藏": .isHidden]) == "话务总量（呼入）：作了判断的1类均在平常范围内；1类不公布、不作判断。")
    #expect(
      sentence(["甲": .stays, "藏": .isHidden, "新": .isNew])
        == "话务总量（呼入）：作了判断的1类均在平常范围内；1类可比月数或件数不足、不作判断；1类不公布、不作判断。")
  }

  @Test("without a named topic nothing is said; of a month that is not over nothing is compared")
  func nothing() {
    #expect(sentence(["": .stays]) == nil && sentence([:]) == nil)
    let values = Self.usual.map { ByHand.value(calls, [], $0) }
    let part = ByHand.series(calls, values, upTo: Self.december, asOf: Self.december.firstDay.start + 10 * 86_400)
    let text = TopicSentences(changes: TopicChanges(["甲": part]), metric: calls, line: "962200", language: .zh).sentence
    #expect(text?.plain == "962200 话务总量（呼入）：数据只到2019-12-11，未满月，各类别不与平常比较。")
  }

  // MARK: Members and topics

  private func deviation(_ rows: [[Double?]]) -> String? {
    let values = rows.enumerated().flatMap { row, counts in
      counts.enumerated().map { ByHand.value(calls, ["区\(row)", "类\($0.offset)"], $0.element) }
    }
    let deviations = TopicDeviations(metric: calls, values: values)
    return DeviationSentences(deviations: deviations, dimension: .district, language: .zh).sentence?.plain
  }

  @Test("districts of one mix, of too few cases, of none, and hidden ones are told as what they are")
  func mixes() {
    let head = "话务总量（呼入），区×类别："
    #expect(deviation([[100, 100], [100, 100]]) == head + "作了判断的4格与全体构成没有明显不同。")
    #expect(deviation([[4, 4], [4, 4]]) == head + "件数不足，不作判断。" && deviation([]) == nil)
    #expect(deviation([[100, nil], [100, 100]]) == head + "与全体构成的比较不公布。")
    // Half of 400 and 400: 200 of each.
    let four = deviation([[300, 100], [100, 300]])
    #expect(
      four == head + "与全体构成明显不同的有区0“类0”300（应为200）、区0“类1”100（应为200）、区1“类0”100（应为200）、区1“类1”300（应为200）。")
  }

  @Test("of unlike cells five are named; of more the largest five, and how many there are")
  func named() throws {
    let all = [100_000.0, 100_000, 100_000]
    // About a third of each row is expected: a tenth less is nothing that stands out.
    let five = try #require(deviation([[600, 200, 200], [600, 100, 300], all]))
    #expect(five.components(separatedBy: "应为").count - 1 == 5 && !five.contains("等"), "\(five)")
    let six = try #require(deviation([[600, 200, 200], [600, 100, 200], all]))
    #expect(six.components(separatedBy: "应为").count - 1 == 5 && six.hasSuffix("等6处。"), "\(six)")
  }

  // MARK: Shares of two years

  /// Cases of each topic a month: in the year before and in the year.
  private func growth(_ topics: [String: (Double, Double)], months: Int = 6) -> String? {
    let own = (0..<months).map { LocalMonth(year: 2019, month: $0 + 1) }
    var counts: [LocalMonth: [String: Double]] = [:]
    for month in own {
      counts[month.advanced(by: -12)] = topics.mapValues(\.0)
      counts[month] = topics.mapValues(\.1)
    }
    return ShareGrowthSentence(growth: ShareGrowth(counts, months: own), metric: calls, language: .zh).sentence?.plain
  }

  @Test("shares are compared from six pairs of months on")
  func pairs() {
    let like = ["甲": (100.0, 100.0), "乙": (100.0, 100.0)]
    #expect(growth(like, months: 5) == "话务总量（呼入）：与上年同月都有记录的整月不足6个，不判断各类别占比的同比变化。")
    #expect(growth(like) == "话务总量（呼入）与上年同期比（6个月逐月成对）：作了判断的2类占比均无明显变化。")
    #expect(growth(["": (100, 100)]) == nil)
  }

  @Test("shares that grew, shrank, stayed, and topics of too few cases are told apart")
  func shares() throws {
    // 100 of 202 and 200 of 302; two cases a month are twelve of six.
    let text = try #require(growth(["甲": (100, 200), "乙": (100, 100), "丙": (2, 2)]))
    #expect(text.hasSuffix("：占比上升：甲（49.5%→66.2%）；占比下降：乙（49.5%→33.1%）；1类件数不足、不作判断。"), "\(text)")
    let rest = try #require(growth(["甲": (100, 150), "乙": (100, 50), "丁": (100, 100)]))
    #expect(rest.hasSuffix("乙（33.3%→16.7%）；其余作了判断的1类无明显变化。"), "\(rest)")
  }
}
