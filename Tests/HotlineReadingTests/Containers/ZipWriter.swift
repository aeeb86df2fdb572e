import CZlib
import Foundation

/// Writes zip archives for tests, hostile ones too.
struct ZipWriter {
  /// One file to be written.
  struct Entry {
    var name: [UInt8]
    var content: [UInt8]
    /// Bit 0: encrypted; bit 11: the name is UTF-8.
    var flags: UInt16 = 0
    var isDeflated = true
    /// Overwrites the method.
    var method: UInt16?
    /// Overwrites the check sum.
    var checksum: UInt32?

    init(_ name: String, _ content: [UInt8]) {
      self.name = Array(name.utf8)
      self.content = content
    }

    init(_ name: String, _ content: String) { self.init(name, Array(content.utf8)) }
  }

  static func archive(_ entries: [Entry]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let packed = entry.isDeflated ? deflated(entry.content, windowBits: -15) : entry.content
      let method = entry.method ?? (entry.isDeflated ? 8 : 0)
      let sum = entry.checksum ?? UInt32(truncatingIfNeeded: crc32(0, entry.content, UInt32(entry.content.count)))
      let common =
        little(20, 2) + little(Int(entry.flags), 2) + little(Int(method), 2) + little(0, 4) + little(Int(sum), 4)
        + little(packed.count, 4) + little(entry.content.count, 4) + little(entry.name.count, 2) + little(0, 2)
      directory += [0x50, 0x4B, 1, 2] + little(20, 2) + common
      directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(bytes.count, 4) + entry.name
      bytes += [0x50, 0x4B, 3, 4] + common + entry.name + packed
    }
    let start = bytes.count
    return bytes + directory + [0x50, 0x4B, 5, 6] + little(0, 4) + little(entries.count, 2) + little(entries.count, 2)
      + little(directory.count, 4) + little(start, 4) + little(0, 2)
  }

  /// gzip, one member.
  static func gzip(_ content: [UInt8]) -> [UInt8] { deflated(content, windowBits: 15 + 16) }

  private static func deflated(_ content: [UInt8], windowBits: Int32) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))) + 32)
    var input = content
    let count = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output -> Int in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        deflate(&stream, Z_FINISH)
        return output.count - Int(stream.avail_out)
      }
    }
    deflateEnd(&stream)
    return Array(output[..<count])
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
