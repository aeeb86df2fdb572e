import Foundation
import HotlineConfiguration
import HotlineDocument
import HotlineRender
import HotlineText

/// A document in one format, as bytes: the same as ``DocumentOutput`` writes into a folder.
package struct DrawnFile: Sendable {
  /// The file's name.
  package let name: String
  /// What browsers call the format.
  package let contentType: String
  /// The bytes.
  package let bytes: Data

  /// Draws a document.
  ///
  /// - Throws: a ``Diagnostic`` for a format of several files, or when nothing can print a PDF.
  package init(_ document: Document, as format: ReportFormat) throws {
    let base = document.fileName
    switch format {
    case .html: self.init(base + ".html", "text/html; charset=utf-8", Data(HTMLDocument(document).text.utf8))
    case .markdown:
      self.init(base + ".md", "text/markdown; charset=utf-8", Data(MarkdownDocument(document).text.utf8))
    case .xlsx:
      self.init(
        base + ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", try document.workbook())
    case .docx:
      self.init(
        base + ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        try document.wordFile())
    case .pdf: self.init(base + ".pdf", "application/pdf", try PDFPrinter.pdf(of: document))
    case .csv:
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "CSV 是多个文件", en: "CSV is several files"),
        expected: LocalizedText(zh: "html、markdown、xlsx、docx 或 pdf", en: "one of html, markdown, xlsx, docx, pdf"))
    }
  }

  private init(_ name: String, _ contentType: String, _ bytes: Data) {
    self.name = name
    self.contentType = contentType
    self.bytes = bytes
  }
}
