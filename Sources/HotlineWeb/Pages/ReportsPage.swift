import HotlineCalendar
import HotlineText

/// The reports of the months and years of which something is known, to look at and to take away.
struct ReportsPage {
  let months: [LocalMonth]
  let language: Language

  private static let formats = ["docx", "pdf", "xlsx", "md"]

  var page: Page {
    let years = Set(months.map(\.year)).sorted(by: >)
    let annual = years.map { item("annual", "\($0)", language("\($0)年度分析", "Annual analysis \($0)")) }
    let monthly = months.reversed().map { item("monthly", $0.iso, language.month($0)) }
    return Page(
      title: language("报告", "Reports"), place: .reports,
      content: """
        <section><h2>\(language("年度", "Years"))</h2><ul>\(annual.joined())</ul></section>
        <section><h2>\(language("月度", "Months"))</h2><ul>\(monthly.joined())</ul></section>
        """)
  }

  private func item(_ kind: String, _ name: String, _ title: String) -> String {
    let links = Self.formats.map { Markup.link("/reports/\(kind)/\(name).\($0)", $0.uppercased()) }
    return "<li>\(Markup.link("/reports/\(kind)/\(name)", title)) <span class=\"formats\">\(links.joined(separator: " · "))</span></li>"
  }
}
