import Foundation

/// The clock that wrote an export's times: a fixed distance from UTC, or a named zone with its summer time.
///
/// A named zone's changes are looked up once, from 1900 to 2100; reading a time is then a search in a short table, and with
/// ``Stretch`` two comparisons. A local time that occurs twice (the clock went back) is the first of the two; one that never
/// occurred (the clock went forward) is read as if the clock had not gone forward yet, so 02:30 becomes 03:30 summer time.
struct ExportClock: Sendable, Hashable {
  /// A run of local times with one distance from UTC.
  struct Stretch: Sendable, Hashable {
    /// The first local second, counted like Unix seconds but on the local clock.
    var low: Int64
    /// The first local second of the next stretch.
    var high: Int64
    /// Seconds by which the clock is ahead of UTC.
    var offset: Int64

    /// Whether a local second lies in the stretch.
    @inline(__always)
    func holds(_ local: Int64) -> Bool { local >= low && local < high }
  }

  /// The stretches, in order; together they cover all of time.
  let stretches: [Stretch]

  /// The default: Shanghai has kept UTC+8 without summer time since 1991.
  static let shanghai = ExportClock(offset: 8 * 3600)

  private init(stretches: [Stretch]) {
    self.stretches = stretches
  }

  /// A clock without summer time.
  init(offset: Int) {
    self.init(stretches: [Stretch(low: .min, high: .max, offset: Int64(offset))])
  }

  /// `Asia/Shanghai`, `UTC`, an offset such as `+09:00`, or a zone of the system's zone data (`America/New_York`).
  init?(name: String) {
    switch name {
    case "Asia/Shanghai": self = .shanghai
    case "UTC": self.init(offset: 0)
    default:
      if let sign = name.first, sign == "+" || sign == "-" {
        let digits = name.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard digits.count == 2, digits.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
          let hours = Int(digits[0]), let minutes = Int(digits[1]), hours <= 14, minutes < 60
        else { return nil }
        self.init(offset: (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60))
      } else {
        // Without a slash there are only abbreviations, and CST is both Chicago's and Shanghai's.
        guard name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
        self.init(stretches: Self.stretches(of: zone))
      }
    }
  }

  /// The stretch of a local second.
  func stretch(at local: Int64) -> Stretch {
    var (low, high) = (0, stretches.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if local < stretches[middle].high { high = middle } else { low = middle + 1 }
    }
    return stretches[low]
  }

  /// Unix seconds of a local second.
  func unixSeconds(ofLocal local: Int64) -> Int64 { local - stretch(at: local).offset }

  /// The same time of day one day later, in Unix seconds.
  func nextDay(_ unixSeconds: Int64) -> Int64 {
    // The first stretch that a moment falls into when it is written down there; at most a few hundred.
    let own = stretches.first { $0.holds(unixSeconds + $0.offset) } ?? stretch(at: unixSeconds)
    return self.unixSeconds(ofLocal: unixSeconds + own.offset + 86_400)
  }

  private static func stretches(of zone: TimeZone) -> [Stretch] {
    var moment = Date(timeIntervalSince1970: -2_208_988_800)
    let end = Date(timeIntervalSince1970: 4_102_444_800)
    var offset = Int64(zone.secondsFromGMT(for: moment))
    var stretches: [Stretch] = []
    var low = Int64.min
    while let change = zone.nextDaylightSavingTimeTransition(after: moment), change > moment, change < end {
      let after = Int64(zone.secondsFromGMT(for: change))
      moment = change
      guard after != offset else { continue }
      let high = Int64(change.timeIntervalSince1970.rounded()) + max(offset, after)
      stretches.append(Stretch(low: low, high: high, offset: offset))
      (low, offset) = (high, after)
    }
    return stretches + [Stretch(low: low, high: .max, offset: offset)]
  }
}
