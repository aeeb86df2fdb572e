import HotlineText

/// Names of exports that no file of names has: another spelling of a known one, a new one, or left as they are.
struct NamesPage {
  /// Names with the number of facts that bear them, by dimension.
  let unknown: [String: [String: Int]]
  /// The known names, by dimension.
  let known: [String: [String]]
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

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
    for (dimension, names) in unknown.sorted(by: { $0.key < $1.key }) where !names.isEmpty {
      let title = dimension == "district" ? language("区", "Districts") : language("承办单位", "Units")
      let forms = names.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.most).enumerated().map {
        place, entry in form(entry.key, entry.value, dimension, place)
      }
      parts.append("<section><h2>\(title)</h2>\(forms.joined(separator: "\n"))</section>")
    }
    if parts.count == 1 { parts = [Markup.paragraph(language("没有未知名称。", "There is no unknown name."))] }
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
    return form.html
  }
}
