import ArgumentParser
import HotlineApp
import HotlineConfiguration
import HotlineDocument
import HotlineModel
import HotlineRender
import HotlineReports
import HotlineStore
import HotlineText

/// `hotline rejects`: the rows that became nothing, and why.
struct Rejects: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejects", abstract: "Lists rejected rows with file, line, column, value and reason.",
    discussion: """
      --format csv reads the files again, where they still are, and writes the rejected rows of one file under their own
      header, to be corrected and ingested. Callers in it are pseudonyms (caller:…), which ingest understands; columns that
      the profile does not read are left out.
      """)

  @Argument(help: "Only the rejected rows of this file: its name or its path.")
  var file: String?

  @Option(help: "table, csv or json.")
  var format = TableFormat.table

  @OptionGroup var options: CommonOptions

  func run() throws {
    let workspace = try options.workspace()
    switch format {
    case .csv: printRows(try CollectRejectedRows(of: file).run(in: workspace))
    case .json:
      for reject in try ListRejects(of: file).run(in: workspace) { try Console.print(json: reject) }
    case .table, .markdown: Console.print(table(try ListRejects(of: file).run(in: workspace)), as: format)
    }
  }

  private func printRows(_ rejected: CollectRejectedRows.Table) {
    guard let header = rejected.header else { return }
    Console.print(ReportTable(columns: header.map { .init($0) }).csvText, terminator: "")
    for row in rejected.rows { Console.print(row.map(\.csvField).joined(separator: ",")) }
  }

  private func table(_ rejects: [StoredReject]) -> ReportTable {
    let headers =
      options.language == .zh
      ? ["文件", "行", "列", "表头", "值", "原因", "说明"]
      : ["file", "line", "column", "header", "value", "reason", "detail"]
    var table = ReportTable(columns: headers.map { .init($0) })
    table.texts = rejects.map {
      [
        $0.file, String($0.sourceLine), $0.column.map(String.init) ?? "", $0.header ?? "", $0.value ?? "", $0.reason,
        $0.detail(options.language),
      ]
    }
    return table
  }
}
