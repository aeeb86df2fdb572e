import Foundation
import HotlineReading

/// SHA-256 of what was written, and of the files that it depends on.
package enum FileDigest {
  /// The digest of bytes, hexadecimal.
  package static func sha256(of bytes: Data) -> String {
    var digest = SHA256Digest()
    bytes.withUnsafeBytes { digest.add($0) }
    return digest.finish()
  }

  /// The digest of a file, hexadecimal; empty for one that cannot be read, or is no file of bytes.
  package static func sha256(ofFile path: String) -> String {
    guard let file = try? ByteStream(path: path) else { return "" }
    var digest = SHA256Digest()
    do {
      while case let bytes = try file.next(), !bytes.isEmpty { digest.add(UnsafeRawBufferPointer(bytes)) }
    } catch { return "" }
    return digest.finish()
  }
}
