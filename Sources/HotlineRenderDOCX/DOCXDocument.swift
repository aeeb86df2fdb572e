import Foundation
import HotlineDocument
import HotlineOffice
import HotlineText

/// A document as a Word file: real headings, styles and bookmarks, tables that repeat their head, charts as pictures with words
/// for those who cannot see them.
///
/// A printed form (``Document/isPrintedForm``) has its blocks and nothing else, in the largest letters with which it fits on one page.
package struct DOCXDocument: Sendable {
  private let document: Document

  /// The Word file of a document.
  package init(_ document: Document) {
    self.document = document
  }

  /// The file's bytes: the same for the same document.
  ///
  /// - Throws: an ``OfficeError`` when the file cannot be written.
  package func bytes() throws -> Data {
    let media = WordMedia()
    let body = document.isPrintedForm ? FormBody(document).markup : ReportBody(document, media: media).markup
    let frame = WordFrame(document)
    let parts: [(String, String)] = [
      ("[Content_Types].xml", WordPackage.contentTypes(frame)), ("_rels/.rels", WordPackage.rootRelations),
      ("docProps/core.xml", WordPackage.properties(of: document)),
      ("word/document.xml", WordPackage.main(body: body, frame: frame)),
      ("word/styles.xml", WordStyles.sheet(document.language)),
      ("word/settings.xml", WordPackage.settings), ("word/numbering.xml", media.numbering),
      ("word/_rels/document.xml.rels", WordPackage.relations(media: media, frame: frame)),
    ]
    let texts = (parts + frame.parts).map { ZipFile.Entry(name: $0.0, bytes: Array($0.1.utf8)) }
    return try ZipFile.bytes(of: texts + media.entries)
  }
}
