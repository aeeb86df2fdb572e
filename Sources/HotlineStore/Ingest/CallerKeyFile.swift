import Foundation
import HotlineConfiguration
import HotlineText

/// The file `<database>.key`: 32 random bytes, mode 0600, made once and never overwritten.
struct CallerKeyFile {
  let path: String
  private static let length = 32

  init(databasePath: String) {
    path = databasePath + ".key"
  }

  init(path: String) { self.path = path }

  /// The key; when there is none it is made, if that is allowed.
  func read(orMake mayMake: Bool) throws -> [UInt8] {
    if !FileManager.default.fileExists(atPath: path) {
      guard mayMake else { throw isLost() }
      try make()
    }
    guard let data = try? SmallFile.bytes(of: path), data.count == Self.length else {
      throw Diagnostic(
        at: .init(file: path),
        found: LocalizedText(zh: "密钥文件无法读取或长度不对", en: "the key file cannot be read or has the wrong length"),
        expected: LocalizedText(zh: "\(Self.length) 字节", en: "\(Self.length) bytes"),
        fix: LocalizedText(
          zh: "请从备份恢复密钥文件；已入库的数据不受影响", en: "restore the key file from a backup; the facts are unharmed"))
    }
    // A key that was not drawn by chance, or that others may read, protects no caller.
    guard data.contains(where: { $0 != data[data.startIndex] }) else {
      throw Diagnostic(
        at: .init(file: path), found: LocalizedText(zh: "密钥的所有字节都相同", en: "the key is one byte, repeated"),
        expected: LocalizedText(
          zh: "hotline 首次导入时随机生成的密钥", en: "the random key that hotline makes at the first ingest"),
        fix: LocalizedText(
          zh: "请从备份恢复密钥文件；若还没有数据，删除它即可重新生成",
          en: "restore the key file from a backup; if nothing is ingested yet, delete it and a new one is made"))
    }
    guard try mode() & 0o077 == 0 else {
      throw Diagnostic(
        at: .init(file: path),
        found: LocalizedText(zh: "密钥文件可被其他用户读取", en: "the key file can be read by others"),
        expected: LocalizedText(zh: "权限 0600", en: "mode 0600"),
        fix: LocalizedText(zh: "执行 chmod 600 \(path)", en: "chmod 600 \(path)"))
    }
    return Array(data)
  }

  private func mode() throws -> UInt16 {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.uint16Value ?? 0o777
  }

  /// Writes a key under another name and links it in place, so that it is there whole or not at all. Of two ingests that make
  /// a key at the same moment, the second uses the first one's.
  private func make() throws {
    let draft = path + ".\(ProcessInfo.processInfo.processIdentifier).\(UInt32.random(in: 0...UInt32.max))"
    defer { unlink(draft) }
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw cannotWrite() }
    // The system's generator is fit for keys: getrandom(2).
    var generator = SystemRandomNumberGenerator()
    let key = (0..<Self.length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let written = write(descriptor, key, key.count)
    let isSynced = fsync(descriptor) == 0
    guard close(descriptor) == 0, isSynced, written == Self.length else { throw cannotWrite() }
    guard link(draft, path) == 0 || errno == EEXIST else { throw cannotWrite() }
  }

  private func cannotWrite() -> Diagnostic {
    Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "无法写入密钥文件", en: "the key file cannot be written"),
      fix: LocalizedText(zh: "请检查目录权限和磁盘空间", en: "check the folder's permissions and the space on the disk"))
  }

  private var remedy: LocalizedText {
    LocalizedText(
      zh: "请从备份恢复密钥；已入库的数据不受影响，仍可查询，但换一个密钥会使重复来电无法对应",
      en:
        "restore it from a backup; the facts are unharmed and can be read, but under another key repeat callers could not be linked"
    )
  }

  private func isLost() -> Diagnostic {
    Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "密钥文件丢失", en: "the key file is lost"),
      expected: LocalizedText(zh: "首次导入时生成的密钥", en: "the key made at the first ingest"), fix: remedy)
  }

  func isAnother() -> Diagnostic {
    Diagnostic(
      at: .init(file: path), found: LocalizedText(zh: "密钥不是该数据库的密钥", en: "the key is not the one of this database"),
      expected: LocalizedText(zh: "首次导入时生成的密钥", en: "the key made at the first ingest"), fix: remedy)
  }
}
