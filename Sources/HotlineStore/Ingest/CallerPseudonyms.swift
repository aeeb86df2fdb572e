import Crypto
import Foundation
import HotlineConfiguration
import HotlineLogs

/// Turns callers' numbers into keyed pseudonyms: HMAC-SHA-256 under a key that lies beside the database, cut to 64 bits.
///
/// Without the key a pseudonym leads back to no number; with it the same number always has the same pseudonym, so repeat
/// callers can be counted.
final class CallerPseudonyms {
  /// Marks the key in the database, so that another one is noticed.
  let keyMark: String
  /// HMAC with the key taken in, copied for each number.
  private let keyed: HMAC<SHA256>
  /// Numbers of digits seen before, by a few bits of a hash: the number with its length, and its pseudonym.
  private var known = [(number: UInt64, pseudonym: Int64)](repeating: (0, 0), count: CallerPseudonyms.cacheSize)
  private static let cacheSize = 1 << 17

  /// Takes the key of a database.
  ///
  /// - Parameter mark: the mark of the key that the database was filled with; `nil` before the first ingest, when the key is made.
  /// - Throws: a ``Diagnostic`` when the key is lost, damaged or another one. Nothing is overwritten.
  init(databasePath: String, mark: String?) throws {
    let file = CallerKeyFile(databasePath: databasePath)
    let key = SymmetricKey(data: try file.read(orMake: mark == nil))
    keyed = HMAC<SHA256>(key: key)
    let code = HMAC<SHA256>.authenticationCode(for: Data("hotline key mark".utf8), using: key)
    keyMark = Data(code).prefix(8).map { String($0, radix: 16) }.joined()
    guard mark == nil || mark == keyMark else { throw file.isAnother() }
  }

  /// The pseudonym of a normalised number, or of a pseudonym written as text.
  func pseudonym(of caller: UnsafeBufferPointer<UInt8>) -> Int64 {
    guard let number = Self.number(caller) else {
      return CallerNumber.isToken(caller) ? Self.pseudonym(ofToken: caller) : compute(caller)
    }
    let place = Int(truncatingIfNeeded: (number &* 0x9E37_79B9_7F4A_7C15) >> 40) & (Self.cacheSize - 1)
    if known[place].number == number { return known[place].pseudonym }
    let pseudonym = compute(caller)
    known[place] = (number, pseudonym)
    return pseudonym
  }

  /// Up to 17 digits as a number that tells `021` from `21`, never 0; `nil` for anything else.
  private static func number(_ caller: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard (1...17).contains(caller.count) else { return nil }
    var number: UInt64 = 1
    for byte in caller {
      let digit = byte &- 0x30
      guard digit < 10 else { return nil }
      number = number * 10 + UInt64(digit)
    }
    return number
  }

  /// The pseudonym as text, for files that are to be ingested again.
  static func token(_ pseudonym: Int64) -> String {
    let hex = String(UInt64(bitPattern: pseudonym), radix: 16)
    return CallerNumber.tokenPrefix + String(repeating: "0", count: 16 - hex.count) + hex
  }

  private static func pseudonym(ofToken token: UnsafeBufferPointer<UInt8>) -> Int64 {
    let hex = String(decoding: token.suffix(16), as: UTF8.self)
    return Int64(bitPattern: UInt64(hex, radix: 16) ?? 0)
  }

  private func compute(_ caller: UnsafeBufferPointer<UInt8>) -> Int64 {
    var code = keyed
    code.update(data: UnsafeRawBufferPointer(caller))
    return code.finalize().withUnsafeBytes { Int64(bitPattern: $0.loadUnaligned(as: UInt64.self).bigEndian) }
  }
}
