import Foundation

/// SHA-256 of what was written, and of the files that it depends on.
package enum FileDigest {
  /// The digest of bytes, hexadecimal.
  package static func sha256(of bytes: Data) -> String {
    var digest = SHA256Digest()
    bytes.withUnsafeBytes { digest.add($0) }
    return digest.finish()
  }

  /// So many bytes of a file are read at once.
  private static let piece = 1 << 20

  /// The digest of a file, hexadecimal; empty for one that cannot be read, or is no file of bytes.
  package static func sha256(ofFile path: String) -> String {
    // A pipe would be waited for.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return "" }
    var digest = SHA256Digest()
    var bytes = [UInt8](repeating: 0, count: piece)
    while true {
      let count = read(file, &bytes, piece)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return "" }
      guard count > 0 else { return digest.finish() }
      bytes.withUnsafeBytes { digest.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
