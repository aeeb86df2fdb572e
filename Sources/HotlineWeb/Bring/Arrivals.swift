import Dispatch
import Foundation
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
    /// When it came, in Unix seconds.
    let at: Int64
    /// The profile to read by; the one that headers call for unless given.
    var profile: String?
    /// Whether it is brought in however many of its rows are rejected: somebody saw how many.
    var takesAll = false
    /// Where it stands.
    var state: State
    /// Counts what happened to it, so that a page knows whether it is still right.
    var step = 0
  }

  let spool: Spool
  /// Files that were begun to be read.
  let attempts: Attempts
  private let workspace: Workspace
  private let queue = DispatchQueue(label: "hotline.writing")
  private let all = Mutex<[String: Arrival]>([:])
  private static let most = 200

  init(workspace: Workspace) {
    self.workspace = workspace
    spool = Spool(database: workspace.database)
    attempts = Attempts(folder: spool.folder)
    spool.clear()
    // What was sent before the server was stopped is tried again; what was confirmed is brought in.
    for name in spool.open.prefix(Self.most) {
      let confirmed = spool.confirmation(name)
      add(
        name, user: "", profile: confirmed?.profile, isConfirmed: confirmed != nil,
        takesAll: confirmed?.takesAll ?? false, isLeftAlone: attempts.areTooMany(name))
    }
  }

  /// The arrivals: those that are being worked on, then those that wait for somebody, then the rest, the last to come first.
  var list: [Arrival] {
    func rank(_ arrival: Arrival) -> Int { arrival.state.isMoving ? 0 : arrival.state.isOpen ? 1 : 2 }
    return all.withLock { Array($0.values) }.sorted {
      (rank($0), -$0.at, $0.name) < (rank($1), -$1.at, $1.name)
    }
  }

  /// What somebody has to look at: could not be read, was read in part, or waits for a word.
  var unsettled: [Arrival] {
    list.filter { arrival in
      switch arrival.state {
      case .checking, .ingesting: false
      case .checked, .failed: true
      case .done(let outcome): !outcome.problems.isEmpty
      }
    }
  }

  /// One of them.
  subscript(_ name: String) -> Arrival? { all.withLock { $0[name] } }

  /// Takes files that lie in the spool, and tries them.
  ///
  /// - Parameters:
  ///   - isConfirmed: whether they were tried before, and are to be brought in.
  ///   - isLeftAlone: whether they are not read before somebody says so.
  func add(
    _ name: String, user: String, profile: String? = nil, isConfirmed: Bool = false, takesAll: Bool = false,
    isLeftAlone: Bool = false
  ) {
    let arrival = Arrival(
      name: name, user: user, files: spool.files(name), at: spool.time(name), profile: profile, takesAll: takesAll,
      state: isLeftAlone ? .failed(Self.endsServer) : isConfirmed ? .ingesting(nil) : .checking(nil))
    all.withLock { all in
      all[name] = arrival
      while all.count > Self.most, let old = all.first(where: { !$0.value.state.isMoving && $0.key != name }) {
        all[old.key] = nil
      }
    }
    if isLeftAlone { spool.unconfirm(name) } else { work(on: name, isTrial: !isConfirmed) }
  }

  private static let endsServer = Diagnostic(
    found: LocalizedText(
      zh: "读取此文件时服务器已中断 \(Attempts.most) 次，不再自动重试",
      en: "the server ended \(Attempts.most) times while it read this file; it is not tried again by itself"),
    fix: LocalizedText(
      zh: "请丢弃，从原系统重新导出后再上传；并请报告这一故障", en: "throw it away and export it anew; and please report the fault"))

  private static let changed = Diagnostic(
    found: LocalizedText(zh: "等待读取时文件已改变", en: "the file changed while it waited to be read"),
    fix: LocalizedText(zh: "文件不再变化后会自动重新读取", en: "it is taken anew when it no longer changes"))

  /// Brings an arrival in that was tried.
  ///
  /// - Parameter takesAll: whether somebody saw how many rows would be rejected, and wants the others all the same.
  func bringIn(_ name: String, takesAll: Bool) {
    let wanted = all.withLock { all -> Arrival? in
      guard let arrival = all[name], case .checked = arrival.state else { return nil }
      all[name]?.state = .ingesting(nil)
      all[name]?.takesAll = takesAll
      all[name]?.step += 1
      return arrival
    }
    guard let wanted else { return }
    spool.confirm(name, .init(profile: wanted.profile, takesAll: takesAll))
    work(on: name, isTrial: false)
  }

  /// Brings a file in that was found in a folder, in its turn and without asking.
  ///
  /// - Parameter stamp: what tells the file, as it is now, from itself after a change.
  func bringIn(_ file: String, in folder: String, stamp: Inbox.Stamp) {
    let name = SafeName.own()
    let outside = Outside(
      folder: folder, name: file, stamp: stamp,
      attempt: Attempts.name(of: "\(folder)/\(file)", stamp: stamp.text))
    let isLeftAlone = attempts.areTooMany(outside.attempt)
    all.withLock {
      $0[name] = Arrival(
        name: name, user: "inbox", files: [Masking.masked(file)], at: Int64(Date().timeIntervalSince1970),
        state: isLeftAlone ? .failed(Self.endsServer) : .ingesting(nil))
    }
    if !isLeftAlone { work(on: name, isTrial: false, outside: outside) }
  }

  /// A file that lies elsewhere than in the spool.
  private struct Outside {
    let folder: String
    let name: String
    let stamp: Inbox.Stamp
    var path: String { "\(folder)/\(name)" }
    /// Its name among the attempts.
    let attempt: String
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
    guard isUnused else { return }
    attempts.end(name)
    spool.discard(name)
  }

  /// How long somebody waits for their turn before they are told what goes on.
  private static let patience = DispatchTimeInterval.seconds(5)

  /// Does something to the database when it is its turn. The caller waits.
  ///
  /// - Throws: ``Busy`` when an ingest goes on for longer than anybody can be expected to wait, and what the body throws.
  func inTurn<Value>(_ body: () throws -> Value) throws -> Value {
    let turn = Turn(on: queue)
    guard turn.comes(within: Self.patience) else { throw Busy() }
    defer { turn.end() }
    return try body()
  }

  private func work(on name: String, isTrial: Bool, outside: Outside? = nil) {
    queue.async { [self] in
      guard let arrival = self[name] else { return }
      // Others may have had their turn since the file was looked at.
      if let outside, outside.stamp != .unnamed, Inbox.Stamp(outside.path) != outside.stamp {
        return set(name, .failed(Self.changed))
      }
      attempts.begin(outside?.attempt ?? name)
      defer { attempts.end(outside?.attempt ?? name) }
      // A trial tells how many rows would be rejected, however many they are.
      let order = IngestFiles(
        [outside?.name ?? spool.path(name)], in: outside?.folder, profile: arrival.profile,
        maxRejectShare: isTrial || arrival.takesAll ? 1 : nil,
        isDryRun: isTrial)
      do {
        let outcome = try order.run(in: workspace) { [self] event in
          guard case .progress(let progress) = event else { return }
          set(name, isTrial ? .checking(progress) : .ingesting(progress), isStep: false)
        }
        guard !isTrial else { return set(name, .checked(outcome)) }
        if outside == nil { end(name, isIn: !outcome.reports.isEmpty) }
        // Of what was refused altogether nothing is in the database, whoever confirmed it.
        if outcome.reports.isEmpty, let problem = outcome.problems.first { return set(name, .failed(problem)) }
        set(name, .done(outcome))
      } catch let problem as Diagnostic {
        if !isTrial, outside == nil { end(name, isIn: false) }
        set(name, .failed(problem))
      } catch {
        if !isTrial, outside == nil { end(name, isIn: false) }
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
