import HotlineCalendar
import HotlineDocument
import HotlineRender
import HotlineText

/// A report to look at: the same as its file, in the frame of all pages.
struct ReportPage {
  let document: Document
  let kind: String
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  var answer: Answer {
    let links = ReportsPage.formats.map { ("/reports/\(kind)/\(inquiry.name).\($0.0)", $0.1) }
    return Answer(
      page: Page(
        title: document.title, subtitle: document.subtitle, place: .reports, notice: document.notice?.plain,
        content: Markup.links(links, label: language("下载", "Take away")) + Markup.part(document) + publish,
        footer: language("数据截至 ", "Data as of ") + document.asOf.text), document: document)
  }

  private var publish: String {
    guard inquiry.session.role >= .editor else { return "" }
    var form = Form("/reports/\(kind)/\(inquiry.name)/publish", way: .post)
    form.markup("<h2 class=\"whole\">\(language("发布", "Publish"))</h2>")
    form.markup(
      Markup.paragraph(
        language(
          "发布会保存文件、全部数值和所依据的来源，以后可以逐行说明有何不同。",
          "Publishing keeps the files, every figure and the sources that it stood on, so that later differences can be told row by row."
        ), "whole"))
    form.input("by", language("发布人", "Who publishes"), isRequired: true)
    for (format, name) in [("html", "HTML"), ("docx", "Word"), ("xlsx", "Excel"), ("pdf", "PDF")] {
      form.check("format", name, value: format, isSet: format == "html" || format == "docx", id: "format-\(format)")
    }
    form.button(language("发布", "Publish"), style: "first")
    return form.html
  }
}
