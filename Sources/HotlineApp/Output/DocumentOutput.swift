import Foundation
import HotlineConfiguration
import HotlineDocument
import HotlineRender
import HotlineText

/// Where a document goes: into files of a folder, or out as one text.
package struct DocumentOutput: Sendable, Hashable {
  /// The formats, each once, in the order asked for.
  package let formats: [ReportFormat]
  /// The folder; `nil` for one text.
  package let folder: String?

  /// Reads a list of formats such as `html,xlsx`, and a folder or `-` for a text.
  ///
  /// - Throws: a ``Diagnostic`` of kind usage for other formats, or when a format cannot be written as one text.
  package init(formats list: String, folder: String) throws {
    var formats: [ReportFormat] = []
    let allowed = ReportFormat.allCases.map(\.rawValue)
    let expected = LocalizedText(zh: allowed.joined(separator: "、"), en: "one of \(allowed.joined(separator: ", "))")
    for part in list.split(separator: ",") {
      let word = part.trimmingCharacters(in: .whitespaces)
      guard let format = ReportFormat(rawValue: word) else {
        throw Diagnostic(
          .usage, found: LocalizedText(zh: "没有“\(word)”这种格式", en: "there is no format “\(word)”"), expected: expected)
      }
      if !formats.contains(format) { formats.append(format) }
    }
    guard !formats.isEmpty else {
      throw Diagnostic(.usage, found: LocalizedText(zh: "没有指明格式", en: "no format is named"), expected: expected)
    }
    try DocumentFile.checkNamed(folder)
    self.formats = formats
    self.folder = folder == "-" ? nil : folder
    guard self.folder == nil, formats.count > 1 || !formats[0].isText else { return }
    throw Diagnostic(
      .usage, found: LocalizedText(zh: "不能作为一份文本输出", en: "these formats cannot be printed as one text"),
      expected: LocalizedText(zh: "html 或 markdown 之一", en: "one format: html or markdown"))
  }

  /// Makes sure before any work that there is a program for what this one does not write itself.
  ///
  /// - Throws: a ``Diagnostic`` when a PDF is asked for and nothing can print one.
  package func checkPrinter() throws { if formats.contains(.pdf) { _ = try PDFPrinter.found() } }

  /// What was written.
  package enum Result: Sendable, Hashable {
    /// The document itself.
    case text(String)
    /// The paths of its files.
    case files([String])
  }

  /// Writes the document. A file gets its name only when it is whole.
  ///
  /// - Throws: a ``Diagnostic`` when a file cannot be written.
  package func write(_ document: Document) throws -> Result { try write { _ in [document] } }

  /// Writes what is one document in some formats and several in others.
  ///
  /// - Parameter documents: the documents that a format asks for; a text is made of the first.
  /// - Throws: a ``Diagnostic`` when a file cannot be written.
  package func write(_ documents: (ReportFormat) throws -> [Document]) throws -> Result {
    guard let folder else {
      let all = try documents(formats[0])
      return .text(all.first?.text(formats[0]) ?? "")
    }
    return .files(
      try formats.flatMap { format in
        let all = try documents(format)
        let output = try HeldFolder(named: folder)
        return try all.map { try $0.write(format, to: output) }
      })
  }
}

extension ReportFormat {
  /// Whether a document in this format is one text.
  fileprivate var isText: Bool { self == .html || self == .markdown }
}

extension Document {
  fileprivate func text(_ format: ReportFormat) -> String {
    format == .html ? HTMLDocument(self).text : MarkdownDocument(self).text
  }
}
