/// The row ids of calls: in order of time, so that the table itself is the index by time and a log in order of time is
/// appended to it.
///
/// The upper bits are the second in which the call began, the lower ones tell the calls of one second apart by a hash of
/// their keys. Should two of them meet, the later comer takes the next free one of that second.
enum CallID {
  private static let tieBits: Int64 = 22
  private static let tieMask: Int64 = 1 << tieBits - 1
  /// No export speaks of times farther from 1970 than this many seconds (about 69,000 years).
  private static let horizon: Int64 = 1 << 41 - 1

  /// The id of a call that begins at `startedAt` (Unix seconds), if it is free.
  @inline(__always)
  static func id(startedAt: Int64, key: UnsafeBufferPointer<UInt8>) -> Int64 {
    first(at: startedAt) | tie(of: key)
  }

  /// What tells the call of a key from others of the same second.
  @inline(__always)
  static func tie(of key: UnsafeBufferPointer<UInt8>) -> Int64 {
    var hash = ContentHash()
    hash.add(bytes: key)
    return hash.value & tieMask
  }

  /// The next id of the same second.
  static func following(_ id: Int64) -> Int64 { (id & ~tieMask) | ((id + 1) & tieMask) }

  /// The second in which the call of an id began.
  @inline(__always)
  static func startedAt(_ id: Int64) -> Int64 { id >> tieBits }

  /// The smallest id of calls that begin at a moment or later.
  @inline(__always)
  static func first(at moment: Int64) -> Int64 { max(-horizon, min(horizon, moment)) << tieBits }

  /// SQL for the second in which the call of an id began.
  static let startedAtSQL = "id >> \(tieBits)"
}
