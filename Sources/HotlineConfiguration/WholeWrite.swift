import Foundation

/// Writes all bytes or says why not. Where the system takes only some of them, as pipes and full disks do, Foundation's own methods
/// begin again with the first, and the file holds them twice.
package enum WholeWrite {
  /// Writes to an open file.
  ///
  /// - Returns: whether all bytes were taken; `errno` says why not.
  package static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(file, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        // The other end of a pipe that does not wait is still reading.
        var place = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        _ = poll(&place, 1, -1)
        continue
      }
      guard count > 0 else { return false }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return true
  }
}

/// Why bytes could not be written.
package struct WriteFailure: LocalizedError {
  /// What the system says.
  package let reason: String

  package var errorDescription: String? { reason }
}

extension FileHandle {
  /// Writes all bytes.
  ///
  /// - Throws: a ``WriteFailure``.
  package func writeWhole(_ bytes: some ContiguousBytes) throws {
    guard bytes.withUnsafeBytes({ WholeWrite.write($0, to: fileDescriptor) }) else {
      throw WriteFailure(reason: String(cString: strerror(errno)))
    }
  }
}
