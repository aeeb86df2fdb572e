/// A short text that changes whenever what it was made of does (FNV-1a, 64 bits). It protects against no forgery.
package struct Fingerprint: Sendable {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The fingerprint of nothing.
  package init() {}

  /// Adds what stands behind all that was added before.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// Hexadecimal.
  package var text: String { String(hash, radix: 16) }
}
