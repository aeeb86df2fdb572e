import ArgumentParser
import HotlineApp
import HotlineDocument
import HotlineModel
import HotlineRender
import HotlineReports
import HotlineText

/// `hotline changes`: which published figures would be different today, and why.
struct Changes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Says which figures of a publication would be different today, and why, row by row.",
    discussion: """
      Causes are new rows, changed rows (with the old and the new statement), forgotten sources, other definitions, another \
      calendar or other names, and the as-of moment. The rows of a figure add up to its difference; exit code 1 when they do \
      not, because the database was edited by hand.
      """)

  @Argument(help: "The publication's number, or its report's name such as monthly-2019-12; the newest unless given.")
  var publication: String?

  @Option(help: "Only figures of these KPIs, with commas.")
  var metric: String?

  @Option(help: "How many rows of each figure are listed; json has all.")
  var rows = 5

  @Option(help: "table or json.")
  var format = BriefFormat.table

  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard rows >= 0 else { throw ValidationError("--rows is a number from 0 on") }
  }

  func run() throws {
    var changes = try ShowChanges(publication).run(in: options.workspace())
    if let metric {
      let names = Set(metric.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
      changes.figures.removeAll { !names.contains($0.metric.id) }
    }
    switch format {
    case .json: try Console.print(json: ChangesDocument(changes), pretty: true)
    case .table: printTables(changes)
    }
    let isUnexplained = changes.figures.contains { figure in
      figure.unexplained.map { $0.numerator != 0 || $0.denominator != 0 } ?? false
    }
    if isUnexplained { throw ExitCode(1) }
  }

  private func printTables(_ changes: PublicationChanges) {
    let tables = ChangesTables(changes, language: options.language)
    for line in tables.lines { Console.print(line) }
    guard !changes.isEmpty else { return }
    Console.print("\n" + tables.figures.terminalText(width: Console.width), terminator: "")
    guard rows > 0 else { return }
    for figure in changes.figures where !figure.shifts.isEmpty {
      Console.print("\n" + tables.heading(figure))
      Console.print(
        tables.rows(figure, limit: rows).withoutEmptyColumns.terminalText(width: Console.width), terminator: "")
    }
  }
}
