import Foundation
import HotlineApp

/// The folder beside the database in which published files are kept, each publication's in one of its own.
struct PublishedFolder: Sendable {
  private let folder: String

  /// What the folder is called behind the database's name.
  static let ending = ".published"

  init(database: String) { folder = database + Self.ending }

  /// A folder for a publication that begins; all of them lie in one that is the owner's alone.
  func new() -> String {
    // Where it cannot be made, neither can the files, and that is told.
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return "\(folder)/\(SafeName.own())"
  }

  /// The bytes of a published file; `nil` when it is not kept here any more.
  ///
  /// - Parameter name: a name that stands in the publication, and nothing else.
  func bytes(of name: String, sha256: String) -> Data? {
    PublishedFiles.bytes(of: name, sha256: sha256, in: folder)
  }
}
