import Dispatch
import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineText
import Synchronization

/// Files of rows that are too many for one answer: each is written in the background, one after the other, and kept for a day.
final class Exports: Sendable {
  /// Where a file stands.
  enum State: Sendable {
    /// It waits, or so many rows are written.
    case writing(Int)
    /// It is whole.
    case done(rows: Int, bytes: Int)
    /// It could not be written.
    case failed(Diagnostic)

    /// Whether somebody has to wait.
    var isMoving: Bool { if case .writing = self { true } else { false } }
  }

  /// One file.
  struct Export: Sendable {
    /// Its name.
    let name: String
    /// Who asked for it; nobody else sees it.
    let user: String
    /// What is in it, in words.
    let title: String
    /// Under which name a browser keeps it.
    let file: String
    /// When it was asked for.
    let at: ContinuousClock.Instant
    /// What had been taken out of the database until then.
    let removals: String
    /// Where it stands.
    var state = State.writing(0)
    /// Whether nobody wants it any more.
    var isDropped = false
  }

  /// What the folder's name has behind the database's.
  static let ending = ".exports"
  /// The most files that are kept or wait, of all users and of one.
  static let most = 20
  static let mostOfOne = 4
  /// How long a file is kept.
  static let kept = Duration.seconds(86_400)

  private let workspace: Workspace
  private let folder: String
  private let queue = DispatchQueue(label: "hotline.exports")
  private let all = Mutex<[String: Export]>([:])

  /// Files of servers that run no more are taken away: nobody knows whose they were.
  init(workspace: Workspace) {
    self.workspace = workspace
    let common = workspace.database + Self.ending
    folder = "\(common)/\(getpid())"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: common)) ?? [] {
      guard let writer = pid_t(name), Spool.isGone(writer) else { continue }
      try? FileManager.default.removeItem(atPath: "\(common)/\(name)")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// One of a user's files; `nil` for those of others.
  func export(_ name: String, of user: String) -> Export? {
    all.withLock { $0[name] }.flatMap { $0.user == user && !$0.isDropped ? $0 : nil }
  }

  /// A user's files, the last one first.
  func list(of user: String) -> [Export] {
    all.withLock { Array($0.values) }.filter { $0.user == user && !$0.isDropped }.sorted { $0.at > $1.at }
  }

  /// Where a file lies.
  func path(_ name: String) -> String { "\(folder)/\(name).csv" }

  /// Begins a file.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage when there are too many.
  func begin(_ order: WriteRows, title: String, file: String, user: String) throws {
    removeOld()
    let export = Export(
      name: SafeName.own(), user: user, title: title, file: file, at: .now, removals: try workspace.removals())
    let fits = all.withLock { all in
      guard all.count < Self.most, all.values.count(where: { $0.user == user }) < Self.mostOfOne else { return false }
      all[export.name] = export
      return true
    }
    guard fits else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "已有多个明细文件，不能再生成", en: "there are too many files of rows already"),
        fix: LocalizedText(
          zh: "请先在“明细文件”页删除不再需要的", en: "remove those that are not needed any more on the page of files"))
    }
    queue.async { [weak self] in self?.write(export.name, order) }
  }

  /// Takes away what may hold something that was erased or forgotten since it was asked for.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read.
  func removeOutdated() throws {
    let now = try workspace.removals()
    remove(where: { $0.removals != now })
  }

  /// Takes all files of a user away, whose name may become another's.
  func removeAll(of user: String) { remove(where: { $0.user == user }) }

  private func remove(where isUnwanted: (Export) -> Bool) {
    let names = all.withLock { $0.values.filter(isUnwanted).map(\.name) }
    for name in names { remove(name) }
  }

  /// Takes a file away, and ends its writing.
  func remove(_ name: String) {
    let isWritten = all.withLock { all in
      guard all[name]?.state.isMoving == true else {
        all[name] = nil
        return true
      }
      all[name]?.isDropped = true
      return false
    }
    if isWritten { try? FileManager.default.removeItem(atPath: path(name)) }
  }

  private func removeOld() {
    remove(where: { !$0.state.isMoving && ContinuousClock.now - $0.at > Self.kept })
  }

  private func write(_ name: String, _ order: WriteRows) {
    let isUnwanted = { @Sendable [weak self] in self?.all.withLock { $0[name]?.isDropped } ?? true }
    guard !isUnwanted() else { return end(name, nil) }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      guard let file = PrivateFile.make(path(name)) else { throw CocoaError(.fileWriteUnknown) }
      defer { try? file.close() }
      // Without a byte order mark Excel takes UTF-8 for the system's own encoding.
      try file.writeWhole(Data("\u{FEFF}".utf8))
      let rows = try order.run(
        in: workspace, cancellation: .when(isUnwanted),
        progress: { count in self.all.withLock { $0[name]?.state = .writing(count) } },
        write: { try file.writeWhole(Data($0.utf8)) })
      end(name, .done(rows: rows ?? 0, bytes: Int(try file.offset())))
    } catch let problem as Diagnostic {
      end(name, .failed(problem))
    } catch is CancellationError {
      end(name, nil)
    } catch {
      end(
        name,
        .failed(
          Diagnostic(
            found: LocalizedText(zh: "无法写入文件", en: "the file cannot be written"),
            fix: LocalizedText(zh: "请检查目录权限和空间", en: "check the folder's permissions and space"))))
    }
  }

  /// Says what became of a file; without a state, or when nobody wants it any more, nothing of it is left.
  private func end(_ name: String, _ state: State?) {
    let isWanted = all.withLock { all in
      guard let state, all[name]?.isDropped == false else {
        all[name] = nil
        return false
      }
      all[name]?.state = state
      return true
    }
    var isWhole = false
    if case .done? = state { isWhole = true }
    if !isWanted || !isWhole { try? FileManager.default.removeItem(atPath: path(name)) }
  }
}
