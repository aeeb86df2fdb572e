import HotlineCalendar

/// One made-up call.
struct SimulatedCall {
  enum Outcome: String {
    case answered = "接通"
    case queueAbandoned = "排队放弃"
    case ringAbandoned = "振铃放弃"
    case ivrAbandoned = "IVR放弃"
    case selfService = "自助服务"
    case failed = "呼叫失败"
  }

  var startedAt: Int64
  var isOutbound = false
  var outcome = Outcome.answered
  var wait = 0
  var talk = 0
  var caller = 0
  var agent = 0
  var district = 0
  var unit = 0
  var topic = 0
  /// `nil` when no transfer was asked for.
  var isTransferred: Bool?
  var isResolved: Bool?
  var rating: String?
}

/// Makes a line's calls: fixed counts, dealt over hours by the load.
struct CallSimulation {
  let year: Int
  let calendar: WorkingDayCalendar
  let population: Population
  let agents: Int
  var generator: SeededGenerator

  /// The counts that the made-up calls have exactly.
  struct Quota {
    var inbound: Int
    var outbound: Int
    var asked: Int
    var answered: Int
    var failed: Int
    var selfService: Int
    var rated: Int
    var satisfied: Int
    /// Transfers asked for and succeeded; only on transferred lines.
    var transfersAsked = 0
    var transfersSucceeded = 0
  }

  /// Relative call volume by hour of a working day.
  private static let hours: [Double] = [
    3, 1.6, 0.9, 0.6, 0.6, 1, 3, 9, 32, 62, 66, 48, 30, 52, 64, 60, 48, 28, 17, 14, 12, 10, 7, 5,
  ]
  private static let months: [Double] = [1.02, 0.78, 1.08, 1.16, 1.02, 0.98, 1.04, 1.03, 1, 0.95, 1, 0.94]

  mutating func calls(_ quota: Quota, callerBase: Int) -> [SimulatedCall] {
    var calls = draw(quota.inbound)
    let loads = loads(of: calls)
    addPeople(&calls, callerBase: callerBase, scale: Double(quota.inbound) / 185_000)
    decideOutcomes(&calls, quota: quota, loads: loads)
    if quota.transfersAsked > 0 { decideTransfers(&calls, quota: quota) }
    decideRatings(&calls, quota: quota)
    addDurations(&calls, loads: loads)
    calls += outboundCalls(quota.outbound, after: calls)
    return calls.sorted { $0.startedAt < $1.startedAt }
  }

  private mutating func draw(_ count: Int) -> [SimulatedCall] {
    let first = LocalMonth(year: year, month: 1).firstDay
    let last = LocalMonth(year: year, month: 12).lastDay
    var weights: [Double] = []
    for number in first.number...last.number {
      let day = LocalDay(number: number)
      let isWorking = calendar.isWorkingDay(day) ?? (day.weekday < 6)
      let monday = isWorking && day.weekday == 1 ? 1.15 : 1
      for hour in 0..<24 {
        let isNight = hour < 8 || hour >= 20
        let rest = isWorking ? 1 : (isNight ? 0.9 : 0.38)
        weights.append(Self.hours[hour] * Self.months[day.month.month - 1] * rest * monday)
      }
    }
    let cumulative = Population.cumulative(weights)
    var times: [Int64] = []
    times.reserveCapacity(count)
    for _ in 0..<count {
      let hour = generator.index(cumulative: cumulative)
      times.append(first.moment(hour * 3600 + generator.below(3600)))
    }
    return times.sorted().map { SimulatedCall(startedAt: $0) }
  }

  /// For each call, the load of its hour: calls per seat against what a seat can take. A hotline with few calls has the same
  /// seats as a busy one, so its load is that of the usual day.
  private func loads(of calls: [SimulatedCall]) -> [Double] {
    var perHour: [Int64: Int] = [:]
    var perClock = Array(repeating: 0.0, count: 24)
    for call in calls {
      perHour[call.startedAt / 3600, default: 0] += 1
      perClock[LocalTime.hour(call.startedAt)] += 1
    }
    let scale = max(0.000_01, Double(calls.count) / 185_000)
    let isSparse = calls.count < 50_000
    let roster = ShiftRoster(calendar: calendar, agents: agents, scale: scale)
    return calls.map { call in
      let seats = Double(roster.usualSeats(at: call.startedAt))
      let count =
        isSparse
        ? perClock[LocalTime.hour(call.startedAt)] / 365 : Double(perHour[call.startedAt / 3600] ?? 0)
      return count / scale / (seats * 14)
    }
  }

  private mutating func addPeople(_ calls: inout [SimulatedCall], callerBase: Int, scale: Double) {
    let roster = ShiftRoster(calendar: calendar, agents: agents, scale: scale)
    var fresh = callerBase
    for index in calls.indices {
      calls[index].topic = generator.index(cumulative: population.topicWeights)
      calls[index].district = generator.index(cumulative: population.districtWeights)
      if index > 10, generator.below(100) < 11 {
        // Someone who called within the last days calls again, mostly about the same.
        let earlier = calls[max(0, index - 1 - generator.below(min(index, max(40, calls.count / 90))))]
        calls[index].caller = earlier.caller
        calls[index].district = earlier.district
        if generator.below(10) < 7 { calls[index].topic = earlier.topic }
      } else {
        fresh += 1
        calls[index].caller = fresh
      }
      calls[index].unit = population.unit(topic: calls[index].topic, &generator)
      calls[index].agent = roster.agent(at: calls[index].startedAt, draw: generator.below(agents))
    }
  }

  private mutating func decideOutcomes(_ calls: inout [SimulatedCall], quota: Quota, loads: [Double]) {
    let isAsked = generator.choose(quota.asked, weights: calls.map { _ in 1 })
    let answered = generator.choose(
      quota.answered, weights: calls.indices.map { isAsked[$0] ? answerWeight(loads[$0]) : 0 })
    let failed = generator.choose(quota.failed, weights: calls.indices.map { isAsked[$0] && !answered[$0] ? 1 : 0 })
    let selfServed = generator.choose(quota.selfService, weights: calls.indices.map { isAsked[$0] ? 0 : 1 })
    for index in calls.indices {
      if answered[index] {
        calls[index].outcome = .answered
      } else if failed[index] {
        calls[index].outcome = .failed
      } else if isAsked[index] {
        calls[index].outcome = generator.below(9) == 0 ? .ringAbandoned : .queueAbandoned
      } else {
        calls[index].outcome = selfServed[index] ? .selfService : .ivrAbandoned
      }
    }
  }

  /// Busy hours lose more calls.
  private func answerWeight(_ load: Double) -> Double { load < 0.7 ? 60 : max(0.8, 60 - (load - 0.7) * 95) }

  private mutating func decideTransfers(_ calls: inout [SimulatedCall], quota: Quota) {
    // A transfer succeeds when the seat answers: the answered calls succeed first.
    let answered = calls.map { $0.outcome == .answered ? 1.0 : 0 }
    let succeeded = generator.choose(quota.transfersSucceeded, weights: answered)
    let failed = generator.choose(
      quota.transfersAsked - quota.transfersSucceeded,
      weights: calls.indices.map { succeeded[$0] ? 0 : (answered[$0] > 0 ? 0.02 : 1) })
    for index in calls.indices {
      if succeeded[index] { calls[index].isTransferred = true }
      if failed[index] { calls[index].isTransferred = false }
    }
  }

  private mutating func decideRatings(_ calls: inout [SimulatedCall], quota: Quota) {
    let rated = generator.choose(quota.rated, weights: calls.map { $0.outcome == .answered ? 1 : 0 })
    let bad = generator.choose(
      quota.rated - quota.satisfied,
      weights: calls.indices.map {
        rated[$0] ? population.topics[calls[$0].topic].trouble * population.trouble(district: calls[$0].district) : 0
      })
    for index in calls.indices where calls[index].outcome == .answered {
      calls[index].isResolved = generator.below(100) < 91
      guard rated[index] else { continue }
      let dice = generator.below(100)
      calls[index].rating =
        bad[index] ? (dice < 40 ? "一般" : dice < 85 ? "不满意" : "非常不满意") : (dice < 55 ? "非常满意" : dice < 90 ? "满意" : "基本满意")
    }
  }

  private mutating func addDurations(_ calls: inout [SimulatedCall], loads: [Double]) {
    for index in calls.indices {
      let load = loads[index]
      switch calls[index].outcome {
      case .answered:
        calls[index].wait = min(240, 2 + Int(generator.exponential(mean: load < 0.7 ? 4 : 4 + (load - 0.7) * 45)))
        calls[index].talk = min(3600, 12 + Int(generator.exponential(mean: 80)) + Int(generator.exponential(mean: 90)))
      case .queueAbandoned, .ringAbandoned: calls[index].wait = min(400, 6 + Int(generator.exponential(mean: 45)))
      case .failed: calls[index].wait = generator.below(20)
      case .ivrAbandoned, .selfService: calls[index].wait = 0
      }
    }
  }

  private mutating func outboundCalls(_ count: Int, after calls: [SimulatedCall]) -> [SimulatedCall] {
    guard !calls.isEmpty else { return [] }
    return (0..<count).map { _ in
      var call = calls[generator.below(calls.count)]
      // Calls back are made in the hour after, never after the year's end.
      call.startedAt = min(
        call.startedAt + Int64(600 + generator.below(3000)),
        LocalMonth(year: year, month: 12).lastDay.advanced(by: 1).start - 900)
      call.isOutbound = true
      call.isTransferred = nil
      call.rating = nil
      call.isResolved = nil
      call.outcome = generator.below(100) < 78 ? .answered : .queueAbandoned
      call.wait = 5 + generator.below(20)
      call.talk = call.outcome == .answered ? 20 + Int(generator.exponential(mean: 100)) : 0
      return call
    }
  }
}
