import Foundation

/// Tells whether a file is still the one that was read: its place on the disk, its size and when it was changed.
struct FileStamp: Sendable, Hashable {
  let device: UInt64
  let inode: UInt64
  let size: Int64
  let seconds: Int
  let nanoseconds: Int

  /// `nil` when there is no such file.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }

  /// Whether both are the same file on the disk, changed or not.
  func isSameFile(as other: FileStamp) -> Bool { device == other.device && inode == other.inode }

  /// The stamps of the definitions and names of a data folder: `metrics.yaml`, tables of names, calendars.
  static func definitions(in folder: String) -> [String: FileStamp] {
    var stamps: [String: FileStamp] = [:]
    for directory in [folder, folder + "/calendar"] {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
      where name.hasSuffix(".yaml") || name.hasSuffix(".csv") {
        stamps["\(directory)/\(name)"] = FileStamp(path: "\(directory)/\(name)")
      }
    }
    return stamps
  }
}
