import FreshNames
import Foundation
import HotlineReading

/// The project's data, short cuts of its sample exports, and a folder for spoilt copies.
final class SampleScene {
  static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let data = project.appending(path: "data").path

  let catalog: ProfileCatalog
  /// The first rows of every file of `data/sample`, in its own encoding, with its profile.
  let samples: [(profile: Profile, bytes: [UInt8])]
  let folder: URL

  init(rows: Int = 12) throws {
    catalog = try ProfileCatalog(directory: "\(Self.data)/profiles")
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(Self.data)/sample").filter {
      $0.hasSuffix(".csv")
    }
    samples = try names.sorted().map { [catalog] name in
      let path = "\(Self.data)/sample/\(name)"
      let profile = try ExportFile(path: path).matchProfile(in: catalog)
      return (profile, Self.cut(Array(try Data(contentsOf: URL(filePath: path))), rows: rows))
    }
    folder = FileManager.default.temporaryDirectory.appending(path: "hotline-trust-\(freshName())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Up to the given number of line ends; a UTF-16 line end is kept whole.
  private static func cut(_ bytes: [UInt8], rows: Int) -> [UInt8] {
    var left = rows
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      left -= 1
      if left == 0 { return Array(bytes[...min(index + (bytes.starts(with: [0xFF, 0xFE]) ? 1 : 0), bytes.count - 1)]) }
    }
    return bytes
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Writes bytes into the folder and returns the path.
  func write(_ bytes: [UInt8], to name: String = "spoilt.csv") throws -> String {
    try Data(bytes).write(to: folder.appending(path: name))
    return path(name)
  }
}
