import Foundation
import HotlineConfiguration
import HotlineDocument
import HotlineOffice
import HotlineRender
import HotlineRenderDOCX
import HotlineRenderXLSX
import HotlineText

/// The file formats of reports.
package enum ReportFormat: String, Sendable, CaseIterable {
  /// One page without script.
  case html
  /// One workbook.
  case xlsx
  /// One text.
  case markdown
  /// A folder of tables.
  case csv
  /// One Word file.
  case docx
  /// One file as it is printed on A4.
  case pdf

  /// Whether a document in this format has pages, so that a form and what it rests on are two files.
  package var isPaged: Bool { self == .docx || self == .pdf }
}

extension Document {
  /// The name of the document's files, without extension: English ones are marked.
  var fileName: String { name + (language == .en ? "-en" : "") }

  /// Writes the document into a folder, each file under a temporary name that is then renamed.
  ///
  /// - Returns: the paths written; for CSV, the folder.
  /// - Throws: a ``Diagnostic`` when a file cannot be written.
  func write(_ format: ReportFormat, to folder: HeldFolder) throws -> String {
    func file(_ bytes: Data, _ ending: String) throws -> String {
      try folder.write(bytes, to: fileName + ending)
      return "\(folder.path)/\(fileName)\(ending)"
    }
    switch format {
    case .html: return try file(Data(HTMLDocument(self).text.utf8), ".html")
    case .xlsx: return try file(workbook(), ".xlsx")
    case .markdown: return try file(Data(MarkdownDocument(self).text.utf8), ".md")
    case .docx: return try file(wordFile(), ".docx")
    case .pdf: return try file(PDFPrinter.pdf(of: self), ".pdf")
    case .csv:
      let tables = try folder.folder(fileName + "-csv")
      let files = CSVDocument(self).files
      for file in files { try tables.write(Data(file.text.utf8), to: file.name) }
      removeOldTables(in: tables, keeping: Set(files.map(\.name)))
      return tables.path + "/"
    }
  }

  /// The document as a Word file.
  func wordFile() throws -> Data {
    do {
      return try DOCXDocument(self).bytes()
    } catch let error as OfficeError {
      throw Diagnostic(found: error.found)
    }
  }

  func workbook() throws -> Data {
    do {
      return try XLSXDocument(self).bytes()
    } catch let error as WorkbookError {
      throw Diagnostic(found: error.found, fix: error.fix)
    }
  }

  /// Removes the numbered tables of an earlier run that this one did not write: they would pass for today's.
  private func removeOldTables(in folder: HeldFolder, keeping names: Set<String>) {
    for name in folder.names where !names.contains(name) && name.wholeMatch(of: /[0-9]{2,}-.*\.csv/) != nil {
      folder.remove(name)
    }
  }
}
