import HotlineDocument
import HotlineRender
import HotlineText
import Testing

@Suite("Links to files beside a document")
struct FileLinkTests {
  private func document(_ path: String) -> Document {
    Document(
      name: "d", title: "t", language: .zh, asOf: .init(0, text: ""),
      sections: [Document.Section("s", "节", blocks: [.paragraph(.file("甲 & 乙", at: path))])])
  }

  @Test("a path is an address in its own folder, whatever it is made of")
  func address() {
    let page = HTMLDocument(document("javascript:a\"<b> 区.html")).text
    #expect(page.contains("<a href=\"./javascript%3Aa%22%3Cb%3E%20%E5%8C%BA.html\">甲 &amp; 乙</a>"))
    let text = MarkdownDocument(document("a)(b.html")).text
    #expect(text.contains("](./a%29%28b.html)"))
  }
}
