import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineReports
import HotlineText
import Testing

/// A reader who gets a made-up year finds what happened in the first three sentences, and none of them is false.
@Suite("Ten years in which something happened")
struct PlantedYearTests {
  /// A year, what its month's or its annual report must say of it first, and what neither may say.
  struct Event: Sendable, CustomTestStringConvertible {
    let year: PlantedYear
    /// In the month's first three sentences.
    var month: [String] = []
    /// In the same sentences in English.
    var english: [String] = []
    /// In the year's first three sentences.
    var annual: [String] = []
    /// In none of them.
    var never: [String] = []

    var testDescription: String { year.name }
  }

  private static func isIn(_ day: LocalDay, _ month: Int) -> Bool {
    day.month == LocalMonth(year: 2019, month: month)
  }

  static let events: [Event] = [
    Event(
      year: PlantedYear(name: "a crash of service in April", month: 4) {
        if isIn($0.day, 4) { $0.lostEvery = 4 }
      },
      month: ["低于控制下限", "超出月际通常差异", "未接通"], english: ["below the lower limit", "calls were not connected"],
      never: ["本月均在正常范围内"]),
    Event(
      year: PlantedYear(name: "Spring Festival", month: 2) { if $0.isFestive { $0.calls = 2 } },
      month: ["本月含春节休7天并调休上班2天", "折算为相同工作日后"], english: ["Spring Festival (7 days off, 2 made up)"],
      never: ["超出月际通常差异", "低于控制下限"]),
    Event(
      year: PlantedYear(name: "a unit that is truly worse", month: 12) {
        if $0.day >= LocalMonth(year: 2019, month: 1).firstDay { $0.lostOfUnitEvery = 3 }
      },
      annual: ["明显低于平均水平的承办单位：社会事务处"], never: ["没有承办单位在界限以外落后"]),
    Event(
      year: PlantedYear(name: "a month without data", month: 7) {
        if isIn($0.day, 7) { ($0.calls, $0.orders) = (0, 0) }
      },
      month: ["2019年7月没有来电记录，不能说明本月的话务", "本月没有工单记录，不能说明本月的工单"],
      english: ["No calls are on record for July 2019: nothing can be said of the month's calls."],
      annual: ["7月没有记录，不与上年比较"], never: ["同比下降8"]),
    Event(
      year: PlantedYear(name: "an order log that ends early", month: 9, ordersUntil: "2019-09-11") { _ in },
      month: ["工单数据只到2019-09-10，未满月，不与整月比较"], english: ["Orders end on 2019-09-10: a part of a month"],
      annual: ["数据只到2019-09-10，不与上年比较"], never: ["[；。]本月到期的"]),
    Event(
      year: PlantedYear(name: "a call log that ends in the middle of a month", month: 11) {
        if $0.day >= LocalDay(number: LocalMonth(year: 2019, month: 11).firstDay.number + 14) { $0.calls = 0 }
      },
      month: ["来电数据只到2019-11-14，未满月，不与整月比较", "数据不足、待评：962200 话务总量（呼入）"],
      english: ["calls end on 2019-11-14"], annual: ["数据只到2019-11-14，不与上年比较"], never: ["热线呼入[0-9,]+通（较上月"]),
    Event(
      year: PlantedYear(name: "orders that are closed too late", month: 10) {
        if isIn($0.day, 9) || isIn($0.day, 10) { $0.closedAfter = 9 }
      },
      month: ["需要跟进：逾期工单", "12345 按时办结率0.00%（目标≥100.00%）"], english: ["To follow up: ", "overdue"],
      never: ["全部按时办结"]),
    Event(
      year: PlantedYear(name: "citizens who are not contacted", month: 5) {
        if isIn($0.day, 5) { $0.isContacted = $0.day.number % 3 != 0 }
      },
      month: ["未按时先行联系工单", "12345 先行联系率（时间口径）66.67%（目标≥98.00%）"], english: ["not contacted in time"],
      never: ["应先行联系的工单全部按时联系"]),
    Event(
      year: PlantedYear(name: "a flood of calls", month: 6) { if isIn($0.day, 6) { $0.calls *= 3 } },
      month: ["超出月际通常差异", "话务总量（呼入）（超出控制上限）"], english: ["above the upper limit"],
      never: ["本月均在正常范围内"]),
    Event(
      year: PlantedYear(name: "a level that is lower for good", month: 8) {
        if $0.day >= LocalMonth(year: 2019, month: 1).firstDay { $0.lostEvery = 8 }
      },
      month: ["连续8个月低于基线，水平已下降"], english: ["eight months below the baseline: the level fell"],
      never: ["本月均在正常范围内"]),
    Event(
      year: PlantedYear(name: "ratings that fall", month: 10) { if isIn($0.day, 10) { $0.badEvery = 3 } },
      month: ["962200 满意率（来电评价）66.", "满意率（来电评价）（低于控制下限）"], english: ["Satisfaction rate (calls), 962200 66."],
      never: ["本月均在正常范围内"]),
    Event(
      year: PlantedYear(name: "nothing at all", month: 6) { _ in },
      month: ["本月均在正常范围内", "全部按时办结"], english: ["within normal variation"],
      annual: ["没有承办单位在界限以外落后"], never: ["超出月际通常差异", "需要跟进：逾期", "不与上年比较", "控制上限", "控制下限"]),
  ]

  @Test("its first three sentences name what happened, and none is false", arguments: events)
  func sentences(event: Event) throws {
    let store = try ReportStore()
    let log = try event.year.log(store.engine)
    try store.calls(log.calls)
    try store.orders(event.year.rows(log.orders))
    let truth = Truth(calls: log.calls, orders: log.orders, known: try PlantedYear.moment(event.year.ordersUntil))
    func month(_ number: Int, _ language: Language) throws -> [String] {
      try MonthlyReport(
        month: LocalMonth(year: 2019, month: number), engine: store.engine, form: store.form(), language: language
      ).document().keySentences
    }
    let own = try month(event.year.month, .zh)
    #expect(own.count <= 3)
    for text in event.month { #expect(own.joined().contains(text), "\(text): \(own)") }
    #expect(truth.falsehoods(in: own, month: LocalMonth(year: 2019, month: event.year.month)) == [], "\(own)")
    let english = try month(event.year.month, .en).joined()
    for text in event.english { #expect(english.contains(text), "\(text): \(english)") }
    // The months around it are not taken for it, nor does December forget what it does not know.
    for number in Set([max(1, event.year.month - 1), min(12, event.year.month + 1), 12])
    where number != event.year.month {
      let others = try month(number, .zh)
      #expect(truth.falsehoods(in: others, month: LocalMonth(year: 2019, month: number)) == [], "\(number): \(others)")
    }
    let annual = try AnnualReport(year: 2019, engine: store.engine, form: store.form(), language: .zh).document()
      .keySentences
    #expect(annual.count <= 3)
    for text in event.annual { #expect(annual.joined().contains(text), "\(text): \(annual)") }
    #expect(truth.falsehoods(inYear: annual) == [], "\(annual)")
    for text in event.never {
      let pattern = try Regex(text)
      #expect(!(own + annual).joined().contains(pattern), "\(text): \(own) \(annual)")
    }
  }
}
