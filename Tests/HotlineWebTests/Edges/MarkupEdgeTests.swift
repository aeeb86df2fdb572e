import HotlineDocument
import HotlineText
import Testing

@testable import HotlineWeb

@Suite("Markup of pages, piece by piece")
struct MarkupEdgeTests {
  private func document(_ sections: [Document.Section]) -> Document {
    Document(name: "d", title: "t", language: .en, asOf: .init(0, text: ""), sections: sections)
  }

  private func table(_ anchor: String, _ caption: String) -> Document.Block {
    .table(ReportTable(Anchor(anchor), caption: caption, columns: [.init("c")]))
  }

  private func links(_ sections: [Document.Section]) -> [String] {
    Markup.twins(of: Address("/p"), document(sections), .en).matches(of: /<a href="([^"]*)">([^<]*)</).map {
      "\($0.2) \($0.1)"
    }
  }

  private let whole = ["XLSX /p.xlsx", "JSON /p.json"]

  @Test(
    "one table is taken away as the page, several by their names: by the section, or the caption where two share it")
  func twins() {
    #expect(Markup.twins(of: Address("/p"), nil, .en).contains("href=\"/p.csv\">CSV<"))
    let a = Document.Section("a", "Section A", blocks: [table("a1", "First")])
    #expect(links([a]) == whole + ["CSV /p.csv"])
    let b = Document.Section("b", "Section B", blocks: [table("b1", "Second"), table("b2", "Third")])
    let named = [
      "CSV · Section A /p.csv?table=a1", "CSV · Second /p.csv?table=b1", "CSV · Third /p.csv?table=b2",
    ]
    #expect(links([a, b]) == whole + named)
    #expect(!Markup.twins(of: Address("/p"), document([a, b]), .en).contains("<details>"))
    // A fourth makes the row too long: the tables fold away; without a caption the section names it.
    let c = Document.Section(
      "c", "Section C", blocks: [table("c1", "")],
      sections: [
        Document.Section("d", "Section C", blocks: [table("d1", "Fifth")])
      ])
    let folded = Markup.twins(of: Address("/p"), document([a, b, c]), .en)
    #expect(
      links([a, b, c]) == whole + named + ["CSV · Section C /p.csv?table=c1", "CSV · Fifth /p.csv?table=d1"])
    #expect(folded.contains("<details><summary>Each table as CSV</summary>"))
    #expect(folded.hasPrefix("<nav class=\"row\" aria-label=\"Take this page&#39;s data away\"><ul><li aria-hidden"))
  }

  @Test("a part of a megabyte counts as one")
  func megabytes() {
    for (bytes, text) in [(0, "0 MB"), (1, "1 MB"), (1 << 20, "1 MB"), (1 << 20 + 1, "2 MB"), (5 << 20, "5 MB")] {
      #expect(Markup.megabytes(bytes) == text)
    }
  }

  @Test("a row of links is named for who hears it, and shows the name only where it says so")
  func rows() {
    #expect(Markup.links([], label: "L") == "")
    #expect(
      Markup.links([("/a'b", "x<y")], label: "L&M")
        == "<nav class=\"row\" aria-label=\"L&amp;M\"><ul><li><a href=\"/a&#39;b\">x&lt;y</a></li></ul></nav>")
    #expect(Markup.links([("/a", "x")], label: "L", isLabelled: true).contains("class=\"label\">L</li>"))
  }

  @Test("fields ask for no more than they are told to: one choice, nothing that must be filled in, nothing ticked")
  func fields() {
    var form = Form("/f")
    form.select("s", "S", [("a", "A"), ("b", "B")], chosen: ["b"])
    form.input("i", "I")
    form.check("c", "C")
    form.text("t", "T", value: "one\n<two>")
    #expect(!form.html.contains("multiple") && !form.html.contains("required") && !form.html.contains("checked"))
    #expect(!form.html.contains("enctype") && !form.html.contains("class=\"\"") && form.html.contains("method=\"get\""))
    #expect(form.html.contains("<option value=\"a\">A</option><option value=\"b\" selected>B</option>"))
    #expect(form.html.contains("rows=\"3\">one\n&lt;two&gt;</textarea>"))
    form.select("m", "M", [("a", "A")], chosen: [], isMultiple: true)
    form.check("d", "D", isSet: true)
    #expect(form.html.contains("multiple size=\"7\"") && form.html.matches(of: #/ checked/#).count == 1)
  }

  @Test("a field of files takes several and wants one, unless it is told otherwise")
  func files() {
    var usual = Form("/f", way: .post, style: "inline", hasFiles: true)
    usual.files("a", "A", hint: "h", accept: ".csv")
    #expect(usual.html.contains("type=\"file\" multiple required accept=\".csv\""))
    #expect(
      usual.html.hasPrefix("<form action=\"/f\" method=\"post\" enctype=\"multipart/form-data\" class=\"inline\">"))
    var single = Form("/f")
    single.files("a", "A", isMultiple: false, isRequired: false, hint: "h", accept: ".csv")
    #expect(single.html.contains("type=\"file\" accept=\".csv\""))
  }

  @Test("programs get all tables, those of parts within parts too, and a chart's numbers where no table has them")
  func tables() throws {
    let chart = Chart.bars(.init(categories: ["x"], series: [.init("s", [1])], format: .count))
    func figure(_ name: String, numbers: Anchor?) -> Document.Block {
      .figure(Figure(Anchor(name), title: "F", chart: chart, alternative: "", numbers: numbers))
    }
    let inner = Document.Section("inner", "I", blocks: [table("t2", ""), figure("own", numbers: nil)])
    let section = Document.Section(
      "outer", "O", blocks: [.paragraph("p"), table("t1", ""), figure("other", numbers: "t1")], sections: [inner])
    let document = document([section])
    #expect(document.tables.map(\.name) == ["t1", "t2", "own"])
    let text = try DocumentJSON(document: document).text()
    #expect(text.contains("\"id\" : \"own\"") && !text.contains("\"id\" : \"other\""))
    #expect(text.hasPrefix("{\n  \"as_of\" : \"\""))
  }

  @Test("in a sentence a field's name is one only where nothing is joined before it")
  func joined() {
    for (text, named) in [
      ("1caller", "1caller"), ("Acaller", "Acaller"), (".caller", ".caller"), ("_caller", "_caller"),
      ("來caller", "來来电号码"), ("(caller)", "(来电号码)"), ("caller", "来电号码"),
      ("“caller”caller“agent”", "“caller”来电号码“agent”"), ("“caller", "“caller"),
    ] { #expect(FieldName.named(text, .zh) == named, "\(text)") }
  }

  @Test("each page takes the words that it goes by, and refuses all others", arguments: Self.words)
  func understood(word: String, pages: [String]) throws {
    for page in ["metric", "rows", "explore", "month", "sources"] {
      let inquiry = Inquiry.asking("/\(page)/x", "\(word)=1&other=2")
      #expect(((try? Question.check(inquiry)) != nil) == pages.contains(page), "\(page)?\(word)")
    }
  }

  private static let words: [(String, [String])] = [
    ("metric", ["rows"]), ("metrics", ["explore"]), ("period", ["metric", "rows", "explore"]),
    ("where", ["metric", "rows", "explore"]), ("line", ["metric", "rows", "explore"]), ("by", ["explore"]),
    ("compare", ["explore"]), ("suppress", ["explore"]), ("which", ["rows"]),
    ("lang", ["metric", "rows", "explore", "month", "sources"]),
  ]
}
