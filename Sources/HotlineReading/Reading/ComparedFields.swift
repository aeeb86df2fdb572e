import HotlineConfiguration
import HotlineModel

/// The places of the fields that are compared with each other and with the moment of the ingest.
struct ComparedFields {
  let line: Int?
  let caller: Int?
  let started: Int?
  let answered: Int?
  let ended: Int?
  let wait: Int?
  let talk: Int?
  let outcome: Int?
  let status: Int?
  let received: Int?
  let contacted: Int?
  let closed: Int?
  let exported: Int?
  /// The times of what has happened, in the order in which it happens.
  let events: [Int]
  /// Events that share a column of days with earlier ones: a clock that goes back there is the next day's.
  let sharedDays: [(event: Int, earlier: [Int])]
  /// Seconds by which a wait and a talk may differ from the times: what their unit rounds off.
  let waitRounding: Int64
  let talkRounding: Int64
  /// The latest moment that an event may have, in Unix seconds.
  let latestMoment: Int64

  /// By how much an event may lie after the ingest: an export from another time zone is up to 14 hours ahead, and a clock
  /// may be wrong.
  static let ingestTolerance: Int64 = 86_400
  /// By how much an event may lie after its row's export, in seconds: two machines' clocks differ by minutes at most.
  static let exportTolerance: Int64 = 300
  /// How long after the earlier event the next day's may lie, in seconds. A clock that goes back by a minute at noon is a
  /// mistake, not a call of 24 hours.
  static let longestNight: Int64 = 12 * 3600

  init(profile: Profile, plan: ColumnPlan, now: Int64) {
    let fields = profile.kind.fields
    line = fields.firstIndex(of: .line)
    caller = fields.firstIndex(of: .caller)
    started = fields.firstIndex(of: .startedAt)
    answered = fields.firstIndex(of: .answeredAt)
    ended = fields.firstIndex(of: .endedAt)
    wait = fields.firstIndex(of: .waitSeconds)
    talk = fields.firstIndex(of: .talkSeconds)
    outcome = fields.firstIndex(of: .outcome)
    status = fields.firstIndex(of: .status)
    received = fields.firstIndex(of: .receivedAt)
    contacted = fields.firstIndex(of: .firstContactedAt)
    closed = fields.firstIndex(of: .closedAt)
    exported = fields.firstIndex(of: .exportedAt)
    // What a roster says of its days is no event that an export could be too early for.
    let events = profile.kind.timeColumns.isEmpty ? [] : profile.kind.eventFields
    let indices = events.compactMap(fields.firstIndex)
    self.events = indices
    func joined(_ index: Int) -> Set<Int> {
      if case .columns(let columns) = plan.fields[index].step, columns.count > 1 { Set(columns) } else { [] }
    }
    sharedDays = indices.enumerated().compactMap { place, event in
      let earlier = indices[..<place].filter { !joined($0).isDisjoint(with: joined(event)) }
      return earlier.isEmpty ? nil : (event, earlier)
    }
    waitRounding = profile.fields[.waitSeconds]?.unit.rounding ?? 1
    talkRounding = profile.fields[.talkSeconds]?.unit.rounding ?? 1
    latestMoment = now + Self.ingestTolerance
  }
}

extension DurationUnit {
  /// The rounding error of a duration in this unit, in seconds.
  fileprivate var rounding: Int64 {
    switch self {
    case .seconds, .milliseconds, .days: 1
    case .minutes: 60
    case .hours: 3600
    }
  }
}
