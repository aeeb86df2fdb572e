import CSodium

/// Passwords as they are kept: argon2id with its salt and costs in one text, which tells nobody the password.
enum Password {
  /// The fewest characters.
  static let fewest = 10
  /// The most; more would only cost time.
  static let most = 200

  // Sets the library up, once.
  private static let isReady = sodium_init() >= 0

  /// The text that is kept; `nil` when there is no memory for it.
  static func kept(_ password: String) -> String? {
    guard isReady else { return nil }
    var text = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
    let bytes = Array(password.utf8CString.dropLast())
    let result = crypto_pwhash_str(
      &text, bytes, UInt64(bytes.count), UInt64(crypto_pwhash_opslimit_interactive()),
      crypto_pwhash_memlimit_interactive())
    guard result == 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether a password is the one that was kept.
  static func matches(_ password: String, _ kept: String) -> Bool {
    guard isReady, password.utf8.count <= 4 * most else { return false }
    let bytes = Array(password.utf8CString.dropLast())
    var text = Array(kept.utf8CString)
    // The library reads a text of that length, whatever stands in it.
    text += [CChar](repeating: 0, count: max(0, crypto_pwhash_strbytes() - text.count))
    return crypto_pwhash_str_verify(text, bytes, UInt64(bytes.count)) == 0
  }
}
