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
  private let key: SymmetricKey
  private var known: [Data: Int64] = [:]
  private static let cacheLimit = 200_000

  /// Takes the key of a database from `<database>.key`, or makes it (mode 0600) when there is none.
  init(databasePath: String) throws {
    let path = databasePath + ".key"
    if FileManager.default.fileExists(atPath: path) {
      let data = FileManager.default.contents(atPath: path) ?? Data()
      guard data.count == 32 else {
        throw Diagnostic(
          at: .init(file: path),
          found: LocalizedText(zh: "密钥文件无法读取或长度不对", en: "the key file cannot be read or has the wrong length"),
          expected: LocalizedText(zh: "32 字节", en: "32 bytes"),
          fix: LocalizedText(
            zh: "请从备份恢复密钥文件；已入库的数据不受影响", en: "restore the key file from a backup; the facts are unharmed"))
      }
      key = SymmetricKey(data: data)
    } else {
      key = SymmetricKey(size: .bits256)
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      let written = key.withUnsafeBytes { descriptor < 0 ? -1 : write(descriptor, $0.baseAddress, $0.count) }
      guard written == 32, fsync(descriptor) == 0, close(descriptor) == 0 else {
        throw Diagnostic(
          at: .init(file: path), found: LocalizedText(zh: "无法写入密钥文件", en: "the key file cannot be written"),
          fix: LocalizedText(zh: "请检查目录权限", en: "check the folder's permissions"))
      }
    }
    let mark = HMAC<SHA256>.authenticationCode(for: Data("hotline key mark".utf8), using: key)
    keyMark = Data(mark).prefix(8).map { String($0, radix: 16) }.joined()
  }

  /// The pseudonym of a normalised number, or of a pseudonym written as text.
  func pseudonym(of caller: UnsafeBufferPointer<UInt8>) -> Int64 {
    let bytes = Data(buffer: caller)
    if let pseudonym = known[bytes] { return pseudonym }
    let pseudonym = CallerNumber.isToken(caller) ? Self.pseudonym(ofToken: caller) : compute(bytes)
    if known.count >= Self.cacheLimit { known.removeAll(keepingCapacity: true) }
    known[bytes] = pseudonym
    return pseudonym
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

  private func compute(_ number: Data) -> Int64 {
    let code = HMAC<SHA256>.authenticationCode(for: number, using: key)
    return code.withUnsafeBytes { Int64(bitPattern: $0.loadUnaligned(as: UInt64.self).bigEndian) }
  }
}
