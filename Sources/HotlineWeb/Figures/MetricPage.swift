import HotlineApp
import HotlineDocument
import HotlineRender
import HotlineReports
import HotlineText

/// One metric of some days, with the ways to narrower questions and to the rows.
struct MetricPage {
  let metric: String
  let outcome: ShowMetric.Outcome
  let question: Question
  let language: Language

  var answer: Answer {
    let document = outcome.document
    let addresses = outcome.places.mapValues { question.address(of: $0, metric: metric).text }
    let content = [
      narrowed, Markup.part(document, addresses: addresses),
      Markup.links(
        [
          (
            Address("/explore", [("metrics", metric), ("by", "month")] + question.asked).text,
            language("在查询页继续", "Go on in Explore")
          )
        ], label: language("更多", "More")),
      Markup.twins(of: Address("/metric/\(metric)", question.asked), document, language),
    ]
    return Answer(
      page: Page(
        title: document.title, subtitle: document.subtitle, place: .explore, notice: document.notice?.plain,
        content: content.joined(separator: "\n"), footer: language("数据截至 ", "Data as of ") + document.asOf.text),
      document: document)
  }

  /// The conditions, each with the way back to the question without it; and other days.
  private var narrowed: String {
    var form = Form("/metric/\(metric)", style: "inline")
    form.input("period", language("期间", "Period"), value: question.period, hint: "2019 · 2019-Q4 · 2019-12")
    for condition in question.conditions { form.hidden("where", condition) }
    form.button(language("查看", "Show"))
    let links = question.conditions.map { condition in
      let rest = question.conditions.filter { $0 != condition }.map { (name: "where", value: $0) }
      return (
        Address("/metric/\(metric)", [(name: "period", value: question.period)] + rest).text,
        language("去掉条件 ", "without ") + Question.text(of: condition, language)
      )
    }
    return "<div class=\"picker\">\(form.html)\(Markup.links(links, label: language("条件", "Conditions")))</div>"
  }
}
