import Foundation
import HotlineConfiguration
import HotlineReading

/// A folder whose files are brought in as soon as they are complete. Nothing in it is moved or changed.
struct Inbox: Sendable {
  let folder: String
  let arrivals: Arrivals
  let journal: Journal
  /// How long between two looks; a file that did not change between them is complete.
  var pause = Duration.seconds(10)

  /// What tells whether a file has changed.
  private struct Stamp: Hashable {
    let size: Int64
    let seconds: Int
    let nanoseconds: Int

    var text: String { "\(size) \(seconds) \(nanoseconds)" }

    init?(_ path: String) {
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { return nil }
      (size, seconds, nanoseconds) = (Int64(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
  }

  /// Looks until the task is cancelled.
  func watch() async {
    var known: [String: Stamp] = [:]
    var taken: [String: Stamp] = [:]
    while !Task.isCancelled {
      let listing = try? FolderListing(path: folder)
      let names = (listing?.exports ?? []).map { String($0.dropFirst(folder.count + 1)) } + (listing?.passedOver ?? [])
      var now: [String: Stamp] = [:]
      for name in names {
        guard let stamp = Stamp("\(folder)/\(name)") else { continue }
        now[name] = stamp
        guard known[name] == stamp, taken[name] != stamp else { continue }
        taken[name] = stamp
        arrivals.bringIn(path: "\(folder)/\(name)", name: name, stamp: stamp.text)
        journal.write("inbox", "brought in", Fields([Fields.Field(name: "file", value: name)]))
      }
      known = now
      try? await Task.sleep(for: pause)
    }
  }
}
