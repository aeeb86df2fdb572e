import Foundation
import HotlineAppraisal
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineOffice
import HotlineRender
import HotlineReports
import HotlineStore
import HotlineText

/// The evidence pack of a draft as files, with what people attached on the pages.
struct EvidenceFiles {
  private let pack: EvidencePack
  private let store: AttachmentStore
  /// What was attached, each file once, by its place in the pack.
  private let attached: [(path: String, attachment: Attachment)]
  private let attachments: [Attachment]

  /// - Throws: a ``Diagnostic`` when the database or the register of attachments cannot be read.
  init(_ draft: AppraisalDraft, _ engine: MetricEngine, _ language: Language, in workspace: Workspace) throws {
    let form = draft.form.file
    store = AttachmentStore(form: form, in: workspace)
    attachments = try store.list()
    let attached = Self.placed(attachments)
    self.attached = attached
    let folder = URL(filePath: form).deletingLastPathComponent().path
    let all = attachments
    pack = try EvidencePack(draft: draft, engine: engine, language: language) { name, place in
      let hashes = Self.meant(by: name, at: place, all)
      let files = attached.filter { hashes.contains($0.attachment.sha256) }
      guard files.isEmpty else { return files.map { AttachedDocument(path: $0.path, sha256: $0.attachment.sha256) } }
      // What cannot be read vouches for nothing.
      let digest = Self.beside(folder, name).map(FileDigest.sha256(ofFile:)) ?? ""
      return digest.isEmpty ? [] : [AttachedDocument(path: name, sha256: digest)]
    }
  }

  /// The SHA-256 of the attached files that a document's name means at a place of the form: those of the place itself if there are any,
  /// else those of its indicator, else all of the name. People call their scans alike.
  private static func meant(by name: String, at place: VouchedPlace, _ attachments: [Attachment]) -> Set<String> {
    let named = attachments.filter { $0.name == name }
    let ofRow = named.filter { $0.place.hasPrefix("row/\(place.indicator)/") }
    let own = ofRow.filter { $0.place.hasSuffix("/judgement") == place.isJudgement }
    let nearest = !own.isEmpty ? own : !ofRow.isEmpty ? ofRow : named
    return Set(nearest.map(\.sha256))
  }

  /// The file beside the form that a document's name means; `nil` if there is none. The name is a person's word: it leads nowhere else, not
  /// by a link either, and most are no files.
  private static func beside(_ folder: String, _ name: String) -> String? {
    guard !name.isEmpty, !name.contains("\0"), !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
      return nil
    }
    let own = URL(filePath: folder).resolvingSymlinksInPath().path
    let path = URL(filePath: "\(own)/\(name)").resolvingSymlinksInPath().path
    var isFolder: ObjCBool = false
    guard path.hasPrefix(own + "/"), FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
      !isFolder.boolValue
    else { return nil }
    return path
  }

  private static func placed(_ attachments: [Attachment]) -> [(path: String, attachment: Attachment)] {
    var placed: [(path: String, attachment: Attachment)] = []
    for attachment in attachments where !placed.contains(where: { $0.attachment.sha256 == attachment.sha256 }) {
      let number = placed.count + 1
      // Names in archives keep to what every system can write: the register tells the sender's.
      let row = attachment.place.split(separator: "/").dropFirst().first ?? "form"
      let safe = String(row.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" })
      let ending = attachment.name.split(separator: ".").last.map { $0.lowercased() } ?? attachment.type.rawValue
      placed.append(("\(attachmentFolder)/\(number < 10 ? "0" : "")\(number)-\(safe.prefix(60)).\(ending)", attachment))
    }
    return placed
  }

  /// Makes the files: documents as Markdown, tables as CSV, the index as a page and as a Word file as well, attachments as they came.
  ///
  /// - Throws: a ``Diagnostic`` when the database or an attachment cannot be read, and what `write` throws.
  func make(_ write: (_ name: String, Data) throws -> Void) throws {
    try pack.makeFiles { name, content in
      switch content {
      case .document(let document):
        try write("\(name).md", Data(MarkdownDocument(document).text.utf8))
        guard name == EvidencePack.index else { return }
        try write("index.html", Data(HTMLDocument(document).text.utf8))
        try write("index.docx", document.wordFile())
      case .table(let table): try write("\(name).csv", Data(table.csvText.utf8))
      }
    }
    guard !attachments.isEmpty else { return }
    var table = ReportTable(columns: ["place", "name", "file", "sha256", "bytes", "by", "at"].map { .init($0) })
    table.texts = attachments.map { one in
      let path = attached.first { $0.attachment.sha256 == one.sha256 }?.path ?? ""
      return [one.place, one.name, path, one.sha256, String(one.size), one.by, LocalTime.iso8601(one.at)]
    }
    try write(Self.attachmentTable, Data(table.csvText.utf8))
    for (path, attachment) in attached { try write(path, try store.bytes(of: attachment)) }
  }

  /// Writes the pack into a folder, and takes away attachments that are no part of it any more: somebody may have withdrawn them.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read, the folder cannot be written or holds other files under the names of a
  ///   pack's, or its attachments lie elsewhere.
  func write(to folder: String) throws {
    let pack = try HeldFolder(named: folder)
    try Self.checkFree(pack)
    try DocumentFile.checkOwn(folder: "\(folder)/\(Self.attachmentFolder)")
    func place(_ name: String) throws -> (folder: HeldFolder, name: String) {
      let (inner, own) = HeldFolder.place(name)
      return (try inner.map(pack.folder) ?? pack, own)
    }
    var names: Set<String> = []
    try make { name, bytes in
      names.insert(name)
      let place = try place(name)
      try place.folder.write(bytes, to: place.name)
    }
    for name in Self.leftOver(in: pack, besides: names) where Self.isAttachment(name) {
      let place = try place(name)
      place.folder.remove(place.name)
    }
  }

  /// Makes sure that a folder holds a pack, perhaps half of one, or nothing that one would overwrite.
  private static func checkFree(_ pack: HeldFolder) throws {
    let (folder, there) = (pack.path, Set(pack.names))
    let taken = ["README.md", "index.html", "index.docx", "sources.csv", "documents.csv"].filter(there.contains)
    let isPack = there.contains { $0.wholeMatch(of: /[0-9]{2}-.*\.md/) != nil } && there.contains("sources.csv")
    guard let first = taken.first, !isPack else { return }
    throw Diagnostic(
      at: .init(file: folder),
      found: LocalizedText(
        zh: "目录里已有 \(first)，而且不是佐证材料的目录", en: "the folder holds \(first), and is none of an evidence pack"),
      expected: LocalizedText(zh: "新的、空的，或以前写过佐证材料的目录", en: "a new or empty folder, or one with an earlier pack"),
      fix: LocalizedText(
        zh: "换一个目录：--evidence \(folder)/evidence", en: "name another one: --evidence \(folder)/evidence"))
  }

  /// The files of a pack's folder that bear the names of a pack's and are no part of it any more, in order. What somebody else put there is
  /// none of the pack's.
  static func leftOver(in pack: HeldFolder, besides names: Set<String>) -> [String] {
    let own = pack.names.filter { $0.wholeMatch(of: /[0-9]{2}-.*\.(md|csv)/) != nil || $0 == attachmentTable }
    let attached = (pack.folder(thereIs: attachmentFolder)?.names ?? []).filter {
      $0.wholeMatch(of: /[0-9]{2,}-[\w-]+\.\w+/) != nil
    }
    return (own + attached.map { "\(attachmentFolder)/\($0)" }).filter { !names.contains($0) }.sorted()
  }

  private static func isAttachment(_ name: String) -> Bool {
    name == attachmentTable || name.hasPrefix("\(attachmentFolder)/")
  }

  private static let attachmentFolder = "attachments"
  private static let attachmentTable = "attachments.csv"
}

/// Packs the evidence for a form, with all that was attached to it, into one archive.
package struct PackEvidence: Sendable {
  /// The form's file.
  package var form: String
  /// The language of the evidence.
  package var language: Language

  /// Creates an order.
  package init(_ form: String, language: Language) {
    self.form = form
    self.language = language
  }

  /// - Returns: the archive; the same as long as database, form and attachments are.
  /// - Throws: a ``Diagnostic`` when the database or the form cannot be read.
  package func run(in workspace: Workspace, cancellation: Cancellation = .never) throws -> Data {
    try workspace.drafting(form, asOf: nil, cancellation) { draft, engine in
      var entries: [ZipFile.Entry] = []
      try EvidenceFiles(draft, engine, language, in: workspace).make { name, bytes in
        try cancellation.check()
        // What people attach is packed already, mostly.
        entries.append(ZipFile.Entry(name: name, bytes: Array(bytes), isPacked: name.hasPrefix("attachments/")))
      }
      return try ZipFile.bytes(of: entries)
    }
  }
}
