import HotlineCalendar
import HotlineMetrics
import HotlineText
import Testing

/// Two years of a hotline, made up day by day, in which something happened; and what is true of them, counted by plain loops.
struct PlantedYear: Sendable, CustomTestStringConvertible {
  /// A day as it is made: what happens on it.
  struct Day {
    let day: LocalDay
    let isWorking: Bool
    let isFestive: Bool
    /// Calls that come.
    var calls: Int
    /// Every which call is abandoned.
    var lostEvery = 10
    /// Every which rating is a bad one.
    var badEvery = 97
    /// Every which call of the unit 社会事务处 is abandoned.
    var lostOfUnitEvery: Int?
    /// Orders that come.
    var orders: Int
    /// Days until an order is closed; its deadline is the seventh.
    var closedAfter = 3
    /// Whether the citizen is contacted on the same day.
    var isContacted = true
  }

  struct Order {
    let received: Int64
    let contacted: Int64?
    let due: Int64
    let closed: Int64?
  }

  let name: String
  /// The month of 2019 in which it shows.
  let month: Int
  /// When the orders were exported.
  var ordersUntil = "2020-01-31"
  let plant: @Sendable (inout Day) -> Void

  var testDescription: String { name }

  static let units = ["养老服务处", "儿童福利处", "社会事务处", "社会组织管理处", "基层政权处"]

  /// The made log of a database whose calendar says which days are worked.
  func log(_ engine: MetricEngine) throws -> (calls: [Call], orders: [Order]) {
    var calls: [Call] = []
    var orders: [Order] = []
    var ratings = 0
    let end = try Self.moment(ordersUntil)
    for month in (0..<24).map({ LocalMonth(year: 2018, month: 1).advanced(by: $0) }) {
      for number in month.firstDay.number...month.lastDay.number {
        let day = LocalDay(number: number)
        let isWorking = engine.data.isWorkingDay(day) ?? true
        // A little up and down, the same every year.
        let wobble = [0, 2, 1, 3, 0, 1, 2][number % 7]
        var made = Day(
          day: day, isWorking: isWorking, isFestive: !isWorking && engine.data.holiday(on: day) != nil,
          calls: (isWorking ? 20 : 8) + wobble, orders: isWorking ? 2 : 0)
        plant(&made)
        for place in 0..<made.calls {
          var call = Call(at: day.start + 30_000 + Int64(place) * 300, unit: Self.units[calls.count / 10 % 5])
          let isBad = call.unit == Self.units[2] && made.lostOfUnitEvery.map { calls.count % $0 == 0 } ?? false
          call.outcome = isBad || calls.count % made.lostEvery == 3 ? "abandoned" : "answered"
          if call.outcome == "answered", calls.count % 2 == 0 {
            ratings += 1
            call.rating = ratings % made.badEvery == 0 ? "dissatisfied" : "satisfied"
          }
          calls.append(call)
        }
        for place in 0..<made.orders where day.start + 86_400 <= end {
          let received = day.start + 32_400 + Int64(place) * 60
          let closed = received + Int64(made.closedAfter) * 86_400
          orders.append(
            Order(
              received: received, contacted: made.isContacted ? received + 3600 : nil, due: received + 7 * 86_400,
              closed: closed <= end ? closed : nil))
        }
      }
    }
    return (calls, orders)
  }

  static func moment(_ day: String) throws -> Int64 {
    guard let day = LocalDay(iso: day) else { throw CancellationError() }
    return day.start
  }

  /// The orders as rows of an export.
  func rows(_ orders: [Order]) -> [String] {
    orders.enumerated().map { index, order in
      func text(_ moment: Int64?) -> String { moment.map(LocalTime.text) ?? "" }
      let status = order.closed == nil ? "open" : "closed"
      return
        "G\(index),\(status),\(text(order.received)),\(text(order.contacted)),\(text(order.due)),\(text(order.closed)),社会救助处,黄浦区,养老服务,投诉,\(ordersUntil)"
    }
  }
}

/// What is true of a made log in a time.
struct Truth {
  let calls: [Call]
  let orders: [PlantedYear.Order]
  let known: Int64

  func calls(in period: Period) -> [Call] { calls.filter { $0.at >= period.start && $0.at < period.end } }
  func received(in period: Period) -> Int { orders.count { $0.received >= period.start && $0.received < period.end } }

  /// Orders due in a time as far as the export tells.
  func due(in period: Period) -> [PlantedYear.Order] {
    orders.filter { $0.due >= period.start && $0.due < period.end && $0.due <= known }
  }

  func late(in period: Period) -> Int { due(in: period).count { ($0.closed ?? .max) > $0.due } }

  private func number(_ text: Substring) -> Double? { Double(text.filter { $0 != "," }) }

  private func percent(_ part: Int, _ of: Int) -> String { NumberText.percent(Double(part) / Double(of), places: 2) }

  /// What sentences of a month say that is not so.
  func falsehoods(in sentences: [String], month: LocalMonth) -> [String] {
    let text = sentences.joined()
    let period = Period(month: month)
    let own = calls(in: period)
    let before = calls(in: Period(month: month.advanced(by: -1)))
    let lost = own.count { $0.outcome == "abandoned" }
    let lostBefore = before.count { $0.outcome == "abandoned" }
    var wrong: [String] = []
    func expect(_ isTrue: Bool, _ claim: some StringProtocol) { if !isTrue { wrong.append(String(claim)) } }
    if let match = text.firstMatch(of: /热线呼入([\d,]+)通/) {
      expect(number(match.1) == Double(own.count), match.0)
    }
    expect(text.contains("没有来电记录") == own.isEmpty, "没有来电记录")
    if let match = text.firstMatch(of: /热线呼入[\d,]+通（较上月(上升|下降)([\d.]+)%/) {
      let change = Double(own.count) / Double(max(1, before.count)) - 1
      expect((change > 0) == (match.1 == "上升"), match.0)
      expect(NumberText.percent(abs(change), places: 2) == "\(match.2)%", match.0)
      expect(!before.isEmpty, match.0)
    }
    if let match = text.firstMatch(of: /人工接通率([\d.]+%)（([\d,]+) \/ ([\d,]+)）/) {
      expect(number(match.2) == Double(own.count - lost) && number(match.3) == Double(own.count), match.0)
      expect(match.1 == percent(own.count - lost, own.count), match.0)
    }
    if let match = text.firstMatch(of: /未接通([\d,]+)通/) { expect(number(match.1) == Double(lost), match.0) }
    if let match = text.firstMatch(of: /比上月(多|少)([\d,]+)通/) {
      expect((lost > lostBefore) == (match.1 == "多") && number(match.2) == Double(abs(lost - lostBefore)), match.0)
    }
    if let match = text.firstMatch(of: /到期的([\d,]+)件工单全部按时办结/) {
      expect(number(match.1) == Double(due(in: period).count) && late(in: period) == 0, match.0)
    }
    if let match = text.firstMatch(of: /逾期工单([\d,]+)件（应办([\d,]+)件/) {
      expect(number(match.1) == Double(late(in: period)), match.0)
      expect(number(match.2) == Double(due(in: period).count), match.0)
    }
    // 185,000 calls a year are not reached by some thousands.
    expect(!text.contains("全部达标"), "全部达标")
    expect(text.contains("工单数据只到") == (known < period.end), "工单数据只到")
    return wrong
  }

  /// What sentences of the year 2019 say that is not so.
  func falsehoods(inYear sentences: [String]) -> [String] {
    let text = sentences.joined()
    let year = Period(year: 2019)
    let (own, before) = (calls(in: year), calls(in: year.yearAgo))
    let answered = own.count { $0.outcome == "answered" }
    var wrong: [String] = []
    func expect(_ isTrue: Bool, _ claim: some StringProtocol) { if !isTrue { wrong.append(String(claim)) } }
    if let match = text.firstMatch(of: /热线呼入 ([\d,]+) 通/) { expect(number(match.1) == Double(own.count), match.0) }
    if let match = text.firstMatch(of: /热线呼入 [\d,]+ 通（同比(增长|下降)([\d.]+)%/) {
      let change = Double(own.count) / Double(before.count) - 1
      expect((change > 0) == (match.1 == "增长"), match.0)
      expect(NumberText.percent(abs(change), places: 2) == "\(match.2)%", match.0)
    }
    if let match = text.firstMatch(of: /收到工单 ([\d,]+) 件/) {
      expect(number(match.1) == Double(received(in: year)), match.0)
    }
    if let match = text.firstMatch(of: /热线接通率（人工） ([\d.]+%)/) {
      expect(match.1 == percent(answered, own.count), match.0)
    }
    // A month without calls, or without orders, makes the years unlike.
    func lacks(_ isThere: (LocalMonth) -> Bool) -> Bool { year.months.contains { !isThere($0) } }
    let lacksCalls = lacks { !calls(in: Period(month: $0)).isEmpty }
    let lacksOrders = lacks { received(in: Period(month: $0)) > 0 }
    expect(text.contains("不与上年比较") == (lacksCalls || lacksOrders), "不与上年比较")
    expect(!text.contains("全部达标"), "全部达标")
    return wrong
  }
}
