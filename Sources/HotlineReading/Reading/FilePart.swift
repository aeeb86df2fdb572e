import CZlib
import HotlineConfiguration

/// A run of whole lines of a large export, so that several readers can share it.
package struct FilePart: Codable, Sendable, Equatable {
  /// Where it begins in the file, in bytes.
  package let start: Int
  /// Where it ends, in bytes.
  package let end: Int
  /// The line with which it begins, from 1.
  package let line: Int
  /// The CRC-32 of its bytes, by which its reader knows that it reads what was cut.
  package let crc32: UInt32

  /// Whether the file begins with it.
  var isFirst: Bool { start == 0 }

  /// Whether it is a place in a file of so many bytes; each line before it has at least one.
  func isWithin(_ sizeBytes: Int) -> Bool {
    line > 0 && start >= 0 && start < end && end <= sizeBytes && line - 1 <= start
  }
}

extension ExportFile {
  /// What cuts the file into parts of about so many bytes, when it is given all of them.
  ///
  /// - Returns: `nil` for a file that is read as a whole: of less than two parts, packed, of cells, or in UTF-16.
  /// - Throws: a ``Diagnostic`` when it cannot be read.
  package func partCutter(bytes size: Int, profile: Profile) throws -> PartCutter? {
    let file = try adapted(to: profile)
    // In these two no byte of another character looks like the end of a line.
    guard source.isPlainText, file.encoding == .utf8 || file.encoding == .gb18030 else { return nil }
    return size > 0 && sizeBytes / 2 >= size ? PartCutter(size: size) : nil
  }
}

/// The checksum of bytes that come in chunks.
struct Checksum {
  private(set) var value: UInt32 = 0

  mutating func add(_ bytes: Bytes) {
    value = UInt32(truncatingIfNeeded: crc32_z(UInt(value), bytes.baseAddress, bytes.count))
  }
}

/// Cuts a file behind ends of lines, and counts its lines as ``RowReader`` does. That a record begins behind each cut is shown by the reading
/// of the part before it, see ``PartReading``.
package struct PartCutter {
  private let size: Int
  private var parts: [FilePart] = []
  private var start = 0
  private var offset = 0
  private var firstLine = 1
  private var line = 1
  private var checksum = Checksum()
  /// Whether the bytes so far end in a CR, which is the end of a line unless an LF follows.
  private var endsInCR = false

  init(size: Int) {
    self.size = size
  }

  /// Takes the next bytes of the file.
  package mutating func take(_ chunk: UnsafeBufferPointer<UInt8>) {
    var rest = chunk
    while !rest.isEmpty {
      let due = max(0, start + size - offset - 1)
      let cut = due < rest.count ? rest.firstIndex(of: 0x0A, from: due, to: rest.count) : rest.count
      guard cut < rest.count else { return add(rest) }
      add(rest.slice(0..<cut + 1))
      endPart()
      rest = rest.slice(cut + 1..<rest.count)
    }
  }

  /// The parts, once it has all bytes; none where there would be one.
  package mutating func finish() -> [FilePart] {
    if offset > start { endPart() }
    return parts.count > 1 ? parts : []
  }

  private mutating func endPart() {
    parts.append(FilePart(start: start, end: offset, line: firstLine, crc32: checksum.value))
    (start, firstLine, checksum) = (offset, line, Checksum())
  }

  private mutating func add(_ bytes: Bytes) {
    checksum.add(bytes)
    offset += bytes.count
    if endsInCR, bytes.first != 0x0A { line += 1 }
    endsInCR = bytes.last == 0x0D
    var lines = PhysicalLines(bytes)
    var index = 0
    while let end = lines.end(from: index) {
      line += 1
      index = end
    }
  }
}
