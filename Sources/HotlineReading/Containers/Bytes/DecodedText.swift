import HotlineConfiguration

/// A source's text as UTF-8, without its byte order mark, for libxml2's HTML parser.
///
/// That parser changes the encoding of the whole page at a byte that is not UTF-8: such bytes become U+FFFD here.
final class DecodedText: ByteSource {
  private let source: any ByteSource
  private let encoding: ExportEncoding
  private let decoder: ExportDecoder
  private var text: [UInt8] = []
  private var held = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: ByteStream.chunkSize)
  private var isFirst = true
  private var isOver = false
  private var tail: [UInt8] = []
  /// Whether any byte so far could not be decoded.
  private(set) var hasInvalid = false

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  init(_ source: any ByteSource, encoding: ExportEncoding) throws {
    self.source = source
    self.encoding = encoding
    decoder = try ExportDecoder(encoding: encoding)
  }

  deinit { held.deallocate() }

  package func next() throws -> UnsafeBufferPointer<UInt8> {
    text = []
    while text.isEmpty, !isOver {
      (text, tail) = (tail, [])
      var chunk = try source.next()
      isOver = chunk.isEmpty
      if isFirst, chunk.starts(with: encoding.byteOrderMark) {
        chunk = UnsafeBufferPointer(rebasing: chunk[encoding.byteOrderMark.count...])
      }
      isFirst = false
      decoder.decode(chunk, into: &text, isLast: isOver)
      if encoding == .utf8, !isOver { keepCutCharacter() }
    }
    clean()
    if held.count < text.count {
      held.deallocate()
      held = .allocate(capacity: text.count)
    }
    _ = held.update(fromContentsOf: text)
    return UnsafeBufferPointer(rebasing: held[..<text.count])
  }

  /// A character that the chunk's end cuts waits for the next chunk.
  private func keepCutCharacter() {
    let start = max(0, text.count - 3)
    guard let lead = text[start...].lastIndex(where: { $0 >= 0xC0 }),
      UTF8Sequence.length(lead: text[lead]) > text.count - lead
    else { return }
    tail = Array(text[lead...])
    text.removeSubrange(lead...)
  }

  private func clean() {
    guard text.withUnsafeBufferPointer({ UTF8Sequence.firstMalformed(in: $0) }) != nil else { return }
    hasInvalid = true
    var cleaned: [UInt8] = []
    cleaned.reserveCapacity(text.count + 64)
    text.withUnsafeBufferPointer { text in
      var rest = text
      while let bad = UTF8Sequence.firstMalformed(in: rest) {
        cleaned.append(contentsOf: rest[..<bad])
        cleaned.append(contentsOf: Self.replacement)
        rest = UnsafeBufferPointer(rebasing: rest[(bad + 1)...])
      }
      cleaned.append(contentsOf: rest)
    }
    text = cleaned
  }

  /// Turns U+FFFD into the mark that stands for an undecodable byte, in place; returns how many bytes are left.
  static func markInvalid(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var (from, to) = (0, 0)
    while from < bytes.count {
      if from + 2 < bytes.count, bytes[from] == 0xEF, bytes[from + 1] == 0xBF, bytes[from + 2] == 0xBD {
        bytes[to] = ExportDecoder.invalidMarker
        from += 3
      } else {
        bytes[to] = bytes[from]
        from += 1
      }
      to += 1
    }
    return to
  }
}
