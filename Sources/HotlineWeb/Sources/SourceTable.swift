import HotlineDocument
import HotlineModel
import HotlineReports
import HotlineText

/// Files that were read, as a table: how many rows became what.
struct SourceTable {
  let sources: [SourceReport]
  let language: Language

  /// Where the number of a source leads.
  static func anchor(_ source: SourceReport) -> Anchor { Anchor("source-\(source.number.map(String.init) ?? "")") }

  /// For each source its page.
  var addresses: [Anchor: String] {
    Dictionary(
      sources.compactMap { source in source.number.map { (Self.anchor(source), "/sources/\($0)") } },
      uniquingKeysWith: { first, _ in first })
  }

  func table(_ anchor: Anchor) -> ReportTable {
    var table = ReportTable(
      anchor, caption: language("已读入的文件", "Files that were read"),
      columns: [
        .init(language("编号", "no.")), .init(language("文件", "file")), .init(language("类别", "kind")),
        .init(language("格式", "profile")), .init(language("总行", "rows"), .trailing),
        .init(language("新增", "new"), .trailing), .init(language("更新", "updated"), .trailing),
        .init(language("未变", "unchanged"), .trailing), .init(language("被拒绝", "rejected"), .trailing),
      ])
    table.rows = sources.map { source in
      func count(_ count: Int) -> ReportTable.Cell { .number(Double(count), .count) }
      return ReportTable.Row([
        .text(source.number.map(String.init) ?? "").linked(to: Self.anchor(source)), .text(source.file),
        .text(source.kind.name(language)), .text(source.profile), count(source.counts.rows), count(source.accepted),
        count(source.updated), count(source.unchanged),
        source.counts.rejected > 0 ? count(source.counts.rejected).judged(.watch) : count(0),
      ])
    }
    return table
  }
}

extension Sequence<SourceReport> {
  /// What must be seen first where one of the sources is made up; `nil` where none is.
  func notice(_ language: Language) -> String? {
    contains(where: \.simulated) ? RichText.simulatedPage(language).plain : nil
  }
}
