import HotlineApp
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineModel
import HotlineRender
import HotlineReports
import HotlineText

/// A month at a glance: the sentences and cards of its report, what is undertaken, what came in. Each number leads to its metric.
struct BoardPage {
  let month: LocalMonth
  /// The months of which something is known.
  let months: [LocalMonth]
  let report: Document
  /// The files that were read, the last one first.
  let sources: [SourceReport]
  /// What was sent and needs somebody.
  let unsettled: [Arrivals.Arrival]
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  /// The sections of the report that the board shows.
  private static let shown: Set<Anchor> = ["summary", "follow-up", "changes"]

  /// The board as a document.
  var document: Document {
    var glance = report
    glance.name = "board-\(month.iso)"
    glance.sections = report.sections.filter { Self.shown.contains($0.anchor) } + [arrivals]
    glance.evidence = []
    glance.data = nil
    return glance
  }

  var answer: Answer {
    var addresses = Dictionary(
      report.evidence.map { ($0.anchor, $0.address.text) }, uniquingKeysWith: { first, _ in first })
    addresses.merge(SourceTable(sources: sources, language: language).addresses) { own, _ in own }
    let content = [
      picker, troubles, Markup.part(document, addresses: addresses),
      Markup.links(
        [
          ("/reports/monthly/\(month.iso)", language("完整月报", "The whole report")),
          ("/sources", language("全部数据来源", "All sources")),
        ],
        label: language("更多", "More")),
      Markup.twins(of: Address("/month/\(month.iso)"), document, language),
    ]
    return Answer(
      page: Page(
        title: language.month(month), place: .board, notice: report.notice?.plain,
        content: content.joined(separator: "\n"),
        footer: language("数据截至 ", "Data as of ") + report.asOf.text), document: document)
  }

  /// What could not be brought in, or waits; only editors can see to it.
  private var troubles: String {
    guard !unsettled.isEmpty, inquiry.session.role >= .editor else { return "" }
    let items = unsettled.prefix(5).map { arrival in
      let about = [LocalTime.text(arrival.at), ArrivalPage.progress(arrival.state, language).text]
      return
        "<li>\(Markup.link("/arrivals/\(arrival.name)", arrival.files.joined(separator: language("、", ", ")))) <span>\(Markup.escaped(about.joined(separator: " · ")))</span></li>"
    }
    let more =
      unsettled.count > items.count ? "<p>\(Markup.link("/sources/new", language("全部", "all of them")))</p>" : ""
    return """
      <div class="problem"><p>\(language("送来的文件还没有处理完：", "Files that came and need somebody:"))</p>\
      <ul class="reports">\(items.joined())</ul>\(more)</div>
      """
  }

  private var picker: String {
    var form = Form("/month", style: "inline")
    form.select(
      "month", language("月份", "Month"), months.reversed().map { ($0.iso, language.month($0)) }, chosen: [month.iso])
    form.button(language("查看", "Show"))
    let (before, after) = (month.firstDay.advanced(by: -1).month, month.lastDay.advanced(by: 1).month)
    var links: [(address: String, text: String)] = []
    if months.contains(before) { links.append(("/month/\(before.iso)", "← " + language.month(before))) }
    if months.contains(after) { links.append(("/month/\(after.iso)", language.month(after) + " →")) }
    return "<div class=\"picker\">\(form.html)\(Markup.links(links, label: language("相邻月份", "Months beside")))</div>"
  }

  private var arrivals: Document.Section {
    let rejected = sources.filter { $0.counts.rejected > 0 }
    let last = SourceTable(sources: Array(sources.prefix(5)), language: language).table("arrivals")
    let sentence =
      rejected.isEmpty
      ? language("已读入 \(sources.count) 个文件，没有被拒绝的行。", "\(sources.count) files were read; no row was rejected.")
      : language(
        "已读入 \(sources.count) 个文件；其中 \(rejected.count) 个文件有被拒绝的行，共 \(NumberText.count(Double(rejected.reduce(0) { $0 + $1.counts.rejected }))) 行。",
        "\(sources.count) files were read; \(rejected.count) of them have rejected rows, \(NumberText.count(Double(rejected.reduce(0) { $0 + $1.counts.rejected }))) in all."
      )
    return Document.Section(
      "arrivals-section", language("最近读入", "What came in"), blocks: [.paragraph(RichText(sentence)), .table(last)])
  }
}

extension Evidence {
  /// The page of the metric that a figure is a value of.
  var address: Address {
    Address("/metric/\(metric)", [("period", period)] + conditions.map { ("where", $0) })
  }
}
