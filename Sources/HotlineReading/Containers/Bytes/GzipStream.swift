import CZlib
import HotlineConfiguration
import HotlineText

/// Unpacks gzip, chunk by chunk. Several members one after the other are one content, as `gzip` itself reads them.
final class GzipStream: ByteSource {
  private let source: any ByteSource
  private let path: String
  private let state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: ByteStream.chunkSize)
  private var input = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Packed bytes taken so far.
  private(set) var packed = 0
  private var unpacked = 0
  /// Whether a member has begun and not ended.
  private var isInMember = true

  /// - Parameter path: the file as messages name it.
  init(_ source: any ByteSource, path: String) throws {
    self.source = source
    self.path = path
    state.initialize(to: z_stream())
    // 15: the largest window; 16: a gzip header is expected.
    guard inflateInit2_(state, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw damaged()
    }
  }

  deinit {
    inflateEnd(state)
    state.deallocate()
    buffer.deallocate()
  }

  func next() throws -> UnsafeBufferPointer<UInt8> {
    var count = 0
    while count < buffer.count {
      if input.isEmpty {
        input = try source.next()
        packed += input.count
        if input.isEmpty, !isInMember { break }
      }
      if !isInMember {
        // Zeros behind the last member are padding, as `gzip` has it.
        guard let start = input.firstIndex(where: { $0 != 0 }) else {
          input = UnsafeBufferPointer(start: nil, count: 0)
          continue
        }
        input = UnsafeBufferPointer(rebasing: input[start...])
        guard inflateReset(state) == Z_OK else { throw damaged() }
        isInMember = true
      }
      let isLast = input.isEmpty
      let step = try inflate(to: count)
      // What is still inside zlib comes out without new input; then a member that has not ended is cut off.
      if step == 0, isLast, isInMember { throw truncated() }
      count += step
      unpacked += step
      guard !ContainerLimits.isBomb(packed: packed, unpacked: unpacked) else { throw ContainerProblem.bomb(path) }
    }
    return UnsafeBufferPointer(rebasing: buffer[..<count])
  }

  /// One step into the buffer, from a place in it; returns the bytes that it gave.
  private func inflate(to start: Int) throws -> Int {
    state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    state.pointee.avail_in = UInt32(input.count)
    state.pointee.next_out = buffer.baseAddress.map { $0 + start }
    state.pointee.avail_out = UInt32(buffer.count - start)
    let outcome = CZlib.inflate(state, Z_NO_FLUSH)
    input = UnsafeBufferPointer(rebasing: input[(input.count - Int(state.pointee.avail_in))...])
    switch outcome {
    case Z_STREAM_END: isInMember = false
    case Z_OK: break
    case Z_BUF_ERROR where input.isEmpty: break
    default: throw damaged()
    }
    return buffer.count - start - Int(state.pointee.avail_out)
  }

  private func truncated() -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "gzip 压缩文件不完整：解压到 \(unpacked) 字节处中断",
        en: "the gzip file is cut off: it ends in the middle, after \(unpacked) unpacked bytes"),
      fix: LocalizedText(zh: "请重新下载或重新导出", en: "download or export it again"))
  }

  private func damaged() -> Diagnostic {
    Diagnostic(
      at: .init(file: path),
      found: LocalizedText(
        zh: "gzip 压缩数据损坏（解压到 \(unpacked) 字节之后）",
        en: "the gzip data are damaged (after \(unpacked) unpacked bytes)"),
      fix: LocalizedText(zh: "请重新下载或重新导出", en: "download or export it again"))
  }
}
