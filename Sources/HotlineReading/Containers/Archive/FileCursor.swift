import CMinizip
import Foundation

/// A place in a ``SeekableFile``, as minizip wants to be given its file.
struct FileCursor {
  let file: SeekableFile
  private var position = 0
  private var hasFailed = false

  init(file: SeekableFile) { self.file = file }

  private mutating func read(into target: UnsafeMutableRawPointer?, count: Int) -> Int {
    let done = file.read(into: target, count: count, at: position)
    hasFailed = done < 0
    position += max(done, 0)
    return max(done, 0)
  }

  private mutating func seek(to offset: UInt64, from origin: Int32) -> Int {
    let start = origin == SEEK_CUR ? position : origin == SEEK_END ? file.sizeBytes : 0
    // From the end minizip goes back by adding what overflows.
    guard let target = Int(exactly: Int64(start) &+ Int64(bitPattern: offset)), target >= 0 else { return -1 }
    position = target
    return 0
  }

  /// minizip's table of functions over a cursor, which must outlive it.
  static func functions(_ cursor: UnsafeMutablePointer<FileCursor>) -> zlib_filefunc64_def {
    zlib_filefunc64_def(
      zopen64_file: { opaque, _, _ in opaque },
      zread_file: { _, stream, target, count in
        UInt(stream?.assumingMemoryBound(to: FileCursor.self).pointee.read(into: target, count: Int(count)) ?? 0)
      },
      zwrite_file: { _, _, _, _ in 0 },
      ztell64_file: { _, stream in
        UInt64(stream?.assumingMemoryBound(to: FileCursor.self).pointee.position ?? 0)
      },
      zseek64_file: { _, stream, offset, origin in
        stream?.assumingMemoryBound(to: FileCursor.self).pointee.seek(to: UInt64(offset), from: origin) ?? -1
      },
      zclose_file: { _, _ in 0 },
      zerror_file: { _, stream in
        stream?.assumingMemoryBound(to: FileCursor.self).pointee.hasFailed == true ? 1 : 0
      },
      opaque: UnsafeMutableRawPointer(cursor))
  }
}
