import HotlineApp
import HotlineDocument
import HotlineModel
import HotlineRender
import HotlineReports
import HotlineStore
import HotlineText

/// What was read: files, what they cover with gaps, names that nobody knows.
struct SourcesPage {
  let status: DatabaseStatus
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  var answer: Answer {
    let sources = SourceTable(sources: status.sources, language: language)
    var sections = [
      Document.Section("files", language("文件", "Files"), blocks: [.table(sources.table("files-table"))]),
      Document.Section("coverage", language("覆盖的时间", "What they cover"), blocks: [.table(coverage)]),
    ]
    if let names { sections.append(Document.Section("names", language("未知名称", "Unknown names"), blocks: names)) }
    if !status.forgotten.isEmpty {
      sections.append(Document.Section("forgotten", language("已忘记", "Forgotten"), blocks: [.table(forgotten)]))
    }
    let document = Document(
      name: "sources", title: language("数据来源", "Sources"), language: language, asOf: .init(0, text: status.asOf),
      sections: sections)
    return Answer(
      page: Page(
        title: document.title, place: .sources,
        notice: status.sources.notice(language),
        content: actions + Markup.part(document, addresses: sources.addresses)
          + Markup.twins(of: Address("/sources"), document, language),
        footer: language("数据截至 ", "Data as of ") + status.asOf), document: document, json: SourcesJSON.text(status))
  }

  private var actions: String {
    guard inquiry.session.role >= .editor else { return "" }
    var links = [(address: "/sources/new", text: language("读入导出文件", "Bring exports in"))]
    if status.unknownNames.values.contains(where: { !$0.isEmpty }) {
      links.append(("/names", language("归入未知名称", "Assign unknown names")))
    }
    return Markup.links(links, label: language("操作", "What to do"))
  }

  private var coverage: ReportTable {
    var table = ReportTable(
      "coverage-table", caption: language("各类记录的首日、末日与缺日", "First and last day, and days without calls"),
      columns: [
        .init(language("类别", "kind")), .init(language("热线", "line")), .init(language("记录数", "facts"), .trailing),
        .init(language("首日", "first day")), .init(language("末日", "last day")),
        .init(language("缺日", "days without")),
      ])
    table.rows = status.coverage.map { part in
      let more = part.gaps.count > 5 ? " …" : ""
      return ReportTable.Row([
        .text(part.kind.name(language)), .text(part.line), .number(Double(part.facts), .count), .text(part.firstDay),
        .text(part.lastDay), .text(part.gaps.prefix(5).joined(separator: language("、", ", ")) + more),
      ])
    }
    return table
  }

  private var names: [Document.Block]? {
    let known = status.unknownNames.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
    guard !known.isEmpty else { return nil }
    var table = ReportTable(
      "names-table", caption: language("名录里没有的名称", "Names that no list of names has"),
      columns: [
        .init(language("维度", "dimension")), .init(language("名称", "name")), .init(language("记录数", "facts"), .trailing),
      ])
    for (dimension, names) in known {
      let title = FieldName.text(dimension, language)
      for (name, count) in names.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        table.rows.append(ReportTable.Row([.text(title), .text(name), .number(Double(count), .count)]))
      }
    }
    return [.table(table)]
  }

  private var forgotten: ReportTable {
    ReportTable(
      columns: [
        .init(language("编号", "no.")), .init(language("文件", "file")), .init(language("类别", "kind")),
        .init(language("总行", "rows"), .trailing),
      ],
      texts: status.forgotten.map {
        [String($0.number), $0.file, $0.kind.name(language), NumberText.count(Double($0.rows))]
      })
  }
}
