import Dispatch
import HotlineApp
import HotlineConfiguration
import HotlineText
import Synchronization

/// Files that were sent, from their arrival until they are in the database or thrown away. One is worked on at a time; the others wait.
final class Arrivals: Sendable {
  /// Where an arrival stands.
  enum State: Sendable {
    /// It waits to be tried, or is being tried: how far.
    case checking(IngestFiles.Progress?)
    /// It was tried, and nothing changed: what would become of it.
    case checked(IngestFiles.Outcome)
    /// It waits to be brought in, or is being brought in: how far.
    case ingesting(IngestFiles.Progress?)
    /// It is in the database.
    case done(IngestFiles.Outcome)
    /// It could not be tried or brought in at all.
    case failed(Diagnostic)

    /// Whether somebody has to wait.
    var isMoving: Bool {
      switch self {
      case .checking, .ingesting: true
      case .checked, .done, .failed: false
      }
    }

    /// Whether it may be tried in another way or thrown away: it is not in the database, and nobody is at it.
    var isOpen: Bool {
      switch self {
      case .checked, .failed: true
      case .checking, .ingesting, .done: false
      }
    }
  }

  /// One arrival.
  struct Arrival: Sendable {
    /// Its name.
    let name: String
    /// Who sent it.
    let user: String
    /// Its files.
    let files: [String]
    /// The profile to read by; the one that headers call for unless given.
    var profile: String?
    /// Where it stands.
    var state: State
    /// Counts what happened to it, so that a page knows whether it is still right.
    var step = 0
  }

  let spool: Spool
  private let workspace: Workspace
  private let queue = DispatchQueue(label: "hotline.writing")
  private let all = Mutex<[String: Arrival]>([:])
  private static let most = 200

  init(workspace: Workspace) {
    self.workspace = workspace
    spool = Spool(database: workspace.database)
    spool.clear()
    // What was sent before the server was stopped is tried again; what was confirmed is brought in.
    for name in spool.open.prefix(Self.most) {
      let confirmed = spool.confirmedProfile(name)
      let profile = confirmed.flatMap { $0.isEmpty ? nil : $0 }
      add(name, user: "", profile: profile, isConfirmed: confirmed != nil)
    }
  }

  /// The arrivals, those that wait for somebody first.
  var list: [Arrival] {
    all.withLock { Array($0.values) }.sorted {
      ($0.state.isMoving ? 0 : 1, $0.name) < ($1.state.isMoving ? 0 : 1, $1.name)
    }
  }

  /// One of them.
  subscript(_ name: String) -> Arrival? { all.withLock { $0[name] } }

  /// Takes files that lie in the spool, and tries them.
  ///
  /// - Parameter isConfirmed: whether they were tried before, and are to be brought in.
  func add(_ name: String, user: String, profile: String? = nil, isConfirmed: Bool = false) {
    let arrival = Arrival(
      name: name, user: user, files: spool.files(name), profile: profile,
      state: isConfirmed ? .ingesting(nil) : .checking(nil))
    all.withLock { all in
      all[name] = arrival
      while all.count > Self.most, let old = all.first(where: { !$0.value.state.isMoving && $0.key != name }) {
        all[old.key] = nil
      }
    }
    work(on: name, isTrial: !isConfirmed)
  }

  /// Brings an arrival in that was tried.
  func bringIn(_ name: String) {
    let wanted = all.withLock { all -> Arrival? in
      guard let arrival = all[name], case .checked = arrival.state else { return nil }
      all[name]?.state = .ingesting(nil)
      all[name]?.step += 1
      return arrival
    }
    guard let wanted else { return }
    spool.confirm(name, profile: wanted.profile)
    work(on: name, isTrial: false)
  }

  /// Brings a file in that lies elsewhere, in its turn and without asking.
  func bringIn(path: String, name file: String) {
    let name = SafeName.own()
    all.withLock {
      $0[name] = Arrival(name: name, user: "inbox", files: [Masking.masked(file)], state: .ingesting(nil))
    }
    work(on: name, isTrial: false, path: path)
  }

  /// Throws an arrival away that is not in the database.
  func discard(_ name: String) {
    let isUnused = all.withLock { all in
      switch all[name]?.state {
      case .checked, .failed:
        all[name] = nil
        return true
      default: return false
      }
    }
    if isUnused { spool.discard(name) }
  }

  /// Does something to the database when it is its turn. The caller waits.
  func inTurn<Value>(_ body: () throws -> Value) throws -> Value { try queue.sync(execute: body) }

  private func work(on name: String, isTrial: Bool, path: String? = nil) {
    queue.async { [self] in
      guard let arrival = self[name] else { return }
      let order = IngestFiles([path ?? spool.path(name)], profile: arrival.profile, isDryRun: isTrial)
      do {
        let outcome = try order.run(in: workspace) { [self] event in
          guard case .progress(let progress) = event else { return }
          set(name, isTrial ? .checking(progress) : .ingesting(progress), isStep: false)
        }
        guard !isTrial else { return set(name, .checked(outcome)) }
        if path == nil { end(name, isIn: !outcome.reports.isEmpty) }
        // Of what was refused altogether nothing is in the database, whoever confirmed it.
        if outcome.reports.isEmpty, let problem = outcome.problems.first { return set(name, .failed(problem)) }
        set(name, .done(outcome))
      } catch let problem as Diagnostic {
        if !isTrial, path == nil { end(name, isIn: false) }
        set(name, .failed(problem))
      } catch {
        if !isTrial, path == nil { end(name, isIn: false) }
        set(name, .failed(Diagnostic(found: LocalizedText(zh: "未能读入", en: "could not be read"))))
      }
    }
  }

  /// Writes down what became of a confirmed arrival.
  private func end(_ name: String, isIn: Bool) {
    if isIn { spool.settle(name) } else { spool.unconfirm(name) }
  }

  private func set(_ name: String, _ state: State, isStep: Bool = true) {
    all.withLock { all in
      all[name]?.state = state
      if isStep { all[name]?.step += 1 }
    }
  }
}
