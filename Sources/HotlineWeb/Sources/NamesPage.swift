import HotlineApp
import HotlineDocument
import HotlineMetrics
import HotlineReports
import HotlineText

/// Names of exports that no file of names has: another spelling of a known one, a new one, or left as they are.
struct NamesPage {
  /// Names with the number of facts that bear them, by dimension.
  let unknown: [String: [String: Int]]
  /// The known names, by dimension.
  let known: [String: [String]]
  /// What somebody wants to see before it is done; `nil` when nobody asked.
  var look: Look?
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  /// A spelling, the known name that it may be, and what the figures would be then.
  struct Look {
    let name: String
    let dimension: String
    let known: String
    let outcome: PreviewName.Outcome?
  }

  /// The most names on the page.
  private static let most = 100

  var answer: Answer {
    var parts = [
      Markup.paragraph(
        language(
          "选择它是哪个已知名称的另一种写法，或作为新名称加入名录。报表立即按新的归属计算，记录本身不改动；名录文件是 data 目录里的 districts.csv、units.csv。",
          "Say of which known name it is another spelling, or add it as a new one. Reports follow at once, facts are not changed; the lists are districts.csv and units.csv of the data folder."
        ))
    ]
    if let look { parts.append(section(look)) }
    for (dimension, names) in unknown.sorted(by: { $0.key < $1.key }) where !names.isEmpty {
      let title = dimension == "district" ? language("区", "Districts") : language("承办单位", "Units")
      let forms = names.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.most).enumerated().map {
        place, entry in form(entry.key, entry.value, dimension, place)
      }
      parts.append("<section><h2>\(title)</h2>\(forms.joined(separator: "\n"))</section>")
    }
    if unknown.allSatisfy(\.value.isEmpty) {
      parts = [Markup.paragraph(language("没有未知名称。", "There is no unknown name."))]
    }
    return Answer(
      page: Page(title: language("未知名称", "Unknown names"), place: .sources, content: parts.joined(separator: "\n")))
  }

  private func form(_ name: String, _ count: Int, _ dimension: String, _ place: Int) -> String {
    var form = Form("/names", way: .post, style: "inline")
    form.hidden("dimension", dimension)
    form.hidden("name", name)
    form.select(
      "known",
      language("“\(name)”（\(NumberText.count(Double(count))) 条）是", "“\(name)” (\(NumberText.count(Double(count)))) is"),
      [("", language("一个新名称", "a new name"))]
        + (known[dimension] ?? []).map { ($0, language("\($0) 的另一写法", "another spelling of \($0)")) },
      chosen: [""], id: "known-\(dimension)-\(place)")
    form.button(language("归入", "Assign"))
    form.button(language("先看归入后的数", "See the figures after"), name: "look", value: "yes")
    return form.html
  }

  private func section(_ look: Look) -> String {
    let title = language("若“\(look.name)”归入“\(look.known)”", "If “\(look.name)” were “\(look.known)”")
    var parts: [String] = []
    if let outcome = look.outcome, !outcome.changes.isEmpty {
      let texts = KPITable(language: language)
      var table = ReportTable(
        "after",
        caption: language(
          "“\(look.known)”的指标，\(outcome.months.lowerBound.iso) 至 \(outcome.months.upperBound.iso)；未列出的不变",
          "KPIs of “\(look.known)”, \(outcome.months.lowerBound.iso) to \(outcome.months.upperBound.iso); the others stay as they are"
        ),
        columns: [
          .init(language("指标", "metric")), .init(language("现在", "now"), .trailing),
          .init(language("归入后", "after"), .trailing),
        ])
      table.texts = outcome.changes.map { change in
        [change.now.metric.name(language), counted(change.now, texts), counted(change.after, texts)]
      }
      let document = Document(
        name: "names", title: title, language: language, asOf: .init(0, text: ""),
        sections: [Document.Section("after-section", title, blocks: [.table(table)])])
      parts.append(Markup.part(document))
    } else {
      parts.append("<section><h2>\(Markup.escaped(title))</h2>")
      parts.append(Markup.paragraph(language("没有一项指标会不同。", "No KPI would be different.")) + "</section>")
    }
    var form = Form("/names", way: .post, style: "inline")
    for (name, value) in [("dimension", look.dimension), ("name", look.name), ("known", look.known)] {
      form.hidden(name, value)
    }
    form.button(language("确认归入", "Assign it so"), style: "first")
    return parts.joined(separator: "\n") + form.html
  }

  /// A value, with its counts where it is a share or a mean.
  private func counted(_ value: MetricValue, _ texts: KPITable) -> String {
    guard value.metric.isRatio, let top = value.numerator, let bottom = value.denominator else {
      return texts.text(value)
    }
    return "\(texts.text(value))（\(NumberText.count(top)) / \(NumberText.count(bottom))）"
  }
}
