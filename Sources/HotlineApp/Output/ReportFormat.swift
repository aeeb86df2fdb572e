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
  func write(_ format: ReportFormat, to folder: String) throws -> String {
    let base = "\(folder)/\(fileName)"
    switch format {
    case .html:
      try DocumentFile.write(HTMLDocument(self).text, to: base + ".html")
      return base + ".html"
    case .xlsx:
      try DocumentFile.write(workbook(), to: base + ".xlsx")
      return base + ".xlsx"
    case .markdown:
      try DocumentFile.write(MarkdownDocument(self).text, to: base + ".md")
      return base + ".md"
    case .csv:
      try DocumentFile.checkOwn(folder: base + "-csv")
      let files = CSVDocument(self).files
      for file in files { try DocumentFile.write(file.text, to: "\(base)-csv/\(file.name)") }
      removeOldTables(in: base + "-csv", keeping: Set(files.map(\.name)))
      return base + "-csv/"
    case .docx:
      try DocumentFile.write(wordFile(), to: base + ".docx")
      return base + ".docx"
    case .pdf:
      try DocumentFile.write(PDFPrinter.pdf(of: self), to: base + ".pdf")
      return base + ".pdf"
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
  private func removeOldTables(in folder: String, keeping names: Set<String>) {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in found where !names.contains(name) && name.wholeMatch(of: /[0-9]{2,}-.*\.csv/) != nil {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }
}
