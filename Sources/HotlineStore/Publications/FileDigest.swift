import Foundation

/// SHA-256 of what was written, and of the files that it depends on.
package enum FileDigest {
  /// The digest of bytes, hexadecimal.
  package static func sha256(of bytes: Data) -> String {
    var digest = SHA256Digest()
    bytes.withUnsafeBytes { digest.add($0) }
    return digest.finish()
  }

  /// The digest of a file, hexadecimal; empty for one that cannot be read.
  package static func sha256(ofFile path: String) -> String {
    FileManager.default.contents(atPath: path).map { sha256(of: $0) } ?? ""
  }
}
