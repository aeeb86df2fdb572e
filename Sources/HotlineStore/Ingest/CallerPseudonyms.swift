import Foundation
import HotlineConfiguration
import HotlineReading

/// Turns callers' numbers into keyed pseudonyms: HMAC-SHA-256 under a key that lies beside the database, cut to 64 bits.
///
/// Without the key a pseudonym leads back to no number; with it the same number always has the same pseudonym, so repeat
/// callers can be counted.
final class CallerPseudonyms {
  /// Marks the key in the database, so that another one is noticed.
  let keyMark: String
  private var keyed: KeyedHash

  /// Takes the key of a database.
  ///
  /// - Parameter mark: the mark of the key that the database was filled with; `nil` before the first ingest, when the key is made.
  /// - Throws: a ``Diagnostic`` when the key is lost, damaged or another one. Nothing is overwritten.
  convenience init(databasePath: String, mark: String?) throws {
    let file = CallerKeyFile(databasePath: databasePath)
    try self.init(file, orMake: mark == nil)
    guard mark == nil || mark == keyMark else { throw file.isAnother() }
  }

  /// Takes a key that is there.
  ///
  /// - Throws: a ``Diagnostic`` when it is missing or damaged.
  convenience init(keyFile path: String) throws { try self.init(CallerKeyFile(path: path), orMake: false) }

  private init(_ file: CallerKeyFile, orMake mayMake: Bool) throws {
    var keyed = KeyedHash(key: try file.read(orMake: mayMake))
    let code = Array("hotline key mark".utf8).withUnsafeBufferPointer { keyed.code(of: $0) }
    keyMark = withUnsafeBytes(of: code.bigEndian) { bytes in bytes.map { String($0, radix: 16) }.joined() }
    self.keyed = keyed
  }

  /// The pseudonym of a normalised number, or of a pseudonym written as text.
  func pseudonym(of caller: UnsafeBufferPointer<UInt8>) -> Int64 {
    if CallerNumber.isToken(caller) { return Self.pseudonym(ofToken: caller) }
    return Int64(bitPattern: keyed.code(of: caller))
  }

  /// A keyed code of any text.
  func code(of text: UnsafeBufferPointer<UInt8>) -> UInt64 { keyed.code(of: text) }

  /// The pseudonym as text, for files that are to be ingested again.
  static func token(_ pseudonym: Int64) -> String {
    let hex = String(UInt64(bitPattern: pseudonym), radix: 16)
    return CallerNumber.tokenPrefix + String(repeating: "0", count: 16 - hex.count) + hex
  }

  /// A text with a pseudonym for each citizen's number that the reader marked in it; `nil` when there is none.
  ///
  /// Different numbers stay different. The pseudonym of a number in a text is written in letters, so that it is never taken for a
  /// number itself: `number:dkfjepgmlakn`.
  func withoutMarks(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard text.contains(NumberRecogniser.mark) else { return nil }
    var output: [UInt8] = []
    for (place, part) in text.split(separator: NumberRecogniser.mark, omittingEmptySubsequences: false).enumerated() {
      output += place % 2 == 0 ? Array(part) : numberToken(UnsafeBufferPointer(rebasing: part))
    }
    return output
  }

  private func numberToken(_ digits: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let code = UInt64(bitPattern: pseudonym(of: digits))
    return Array("number:".utf8) + (0..<12).map { UInt8(ascii: "a") + UInt8(code >> UInt64(4 * $0) & 0xF) }
  }

  private static func pseudonym(ofToken token: UnsafeBufferPointer<UInt8>) -> Int64 {
    let hex = String(decoding: token.suffix(16), as: UTF8.self)
    return Int64(bitPattern: UInt64(hex, radix: 16) ?? 0)
  }
}
