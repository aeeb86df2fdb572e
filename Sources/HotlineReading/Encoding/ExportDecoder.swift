import Foundation
import HotlineConfiguration
import HotlineText

/// Turns an export's bytes into UTF-8, chunk by chunk.
///
/// Bytes that the encoding does not allow come out as ``invalidMarker``, which no UTF-8 text holds, so that the row that holds
/// them can be rejected; the raw byte and its place in the file are kept in ``invalid``.
final class ExportDecoder {
  /// Stands for a byte that could not be decoded.
  static let invalidMarker: UInt8 = 0xFF

  /// A byte that could not be decoded.
  struct InvalidByte {
    /// Its place in the file, from 0.
    let fileOffset: Int
    /// Its value.
    let byte: UInt8
  }

  /// The bytes that could not be decoded, in order, until a row takes them.
  private(set) var invalid: [InvalidByte] = []
  /// Places kept at most; beyond them only the bytes are marked, so that a file of nothing else cannot fill the memory.
  private static let invalidLimit = 2 << 20
  private let encoding: ExportEncoding
  private var converter: iconv_t?
  private var carry: [UInt8] = []
  private var position = 0
  private let scratch = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 1 << 16)
  /// The longest run of characters looked at in one step: a file full of bad bytes takes a step for each of them.
  private static let runLimit = 256

  init(encoding: ExportEncoding) throws {
    self.encoding = encoding
    guard encoding != .utf8 else { return }
    let handle = iconv_open("UTF-8", encoding.rawValue.uppercased())
    guard handle != iconv_t(bitPattern: -1) else {
      throw Diagnostic(
        found: LocalizedText(
          zh: "系统的 iconv 不支持 \(encoding.rawValue)", en: "this system's iconv does not know \(encoding.rawValue)"),
        fix: LocalizedText(zh: "请安装 glibc 的 locales/gconv 模块", en: "install glibc's gconv modules"))
    }
    converter = handle
  }

  deinit {
    if let converter { iconv_close(converter) }
    scratch.deallocate()
  }

  /// Whether the bytes so far end with a whole character.
  var isBetweenCharacters: Bool { carry.isEmpty }

  /// Where in the file the next byte to be decoded stands.
  func start(at offset: Int) { position = offset }

  /// Forgets as many invalid bytes as a row holds and returns the first of them.
  func takeInvalid(_ count: Int) -> InvalidByte? {
    let first = invalid.first
    invalid.removeFirst(min(count, invalid.count))
    return first
  }

  /// Decodes a chunk and appends it to `output`. A character cut by the end of the chunk waits for the next one;
  /// with `isLast` it is invalid.
  func decode(_ chunk: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], isLast: Bool) {
    guard converter != nil else {
      output.append(contentsOf: chunk)
      position += chunk.count
      return
    }
    if carry.isEmpty {
      convert(chunk, into: &output, isLast: isLast)
    } else {
      let joined = carry + chunk
      position -= carry.count
      carry.removeAll(keepingCapacity: true)
      joined.withUnsafeBufferPointer { convert($0, into: &output, isLast: isLast) }
    }
  }

  private func convert(_ input: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], isLast: Bool) {
    var index = 0
    while index < input.count {
      if encoding == .gb18030 {
        index = copyASCII(input, from: index, into: &output)
        guard index < input.count else { break }
      }
      let end = encoding == .gb18030 ? endOfNonASCII(input, from: index) : input.count
      index += convertRun(input, from: index, to: end, into: &output, isLast: isLast && end == input.count)
      if !carry.isEmpty { break }
    }
    position += index
  }

  /// Copies the run of ASCII at `start`: most of a log is ASCII, and in GB18030 it stands for itself between characters.
  private func copyASCII(_ input: UnsafeBufferPointer<UInt8>, from start: Int, into output: inout [UInt8]) -> Int {
    let index = UTF8Sequence.endOfASCII(input, from: start)
    output.append(contentsOf: input[start..<index])
    return index
  }

  /// The end of a run of whole GB18030 characters that are not ASCII; a long run is taken in pieces.
  private func endOfNonASCII(_ input: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    let limit = min(input.count, start + Self.runLimit)
    while index < limit, input[index] >= 0x80 {
      guard index + 1 < input.count else { return input.count }
      index += (0x30...0x39).contains(input[index + 1]) ? 4 : 2
    }
    return min(index, input.count)
  }

  /// Converts one run and returns how many bytes it consumed; a cut character goes into ``carry``.
  private func convertRun(
    _ input: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, into output: inout [UInt8], isLast: Bool
  ) -> Int {
    guard let base = input.baseAddress, let converter else { return end - start }
    var source: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: base + start).assumingMemoryBound(
      to: CChar.self)
    var remaining = end - start
    while remaining > 0 {
      var target = scratch.baseAddress
      var left = scratch.count
      let outcome = iconv(converter, &source, &remaining, &target, &left)
      let problem = outcome == -1 ? errno : 0
      output.append(
        contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(scratch)[..<(scratch.count - left)]))
      // Only the chunk's end can cut a character; anywhere else it is invalid.
      if problem == EINVAL, !isLast, end == input.count {
        carry.append(contentsOf: input[(end - remaining)..<end])
        return end - start
      }
      if problem == EILSEQ || problem == EINVAL {
        let bad = end - remaining
        if invalid.count < Self.invalidLimit {
          invalid.append(InvalidByte(fileOffset: position + bad, byte: input[bad]))
        }
        output.append(Self.invalidMarker)
        let width = encoding == .gb18030 ? 1 : min(2, remaining)
        source = source?.advanced(by: width)
        remaining -= width
        // After a bad byte the rest may begin with ASCII: the caller checks.
        if encoding == .gb18030 { return end - remaining - start }
      }
    }
    return end - start
  }
}
