import Foundation

/// A place's clock: how far it is ahead of UTC, and since when.
///
/// The zone of the process (``current``) is set once, when the program starts and before anything asks for a local time; from
/// then on it is only read, by all threads and without a lock. Nothing else may set it. A test that needs another zone runs in
/// a process of its own. A zone whose offset never changes costs an addition for each moment, as a constant would.
package struct LocalZone: Sendable, Hashable {
  /// A run of time with one distance from UTC.
  package struct Stretch: Sendable, Hashable {
    /// The first moment, in Unix seconds.
    package let start: Int64
    /// The first local second, counted like Unix seconds but on the local clock.
    package let low: Int64
    /// The first local second of the next stretch.
    package let high: Int64
    /// Seconds by which the clock is ahead of UTC.
    package let offset: Int64

    /// Whether a local second lies in the stretch.
    @inline(__always)
    package func holds(_ local: Int64) -> Bool { local >= low && local < high }
  }

  /// `America/New_York`, `UTC` or `+09:00`.
  package let name: String
  /// The stretches from 1900 to 2100 in order; together they cover all of time.
  package let stretches: [Stretch]

  /// The zone where no locality says otherwise. Shanghai has kept UTC+8 without summer time since 1991; what was before is
  /// told by the same clock.
  package static let standard = LocalZone(name: "Asia/Shanghai", offset: 8 * 3600)

  private init(name: String, stretches: [Stretch]) {
    self.name = name
    self.stretches = stretches
  }

  private init(name: String, offset: Int64) {
    self.init(name: name, stretches: [Stretch(start: .min, low: .min, high: .max, offset: offset)])
  }

  /// `UTC`, an offset such as `+09:00`, or a zone of the system's zone data (`America/New_York`); `nil` for anything else.
  package init?(name: String) {
    if name == Self.standard.name {
      self = .standard
    } else if name == "UTC" {
      self.init(name: name, offset: 0)
    } else if let sign = name.first, sign == "+" || sign == "-" {
      let digits = name.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
      guard digits.count == 2, digits.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
        let hours = Int64(digits[0]), let minutes = Int64(digits[1]), hours <= 14, minutes < 60
      else { return nil }
      self.init(name: name, offset: (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60))
    } else {
      // Without a slash there are only abbreviations, and CST is both Chicago's and Shanghai's.
      guard name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
      self.init(name: name, stretches: Self.stretches(of: zone))
    }
  }

  private static func stretches(of zone: TimeZone) -> [Stretch] {
    var moment = Date(timeIntervalSince1970: -2_208_988_800)
    let end = Date(timeIntervalSince1970: 4_102_444_800)
    var offset = Int64(zone.secondsFromGMT(for: moment))
    var stretches: [Stretch] = []
    var (start, low) = (Int64.min, Int64.min)
    while let change = zone.nextDaylightSavingTimeTransition(after: moment), change > moment, change < end {
      let after = Int64(zone.secondsFromGMT(for: change))
      moment = change
      guard after != offset else { continue }
      let next = Int64(change.timeIntervalSince1970.rounded())
      let high = next + max(offset, after)
      stretches.append(Stretch(start: start, low: low, high: high, offset: offset))
      (start, low, offset) = (next, high, after)
    }
    return stretches + [Stretch(start: start, low: low, high: .max, offset: offset)]
  }
}

// MARK: From moments to the local clock and back

extension LocalZone {
  /// Seconds by which the clock is ahead of UTC if that never changes.
  package var fixedOffset: Int64? { stretches.count == 1 ? stretches[0].offset : nil }

  /// Seconds by which hours on the clock begin before those of Unix time.
  package var hourOffset: Int64 { fixedOffset ?? (offset(at: 0) % 3600 + 3600) % 3600 }

  /// Seconds by which the clock is ahead of UTC at a moment (Unix seconds).
  package func offset(at unixSeconds: Int64) -> Int64 {
    stretches.withUnsafeBufferPointer { Self.offset(at: unixSeconds, in: $0) }
  }

  /// The stretch of a local second. A local time that occurs twice (the clock went back) is the first of the two; one that
  /// never occurred (the clock went forward) is read as if the clock had not gone forward yet, so 02:30 becomes 03:30.
  package func stretch(atLocal local: Int64) -> Stretch {
    var (low, high) = (0, stretches.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if local < stretches[middle].high { high = middle } else { low = middle + 1 }
    }
    return stretches[low]
  }

  /// Unix seconds of a local second.
  package func unixSeconds(ofLocal local: Int64) -> Int64 { local - stretch(atLocal: local).offset }

  /// The same time of day one day later, in Unix seconds.
  package func nextDay(_ unixSeconds: Int64) -> Int64 {
    self.unixSeconds(ofLocal: unixSeconds + offset(at: unixSeconds) + 86_400)
  }

  private static func offset(at unixSeconds: Int64, in stretches: UnsafeBufferPointer<Stretch>) -> Int64 {
    var (low, high) = (0, stretches.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if unixSeconds < stretches[middle].start { high = middle - 1 } else { low = middle }
    }
    return stretches[low].offset
  }
}

// MARK: The zone of the process

extension LocalZone {
  private nonisolated(unsafe) static var chosen = standard
  /// The offset of the process's zone, or `changing`. A constant, so that no read of it waits for an initialisation.
  private nonisolated(unsafe) static var chosenOffset: Int64 = 8 * 3600
  private nonisolated(unsafe) static var chosenStretches = UnsafeBufferPointer<Stretch>(start: nil, count: 0)
  private static let changing = Int64.min

  /// The zone whose days and hours the process tells.
  package static var current: LocalZone { chosen }

  /// Sets the zone of the process. Only the start of the program calls it, before any other thread runs.
  static func use(_ zone: LocalZone) {
    chosen = zone
    // Kept for the life of the process: no reader counts a reference.
    let stretches = UnsafeMutableBufferPointer<Stretch>.allocate(capacity: zone.stretches.count)
    _ = stretches.initialize(from: zone.stretches)
    chosenStretches = UnsafeBufferPointer(stretches)
    chosenOffset = zone.fixedOffset ?? changing
  }

  /// Seconds by which the clock of the process's zone is ahead of UTC at a moment (Unix seconds).
  @inline(__always)
  static func offset(at unixSeconds: Int64) -> Int64 {
    let fixed = chosenOffset
    return fixed != changing ? fixed : offset(at: unixSeconds, in: chosenStretches)
  }

  /// Whether the clock of the process's zone shows the time of a moment (Unix seconds) for the second time.
  @inline(__always)
  static func isShownAgain(_ unixSeconds: Int64) -> Bool {
    guard chosenOffset == changing else { return false }
    let moment = LocalTime.bounded(unixSeconds)
    return chosen.unixSeconds(ofLocal: moment + offset(at: moment)) != moment
  }

  /// Unix seconds of a local second of the process's zone.
  @inline(__always)
  static func unixSeconds(ofLocal local: Int64) -> Int64 {
    let fixed = chosenOffset
    return fixed != changing ? local - fixed : chosen.unixSeconds(ofLocal: local)
  }
}
