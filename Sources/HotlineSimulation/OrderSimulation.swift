import HotlineCalendar

/// One made-up work order in its last state.
struct SimulatedOrder {
  var receivedAt: Int64
  var kind = ""
  var status = "已办结"
  var contactedAt: Int64?
  var dueAt: Int64 = 0
  var extendedAt: Int64?
  var closedAt: Int64?
  var saidContacted: String?
  var reopened = 0
  var resolution: String?
  var rating: String?
  var caller = 0
  var district = 0
  var unit = 0
  var topic = 0
}

/// Makes the year's work orders: fixed counts for what the year's KPIs count.
struct OrderSimulation {
  let year: Int
  let calendar: WorkingDayCalendar
  let population: Population
  let growth: Growth
  var generator: SeededGenerator

  private static let kinds: [(name: String, weight: Double, days: Int)] = [
    ("咨询", 30, 1), ("建议", 6, 1), ("求助", 38, 5), ("投诉", 22, 5), ("复杂", 4, 15),
  ]

  mutating func orders(_ count: Int, callerBase: Int) -> [SimulatedOrder] {
    var orders = draw(count, callerBase: callerBase)
    decideStatuses(&orders)
    decideContacts(&orders)
    decideClosing(&orders)
    decideJudgements(&orders)
    return orders
  }

  private mutating func draw(_ count: Int, callerBase: Int) -> [SimulatedOrder] {
    let first = LocalMonth(year: year, month: 1).firstDay
    let days = LocalMonth(year: year, month: 12).lastDay.number - first.number + 1
    let weights = Population.cumulative(
      (0..<days).map { calendar.isWorkingDay(first.advanced(by: $0)) == true ? 1 : 0.35 })
    let kindWeights = Population.cumulative(Self.kinds.map(\.weight))
    var orders: [SimulatedOrder] = (0..<count).map { _ in
      let day = first.advanced(by: generator.index(cumulative: weights))
      let hour = min(23, 8 + Int(generator.exponential(mean: 4)))
      return SimulatedOrder(receivedAt: day.moment(hour * 3600 + generator.below(3600)))
    }
    orders.sort { $0.receivedAt < $1.receivedAt }
    for index in orders.indices {
      let kind = Self.kinds[generator.index(cumulative: kindWeights)]
      orders[index].kind = kind.name == "复杂" ? "投诉" : kind.name
      orders[index].dueAt =
        calendar.endOfWorkingDay(after: orders[index].receivedAt, days: kind.days) ?? orders[index].receivedAt
      orders[index].topic = generator.index(cumulative: population.topicWeights)
      orders[index].district = generator.index(cumulative: population.districtWeights)
      orders[index].unit = population.unit(topic: orders[index].topic, &generator)
      orders[index].caller = callerBase + generator.below(max(1, count * 4 / 5))
    }
    return orders
  }

  private mutating func decideStatuses(_ orders: inout [SimulatedOrder]) {
    for (status, share) in [("已退单", 0.008), ("已作废", 0.003), ("挂账", 0.004)] {
      let count = Int((Double(orders.count) * share).rounded())
      let chosen = generator.choose(count, weights: orders.map { $0.status == "已办结" ? 1 : 0 })
      for index in orders.indices where chosen[index] { orders[index].status = status }
    }
  }

  private func trouble(_ order: SimulatedOrder) -> Double {
    population.topics[order.topic].trouble * population.trouble(district: order.district)
  }

  private func contactDeadline(_ order: SimulatedOrder) -> Int64 {
    calendar.endOfWorkingDay(after: order.receivedAt, days: 1) ?? order.dueAt
  }

  private mutating func decideContacts(_ orders: inout [SimulatedOrder]) {
    let counted = orders.indices.filter { orders[$0].status == "已办结" }
    let inTime = Int((Double(counted.count) * growth.share(0.989)).rounded())
    // A late contact is made up only for orders that stayed open long enough.
    let missed = generator.choose(
      counted.count - inTime,
      weights: orders.map { $0.status == "已办结" ? ($0.dueAt > contactDeadline($0) ? trouble($0) : 0.0001) : 0 })
    for index in orders.indices where orders[index].status != "已作废" {
      let deadline = contactDeadline(orders[index])
      if missed[index] {
        let room = orders[index].dueAt - deadline
        if room > 7200, generator.below(3) > 0 {
          orders[index].contactedAt = deadline + 600 + Int64(generator.below(Int(room / 2)))
        }
      } else {
        let room = min(deadline - orders[index].receivedAt, 20 * 3600)
        orders[index].contactedAt = orders[index].receivedAt + 300 + Int64(generator.below(max(1, Int(room) - 600)))
      }
    }
  }

  private mutating func decideClosing(_ orders: inout [SimulatedOrder]) {
    for index in orders.indices where orders[index].status == "已办结" {
      let order = orders[index]
      let begin = max(order.contactedAt ?? order.receivedAt, order.receivedAt) + 60
      var end = order.dueAt
      if order.kind == "投诉", generator.below(100) < 9,
        let extended = calendar.endOfWorkingDay(after: order.receivedAt, days: 15), extended > order.dueAt
      {
        orders[index].extendedAt = extended
        end = extended
      }
      let room = Double(max(1, end - begin - 60))
      orders[index].closedAt = begin + Int64(room * generator.unit() * (orders[index].extendedAt == nil ? 0.9 : 1))
      orders[index].reopened = generator.below(100) < 2 ? 1 : 0
    }
  }

  /// Ratings and judgements belong to the year in which the order was closed; there they have fixed counts.
  private mutating func decideJudgements(_ orders: inout [SimulatedOrder]) {
    let yearEnd = LocalMonth(year: year + 1, month: 1).firstDay.start
    let closed = orders.indices.filter { orders[$0].closedAt != nil }
    let inYear = Set(closed.filter { (orders[$0].closedAt ?? 0) < yearEnd })
    let rated = generator.choose(
      Int(Double(inYear.count) * 0.62), weights: orders.indices.map { inYear.contains($0) ? 1 : 0 })
    let ratedCount = rated.count { $0 }
    let fairly = ratedCount * 6 / 100
    let neutral = ratedCount * 3 / 100
    // Σ weights ÷ rated = 94.7 % in 2019, with weights 1, 0.8, 0.6, 0.
    let satisfaction = growth.share(0.947)
    let good = Int((satisfaction * Double(ratedCount) - 0.8 * Double(fairly) - 0.6 * Double(neutral)).rounded())
    let bad = generator.choose(
      ratedCount - good - fairly - neutral, weights: orders.indices.map { rated[$0] ? trouble(orders[$0]) : 0 })
    let middling = generator.choose(
      neutral, weights: orders.indices.map { rated[$0] && !bad[$0] ? trouble(orders[$0]) : 0 })
    let fair = generator.choose(fairly, weights: orders.indices.map { rated[$0] && !bad[$0] && !middling[$0] ? 1 : 0 })
    let asked = generator.choose(
      Int(Double(inYear.count) * 0.7), weights: orders.indices.map { inYear.contains($0) ? 1 : 0 })
    let askedCount = asked.count { $0 }
    let said = generator.choose(
      Int((Double(askedCount) * growth.share(0.989)).rounded()),
      weights: orders.indices.map { asked[$0] ? 1 / trouble(orders[$0]) : 0 })
    for index in closed {
      let dice = generator.below(100)
      orders[index].resolution = dice < 68 ? "实际解决" : dice < 95 ? "解释说明" : "未解决"
      if rated[index] {
        orders[index].rating =
          bad[index]
          ? (dice < 80 ? "不满意" : "非常不满意") : middling[index] ? "一般" : fair[index] ? "基本满意" : (dice < 45 ? "非常满意" : "满意")
      }
      if asked[index] { orders[index].saidContacted = said[index] ? "是" : "否" }
    }
  }
}
