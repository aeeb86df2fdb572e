import HotlineConfiguration
import HotlineModel

/// The type of a file by its first bytes, whatever its name.
enum ContentKind: Equatable {
  /// Text that can be a CSV.
  case text
  case gzip
  case zip
  /// A page of HTML, with tables or without.
  case html
  /// SpreadsheetML 2003: Excel's workbook in one XML file.
  case workbookXML
  /// Something that is no table at all.
  case other(Foreign)

  /// What is refused, in words.
  enum Foreign: Equatable, CaseIterable {
    case ole, biff, pdf, image, sqlite, rar, sevenZip, bzip2, xz, zstd, parquet, richText, webArchive, program, xml,
      json
  }

  private static let signatures: [(bytes: [UInt8], kind: ContentKind)] = [
    ([0x1F, 0x8B, 0x08], .gzip),
    (Array("PK".utf8) + [3, 4], .zip),
    (Array("PK".utf8) + [5, 6], .zip),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .other(.ole)),
    ([0x09, 0x08, 0x10, 0x00], .other(.biff)),
    ([0x09, 0x08, 0x08, 0x00], .other(.biff)),
    ([0x09, 0x04, 0x06, 0x00], .other(.biff)),
    ([0x09, 0x02, 0x06, 0x00], .other(.biff)),
    ([0x09, 0x00, 0x04, 0x00], .other(.biff)),
    (Array("%PDF-".utf8), .other(.pdf)),
    ([0x89] + Array("PNG".utf8), .other(.image)),
    ([0xFF, 0xD8, 0xFF], .other(.image)),
    (Array("GIF87a".utf8), .other(.image)),
    (Array("GIF89a".utf8), .other(.image)),
    (Array("SQLite format 3".utf8) + [0], .other(.sqlite)),
    (Array("Rar!".utf8) + [0x1A], .other(.rar)),
    (Array("7z".utf8) + [0xBC, 0xAF, 0x27, 0x1C], .other(.sevenZip)),
    (Array("BZh".utf8) + [0x39, 0x31, 0x41, 0x59], .other(.bzip2)),
    ([0xFD] + Array("7zXZ".utf8) + [0], .other(.xz)),
    ([0x28, 0xB5, 0x2F, 0xFD], .other(.zstd)),
    (Array("PAR1".utf8) + [0x15], .other(.parquet)),
    (Array("{\\rtf".utf8), .other(.richText)),
    (Array("MIME-Version:".utf8), .other(.webArchive)),
    ([0x7F] + Array("ELF".utf8), .other(.program)),
    (Array("MZ".utf8) + [0x90, 0x00], .other(.program)),
  ]

  /// Tags with which an HTML file begins, and one that a lone table has.
  private static let htmlTags = [
    "!doctype html", "html", "head", "body", "meta", "title", "style", "script", "table", "div", "form", "center",
    "font", "link", "p", "h1", "h2", "h3", "br", "span", "tr",
  ]

  /// - Parameter start: the first bytes, of which the first 4096 are looked at.
  init(of start: [UInt8]) {
    if let known = Self.signatures.first(where: { start.starts(with: $0.bytes) }) {
      self = known.kind
      return
    }
    self = Self.kind(ofText: Self.text(start.prefix(4096)))
  }

  /// The beginning as text in lower case, ASCII characters only: enough for tags and brackets in any encoding.
  private static func text(_ start: ArraySlice<UInt8>) -> String {
    var bytes = start
    if let encoding = EncodingSniffer.encodingOfMark(bytes) {
      bytes = bytes.dropFirst(encoding.byteOrderMark.count)
      if encoding == .utf16le || encoding == .utf16be { bytes = ArraySlice(bytes.filter { $0 != 0 }) }
    }
    let ascii = bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }.drop { $0 <= 0x20 }
    return String(decoding: ascii, as: UTF8.self).lowercased()
  }

  private static func kind(ofText text: String) -> ContentKind {
    var rest = Substring(text)
    let isXML = rest.hasPrefix("<?xml")
    // Declarations and comments stand before the first element.
    while rest.hasPrefix("<?") || rest.hasPrefix("<!--") {
      guard let end = rest.firstRange(of: rest.hasPrefix("<?") ? "?>" : "-->") else { break }
      rest = rest[end.upperBound...].drop { $0.isWhitespace }
    }
    if rest.hasPrefix("<") {
      let tag = rest.dropFirst()
      if htmlTags.contains(where: { tag.hasPrefix($0) && endsTag(tag.dropFirst($0.count)) }) { return .html }
      guard isXML else { return .text }
      let root = tag.prefix { $0 != ">" }
      return root.contains("urn:schemas-microsoft-com:office:spreadsheet") ? .workbookXML : .other(.xml)
    }
    if isXML { return .other(.xml) }
    return isJSON(rest) ? .other(.json) : .text
  }

  private static func endsTag(_ rest: Substring) -> Bool {
    rest.first.map { $0 == ">" || $0 == "/" || $0.isWhitespace } ?? true
  }

  private static func isJSON(_ text: Substring) -> Bool {
    guard let first = text.first, first == "{" || first == "[" else { return false }
    let inner = text.dropFirst().drop { $0.isWhitespace }
    guard let next = inner.first else { return false }
    return first == "{" ? next == "\"" || next == "}" : "[{\"]".contains(next)
  }
}
