import CNettle

/// SHA-256 of bytes that come piece by piece.
struct SHA256Digest {
  private var state = sha256_ctx()

  init() { nettle_sha256_init(&state) }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    nettle_sha256_update(&state, bytes.count, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
  }

  /// The digest, as hexadecimal digits, of everything added so far; starts over.
  mutating func finish() -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
    nettle_sha256_digest(&state, digest.count, &digest)
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// HMAC-SHA-256 (RFC 2104) under one key, cut to 64 bits.
///
/// The key is processed once; after that each number costs two blocks of SHA-256 and no allocation.
struct KeyedHash {
  private var state = hmac_sha256_ctx()

  init(key: [UInt8]) { nettle_hmac_sha256_set_key(&state, key.count, key) }

  /// The first 64 bits of the code of a message, in network byte order.
  mutating func code(of message: UnsafeBufferPointer<UInt8>) -> UInt64 {
    nettle_hmac_sha256_update(&state, message.count, message.baseAddress)
    var code: UInt64 = 0
    withUnsafeMutableBytes(of: &code) { bytes in
      // Leaves the state as it was after the key.
      nettle_hmac_sha256_digest(&state, bytes.count, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    }
    return UInt64(bigEndian: code)
  }
}
