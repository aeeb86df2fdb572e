import HotlineApp
import HotlineDocument
import HotlineRender
import HotlineStore
import HotlineText

/// What was read: files, what they cover with gaps, names that nobody knows, what was rejected.
struct SourcesPage {
  let status: DatabaseStatus
  let language: Language

  var page: Page {
    let document = Document(
      name: "sources", title: "", language: language, asOf: .init(0, text: ""),
      sections: [
        Document.Section("files", language("文件", "Files"), blocks: [.table(files)]),
        Document.Section("coverage", language("覆盖", "Coverage"), blocks: [.table(coverage)]),
        Document.Section("names", language("未知名称", "Unknown names"), blocks: [names]),
      ])
    return Page(
      title: language("数据来源", "Sources"), place: .sources, content: HTMLDocument(document).chapters,
      footer: language("数据截至 ", "Data as of ") + status.asOf)
  }

  private var files: ReportTable {
    var table = ReportTable(columns: [
      .init(language("编号", "no."), .trailing), .init(language("文件", "file")), .init(language("格式", "profile")),
      .init(language("类别", "kind")), .init(language("行", "rows"), .trailing),
      .init(language("拒绝", "rejected"), .trailing),
    ])
    table.texts = status.sources.map {
      [
        $0.number.map(String.init) ?? "", $0.file, $0.profile, $0.kind.name(language), NumberText.count(Double($0.rows)),
        NumberText.count(Double($0.rejected)),
      ]
    }
    return table
  }

  private var coverage: ReportTable {
    var table = ReportTable(columns: [
      .init(language("类别", "kind")), .init(language("热线", "line")), .init(language("记录数", "facts"), .trailing),
      .init(language("首日", "first day")), .init(language("末日", "last day")), .init(language("缺日", "days without")),
    ])
    table.texts = status.coverage.map {
      [
        $0.kind.name(language), $0.line, NumberText.count(Double($0.facts)), $0.firstDay, $0.lastDay,
        $0.gaps.prefix(5).joined(separator: ", ") + ($0.gaps.count > 5 ? " …" : ""),
      ]
    }
    return table
  }

  private var names: Document.Block {
    let texts = status.unknownNames.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map { dimension, names in
      RichText("\(dimension): " + names.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", "))
    }
    return texts.isEmpty ? .paragraph(RichText(language("没有。", "None."))) : .list(texts)
  }
}
