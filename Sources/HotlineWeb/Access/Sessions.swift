import HotlineConfiguration
import Synchronization

/// Who is logged in: whoever opened the link that was printed at the start, which works once, and whoever gave a password.
final class Sessions: Sendable {
  /// One browser's time with the pages.
  struct Session: Sendable, Hashable {
    /// What the browser shows with each request.
    let id: Token
    /// What forms carry, so that no other site's page can send them.
    let form: Token
    /// Who it is, as the log of what was done names them.
    let user: String
    /// What they may do.
    var role: Role
    /// When it began.
    let begun: ContinuousClock.Instant
    /// When it was used last.
    var used: ContinuousClock.Instant
  }

  private struct State {
    var link: Token? = Token()
    var sessions: [String: Session] = [:]
  }

  /// A session ends when nobody used it for so long, and in any case after ``longest``.
  static let idle = Duration.seconds(8 * 60 * 60)
  /// The longest time that a session lasts.
  static let longest = Duration.seconds(24 * 60 * 60)
  /// Of one user, and of all; those that were not used for longest end for new ones, so that nobody keeps others out.
  private static let mostOfUser = 50
  private static let most = 10_000

  private let state = Mutex(State())
  private let now: @Sendable () -> ContinuousClock.Instant

  /// - Parameter now: the clock; tests turn their own.
  init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    self.now = now
  }

  /// The secret of the link that opens the first session; `nil` once it was used.
  var link: Token? { state.withLock { $0.link } }

  /// A new secret for a link, in place of the last one.
  func renewLink() -> Token {
    let token = Token()
    state.withLock { $0.link = token }
    return token
  }

  /// Begins a session with the link's secret, which is used up by it.
  func begin(with secret: String?) -> Session? {
    let moment = now()
    return state.withLock { state in
      guard let link = state.link, link.isSame(as: secret) else { return nil }
      state.link = nil
      return begin("local", .admin, at: moment, &state)
    }
  }

  /// Begins a session of a user whose password was right; it has a secret of its own, whatever the browser showed before.
  func begin(_ user: String, _ role: Role) -> Session {
    let moment = now()
    return state.withLock { begin(user, role, at: moment, &$0) }
  }

  private func begin(_ user: String, _ role: Role, at moment: ContinuousClock.Instant, _ state: inout State) -> Session
  {
    state.sessions = state.sessions.filter { Self.lasts($0.value, at: moment) }
    let own = state.sessions.values.filter { $0.user == user }
    let crowded =
      own.count >= Self.mostOfUser ? own : state.sessions.count >= Self.most ? Array(state.sessions.values) : []
    if let oldest = crowded.min(by: { $0.used < $1.used }) { state.sessions[oldest.id.text] = nil }
    let session = Session(id: Token(), form: Token(), user: user, role: role, begun: moment, used: moment)
    state.sessions[session.id.text] = session
    return session
  }

  /// The session that a browser names, if it still lasts.
  func session(_ id: String?) -> Session? {
    guard let id else { return nil }
    let moment = now()
    return state.withLock { state in
      guard var session = state.sessions[id], Self.lasts(session, at: moment) else {
        state.sessions[id] = nil
        return nil
      }
      session.used = moment
      state.sessions[id] = session
      return session
    }
  }

  /// Ends a session.
  func end(_ session: Session) { state.withLock { $0.sessions[session.id.text] = nil } }

  /// Ends all sessions of a user.
  func end(user: String) { state.withLock { $0.sessions = $0.sessions.filter { $0.value.user != user } } }

  private static func lasts(_ session: Session, at moment: ContinuousClock.Instant) -> Bool {
    moment - session.used < idle && moment - session.begun < longest
  }
}
