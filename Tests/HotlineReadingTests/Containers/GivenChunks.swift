@testable import HotlineReading

/// Bytes that come in chunks as they are given.
final class GivenChunks: ByteSource {
  private let chunks: [UnsafeMutableBufferPointer<UInt8>]
  private var index = 0

  init(_ chunks: [[UInt8]]) {
    self.chunks = chunks.map { bytes in
      let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
      _ = chunk.update(fromContentsOf: bytes)
      return UnsafeMutableBufferPointer(rebasing: chunk[..<bytes.count])
    }
  }

  deinit { for chunk in chunks { chunk.deallocate() } }

  func next() -> UnsafeBufferPointer<UInt8> {
    guard index < chunks.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    index += 1
    return UnsafeBufferPointer(chunks[index - 1])
  }
}
