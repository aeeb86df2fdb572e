import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineStore
import HotlineText

/// The folder beside the database in which files that were sent are kept, each arrival in a folder of its own. What was brought in stays there:
/// it is the original of its rows.
struct Spool: Sendable {
  /// What the folder's name has behind the database's.
  static let ending = ".files"

  /// The folder.
  let folder: String

  /// How far an arrival has come, as a file in its folder: so a server that is started again knows.
  private enum Mark: String {
    /// Its files are being written, or are to be looked at once and not kept.
    case receiving
    /// Somebody wants it in the database; the file holds the name of the profile to read by, if one was chosen.
    case confirmed
    /// It is in the database: its files are the originals of rows.
    case settled
    /// It corrects rows of a source; the file says which.
    case corrects
  }

  init(database: String) { folder = database + Self.ending }

  private func mark(_ mark: Mark, _ name: String) -> String { "\(path(name))/.\(mark.rawValue)" }
  private func has(_ mark: Mark, _ name: String) -> Bool {
    FileManager.default.fileExists(atPath: self.mark(mark, name))
  }
  private func set(_ mark: Mark, _ name: String, _ text: String = "") -> Bool {
    PrivateFile.write(Data(text.utf8), to: self.mark(mark, name))
  }

  /// Begins an arrival. Until it is complete it is none: what was being written when the server was stopped is thrown away.
  ///
  /// - Returns: its name; see ``SafeName/own()``.
  /// - Throws: a ``Diagnostic`` when its folder cannot be made.
  func begin() throws -> String {
    let name = SafeName.own()
    do {
      try FileManager.default.createDirectory(
        atPath: path(name), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Diagnostic(
        at: .init(file: folder),
        found: LocalizedText(zh: "无法存放上传的文件", en: "files that are sent cannot be kept"),
        fix: LocalizedText(zh: "请检查目录权限和空间", en: "check the folder's permissions and space"))
    }
    guard set(.receiving, name, String(getpid())) else {
      throw Diagnostic(
        at: .init(file: folder), found: LocalizedText(zh: "无法写入文件", en: "cannot write a file"),
        fix: LocalizedText(zh: "请检查目录权限和空间", en: "check the folder's permissions and space"))
    }
    return name
  }

  /// All files of an arrival are whole.
  func complete(_ name: String) { try? FileManager.default.removeItem(atPath: mark(.receiving, name)) }

  /// The folder of an arrival.
  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Whether a text is the name of an arrival and not of something else.
  static func isName(_ text: String) -> Bool {
    text.utf8.count == SafeName.ownLength
      && text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }

  /// The files of an arrival, by name.
  func files(_ name: String) -> [String] {
    guard Self.isName(name) else { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).filter { !$0.hasPrefix(".") }
      .sorted()
  }

  private var all: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter(Self.isName).sorted()
  }

  /// The arrivals that are whole and not in the database.
  var open: [String] { all.filter { !has(.settled, $0) && !has(.receiving, $0) } }

  /// Whether the server that left something half done runs no more. One that begins has written nothing, whoever had its number before.
  static func isGone(_ writer: pid_t) -> Bool {
    writer == getpid() || kill(writer, 0) == -1 && errno == ESRCH
  }

  /// Throws away what was being written when the server was stopped. What another server that runs may be writing stays for a quarter of an
  /// hour.
  func clear() {
    for name in all where has(.receiving, name) {
      let writer = FileManager.default.contents(atPath: mark(.receiving, name)).flatMap {
        pid_t(String(decoding: $0, as: UTF8.self))
      }
      if let writer, Self.isGone(writer) {
        discard(name)
        continue
      }
      let written = try? FileManager.default.attributesOfItem(atPath: path(name))[.modificationDate] as? Date
      if let written, written.timeIntervalSinceNow > -900 { continue }
      discard(name)
    }
  }

  /// How somebody wants an arrival in the database.
  struct Confirmation: Sendable, Codable {
    /// The profile to read by; the one that headers call for unless given.
    var profile: String?
    /// Whether however many rows may be rejected.
    var takesAll: Bool
  }

  /// How somebody wants the arrival in the database; `nil` when nobody confirmed it.
  func confirmation(_ name: String) -> Confirmation? {
    FileManager.default.contents(atPath: mark(.confirmed, name)).flatMap {
      try? JSONDecoder().decode(Confirmation.self, from: $0)
    }
  }

  /// Marks an arrival as wanted, to be gone on with when the server is stopped before it is in the database.
  func confirm(_ name: String, _ confirmation: Confirmation) {
    guard let data = try? JSONEncoder().encode(confirmation) else { return }
    _ = set(.confirmed, name, String(decoding: data, as: UTF8.self))
  }

  /// When an arrival came, in Unix seconds: its folder's time, now where it has none.
  func time(_ name: String) -> Int64 {
    let written = try? FileManager.default.attributesOfItem(atPath: path(name))[.modificationDate] as? Date
    return Int64((written ?? Date()).timeIntervalSince1970)
  }

  /// Notes which rows of a source an arrival corrects.
  func note(_ correction: Correction, of name: String) {
    guard let data = try? JSONEncoder().encode(correction) else { return }
    _ = set(.corrects, name, String(decoding: data, as: UTF8.self))
  }

  /// Rows of a source that an arrival corrects.
  struct Correction: Sendable, Codable {
    /// The content of the source's file, by its SHA-256.
    let sha256: String
    /// The lines on which the rows begin.
    let lines: [Int]
  }

  /// The lines of a source whose correction is in the database.
  ///
  /// - Parameters:
  ///   - sha256: the content of the source's file.
  ///   - known: the contents of the files in the database: a correction that was forgotten is none.
  func corrected(_ sha256: String, known: Set<String>) -> Set<Int> {
    Set(
      all.filter { has(.settled, $0) && has(.corrects, $0) }.flatMap { name -> [Int] in
        guard let data = FileManager.default.contents(atPath: mark(.corrects, name)),
          let correction = try? JSONDecoder().decode(Correction.self, from: data), correction.sha256 == sha256,
          files(name).contains(where: { known.contains(FileDigest.sha256(ofFile: "\(path(name))/\($0)")) })
        else { return [] }
        return correction.lines
      })
  }

  /// Takes the mark back.
  func unconfirm(_ name: String) { try? FileManager.default.removeItem(atPath: mark(.confirmed, name)) }

  /// Marks an arrival as being in the database. Without the mark it would only be read once more, which changes nothing.
  func settle(_ name: String) { _ = set(.settled, name) }

  /// Throws an arrival away whose files are no originals.
  func discard(_ name: String) {
    guard Self.isName(name), !has(.settled, name) else { return }
    try? FileManager.default.removeItem(atPath: path(name))
  }
}
