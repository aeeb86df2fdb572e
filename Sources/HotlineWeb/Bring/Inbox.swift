import Foundation
import HotlineConfiguration
import HotlineReading

/// A folder whose files are brought in as soon as they are complete. Nothing in it is moved or changed.
struct Inbox: Sendable {
  let folder: String
  let arrivals: Arrivals
  let journal: Journal
  /// How long between two looks.
  var pause = Duration.seconds(10)
  /// A file that did not change from one look to the next so many times is taken for complete.
  var quietLooks = 3

  /// What tells whether a file has changed.
  private struct Stamp: Hashable {
    let size: Int64
    let seconds: Int
    let nanoseconds: Int

    var text: String { "\(size) \(seconds) \(nanoseconds)" }

    /// A file that cannot be looked at under its name, which is no UTF-8: whoever is to read it says so.
    static let unnamed = Stamp(size: 0, seconds: 0, nanoseconds: 0)

    private init(size: Int64, seconds: Int, nanoseconds: Int) {
      (self.size, self.seconds, self.nanoseconds) = (size, seconds, nanoseconds)
    }

    init?(_ path: String) {
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { return nil }
      (size, seconds, nanoseconds) = (Int64(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
  }

  /// Looks until the task is cancelled.
  func watch() async {
    var known: [String: (stamp: Stamp, looks: Int)] = [:]
    var taken: [String: Stamp] = [:]
    while !Task.isCancelled {
      let listing = try? FolderListing(path: folder)
      let names = (listing?.exports ?? []).map { String($0.dropFirst(folder.count + 1)) } + (listing?.passedOver ?? [])
      var now: [String: (stamp: Stamp, looks: Int)] = [:]
      for name in names where !ExportName.isUnfinished(name) {
        guard let stamp = Stamp("\(folder)/\(name)") ?? (name.contains("\u{FFFD}") ? .unnamed : nil) else { continue }
        let looks = known[name].map { $0.stamp == stamp ? $0.looks + 1 : 0 } ?? 0
        now[name] = (stamp, looks)
        guard looks >= quietLooks, taken[name] != stamp else { continue }
        taken[name] = stamp
        arrivals.bringIn(path: "\(folder)/\(name)", name: name, stamp: stamp.text)
        journal.write("inbox", "brought in", Fields([Fields.Field(name: "file", value: name)]))
      }
      known = now
      try? await Task.sleep(for: pause)
    }
  }
}
