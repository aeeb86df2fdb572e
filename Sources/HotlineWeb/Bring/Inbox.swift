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
  struct Stamp: Hashable {
    let size: Int64
    let seconds: Int
    let nanoseconds: Int

    var text: String { "\(size) \(seconds) \(nanoseconds)" }

    /// A file that cannot be looked at under its name, which is no UTF-8: whoever is to read it says so.
    static let unnamed = Stamp(size: 0, seconds: 0, nanoseconds: 0)

    init(size: Int64, seconds: Int, nanoseconds: Int) {
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
    var quiet = QuietFiles(looks: quietLooks)
    while !Task.isCancelled {
      for (name, stamp) in quiet.look(stamps()) {
        arrivals.bringIn(name, in: folder, stamp: stamp)
        journal.write("inbox", "brought in", Fields([Fields.Field(name: "file", value: name)]))
      }
      try? await Task.sleep(for: pause)
    }
  }

  /// The files by their names in the folder, but for those that another program has not finished.
  func stamps() -> [String: Stamp] {
    let listing = try? FolderListing(path: folder)
    let names =
      (listing?.exports ?? []).map { String($0.path.dropFirst(folder.count + 1)) } + (listing?.passedOver ?? [])
    let stamps = names.filter { !ExportName.isUnfinished($0) }.compactMap { name in
      (Stamp("\(folder)/\(name)") ?? (name.contains("\u{FFFD}") ? .unnamed : nil)).map { (name, $0) }
    }
    return Dictionary(stamps) { first, _ in first }
  }
}

/// Tells which files of a folder have not changed from one look to the next, so many times; each once until it changes again.
struct QuietFiles {
  private let looks: Int
  private var known: [String: (stamp: Inbox.Stamp, looks: Int)] = [:]
  private var taken: [String: Inbox.Stamp] = [:]

  init(looks: Int) {
    self.looks = looks
  }

  /// Takes a look, and returns the files that have become quiet, by name.
  mutating func look(_ stamps: [String: Inbox.Stamp]) -> [(name: String, stamp: Inbox.Stamp)] {
    let before = known
    known = Dictionary(
      uniqueKeysWithValues: stamps.map { name, stamp in
        (name, (stamp, before[name].map { $0.stamp == stamp ? $0.looks + 1 : 0 } ?? 0))
      })
    let quiet = known.filter { $0.value.looks >= looks && taken[$0.key] != $0.value.stamp }.map {
      ($0.key, $0.value.stamp)
    }
    for (name, stamp) in quiet { taken[name] = stamp }
    return quiet.sorted { $0.0 < $1.0 }
  }
}
