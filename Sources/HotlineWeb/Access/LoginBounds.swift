import Synchronization

/// How often somebody may try a password: after five wrong ones for a name, or twenty from one machine, each further one makes the wait longer.
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

  private static func keys(_ name: String, _ peer: String) -> [(key: String, free: Int)] {
    [("name \(name)", 5), ("peer \(peer)", 20)]
  }

  /// How long nobody may try; `nil` when it may be tried now.
  func wait(_ name: String, from peer: String) -> Duration? {
    let moment = now()
    return tries.withLock { tries in
      Self.keys(name, peer).compactMap { tries[$0.key]?.until }.filter { $0 > moment }.max().map { $0 - moment }
    }
  }

  /// Counts a wrong password.
  func failed(_ name: String, from peer: String) {
    let moment = now()
    tries.withLock { tries in
      // What is older than a day is forgotten.
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
    }
  }

  /// Forgets the wrong ones of a name that was then right.
  func succeeded(_ name: String) { tries.withLock { $0["name \(name)"] = nil } }
}
