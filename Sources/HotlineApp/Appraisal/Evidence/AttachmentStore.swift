import Foundation
import HotlineConfiguration
import HotlineStore
import HotlineText

/// A file that somebody attached to a form.
package struct Attachment: Sendable, Hashable, Codable {
  /// Its SHA-256, hexadecimal, by which it is kept.
  package let sha256: String
  /// The name that its sender gave it, without citizens' numbers.
  package let name: String
  /// What kind of file it is.
  package let type: EvidenceType
  /// Its bytes.
  package let size: Int
  /// The fields that it bears out, by the name of their group: `row/funds-compliance/judgement`.
  package let place: String
  /// Who sent it.
  package let by: String
  /// When, in Unix seconds.
  package let at: Int64
}

/// The files that were attached to a form. They lie by their SHA-256 in a folder beside the database, `<database>.evidence`, whose owner alone
/// reads it; a register for each form, `hotline-2019.json`, says what belongs to it.
package struct AttachmentStore: Sendable {
  /// What the folder's name has behind the database's.
  package static let ending = ".evidence"
  /// The most bytes of one file.
  package static let mostBytes = 20 << 20
  /// The most bytes of all files of a form: they are handed over in one archive.
  private static let mostInAll = 100 << 20
  /// The most files of a form.
  private static let mostFiles = 200

  private let folder: String
  /// The form's name; `nil` for a form that no page shows.
  private let name: String?
  private var register: String? { name.map { "\(folder)/\($0).json" } }

  /// - Parameter form: the form's file.
  package init(form: String, in workspace: Workspace) {
    folder = workspace.database + Self.ending
    let file = URL(filePath: form).standardizedFileURL
    let own = URL(filePath: "\(workspace.data)/indicators").standardizedFileURL
    let isOwn = file.deletingLastPathComponent().path == own.path
    name = isOwn ? file.deletingPathExtension().lastPathComponent : nil
  }

  /// What is attached, in the order in which it came.
  ///
  /// - Throws: a ``Diagnostic`` when the register is broken.
  package func list() throws -> [Attachment] {
    guard let register, let bytes = FileManager.default.contents(atPath: register) else { return [] }
    do {
      return try JSONDecoder().decode([Attachment].self, from: bytes)
    } catch {
      throw Diagnostic(
        at: .init(file: register),
        found: LocalizedText(zh: "证明材料的登记文件已损坏", en: "the register of attached files is broken"),
        fix: LocalizedText(zh: "请从备份恢复该文件", en: "put the file back from a backup"))
    }
  }

  /// The bytes of an attachment.
  ///
  /// - Throws: a ``Diagnostic`` when they are missing, or others than were sent.
  package func bytes(of attachment: Attachment) throws -> Data {
    let bytes = FileManager.default.contents(atPath: "\(folder)/\(attachment.sha256)")
    guard let bytes, FileDigest.sha256(of: bytes) == attachment.sha256 else {
      throw Diagnostic(
        found: LocalizedText(
          zh: "证明材料“\(attachment.name)”已缺失或被改动", en: "the attached file “\(attachment.name)” is missing or was changed"),
        fix: LocalizedText(zh: "请重新上传原件", en: "send the original once more"))
    }
    return bytes
  }

  /// Attaches a file.
  ///
  /// - Parameters:
  ///   - path: where its bytes are; they are copied.
  ///   - at: the moment, in Unix seconds.
  /// - Returns: the attachment; the one there is when the same file is attached to the same place already.
  /// - Throws: a ``Diagnostic`` when it is too large, of a kind that is not taken, or cannot be written.
  package func add(file path: String, named name: String, place: String, by user: String, at: Int64) throws
    -> Attachment
  {
    guard let register else { throw noForm }
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    guard size <= Self.mostBytes else { throw tooLarge(name) }
    let type = try EvidenceType.of(file: path, named: name)
    let sha256 = FileDigest.sha256(ofFile: path)
    try makeFolder()
    return try FolderLock.holding(folder) {
      var all = try list()
      if let known = all.first(where: { $0.sha256 == sha256 && $0.place == place }) { return known }
      let others = Dictionary(all.map { ($0.sha256, $0.size) }) { first, _ in first }
      guard all.count < Self.mostFiles, others.values.reduce(0, +) + size <= Self.mostInAll else { throw full }
      let attachment = Attachment(
        sha256: sha256, name: Masking.withoutNumbers(name), type: type, size: size, place: place,
        by: Masking.withoutNumbers(user), at: at)
      if !FileManager.default.fileExists(atPath: "\(folder)/\(sha256)") {
        guard let bytes = FileManager.default.contents(atPath: path) else { throw cannotWrite }
        try write(bytes, to: "\(folder)/\(sha256)")
      }
      all.append(attachment)
      try write(encoded(all), to: register)
      return attachment
    }
  }

  /// Takes an attachment away; its bytes too, where no form needs them any more.
  ///
  /// - Returns: the attachment; `nil` where it was taken away already.
  /// - Throws: a ``Diagnostic`` when the register cannot be read or written.
  package func remove(_ sha256: String, from place: String) throws -> Attachment? {
    guard let register, FileManager.default.fileExists(atPath: register) else { return nil }
    return try FolderLock.holding(folder) {
      var all = try list()
      guard let index = all.firstIndex(where: { $0.sha256 == sha256 && $0.place == place }) else { return nil }
      let gone = all.remove(at: index)
      try write(encoded(all), to: register)
      if try !isUsed(sha256) { try? FileManager.default.removeItem(atPath: "\(folder)/\(sha256)") }
      return gone
    }
  }

  /// Whether a register names a file. One that cannot be read may name it.
  private func isUsed(_ sha256: String) throws -> Bool {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".json") }.contains { file in
      guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(file)"),
        let list = try? JSONDecoder().decode([Attachment].self, from: bytes)
      else { return true }
      return list.contains { $0.sha256 == sha256 }
    }
  }

  private func encoded(_ attachments: [Attachment]) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return try encoder.encode(attachments) + Data([10])
  }

  // MARK: Files

  private func makeFolder() throws {
    try DocumentFile.checkOwn(folder: folder)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw cannotWrite
    }
  }

  /// Writes a file of which nobody sees half, for its owner alone.
  private func write(_ bytes: Data, to path: String) throws {
    do {
      try OutputFolder(own: folder, mode: 0o700).write(
        bytes, to: URL(filePath: path).lastPathComponent, mode: 0o600)
    } catch {
      throw cannotWrite
    }
  }

  private var cannotWrite: Diagnostic {
    Diagnostic(
      found: LocalizedText(zh: "无法存放证明材料", en: "attached files cannot be kept"),
      fix: LocalizedText(zh: "请检查数据库所在目录的权限和空间", en: "check the permissions and space of the database's folder"))
  }

  private var noForm: Diagnostic {
    Diagnostic(.usage, found: LocalizedText(zh: "没有这张自评表", en: "there is no such form"))
  }

  private func tooLarge(_ name: String) -> Diagnostic {
    Diagnostic(
      .usage, found: LocalizedText(zh: "“\(name)”过大", en: "“\(name)” is too large"),
      expected: LocalizedText(
        zh: "每个文件至多 \(Self.mostBytes >> 20) MB", en: "\(Self.mostBytes >> 20) MB a file at most"),
      fix: LocalizedText(zh: "请压缩图片或拆分后再上传", en: "make it smaller or divide it, and send it again"))
  }

  private var full: Diagnostic {
    Diagnostic(
      .usage, found: LocalizedText(zh: "这张表的证明材料已满", en: "the form has as many attached files as it can"),
      expected: LocalizedText(
        zh: "至多 \(Self.mostFiles) 个文件，共 \(Self.mostInAll >> 20) MB",
        en: "\(Self.mostFiles) files, \(Self.mostInAll >> 20) MB in all at most"),
      fix: LocalizedText(zh: "请先移除不再需要的材料", en: "remove what is no longer needed first"))
  }
}
