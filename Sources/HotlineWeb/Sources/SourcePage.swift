import HotlineDocument
import HotlineModel
import HotlineRender
import HotlineStore
import HotlineText

/// One file that was read: what became of its rows, which fields it carries, what was noticed, what was rejected.
struct SourcePage {
  let source: SourceReport
  let rejects: [StoredReject]
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  /// The most rejected rows on a page.
  private static let most = 200

  var answer: Answer {
    var sections = [Document.Section("counts", language("每一行的去向", "What became of each row"), blocks: [.table(counts)])]
    let remarks = source.remarkLines(language)
    if !remarks.isEmpty {
      sections.append(
        Document.Section(
          "remarks", language("读入时注意到的", "What was noticed"),
          blocks: [.list(remarks.map { RichText(FieldName.named($0, language)) })]))
    }
    if let fields = source.fields {
      sections.append(
        Document.Section(
          "fields", language("文件带有的字段", "Fields that it carries"),
          blocks: [
            .paragraph(
              RichText(fields.map { FieldName.text($0.rawValue, language) }.joined(separator: language("、", ", "))))
          ]))
    }
    sections.append(Document.Section("rejects", language("被拒绝的行", "Rejected rows"), blocks: rejected))
    let document = Document(
      name: "source-\(inquiry.name)", title: source.file, language: language, asOf: .init(0, text: ""),
      sections: sections)
    return Answer(
      page: Page(
        title: source.file,
        subtitle: [
          language("来源 \(inquiry.name)", "source \(inquiry.name)"), source.kind.name(language), source.profile,
          source.encoding,
        ].joined(separator: " · "), place: .sources,
        notice: [source].notice(language),
        content: Markup.part(document) + correction + Markup.twins(of: inquiry.address, document, language) + forget),
      document: document)
  }

  private var correction: String {
    guard !rejects.isEmpty, inquiry.session.role >= .editor else { return "" }
    return Markup.links(
      [("/sources/\(inquiry.name)/rejects", language("改正这些行再读入", "Correct these rows and read them again"))],
      label: language("更正", "Correct"))
  }

  private var forget: String {
    guard inquiry.session.role >= .editor else { return "" }
    var form = Form("/sources/\(inquiry.name)/forget", way: .post)
    form.markup(
      Markup.paragraph(
        language(
          "忘记此来源：它说过的全部取消，被它替换的内容恢复，如同从未读入；已发布的报告不变，但会注明。",
          "Forget this source: what it said is taken out and what it had replaced comes back, as if it had never been read. Published reports stay, and say so."
        ), "whole"))
    form.check("sure", language("我确认忘记来源 \(inquiry.name)", "Yes, forget source \(inquiry.name)"))
    form.button(language("忘记", "Forget"), style: "grave")
    return form.html
  }

  private var counts: ReportTable {
    let rows: [(String, Int)] = [
      (language("总行", "rows in the file"), source.counts.rows), (language("表头", "header"), source.counts.header),
      (language("空行", "blank"), source.counts.blank), (language("略过", "skipped"), source.counts.skipped),
      (language("新增", "new facts"), source.accepted), (language("更新", "updated facts"), source.updated),
      (language("未变", "nothing new"), source.unchanged), (language("合并", "further parts of a call"), source.merged),
      (language("被拒绝", "rejected"), source.counts.rejected),
    ]
    var table = ReportTable(
      "counts-table", caption: language("总行 = 其余各项之和", "The rows are the sum of all others"),
      columns: [.init(language("去向", "what")), .init(language("行数", "rows"), .trailing)])
    table.rows = rows.map { ReportTable.Row([.text($0.0), .number(Double($0.1), .count)]) }
    return table
  }

  private var rejected: [Document.Block] {
    guard !rejects.isEmpty else {
      return [.paragraph(RichText(language("没有被拒绝的行。", "No row was rejected.")))]
    }
    var table = ReportTable(
      "rejects-table", caption: language("原因与出处", "Why and where"),
      columns: [
        .init(language("行号", "line"), .trailing), .init(language("列", "column")), .init(language("值", "value")),
        .init(language("原因", "why")),
      ], hasRowHeaders: false)
    let shown = inquiry.format == .page ? Array(rejects.prefix(Self.most)) : rejects
    table.rows = shown.map { reject in
      ReportTable.Row([
        .number(Double(reject.sourceLine), .count), .text(reject.header ?? reject.column.map(String.init) ?? ""),
        .text(reject.value ?? ""), .text(FieldName.named(reject.detail(language), language)),
      ])
    }
    let more = rejects.count - shown.count
    return [.table(table)]
      + (more > 0
        ? [
          .paragraph(
            RichText(
              language("另有 \(more) 行，在“原因与出处”的 CSV 下载里。", "\(more) more are in the CSV download “Why and where”.")))
        ] : [])
  }
}
