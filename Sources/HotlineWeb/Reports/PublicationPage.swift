import HotlineDocument
import HotlineModel
import HotlineReports
import HotlineStore
import HotlineText

/// A report as it was sent out: its files, and what would be different today and why.
struct PublicationPage {
  let heading: PublicationHeading
  let changes: PublicationChanges
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  /// Figures whose rows are listed to whoever may see rows, and rows of each.
  private static let (mostFigures, mostRows) = (20, 20)

  var answer: Answer {
    let tables = ChangesTables(changes, language: language)
    var sections = [
      Document.Section("files", language("发布的文件", "Its files"), blocks: [.table(files)]),
      Document.Section(
        "today", language("如今有何不同", "What would be different today"),
        blocks: [.list(tables.lines.map { RichText($0) })] + (changes.isEmpty ? [] : [.table(tables.figures)])),
    ]
    let listed = inquiry.session.role >= .analyst ? changes.figures.filter { !$0.shifts.isEmpty } : []
    // Under one heading: the page's index names the parts, not each figure.
    sections[1].sections = listed.prefix(Self.mostFigures).enumerated().map {
      number, figure in
      Document.Section(
        Anchor("figure-\(number)"), tables.heading(figure),
        blocks: [.table(tables.rows(figure, limit: Self.mostRows).withoutEmptyColumns)])
    }
    let document = Document(
      name: "publication-\(heading.number)", title: heading.title(language), language: language,
      asOf: .init(0, text: ""),
      sections: sections)
    let addresses = Dictionary(
      heading.files.map {
        (Anchor("file-\($0.name)"), Address("/publications/\(heading.number)/files/\($0.name)").text)
      },
      uniquingKeysWith: { first, _ in first })
    return Answer(
      page: Page(
        title: heading.title(language),
        subtitle: language(
          "发布 \(heading.number) · \(heading.publishedAt) · \(heading.publishedBy)",
          "publication \(heading.number) · \(heading.publishedAt) · by \(heading.publishedBy)"), place: .reports,
        content: Markup.part(document, addresses: addresses) + Markup.twins(of: inquiry.address, document, language)),
      document: document)
  }

  private var files: ReportTable {
    var table = ReportTable(
      "files-table", caption: language("文件与 SHA-256", "Files with their SHA-256"),
      columns: [.init(language("文件", "file")), .init(language("字节", "bytes"), .trailing), .init("SHA-256")])
    table.rows = heading.files.map {
      [
        .text($0.name).linked(to: Anchor("file-\($0.name)")), .number(Double($0.sizeBytes), .count),
        .text(RichText.code($0.sha256)),
      ]
    }
    return table
  }
}
