import HotlineApp
import HotlineConfiguration
import HotlineDocument
import HotlineModel
import HotlineReading
import HotlineText

/// One sending: how each file is recognised, what its first records say, what would become of its rows; then what did.
struct ArrivalPage {
  let arrival: Arrivals.Arrival
  let previews: [PreviewExport.Export]
  let profiles: [Profile]
  let inquiry: Inquiry
  private var language: Language { inquiry.language }

  /// Where an arrival stands, in words, and the share that is done.
  static func progress(_ state: Arrivals.State, _ language: Language) -> (text: String, share: Double) {
    func share(_ progress: IngestFiles.Progress?) -> (text: String, share: Double) {
      guard let progress, progress.totalBytes > 0 else { return (language("等待中", "waiting"), 0) }
      let share = min(1, Double(progress.bytes) / Double(progress.totalBytes))
      let name = progress.path.lastPathPart
      let rows = NumberText.count(Double(progress.rows))
      return (
        language(
          "\(name)：已读 \(rows) 行（\(NumberText.percent(share, places: 0))）",
          "\(name): \(rows) rows read (\(NumberText.percent(share, places: 0)))"), share
      )
    }
    switch state {
    case .checking(let progress):
      let known = share(progress)
      return (language("试读：", "trying: ") + known.text, known.share)
    case .ingesting(let progress):
      let known = share(progress)
      return (language("入库：", "bringing in: ") + known.text, known.share)
    case .checked: return (language("已试读，等待确认", "tried; waits for your word"), 1)
    case .done: return (language("已入库", "brought in"), 1)
    case .failed: return (language("未能读入", "could not be read"), 1)
    }
  }

  /// The same for the page's script.
  static func live(_ arrival: Arrivals.Arrival, _ language: Language) -> LiveProgress {
    let (text, share) = progress(arrival.state, language)
    return LiveProgress(step: arrival.step, text: text, share: share)
  }

  var answer: Answer {
    let title: String
    var parts: [String] = []
    switch arrival.state {
    case .checking, .ingesting:
      title = language("正在读取", "Reading")
      parts.append(Self.live(arrival, language).markup("/arrivals/\(arrival.name)/state", language))
      parts.append(
        Markup.paragraph(
          language(
            "可以离开本页，读取会继续；回来时在“读入导出文件”页可找到它。",
            "You may leave: the reading goes on, and the page “Bring exports in” leads back here.")))
      parts.append("<p>\(Markup.link("/arrivals/\(arrival.name)", language("刷新", "Reload")))</p>")
    case .checked(let outcome):
      title =
        outcome.reports.isEmpty
        ? language("不能入库", "Cannot be brought in") : language("确认后入库", "Confirm to bring in")
      parts += checked(outcome)
    case .done(let outcome):
      title =
        outcome.problems.isEmpty ? language("已入库", "Brought in") : language("部分入库", "Brought in in part")
      parts += done(outcome)
    case .failed(let problem):
      title = language("未能读入", "Could not be read")
      parts.append(
        Markup.problem(ProblemText.of(problem, language)))
      parts.append(discard)
    }
    return Answer(
      page: Page(
        title: title, subtitle: arrival.files.joined(separator: language("、", ", ")), place: .sources,
        content: parts.joined(separator: "\n")))
  }

  // MARK: Before

  private func checked(_ outcome: IngestFiles.Outcome) -> [String] {
    var parts = problems(outcome)
    var sections: [Document.Section] = []
    if !outcome.reports.isEmpty {
      sections.append(
        Document.Section(
          "would-be", language("每个文件的行会怎样", "What would become of each file's rows"),
          blocks: [.table(table(outcome, isDone: false))] + remarks(outcome)))
    }
    for (number, preview) in previews.enumerated() {
      guard let profile = preview.profile, let kind = preview.kind else { continue }
      var blocks: [Document.Block] = [
        .paragraph(
          RichText(
            language(
              "识别为：\(kind.name.zh)，格式 \(profile)，编码 \(preview.encoding)。前几条记录：",
              "Recognised as \(kind.name.en), profile \(profile), encoding \(preview.encoding). Its first records:")))
      ]
      if !preview.records.rows.isEmpty { blocks.append(.table(named(preview.records))) }
      if !preview.rejected.isEmpty { blocks.append(.table(rejected(preview.rejected))) }
      sections.append(
        Document.Section(
          Anchor("preview-\(number)"), preview.name.lastPathPart,
          blocks: blocks))
    }
    if !sections.isEmpty { parts.append(Markup.part(document(sections))) }
    if !outcome.reports.isEmpty { parts.append(confirm(outcome)) }
    parts.append(otherProfile)
    parts.append(discard)
    return parts
  }

  private func confirm(_ outcome: IngestFiles.Outcome) -> String {
    let unusual = outcome.reports.filter(IngestFiles.losesMany)
    let reused = outcome.reports.reduce(0) { $0 + IngestFiles.reusedKeys($1) }
    var form = Form(
      "/arrivals/\(arrival.name)/confirm", way: .post, style: unusual.isEmpty && reused == 0 ? "inline" : "")
    if !unusual.isEmpty {
      let (rejected, rows) = unusual.reduce((0, 0)) { ($0.0 + $1.counts.rejected, $0.1 + $1.counts.dataRows) }
      form.markup(
        Markup.paragraph(
          language(
            "\(rows) 行中有 \(rejected) 行会被拒绝，多于通常。请先看原因：若是格式选错或导出有误，请换格式再试或重新导出；若确实如此，可先入库，再到来源页逐行改正。",
            "\(rejected) of \(rows) rows would be rejected, more than usual. See why first: with a wrong profile or a broken export, try another one or export again; if it is as it should be, bring the file in and correct the rows on the source's page."
          ), "whole"))
      form.check(
        "all", language("仍然入库，拒绝这 \(rejected) 行", "Bring it in all the same and reject these \(rejected) rows"))
    }
    if reused > 0 {
      form.markup(
        Markup.paragraph(
          language(
            "\(reused) 行的编号与另一天开始的记录相同，入库后会顶替那些记录，数会变少。编号每天从头开始的，请新建格式，由日期和编号合成编号；被表格软件舍入的，请重新导出为文本。",
            "\(reused) rows have the keys of records that began on another day and would take their places: figures would be too low. Where numbers begin anew each day, make a profile whose key is day and number; where a spreadsheet rounded them, export them as text."
          ), "whole"))
      if unusual.isEmpty {
        form.check(
          "all",
          language("仍然入库，顶替这 \(reused) 条记录", "Bring it in all the same and let \(reused) records be replaced"))
      }
    }
    form.button(language("确认入库", "Bring in"), style: "first")
    return form.html
  }

  /// The records under the names of their fields.
  private func named(_ records: ReportTable) -> ReportTable {
    var records = records
    for index in records.columns.indices {
      records.columns[index].header = FieldName.text(records.columns[index].header, language)
    }
    return records
  }

  private var otherProfile: String {
    var form = Form("/arrivals/\(arrival.name)/profile", way: .post, style: "inline")
    form.select(
      "profile", language("按其他格式再试", "Try by another profile"),
      [("", language("自动识别", "as the headers say"))]
        + profiles.map { ($0.name, "\($0.name) · \($0.title(language))") },
      chosen: [arrival.profile ?? ""])
    form.button(language("再试", "Try"))
    let files = arrival.files.map {
      (
        Address("/profiles/new", [("from", "\(arrival.name)/\($0)")]).text,
        language("为 \($0) 新建格式", "a new profile for \($0)")
      )
    }
    return form.html + Markup.links(files, label: language("新建格式", "New profile"))
  }

  private var discard: String {
    var form = Form("/arrivals/\(arrival.name)/discard", way: .post, style: "inline")
    form.button(language("丢弃，不入库", "Throw away"), style: "grave")
    return form.html
  }

  private func rejected(_ rows: [RejectedRow]) -> ReportTable {
    var table = ReportTable(
      caption: language("开头部分会被拒绝的行", "Rows near the beginning that would be rejected"),
      columns: [
        .init(language("行号", "line"), .trailing), .init(language("列", "column")), .init(language("值", "value")),
        .init(language("原因", "why")),
      ], hasRowHeaders: false)
    table.texts = rows.map {
      [
        String($0.line), $0.header ?? $0.column.map(String.init) ?? "", $0.value ?? "",
        FieldName.named($0.detail(language), language),
      ]
    }
    return table
  }

  // MARK: After

  private func done(_ outcome: IngestFiles.Outcome) -> [String] {
    var parts = problems(outcome)
    var blocks: [Document.Block] = [.table(table(outcome, isDone: true))] + remarks(outcome)
    for (dimension, names) in outcome.unknownNames.sorted(by: { $0.key < $1.key }) where !names.isEmpty {
      blocks.append(
        .paragraph(
          RichText(
            language("名录里没有的名称（\(FieldName.text(dimension, language))）：", "Names that no list has (\(dimension)): ")
              + names.keys.sorted().prefix(8).joined(separator: language("、", ", ")))))
    }
    if let outside = outcome.outsideCalendar { blocks.append(.remark(RichText(outside(language)))) }
    let sources = SourceTable(sources: outcome.reports, language: language)
    parts.append(
      Markup.part(
        document([Document.Section("became", language("每个文件的行怎样了", "What became of each file's rows"), blocks: blocks)]
        ),
        addresses: sources.addresses))
    parts.append(
      Markup.links(
        [
          ("/", language("看总览", "See the board")), ("/sources", language("全部数据来源", "All sources")),
          ("/sources/new", language("继续读入", "Bring more in")),
        ], label: language("接下来", "What next")))
    return parts
  }

  private func problems(_ outcome: IngestFiles.Outcome) -> [String] {
    guard !outcome.problems.isEmpty else { return [] }
    return [Markup.problem(outcome.problems.map { ProblemText.of($0, language) })]
  }

  private func remarks(_ outcome: IngestFiles.Outcome) -> [Document.Block] {
    let lines = outcome.reports.flatMap { report in
      report.remarkLines(language).map {
        RichText("\(report.file.lastPathPart)\(language("：", ": "))\(FieldName.named($0, language))")
      }
    }
    return lines.isEmpty ? [] : [.list(lines)]
  }

  private func table(_ outcome: IngestFiles.Outcome, isDone: Bool) -> ReportTable {
    var table = ReportTable(
      "arrival-rows", caption: language("总行 = 其余各项之和", "The rows are the sum of all others"),
      columns: [
        .init(language("文件", "file")), .init(language("类别", "kind")), .init(language("格式", "profile")),
        .init(language("编码", "encoding")), .init(language("总行", "rows"), .trailing),
        .init(language("表头与空行", "header, blank"), .trailing), .init(language("略过", "skipped"), .trailing),
        .init(language("新增", "new"), .trailing), .init(language("更新", "updated"), .trailing),
        .init(language("未变", "unchanged"), .trailing), .init(language("合并", "merged"), .trailing),
        .init(language("被拒绝", "rejected"), .trailing), .init(language("说明", "notes")),
      ])
    table.rows = outcome.reports.map { report in
      func count(_ count: Int) -> ReportTable.Cell { .number(Double(count), .count) }
      let note =
        report.alreadyIngested
        ? language("同一文件此前已读入，不作改动", "the same file was read before: left alone")
        : report.simulated ? language("模拟数据", "made up") : ""
      return ReportTable.Row([
        .text(report.file.lastPathPart).linked(to: isDone ? SourceTable.anchor(report) : nil),
        .text(report.kind.name(language)),
        .text(report.profile), .text(report.encoding), count(report.counts.rows),
        count(report.counts.header + report.counts.blank), count(report.counts.skipped), count(report.accepted),
        count(report.updated), count(report.unchanged), count(report.merged),
        report.counts.rejected > 0 ? count(report.counts.rejected).judged(.watch) : count(0), .text(note),
      ])
    }
    return table
  }

  private func document(_ sections: [Document.Section]) -> Document {
    Document(name: "arrival", title: "", language: language, asOf: .init(0, text: ""), sections: sections)
  }
}
