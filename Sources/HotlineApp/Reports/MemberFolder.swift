import Foundation
import HotlineConfiguration
import HotlineDocument
import HotlineRender
import HotlineReports
import HotlineStore
import HotlineText

/// A folder of members' sheets with its index and manifest, written one sheet after the other.
///
/// Each sheet is known by the hash of what it says. What a run that was killed had written of the same sheets is kept: the file of
/// progress tells which files are whole, and their hashes must still agree. So a run that goes on ends with the same bytes as one that was
/// never stopped.
struct MemberFolder {
  let path: String
  let formats: [ReportFormat]
  let all: [MemberSheets]
  let cancellation: Cancellation

  /// What is known of a sheet that was written.
  private struct Written: Codable {
    /// The hash of what it says.
    let content: String
    /// Its files by format.
    var files: [String: MemberManifest.File]
  }

  private static let progress = ".progress.json"
  private static let manifest = "manifest.json"

  /// - Parameter progress: told of each sheet that is written: how many are, of how many.
  /// - Returns: the paths of index, manifest and sheets.
  /// - Throws: a ``Diagnostic`` when a file cannot be written; what `progress` throws.
  func write(progress: (Int, Int) throws -> Void) throws -> [String] {
    let folder = try HeldFolder(own: path)
    var known = Self.knownSheets(in: folder)
    let before = Set(known.values.flatMap { $0.files.values.map(\.path) }).union(Self.filesOfLastRun(in: folder))
    var groups: [(sheets: MemberSheets, written: [MemberManifest.Sheet])] = []
    var kept: [String: Written] = [:]
    var names: Set<String> = []
    let count = all.reduce(0) { $0 + $1.members.count }
    for sheets in all {
      var written: [MemberManifest.Sheet] = []
      for member in sheets.members {
        try cancellation.check()
        let sheet = try sheets.sheet(member)
        var documents = [false, true].map { sheet.document(isPaged: $0) }
        let name = unlike(documents[0].name, &names)
        for index in documents.indices { documents[index].name = name }
        let content = FileDigest.sha256(of: Data(documents.map { HTMLDocument($0).text }.joined().utf8))
        var own = known[name].flatMap { $0.content == content ? $0 : nil } ?? Written(content: content, files: [:])
        var files: [MemberManifest.File] = []
        for format in formats {
          if let file = own.files[format.rawValue], Self.hash(of: file.path, in: folder) == file.sha256 {
            files.append(file)
            continue
          }
          let file = try relative(documents[format.isPaged ? 1 : 0].write(format, to: folder))
          let entry = MemberManifest.File(path: file, sha256: Self.hash(of: file, in: folder) ?? "")
          own.files[format.rawValue] = entry
          files.append(entry)
        }
        own.files = own.files.filter { file in formats.contains { $0.rawValue == file.key } }
        known[name] = own
        kept[name] = own
        try folder.write(JSONEncoder.stable.encode(known), to: Self.progress)
        written.append(MemberManifest.Sheet(sheet, files: files))
        try progress(kept.count, count)
      }
      groups.append((sheets, written))
    }
    let index = try writeIndex(groups, to: folder)
    try folder.write(JSONEncoder.stable.encode(MemberManifest(groups)), to: Self.manifest)
    // The sheets of the last run that nobody has any more would pass for today's.
    let today = Set(kept.values.flatMap { $0.files.values.map(\.path) })
    for old in before.subtracting(today) where old.hasPrefix("member-") {
      guard let own = Self.own(old) else { continue }
      if old.hasSuffix("/") { folder.removeFolder(own) } else { folder.remove(own) }
    }
    folder.remove(Self.progress)
    return index + ["\(path)/\(Self.manifest)"] + groups.flatMap { $0.written.flatMap(\.paths) }.map { "\(path)/\($0)" }
  }

  private func writeIndex(
    _ groups: [(sheets: MemberSheets, written: [MemberManifest.Sheet])], to folder: HeldFolder
  ) throws -> [String] {
    guard let index = MemberIndex(groups).document else { return [] }
    let others = formats.filter { $0 != .html && $0 != .csv }
    return try ([.html] + others).map { try index.write($0, to: folder) }
  }

  /// A name that no other sheet of the folder has: letters that a file's name does not keep may have told two apart.
  private func unlike(_ name: String, _ taken: inout Set<String>) -> String {
    var (own, number) = (name, 2)
    while !taken.insert(own.lowercased()).inserted {
      own = "\(name)-\(number)"
      number += 1
    }
    return own
  }

  /// The sheets that the manifest of a run that ended tells.
  private static func filesOfLastRun(in folder: HeldFolder) -> [String] {
    struct Manifest: Decodable {
      struct Group: Decodable { let sheets: [Sheet] }
      struct Sheet: Decodable { let files: [MemberManifest.File] }
      let groups: [Group]
    }
    guard let bytes = folder.contents(manifest),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: bytes)
    else { return [] }
    return manifest.groups.flatMap { $0.sheets.flatMap { $0.files.map(\.path) } }
  }

  /// What a run that was stopped had written.
  private static func knownSheets(in folder: HeldFolder) -> [String: Written] {
    guard let bytes = folder.contents(progress) else { return [:] }
    return (try? JSONDecoder().decode([String: Written].self, from: bytes)) ?? [:]
  }

  private func relative(_ file: String) -> String { String(file.dropFirst(path.count + 1)) }

  /// The name of a file, or of a folder with `/` at its end, that lies in this folder itself; `nil` for what a manifest that somebody
  /// changed names elsewhere.
  private static func own(_ name: String) -> String? {
    let plain = name.hasSuffix("/") ? String(name.dropLast()) : name
    return plain.isEmpty || plain == ".." || plain == "." || plain.contains("/") ? nil : plain
  }

  /// The hash of a file, or of all files of a folder with their names; `nil` where there is none.
  private static func hash(of file: String, in folder: HeldFolder) -> String? {
    guard let own = own(file) else { return nil }
    guard file.hasSuffix("/") else { return folder.contents(own).map { FileDigest.sha256(of: $0) } }
    guard let tables = folder.folder(thereIs: own), case let names = tables.names, !names.isEmpty else { return nil }
    var all = Data()
    for name in names {
      guard let bytes = tables.contents(name) else { return nil }
      all += Data("\(name)\0\(bytes.count)\0".utf8) + bytes
    }
    return FileDigest.sha256(of: all)
  }
}

extension JSONEncoder {
  /// Writes the same bytes for the same value.
  fileprivate static var stable: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return encoder
  }
}
