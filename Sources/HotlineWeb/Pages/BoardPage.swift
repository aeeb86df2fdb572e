import HotlineApp
import HotlineCalendar
import HotlineConfiguration
import HotlineDocument
import HotlineRender
import HotlineText

/// A month at a glance: the sentences and cards of its report; each number leads to its metric.
struct BoardPage {
  let month: LocalMonth
  let report: Document
  let language: Language

  var page: Page {
    var glance = report
    glance.sections = Array(report.sections.prefix(1))
    let addresses = Dictionary(
      report.evidence.map { ($0.anchor, Self.address(of: $0).text) }, uniquingKeysWith: { first, _ in first })
    let content = [
      monthLinks, HTMLDocument(glance, addresses: addresses).chapters,
      Markup.links(
        [("/reports/monthly/\(month.iso)", language("完整月报", "The whole report"))], label: language("报告", "Report")),
    ]
    return Page(
      title: language.month(month), place: .board, notice: report.notice?.plain,
      content: content.joined(separator: "\n"),
      footer: language("数据截至 ", "Data as of ") + report.asOf.text)
  }

  private var monthLinks: String {
    let before = Period(first: month.firstDay.advanced(by: -1), last: month.firstDay.advanced(by: -1)).first.month
    let after = month.lastDay.advanced(by: 1).month
    return Markup.links(
      [("/month/\(before.iso)", "← " + language.month(before)), ("/month/\(after.iso)", language.month(after) + " →")],
      label: language("月份", "Months"))
  }

  /// The page of the metric that a figure is a value of.
  static func address(of evidence: Evidence) -> Address {
    Address(
      "/metric/\(evidence.metric)", [("period", evidence.period)] + evidence.conditions.map { ("where", $0) })
  }
}
