import ArgumentParser
import Foundation
import HotlineAppraisal
import HotlineConfiguration
import HotlineDocument
import HotlineMetrics
import HotlineRender
import HotlineReports

/// `hotline report`: documents that people send on.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the monthly report, the annual analysis or the form as HTML, XLSX, Markdown and CSV.",
    subcommands: [Monthly.self, Annual.self, AppraisalForm.self])
}

/// The options of every report.
struct ReportOptions: ParsableArguments {
  @Option(help: "html, xlsx, markdown, csv; several with commas.")
  var format = "html"

  @Option(help: ArgumentHelp("The folder to write to; - prints one html or markdown.", valueName: "dir"))
  var out = "reports"

  @OptionGroup var options: CommonOptions

  /// The formats asked for, in that order, each once.
  func formats() throws -> [ReportFormat] {
    var formats: [ReportFormat] = []
    for name in format.split(separator: ",") {
      let word = name.trimmingCharacters(in: .whitespaces)
      guard let format = ReportFormat(rawValue: word) else {
        throw ValidationError("--format: “\(word)” is none of html, xlsx, markdown, csv")
      }
      if !formats.contains(format) { formats.append(format) }
    }
    guard !formats.isEmpty else { throw ValidationError("--format: name one of html, xlsx, markdown, csv") }
    return formats
  }

  func validate() throws {
    let formats = try formats()
    if out == "-", formats.count != 1 || ![.html, .markdown].contains(formats[0]) {
      throw ValidationError("--out - prints one format: html or markdown")
    }
  }

  /// Writes a document in the formats asked for and says where it went.
  func write(_ document: Document) throws {
    let formats = try formats()
    if out == "-" {
      let isPage = formats == [.html]
      return Console.print(
        isPage ? HTMLDocument(document).text : MarkdownDocument(document).text, terminator: "")
    }
    for format in formats {
      let path = try document.write(format, to: out)
      if !options.quiet { Console.print(path) }
    }
  }
}

/// The options of the reports that judge figures: by whose targets, and for whom.
struct AnalysisOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The form whose targets count; none for none. indicators/hotline-YEAR.yaml unless given.", valueName: "path"))
  var form: String?

  @Option(
    help: ArgumentHelp(
      "For a public version: hide what rests on fewer cases, and what would tell it; 10 is usual.", valueName: "n"))
  var suppress: Int?

  func validate() throws {
    guard suppress ?? 2 >= 2 else { throw ValidationError("--suppress takes a number from 2 on; 10 is usual") }
  }

  /// The form whose targets figures are compared with: the one named, or that of the year if there is one.
  func targets(data: String, year: Int, engine: MetricEngine) throws -> FormDefinition? {
    if form == "none" { return nil }
    if let form { return try FormDefinition(contentsOf: form, catalog: engine.catalog) }
    let usual = "\(data)/indicators/hotline-\(year).yaml"
    guard FileManager.default.fileExists(atPath: usual) else { return nil }
    return try FormDefinition(contentsOf: usual, catalog: engine.catalog)
  }
}
