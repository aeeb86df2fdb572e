import Foundation
import HotlineCalendar

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

  /// The stamp as a text.
  var text: String { "\(device) \(inode) \(size) \(seconds).\(nanoseconds)" }

  /// The stamps of the definitions and names of a data folder: its YAML files, and the tables that its locality names.
  static func definitions(in folder: String, tables: [String] = Locality.current.tables) -> [String: FileStamp] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let paths = Set(files.filter { $0.hasSuffix(".yaml") } + tables).map { "\(folder)/\($0)" }
    return Dictionary(uniqueKeysWithValues: paths.compactMap { path in FileStamp(path: path).map { (path, $0) } })
  }
}
