import Foundation
import HotlineAppraisal
import HotlineMetrics
import HotlineRender
import HotlineReports
import HotlineStore
import HotlineText

extension EvidencePack {
  /// The pack of a draft; documents are looked for beside the form's file.
  init(_ draft: AppraisalDraft, _ engine: MetricEngine, _ language: Language) throws {
    let folder = URL(filePath: draft.form.file).deletingLastPathComponent().path
    try self.init(draft: draft, engine: engine, language: language) { name in
      // A document's name is a person's word: it leads nowhere else, and most are no files.
      guard !name.isEmpty, !name.contains("\0"), !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
        return nil
      }
      var isFolder: ObjCBool = false
      let path = "\(folder)/\(name)"
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
        return nil
      }
      return AttachedDocument(path: name, sha256: FileDigest.sha256(ofFile: path))
    }
  }

  /// Makes the pack's files: documents as Markdown, tables as CSV, the index as a page and as a Word file as well.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read, and what `write` throws.
  func makeBytes(_ write: (_ name: String, Data) throws -> Void) throws {
    try makeFiles { name, content in
      switch content {
      case .document(let document):
        try write("\(name).md", Data(MarkdownDocument(document).text.utf8))
        guard name == Self.index else { return }
        try write("index.html", Data(HTMLDocument(document).text.utf8))
        try write("index.docx", document.wordFile())
      case .table(let table): try write("\(name).csv", Data(table.csvText.utf8))
      }
    }
  }

  /// Writes the pack into a folder.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read or the folder cannot be written.
  func write(to folder: String) throws {
    try makeBytes { name, bytes in try DocumentFile.write(bytes, to: "\(folder)/\(name)") }
  }
}
