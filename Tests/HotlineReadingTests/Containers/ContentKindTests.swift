import Testing

@testable import HotlineReading

/// What a file is by its first bytes: each format's own, and what lacks only the last of them.
@Suite("Kinds of content by their first bytes")
struct ContentKindTests {
  private static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static let signatures: [([UInt8], ContentKind)] = [
    ([0x1F, 0x8B, 0x08], .gzip), ([0x50, 0x4B, 3, 4], .zip), ([0x50, 0x4B, 5, 6], .zip),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .other(.ole)), ([9, 8, 0x10, 0], .other(.biff)),
    ([9, 8, 8, 0], .other(.biff)), ([9, 4, 6, 0], .other(.biff)), ([9, 2, 6, 0], .other(.biff)),
    ([9, 0, 4, 0], .other(.biff)), (ascii("%PDF-"), .other(.pdf)), ([0x89] + ascii("PNG"), .other(.image)),
    ([0xFF, 0xD8, 0xFF], .other(.image)), (ascii("GIF87a"), .other(.image)), (ascii("GIF89a"), .other(.image)),
    (ascii("SQLite format 3\0"), .other(.sqlite)), (ascii("Rar!\u{1A}"), .other(.rar)),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .other(.sevenZip)), (ascii("BZh91AY"), .other(.bzip2)),
    ([0xFD] + ascii("7zXZ\0"), .other(.xz)), ([0x28, 0xB5, 0x2F, 0xFD], .other(.zstd)),
    (ascii("PAR1\u{15}"), .other(.parquet)), (ascii("{\\rtf"), .other(.richText)),
    (ascii("MIME-Version:"), .other(.webArchive)), ([0x7F] + ascii("ELF"), .other(.program)),
    ([0x4D, 0x5A, 0x90, 0], .other(.program)),
  ]

  @Test("a format is known by all of its first bytes, and by no part of them", arguments: signatures.indices)
  func whole(index: Int) {
    let (bytes, kind) = Self.signatures[index]
    #expect(ContentKind(of: bytes + Self.ascii("abc\n")) == kind && ContentKind(of: bytes) == kind)
    #expect(ContentKind(of: Array(bytes.dropLast())) == .text)
    #expect(ContentKind(of: bytes.dropLast() + Self.ascii("~,1\n")) == .text)
  }

  @Test("each kind that is refused has bytes that tell it, or words")
  func complete() {
    for kind in ContentKind.Foreign.allCases where kind != .xml && kind != .json {
      #expect(Self.signatures.contains { $0.1 == .other(kind) }, "\(kind)")
    }
  }

  private func kind(_ text: String) -> ContentKind { ContentKind(of: Array(text.utf8)) }

  @Test(
    "an element of a web page tells one, however its tag ends",
    arguments: [
      "<table>", "<table", "<table/>", "<TABLE border=1>", "<table\n>", "<br/>", "<p>", "<tr><td>", "<!DOCTYPE html>",
      "<html><!-- a -->", "<head>", "<body>", "<meta charset=gbk>", "<title>登录</title>", "<style>", "<script>", "<div>",
      "<form>", "<center>", "<font>", "<link>", "<h1>", "<h2>", "<h3>", "<span>", "  <p>", "\t<p>",
      "<!-- a --> <!-- b --><p>",
      "<?php ?><p>",
    ])
  func html(text: String) { #expect(kind(text) == .html) }

  @Test(
    "an element that no web page begins with tells none",
    arguments: ["<tables>", "<tr2>", "<pre>", "<h4>", "<>", "< p>", "a<p>", "<!-- a <p>", "?<p>", "<", ""])
  func noHTML(text: String) { #expect(kind(text) == .text) }

  @Test("a web page in UTF-16, either end first, is one")
  func utf16() throws {
    #expect(ContentKind(of: [0xFF, 0xFE] + "<p>".utf8.flatMap { [$0, 0] }) == .html)
    #expect(ContentKind(of: [0xFE, 0xFF] + "<p>".utf8.flatMap { [0, $0] }) == .html)
    #expect(ContentKind(of: [0xFF, 0xFE] + "[{\"".utf8.flatMap { [$0, 0] }) == .other(.json))
    #expect(ContentKind(of: [0xEF, 0xBB, 0xBF] + Array("<p>".utf8)) == .html)
    #expect(ContentKind(of: "<p>".utf8.flatMap { [$0, 0] }) == .text)
  }

  @Test("XML is Excel's workbook where the root element says so, and not where one inside it does")
  func xml() {
    let name = "urn:schemas-microsoft-com:office:spreadsheet"
    #expect(kind("<?xml version=\"1.0\"?>\n<Workbook xmlns=\"\(name)\">") == .workbookXML)
    #expect(kind("<?xml version=\"1.0\"?><!-- a --><?mso?><ss:Workbook xmlns:ss='\(name)'") == .workbookXML)
    #expect(kind("<?xml version=\"1.0\"?><a><b xmlns=\"\(name)\">") == .other(.xml))
    #expect(kind("<Workbook xmlns=\"\(name)\">") == .text)
    #expect(kind("<?xml version=\"1.0\"?>") == .other(.xml) && kind("<?xml version=\"1.0\"?>a,b") == .other(.xml))
    #expect(kind("<?xml version=") == .other(.xml))
  }

  @Test("brackets make JSON where what follows can only be JSON")
  func json() {
    for text in ["{\"a\"", "{}", "{ \"a\"", "{\n}", "[{", "[\"", "[[", "[]", "[ {", " [{"] {
      #expect(kind(text) == .other(.json), "\(text)")
    }
    for text in ["{", "[", "[1", "[}", "{a", "{[", "{{", "(\"", "\"{\"", "[a],b", "a[{", "[,"] {
      #expect(kind(text) == .text, "\(text)")
    }
  }

  @Test("the first 4,096 bytes tell it")
  func beginning() {
    func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
    #expect(kind(blanks(4094) + "{\"a\": 1}") == .other(.json) && kind(blanks(4095) + "{\"a\": 1}") == .text)
    #expect(kind(blanks(4093) + "<p>") == .html)
  }
}
