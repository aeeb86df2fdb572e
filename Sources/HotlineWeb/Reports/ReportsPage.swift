import HotlineApp
import HotlineCalendar
import HotlineDocument
import HotlineModel
import HotlineRender
import HotlineReports
import HotlineStore
import HotlineText

/// The reports of the months and years of which something is known, to look at and to take away; and what was published.
struct ReportsPage {
  let months: [LocalMonth]
  let publications: [PublicationHeading]
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  /// The formats to take away, with their endings.
  static let formats = [("html", "HTML"), ("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"), ("md", "Markdown")]

  var answer: Answer {
    let years = Set(months.map(\.year)).sorted(by: >)
    let annual = years.map { item("annual", "\($0)", language("\($0)年度分析", "Annual analysis \($0)")) }
    let monthly = years.map { year in
      let own = months.filter { $0.year == year }.reversed()
      return """
        <details\(year == years.first ? " open" : "")><summary>\(language("\(year)年各月", "Months of \(year)"))</summary>
        <ul class="reports">\(own.map { item("monthly", $0.iso, language.month($0)) }.joined())</ul></details>
        """
    }
    return Answer(
      page: Page(
        title: language("报告", "Reports"), place: .reports,
        content: """
          <section aria-labelledby="years"><h2 id="years">\(language("年度", "Years"))</h2><ul class="reports">\(annual.joined())</ul></section>
          <section aria-labelledby="months"><h2 id="months">\(language("月度", "Months"))</h2>\(monthly.joined(separator: "\n"))</section>
          \(Markup.part(document, addresses: addresses))
          \(Markup.links([("/audit", language("核查已填好的自评表", "Check a form that was filled in"))], label: language("更多", "More")))
          """), document: document)
  }

  private func item(_ kind: String, _ name: String, _ title: String) -> String {
    let links = Self.formats.map { ending, name_ in
      "<a href=\"\(Markup.escaped("/reports/\(kind)/\(name).\(ending)"))\" aria-label=\"\(Markup.escaped("\(title) \(name_)"))\">\(name_)</a>"
    }
    return
      "<li>\(Markup.link("/reports/\(kind)/\(name)", title)) <span class=\"formats\">\(links.joined(separator: " "))</span></li>"
  }

  private var addresses: [Anchor: String] {
    Dictionary(
      publications.map { (Anchor("publication-\($0.number)"), "/publications/\($0.number)") },
      uniquingKeysWith: { first, _ in first })
  }

  private var document: Document {
    var table = ReportTable(
      "publications-table", caption: language("已发布的报告", "Reports that were published"),
      columns: [
        .init(language("编号", "no.")), .init(language("报告", "report")), .init(language("发布时间", "published")),
        .init(language("发布人", "by")), .init(language("文件", "files")),
      ])
    table.rows = publications.reversed().map { publication in
      [
        .text(String(publication.number)).linked(to: Anchor("publication-\(publication.number)")),
        .text(publication.title(language)), .text(publication.publishedAt), .text(publication.publishedBy),
        .text(publication.files.map(\.name).joined(separator: language("、", ", "))),
      ]
    }
    let blocks: [Document.Block] =
      publications.isEmpty
      ? [.paragraph(RichText(language("还没有发布过报告。", "No report was published yet.")))] : [.table(table)]
    return Document(
      name: "reports", title: language("报告", "Reports"), language: language, asOf: .init(0, text: ""),
      sections: [Document.Section("published", language("已发布", "Published"), blocks: blocks)])
  }
}

extension PublicationHeading {
  /// What was published, in words: `月度报告 2019-12`; its file's name without its kind stands for days or form.
  func title(_ language: Language) -> String {
    let kind = kind.name(language)
    return kind + " " + name.replacing("\(self.kind.rawValue)-", with: "")
  }
}
