import Foundation
import HotlineDocument
import HotlineText

/// The parts of a Word file that say what the others are (ECMA-376).
enum WordPackage {
  static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  static let namespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
    + " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
    + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
    + " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""

  private static let officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"
  private static let wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml"

  /// `word/document.xml`.
  static func main(body: String, frame: WordFrame) -> String {
    head + "<w:document \(namespaces)><w:body>\(body)\(frame.section)</w:body></w:document>"
  }

  /// A relation of the main part.
  static func relation(_ id: String, _ type: String, _ target: String) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(officeRelations)/\(type)\" Target=\"\(target)\"/>"
  }

  /// The kind of a part in `word/`.
  static func contentType(_ name: String, _ type: String) -> String {
    "<Override PartName=\"/word/\(name).xml\" ContentType=\"\(wordType).\(type)+xml\"/>"
  }

  static func contentTypes(_ frame: WordFrame) -> String {
    head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + "<Default Extension=\"emf\" ContentType=\"image/x-emf\"/>"
      + "<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>"
      + contentType("document", "document.main") + contentType("styles", "styles")
      + contentType("settings", "settings") + contentType("numbering", "numbering") + frame.contentTypes
      + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
      + "</Types>"
  }

  static let rootRelations =
    head + "<Relationships xmlns=\"\(packageRelations)\">"
    + relation("document", "officeDocument", "word/document.xml")
    + "<Relationship Id=\"properties\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\""
    + " Target=\"docProps/core.xml\"/></Relationships>"

  static func relations(media: WordMedia, frame: WordFrame) -> String {
    head + "<Relationships xmlns=\"\(packageRelations)\">" + relation("styles", "styles", "styles.xml")
      + relation("settings", "settings", "settings.xml") + relation("numbering", "numbering", "numbering.xml")
      + frame.relations + media.relations + "</Relationships>"
  }

  /// Whose the document is and when it was made: at the as-of moment, never by the clock.
  static func properties(of document: Document) -> String {
    let created = Date(timeIntervalSince1970: TimeInterval(document.asOf.seconds)).ISO8601Format()
    return head
      + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
      + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
      + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>\(document.title.xmlEscaped)</dc:title>"
      + "<dc:subject>\(document.subtitle.xmlEscaped)</dc:subject><dc:creator>\(document.isPrintedForm ? "" : "hotline")</dc:creator>"
      + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">\(created)</dcterms:created></cp:coreProperties>"
  }

  static let settings =
    head + "<w:settings \(namespaces)><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/>"
    + "<w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat>"
    + "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
    + "</w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
}
