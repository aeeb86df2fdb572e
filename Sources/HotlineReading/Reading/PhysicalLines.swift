import Foundation

/// Finds the ends of the lines in a buffer: LF, CR LF or a single CR. Joined exports have all three.
struct PhysicalLines {
  private let bytes: Bytes
  /// The next LF at or after the last place asked for; the buffer's end when there is none. Without it a file that knows
  /// only CR would be searched to its end for each line.
  private var nextLF = -1

  init(_ bytes: Bytes) {
    self.bytes = bytes
  }

  /// The place behind the line that begins at `start`; `nil` when the buffer ends before the line surely does.
  @inline(__always)
  mutating func end(from start: Int) -> Int? {
    if nextLF < start { nextLF = bytes.firstIndex(of: 0x0A, from: start, to: bytes.count) }
    let carriageReturn = bytes.firstIndex(of: 0x0D, from: start, to: nextLF)
    if carriageReturn < nextLF {
      // A CR at the buffer's end may be followed by the LF that belongs to it.
      guard carriageReturn + 1 < bytes.count else { return nil }
      return bytes[carriageReturn + 1] == 0x0A ? carriageReturn + 2 : carriageReturn + 1
    }
    return nextLF < bytes.count ? nextLF + 1 : nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The first place of a byte within a range of places, or the range's end.
  @inline(__always)
  func firstIndex(of byte: UInt8, from start: Int, to end: Int) -> Int {
    guard let base = baseAddress, start < end, let found = memchr(base + start, Int32(byte), end - start) else {
      return end
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// How many bytes at the end belong to the line's end.
  var lineEndLength: Int {
    guard let last, last == 0x0A || last == 0x0D else { return 0 }
    return last == 0x0A && count > 1 && self[count - 2] == 0x0D ? 2 : 1
  }
}
