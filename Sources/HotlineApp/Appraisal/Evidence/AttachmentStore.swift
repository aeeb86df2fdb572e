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
  private var register: String? { name.map { "\($0).json" } }

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
  package func list() throws -> [Attachment] { try held().map(list) ?? [] }

  private func list(in held: HeldFolder) throws -> [Attachment] {
    guard let register, held.holds(register) else { return [] }
    guard let list = Self.attachments(held.contents(register)) else {
      throw Diagnostic(
        at: .init(file: "\(folder)/\(register)"),
        found: LocalizedText(zh: "证明材料的登记文件已损坏", en: "the register of attached files is broken"),
        fix: LocalizedText(zh: "请从备份恢复该文件", en: "put the file back from a backup"))
    }
    return list
  }

  /// What a register says; `nil` where it cannot be read.
  private static func attachments(_ register: Data?) -> [Attachment]? {
    register.flatMap { try? JSONDecoder().decode([Attachment].self, from: $0) }
  }

  /// The bytes of an attachment.
  ///
  /// - Throws: a ``Diagnostic`` when they are missing, or others than were sent.
  package func bytes(of attachment: Attachment) throws -> Data {
    guard let bytes = try held()?.contents(attachment.sha256), FileDigest.sha256(of: bytes) == attachment.sha256 else {
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
    let held = try makeFolder()
    return try FolderLock.holding(folder) {
      var all = try list(in: held)
      if let known = all.first(where: { $0.sha256 == sha256 && $0.place == place }) { return known }
      let others = Dictionary(all.map { ($0.sha256, $0.size) }) { first, _ in first }
      guard all.count < Self.mostFiles, others.values.reduce(0, +) + size <= Self.mostInAll else { throw full }
      let attachment = Attachment(
        sha256: sha256, name: Masking.withoutNumbers(name), type: type, size: size, place: place,
        by: Masking.withoutNumbers(user), at: at)
      if held.contents(sha256) == nil {
        guard let bytes = FileManager.default.contents(atPath: path) else { throw cannotWrite }
        try write(bytes, to: sha256, in: held)
      }
      all.append(attachment)
      try write(encoded(all), to: register, in: held)
      return attachment
    }
  }

  /// Takes an attachment away; its bytes too, where no form needs them any more.
  ///
  /// - Returns: the attachment; `nil` where it was taken away already.
  /// - Throws: a ``Diagnostic`` when the register cannot be read or written.
  package func remove(_ sha256: String, from place: String) throws -> Attachment? {
    guard let register, let held = try held(), held.holds(register) else { return nil }
    return try FolderLock.holding(folder) {
      var all = try list(in: held)
      guard let index = all.firstIndex(where: { $0.sha256 == sha256 && $0.place == place }) else { return nil }
      let gone = all.remove(at: index)
      try write(encoded(all), to: register, in: held)
      if !isUsed(sha256, in: held) { held.remove(sha256) }
      return gone
    }
  }

  /// Whether a register names a file. One that cannot be read may name it.
  private func isUsed(_ sha256: String, in held: HeldFolder) -> Bool {
    held.names.filter { $0.hasSuffix(".json") }.contains { file in
      Self.attachments(held.contents(file))?.contains { $0.sha256 == sha256 } ?? true
    }
  }

  private func encoded(_ attachments: [Attachment]) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return try encoder.encode(attachments) + Data([10])
  }

  // MARK: Files

  /// The folder as it is; `nil` where there is none yet.
  private func held() throws -> HeldFolder? {
    FileManager.default.fileExists(atPath: folder) ? try HeldFolder(thereIs: folder) : nil
  }

  private func makeFolder() throws -> HeldFolder {
    try DocumentFile.checkOwn(folder: folder)
    do { return try HeldFolder(own: folder, mode: 0o700) } catch { throw cannotWrite }
  }

  /// Writes a file of which nobody sees half, for its owner alone.
  private func write(_ bytes: Data, to name: String, in held: HeldFolder) throws {
    do { try held.write(bytes, to: name, mode: 0o600) } catch { throw cannotWrite }
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
