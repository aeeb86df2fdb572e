import Foundation
import HotlineConfiguration

/// An open file in which several readers can be at different places: an archive on the disk, or one unpacked from another
/// archive into a temporary file that has no name and goes with its last reader.
final class SeekableFile: Sendable {
  private let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Opens a file on the disk.
  convenience init(_ file: DiskFile) throws {
    let (path, descriptor) = (file.path, file.open())
    guard descriptor >= 0 else {
      let code = errno
      throw file.link(code) ?? ContainerProblem.unreadable(path, reason: String(cString: strerror(code)))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw ContainerProblem.unreadable(path, reason: "not a regular file")
    }
    self.init(descriptor: descriptor)
  }

  /// Its size in bytes.
  var sizeBytes: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Copies bytes into a temporary file.
  ///
  /// - Parameter path: the content as messages name it.
  /// - Throws: a ``Diagnostic`` when there are more than ``ContainerLimits/spooledBytes`` or no room for them.
  static func spooled(_ source: any ByteSource, path: String) throws -> SeekableFile {
    var template = Array((NSTemporaryDirectory() + "hotline-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw ContainerProblem.noRoom(path, reason: String(cString: strerror(errno))) }
    // Without a name nothing is left behind, however the process ends.
    unlink(template)
    let file = SeekableFile(descriptor: descriptor)
    var size = 0
    while case let chunk = try source.next(), !chunk.isEmpty {
      size += chunk.count
      guard size <= ContainerLimits.spooledBytes else {
        throw ContainerProblem.tooLarge(path, limit: ContainerLimits.spooledBytes)
      }
      try file.append(chunk, path: path)
    }
    return file
  }

  private func append(_ chunk: UnsafeBufferPointer<UInt8>, path: String) throws {
    var rest = UnsafeRawBufferPointer(chunk)
    while !rest.isEmpty {
      let count = write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw ContainerProblem.noRoom(path, reason: String(cString: strerror(errno))) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Reads at a place; fewer bytes than asked for at the end, -1 for an error.
  func read(into target: UnsafeMutableRawPointer?, count: Int, at offset: Int) -> Int {
    var done = 0
    while done < count {
      let step = pread(descriptor, target.map { $0 + done }, count - done, off_t(offset + done))
      if step < 0, errno == EINTR { continue }
      if step < 0 { return -1 }
      if step == 0 { break }
      done += step
    }
    return done
  }
}
