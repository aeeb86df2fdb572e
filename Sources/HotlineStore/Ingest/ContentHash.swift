/// A 64-bit hash of a record's content, the same on every machine and every run: by it two rows of the same key are known
/// to say the same, and ties between rows are broken.
///
/// Not cryptographic, and for that reason never fed with a caller's number, only with its pseudonym.
struct ContentHash {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The hash so far.
  var value: Int64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int64(bitPattern: mixed ^ (mixed >> 31))
  }

  @inline(__always)
  mutating func add(word: UInt64) {
    state = (state ^ word) &* 0xFF51_AFD7_ED55_8CCD
    state ^= state >> 32
  }

  mutating func add(number: Int64) {
    add(word: 1)
    add(word: UInt64(bitPattern: number))
  }

  mutating func addAbsent() { add(word: 0) }

  mutating func add(bytes: UnsafeBufferPointer<UInt8>) {
    add(word: 2 &+ UInt64(bytes.count) << 8)
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index + 8 <= raw.count {
      add(word: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian)
      index += 8
    }
    var tail: UInt64 = 0
    while index < raw.count {
      tail = tail << 8 | UInt64(raw[index])
      index += 1
    }
    add(word: tail)
  }

  mutating func add(text: String) { Array(text.utf8).withUnsafeBufferPointer { add(bytes: $0) } }
}
