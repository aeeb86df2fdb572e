import HotlineCalendar
import HotlineDocument
import HotlineMetrics
import HotlineModel
import HotlineText

/// The index of a folder of members' sheets: who has a sheet, in which files, and what asks for something.
package struct MemberIndex {
  private let all: [(sheets: MemberSheets, written: [MemberManifest.Sheet])]

  /// - Parameter all: the sheets of each dimension with what was written.
  package init(_ all: [(sheets: MemberSheets, written: [MemberManifest.Sheet])]) {
    self.all = all
  }

  /// The document; `nil` without sheets.
  package var document: Document? {
    guard let first = all.first?.sheets else { return nil }
    let language = first.language
    let document = Document(
      name: "index", title: language("热线情况单目录", "Hotline sheets"), subtitle: language.period(first.period),
      language: language, notice: first.isSimulated ? .simulated(language) : nil,
      asOf: .init(asOf: first.asOf, horizons: first.horizons, language),
      sections: all.map { section($0.sheets, $0.written) })
    guard let smallest = first.smallest else { return document }
    var hidden = PublicVersion(hidingUnder: smallest, language: language).hidden(in: document)
    hidden.name = document.name
    return hidden
  }

  private func section(_ sheets: MemberSheets, _ written: [MemberManifest.Sheet]) -> Document.Section {
    let language = sheets.language
    let group = MemberManifest.Group(sheets, written)
    let kind = KPITable.name(.dimension(sheets.dimension))(language)
    var blocks: [Document.Block] = []
    switch group.addsUp {
    case true?:
      let others = written.contains { $0.name.isEmpty } ? language("（含未归属）", " (cases without one included)") : ""
      blocks.append(
        .paragraph(
          RichText(
            language(
              "\(written.count)份情况单的各项分子、分母相加与全市一致\(others)。",
              "The counts of the \(language.plural(written.count, "sheet", "sheets")) add up to the city's\(others).")))
      )
    case false?:
      blocks.append(
        .remark(
          RichText(language("各单相加与全市不一致，请勿发出。", "The sheets do not add up to the city's figures: do not send them."))))
    case nil: break
    }
    blocks.append(.table(table(sheets, written, group, kind)))
    return Document.Section(Anchor(sheets.dimension.rawValue), kind, blocks: blocks)
  }

  private func table(
    _ sheets: MemberSheets, _ written: [MemberManifest.Sheet], _ group: MemberManifest.Group, _ kind: String
  ) -> ReportTable {
    let language = sheets.language
    // What nobody has any of on record is not known to be 0.
    let volumes = sheets.roles.volumes.filter { metric in
      sheets.metrics.contains { $0.id == metric.id } && sheets.total(metric, nil) != 0
    }
    let lists: [(String, KeyPath<MemberManifest.Lists, Int>)] =
      sheets.isPublic
      ? []
      : [
        (language("未按时办结", "not closed in time"), \.late), (language("以前到期未办结", "older, still open"), \.older),
        (language("临期", "due soon"), \.dueSoon), (language("未按时联系", "not contacted in time"), \.uncontacted),
      ]
    var table = ReportTable(
      Anchor("sheets-\(sheets.dimension.rawValue)"), caption: language("情况单", "Sheets"),
      columns: [.init(kind), .init(language("文件", "files"))]
        + volumes.map { .init($0.name(language), .trailing) } + lists.map { .init($0.0, .trailing) })
    table.sums = .columns
    func count(_ value: Double?) -> ReportTable.Cell {
      ReportTable.Cell.number(value, .count, absent: language("不公布", "not published"))
    }
    table.rows = written.map { sheet in
      let member = Member(sheets.dimension, sheet.name)
      let files = sheet.files.map { file -> RichText in
        .file(
          file.path.hasSuffix("/") ? "CSV" : (file.path.split(separator: ".").last ?? "").uppercased(), at: file.path)
      }
      return ReportTable.Row(
        [.text(member.title(language)).asHeader, .text(files.joined(separator: language("、", ", ")))]
          + volumes.map { metric in
            let total = sheets.total(metric, member)
            return count(total).of(total)
          } + lists.map { count(Double(sheet.orders?[keyPath: $0.1] ?? 0)) })
    }
    table.rows.append(
      ReportTable.Row(
        [.text(language("合计", "All")).asHeader, ""] + volumes.map { count(sheets.total($0, nil)) }
          + lists.map { list in count(group.lists.map { Double($0[keyPath: list.1]) }) }, role: .total))
    return table
  }
}
