import Synchronization

/// How often somebody may try a password: five wrong ones for a name from one machine, twenty from one machine, a hundred for a name from
/// all machines together. Each further one makes the wait longer.
final class LoginBounds: Sendable {
  private struct Tries {
    var count = 0
    var until: ContinuousClock.Instant?
    var last: ContinuousClock.Instant
  }

  private static let most = 10_000
  private let tries = Mutex<[String: Tries]>([:])
  private let now: @Sendable () -> ContinuousClock.Instant

  /// - Parameter now: the clock; tests turn their own.
  init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) { self.now = now }

  /// Nobody elsewhere keeps somebody out by five wrong passwords; many machines together have no more than a few of them.
  ///
  /// - Returns: the name from this machine first.
  private static func keys(_ name: String, _ peer: String) -> [(key: String, free: Int)] {
    [("both \(peer) \(name)", 5), ("peer \(peer)", 20), ("name \(name)", 100)]
  }

  /// Counts a try, as a wrong one until it is known to be right: of many that come at once none goes uncounted.
  ///
  /// - Returns: how long nobody may try; `nil` when this one may be looked at.
  func attempt(_ name: String, from peer: String) -> Duration? {
    let moment = now()
    return tries.withLock { tries in
      let until = Self.keys(name, peer).compactMap { tries[$0.key]?.until }.filter { $0 > moment }.max()
      if let until { return until - moment }
      // What is older than an hour is forgotten when there is too much of it.
      if tries.count > Self.most { tries = tries.filter { moment - $0.value.last < .seconds(3600) } }
      for (key, free) in Self.keys(name, peer) {
        var known = tries[key] ?? Tries(last: moment)
        if moment - known.last > .seconds(86_400) { known = Tries(last: moment) }
        known.count += 1
        known.last = moment
        if known.count >= free {
          known.until = moment + .seconds(min(3600, 15 * (1 << min(10, known.count - free))))
        }
        tries[key] = known
      }
      return nil
    }
  }

  /// Takes a try back whose password was right, and forgets the wrong ones of the name from there.
  func succeeded(_ name: String, from peer: String) {
    tries.withLock { tries in
      let keys = Self.keys(name, peer)
      tries[keys[0].key] = nil
      for (key, free) in keys.dropFirst() {
        guard var known = tries[key] else { continue }
        known.count -= 1
        if known.count < free { known.until = nil }
        tries[key] = known
      }
    }
  }
}
