import HotlineCalendar
import HotlineModel

/// 瓶颈: for each hour of working days and other days, the seats that the calls needed beside the seats that were there.
package struct SeatDemand: Sendable {
  /// What is wanted of the seats.
  package struct Goal: Sendable, Hashable {
    /// The share of calls that asked for a seat to be answered, 0…1.
    package var connection: Double
    /// The share of calls to be answered within ``withinSeconds``, 0…1.
    package var serviceLevel: Double
    /// Seconds.
    package var withinSeconds: Double

    /// 95 % connected (GB/T 33358-2016), 80 % within 15 seconds (domain.md §1.4) unless given.
    package init(connection: Double = 0.95, serviceLevel: Double = 0.8, withinSeconds: Double = 15) {
      self.connection = connection
      self.serviceLevel = serviceLevel
      self.withinSeconds = withinSeconds
    }
  }

  /// One hour of the day.
  package struct Hour: Sendable, Hashable {
    /// Whether of working days or of the others.
    package let isWorkingDay: Bool
    /// 0…23.
    package let hour: Int
    /// Calls that asked for a seat in such an hour, on average.
    package let callsPerHour: Double
    /// Seconds talked in a call, on average.
    package let talkSeconds: Double
    /// Calls that asked, abandoned ones among them, in all such hours.
    package let asked: Int
    /// Calls abandoned.
    package let abandoned: Int
    /// Distinct agents who answered in such an hour, on average.
    package let seatsThere: Double
    /// The fewest seats that reach the connection rate wanted, by Erlang A; `nil` when nobody's patience is known.
    package let seatsForConnection: Int?
    /// The fewest seats that reach the service level wanted, by Erlang C.
    package let seatsForServiceLevel: Int?
    /// Whether a public version hides how many calls there were.
    package internal(set) var hidesCalls = false
    /// Whether it hides how many of them were abandoned.
    package internal(set) var hidesAbandoned = false
    /// How the share abandoned in the busier half of such hours exceeds that in the quieter half; `nil` without both.
    let loadEffect: NewcombeInterval?

    /// The share abandoned; `nil` for fewer than ten calls.
    package var abandonment: Double? {
      Double(asked) >= FunnelPlot.fewestShown ? Double(abandoned) / Double(asked) : nil
    }
    /// Calls in the hour on the busiest tenth of days: what nine days of ten stay below.
    package let busyCalls: Double
    /// The fewest seats that reach the connection rate wanted on such a day, by Erlang A.
    package let seatsForBusyDay: Int?
    /// Whether calls are lost because there are many: the busier half loses more than chance explains.
    package var isLoadDriven: Bool { loadEffect.map { $0.low > 0 } ?? false }
    /// Seats short of the connection rate wanted; 0 when there were enough.
    package var seatsShort: Double { seatsForConnection.map { max(0, Double($0) - seatsThere) } ?? 0 }
    /// Whole seats short: a twentieth more than there were is not another one.
    package var wholeSeatsShort: Int { max(0, Int((seatsShort - 0.05).rounded(.up))) }
  }

  /// Clock hours by how many calls came on one seat.
  package struct Band: Sendable, Hashable {
    /// Calls a seat and hour, from …
    package let from: Double
    /// … to below; `nil` for the last band.
    package let to: Double?
    /// Whether nobody answered in these hours: no load is known.
    package var isUnattended = false
    /// Calls that asked for a seat.
    package let asked: Int
    /// Calls abandoned.
    package let abandoned: Int
    /// Whether a public version hides both.
    package internal(set) var isHidden = false
  }

  /// What is wanted.
  package let goal: Goal
  /// The patience that waits show, in seconds; `nil` when nobody hung up.
  package let patienceSeconds: Double?
  /// The hours that had calls, working days first.
  package private(set) var hours: [Hour]
  /// All clock hours by load.
  package private(set) var bands: [Band]
  /// Whether a public version tells of no hour.
  package fileprivate(set) var isHidden = false

  /// Hides what rests on fewer cases, and what would tell it: all hours add up to the calls of the period, as all bands do.
  mutating func hide(under threshold: Int) {
    let cells = SmallCells(threshold: Double(threshold), axes: [0])
    func hidden(_ counts: [(asked: Int, abandoned: Int)]) -> (calls: Set<[String]>, abandoned: Set<[String]>) {
      func labelled(_ count: ((asked: Int, abandoned: Int)) -> Int) -> [[String]: Double] {
        Dictionary(uniqueKeysWithValues: counts.enumerated().map { ([String($0.offset)], Double(count($0.element))) })
      }
      let calls = cells.hidden(in: labelled { $0.asked })
      let answered = cells.hidden(in: labelled { $0.asked - $0.abandoned }, forced: calls)
      let abandoned = cells.hidden(in: labelled { $0.abandoned }, forced: answered)
      // What is hidden for the abandoned calls' sake must not stand alone among the answered ones.
      return (calls, cells.hidden(in: labelled { $0.asked - $0.abandoned }, forced: abandoned))
    }
    let ofHours = hidden(hours.map { ($0.asked, $0.abandoned) })
    for index in hours.indices {
      hours[index].hidesCalls = ofHours.calls.contains([String(index)])
      hours[index].hidesAbandoned = ofHours.abandoned.contains([String(index)])
    }
    let ofBands = hidden(bands.map { ($0.asked, $0.abandoned) })
    for index in bands.indices { bands[index].isHidden = ofBands.abandoned.contains([String(index)]) }
  }

  /// Whether an hour is a bottleneck: it misses the connection rate wanted, loses calls by load, and seats were short.
  package func isBottleneck(_ hour: Hour) -> Bool {
    hour.isLoadDriven && hour.seatsShort >= 0.5 && (hour.abandonment ?? 0) > 1 - goal.connection
  }

  /// The bottlenecks, the most lost first.
  package var bottlenecks: [Hour] {
    hours.filter(isBottleneck).sorted { ($1.abandoned, $0.hour) < ($0.abandoned, $1.hour) }
  }

  /// - Parameters:
  ///   - hours: the clock hours with calls.
  ///   - days: of how many working days and other days files tell.
  init(_ hours: [SeatHour], days: (working: Int, other: Int), goal: Goal) {
    self.goal = goal
    let waited = hours.reduce(0) { $0 + $1.waitedSeconds }
    let patience = ErlangA.patience(
      secondsWaited: Double(waited), abandoned: Double(hours.reduce(0) { $0 + $1.abandoned }))
    patienceSeconds = patience
    let talkKnown = hours.reduce(0) { $0 + $1.talkKnown }
    let usualTalk = talkKnown > 0 ? Double(hours.reduce(0) { $0 + $1.talkSeconds }) / Double(talkKnown) : 0
    let groups = Dictionary(grouping: hours) {
      HourKey(isWorkingDay: $0.isWorkingDay ?? ($0.day.weekday < 6), hour: $0.hour)
    }
    self.hours = groups.sorted { $0.key < $1.key }.map { key, hours in
      let dayCount = max(1, key.isWorkingDay ? days.working : days.other)
      let asked = hours.reduce(0) { $0 + $1.asked }
      let known = hours.reduce(0) { $0 + $1.talkKnown }
      let talk = known >= 30 ? Double(hours.reduce(0) { $0 + $1.talkSeconds }) / Double(known) : usualTalk
      let rate = Double(asked) / Double(dayCount)
      let busy = Self.ninetieth(hours.map(\.asked), of: dayCount)
      return Hour(
        isWorkingDay: key.isWorkingDay, hour: key.hour, callsPerHour: rate, talkSeconds: talk, asked: asked,
        abandoned: hours.reduce(0) { $0 + $1.abandoned },
        seatsThere: Double(hours.reduce(0) { $0 + $1.seats }) / Double(hours.count),
        seatsForConnection: talk > 0
          ? patience.flatMap {
            ErlangA.seats(
              callsPerHour: rate, handlingSeconds: talk, patienceSeconds: $0, connection: goal.connection)
          } : nil,
        seatsForServiceLevel: talk > 0
          ? ErlangC.seats(
            callsPerHour: rate, handlingSeconds: talk, serviceLevel: goal.serviceLevel,
            withinSeconds: goal.withinSeconds) : nil,
        loadEffect: Self.loadEffect(hours), busyCalls: busy,
        seatsForBusyDay: talk > 0
          ? patience.flatMap {
            ErlangA.seats(callsPerHour: busy, handlingSeconds: talk, patienceSeconds: $0, connection: goal.connection)
          } : nil)
    }
    bands = Self.bands(hours)
  }

  /// The number that nine of ten days stay below or reach; days without calls count as 0.
  private static func ninetieth(_ calls: [Int], of days: Int) -> Double {
    let sorted = Array(repeating: 0, count: max(0, days - calls.count)) + calls.sorted()
    return Double(sorted[min(sorted.count - 1, sorted.count * 9 / 10)])
  }

  /// The busier half of an hour's days against the quieter half.
  private static func loadEffect(_ hours: [SeatHour]) -> NewcombeInterval? {
    let sorted = hours.sorted { ($0.asked, $0.day) < ($1.asked, $1.day) }
    func counts(_ hours: some Sequence<SeatHour>) -> (cases: Double, of: Double) {
      hours.reduce((0, 0)) { ($0.0 + Double($1.abandoned), $0.1 + Double($1.asked)) }
    }
    return NewcombeInterval(
      counts(sorted.suffix(sorted.count / 2)), minus: counts(sorted.prefix(sorted.count - sorted.count / 2)))
  }

  private static func bands(_ hours: [SeatHour]) -> [Band] {
    let edges: [Double] = [0, 4, 8, 12, 16, 20]
    let attended = edges.enumerated().compactMap { index, from -> Band? in
      let to = index + 1 < edges.count ? edges[index + 1] : nil
      let inside = hours.filter { hour in
        guard hour.seats > 0 else { return false }
        let load = Double(hour.asked) / Double(hour.seats)
        return load >= from && to.map { load < $0 } ?? true
      }
      let asked = inside.reduce(0) { $0 + $1.asked }
      guard asked > 0 else { return nil }
      return Band(from: from, to: to, asked: asked, abandoned: inside.reduce(0) { $0 + $1.abandoned })
    }
    // All bands add up to the calls that asked for a seat.
    let others = hours.filter { $0.seats == 0 }
    let asked = others.reduce(0) { $0 + $1.asked }
    guard asked > 0 else { return attended }
    let abandoned = others.reduce(0) { $0 + $1.abandoned }
    return attended + [Band(from: 0, to: nil, isUnattended: true, asked: asked, abandoned: abandoned)]
  }
}

private struct HourKey: Hashable, Comparable {
  let isWorkingDay: Bool
  let hour: Int

  static func < (left: HourKey, right: HourKey) -> Bool {
    (left.isWorkingDay ? 0 : 1, left.hour) < (right.isWorkingDay ? 0 : 1, right.hour)
  }
}

extension MetricEngine {
  /// The seats that a period's calls needed, all lines together: seats answer them all.
  /// Nothing is told of them where a public version hides how many calls there were, or were answered: the hours add up to that.
  package func seatDemand(in period: Period, goal: SeatDemand.Goal) throws -> SeatDemand {
    let totals = [catalog.reports[.calls], catalog.reports[.connection], catalog.reports[.abandonment]]
    if try hidesTotals(totals, in: period) {
      var demand = SeatDemand([], days: (0, 0), goal: goal)
      demand.isHidden = true
      return demand
    }
    var days = (working: 0, other: 0)
    let files = FileCoverage(period: period, groups: [], conditions: conditions, read: data.spans)
    let hours = try data.seatHours(in: period)
    let cases = Double(hours.reduce(0) { $0 + $1.asked })
    for number in try files.knownDays(of: .call, cases: cases, upTo: data.asOf() ?? period.end) {
      let day = LocalDay(number: number)
      if data.isWorkingDay(day) ?? (day.weekday < 6) { days.working += 1 } else { days.other += 1 }
    }
    var demand = SeatDemand(hours, days: days, goal: goal)
    if let hiddenUnder { demand.hide(under: hiddenUnder) }
    return demand
  }
}
