import HotlineApp
import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineRender
import HotlineReports
import HotlineText

/// One metric of some days: definition, value with its counts, what is left out, the SQL, and where to go from there.
struct MetricPage {
  let explanation: Explanation
  let question: Question
  let language: Language

  var page: Page {
    let metric = explanation.value.metric
    let table = KPITable(language: language)
    var parts = [
      "<p class=\"value\">\(Markup.escaped(table.text(explanation.value)))</p>",
      Markup.paragraph(metric.definition(language)),
      definition([
        (language("公式", "formula"), metric.formula), (language("出处", "source"), metric.source),
        (language("期间", "period"), explanation.slice.period.text),
        (language("条件", "conditions"), question.conditions.joined(separator: "；")),
      ]),
    ]
    parts += explanation.value.notes.map { Markup.paragraph($0(language), "remark") }
    parts.append(terms(language("分子", "numerator"), explanation.numerator, rows: "numerator"))
    parts.append(terms(language("分母", "denominator"), explanation.denominator, rows: "denominator"))
    parts.append(terms(language("未计入", "left out"), explanation.leftOut, rows: nil))
    parts.append(
      Markup.links(
        metric.isRatio ? [(rows("missed"), language("未达到的明细", "Rows that missed"))] : [], label: language("明细", "Rows")))
    parts.append(
      Markup.links(
        ["month", "district", "unit", "category", "hour"].map { group in
          (explore(group), language("按", "by ") + group)
        }, label: language("分解", "Broken down")))
    return Page(
      title: metric.name(language), place: .explore, content: parts.joined(separator: "\n"),
      footer: language("数据截至 ", "Data as of ") + LocalTime.text(explanation.asOf))
  }

  private func definition(_ entries: [(String, String)]) -> String {
    let items = entries.filter { !$0.1.isEmpty }.map { "<dt>\(Markup.escaped($0.0))</dt><dd>\(Markup.escaped($0.1))</dd>" }
    return "<dl>\(items.joined())</dl>"
  }

  private func terms(_ title: String, _ terms: [Explanation.Term], rows part: String?) -> String {
    guard !terms.isEmpty else { return "" }
    let items = terms.map { term in
      """
      <dt>\(Markup.escaped(term.measure.id))</dt><dd>\(Markup.escaped(term.unit.format(language).text(term.sum)))\
      <details><summary>SQL</summary><pre>\(Markup.escaped(term.sql))</pre></details></dd>
      """
    }
    let link = part.map { Markup.links([(rows($0), language("明细", "Rows"))], label: title) } ?? ""
    return "<section><h2>\(Markup.escaped(title))</h2><dl>\(items.joined())</dl>\(link)</section>"
  }

  private var asked: [(name: String, value: String)] {
    [("period", question.period)] + question.conditions.map { ("where", $0) }
  }

  private func rows(_ part: String) -> String {
    Address("/rows", [("metric", explanation.value.metric.id), ("which", part)] + asked).text
  }

  private func explore(_ group: String) -> String {
    Address("/explore", [("metrics", explanation.value.metric.id), ("by", group)] + asked).text
  }
}
