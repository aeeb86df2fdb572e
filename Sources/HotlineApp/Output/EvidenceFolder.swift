import HotlineRender
import HotlineReports

extension EvidencePack {
  /// Writes the pack into a folder: documents as Markdown, tables as CSV.
  ///
  /// - Throws: a ``Diagnostic`` when the database cannot be read or the folder cannot be written.
  func write(to folder: String) throws {
    try makeFiles { name, content in
      switch content {
      case .document(let document):
        try DocumentFile.write(MarkdownDocument(document).text, to: "\(folder)/\(name).md")
      case .table(let table): try DocumentFile.write(table.csvText, to: "\(folder)/\(name).csv")
      }
    }
  }
}
