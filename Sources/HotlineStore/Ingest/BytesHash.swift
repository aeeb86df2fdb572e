import Foundation

/// The SHA-256 of bytes that are at hand.
package enum BytesHash {
  /// Hexadecimal digits.
  package static func sha256(of bytes: Data) -> String {
    var digest = SHA256Digest()
    bytes.withUnsafeBytes { digest.add($0) }
    return digest.finish()
  }
}
