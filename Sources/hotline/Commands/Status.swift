import ArgumentParser
import HotlineApp
import HotlineConfiguration
import HotlineDocument
import HotlineRender
import HotlineReports
import HotlineStore
import HotlineText

/// `hotline status`: what the database holds.
struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows sources, coverage with gaps, rejected rows, as-of moment and size.")

  @Option(help: "table or json.")
  var format = BriefFormat.table

  @OptionGroup var options: CommonOptions

  func run() throws {
    let status = try ShowStatus().run(in: options.workspace())
    if format == .json { return try Console.print(json: status, pretty: true) }
    Console.print(sources(status).withoutEmptyColumns.terminalText(width: Console.width))
    if !status.forgotten.isEmpty {
      Console.print(
        ForgottenTable(language: options.language).table(status.forgotten).terminalText(width: Console.width))
    }
    Console.print(coverage(status).terminalText(width: Console.width))
    for (dimension, names) in status.unknownNames.sorted(by: { $0.key < $1.key }) where !names.isEmpty {
      let list = names.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
      Console.print(options.say("未知的", "unknown ") + "\(dimension): \(list)")
    }
    for source in status.sources {
      for line in source.remarkLines(options.language) { Console.print("\(source.file): \(line)") }
    }
    let rejected = status.sources.reduce(0) { $0 &+ $1.rejected }
    Console.print(options.say("被拒行数：", "rejected rows: ") + number(rejected))
    for erasure in status.erasures {
      Console.print(
        options.say(
          "\(erasure.day) 删除了一位来电人的号码：来电 \(number(erasure.calls))，工单 \(number(erasure.orders))",
          "\(erasure.day): one citizen's number taken out of \(number(erasure.calls)) calls, \(number(erasure.orders)) work orders"
        ))
    }
    for publication in status.publications {
      let files = publication.files.map(\.name).joined(separator: ", ")
      Console.print(
        options.say(
          "发布 \(publication.number)：\(publication.name)，\(publication.publishedAt)，\(publication.publishedBy)；\(files)",
          "publication \(publication.number): \(publication.name), \(publication.publishedAt), by \(publication.publishedBy); \(files)"
        ))
    }
    Console.print(options.say("数据截至：", "as of: ") + (status.asOf.isEmpty ? "–" : status.asOf))
    Console.print(options.say("时区：", "time zone: ") + status.timeZone)
    Console.print(options.say("工作日历年份：", "calendar of working days: ") + status.calendarYears)
    Console.print(
      options.say("数据库大小：", "size: ") + NumberText.decimal(Double(status.sizeBytes) / 1e6, places: 1) + " MB")
  }

  private func number(_ value: Int) -> String { NumberText.count(Double(value)) }

  private func sources(_ status: DatabaseStatus) -> ReportTable {
    let headers =
      options.language == .zh
      ? ["编号", "文件", "格式", "类别", "编码", "总行", "拒绝", ""]
      : ["no.", "file", "profile", "kind", "encoding", "rows", "rejected", ""]
    var table = ReportTable(
      columns: zip(headers, 0...).map { .init($0, [0, 5, 6].contains($1) ? .trailing : .leading) })
    table.texts = status.sources.map {
      [
        $0.number.map(String.init) ?? "", $0.file, $0.profile, $0.kind.name(options.language), $0.encoding,
        number($0.rows), number($0.rejected),
        $0.minutePrecision ? options.say("时间只到分", "times to the minute") : "",
      ]
    }
    return table
  }

  private func coverage(_ status: DatabaseStatus) -> ReportTable {
    let headers =
      options.language == .zh
      ? ["类别", "热线", "记录数", "首日", "末日", "缺日"] : ["kind", "line", "facts", "first day", "last day", "days without"]
    var table = ReportTable(columns: zip(headers, 0...).map { .init($0, $1 == 2 ? .trailing : .leading) })
    table.texts = status.coverage.map {
      [
        $0.kind.name(options.language), $0.line, number($0.facts), $0.firstDay, $0.lastDay,
        $0.gaps.prefix(5).joined(separator: ", ") + ($0.gaps.count > 5 ? " …" : ""),
      ]
    }
    return table
  }
}
