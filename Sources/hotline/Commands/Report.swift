import ArgumentParser
import HotlineApp
import HotlineDocument
import HotlineMetrics
import HotlineRender
import HotlineReports
import HotlineText

/// `hotline report`: documents that people send on.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes reports, analyses, forms and members' sheets as HTML, XLSX, Markdown, CSV, DOCX and PDF.",
    subcommands: [Monthly.self, Annual.self, AppraisalForm.self, MemberSheet.self, Topic.self])
}

/// The options of every report.
struct ReportOptions: ParsableArguments {
  @Option(help: "html, xlsx, markdown, csv, docx, pdf; several with commas.")
  var format = "html"

  @Option(help: ArgumentHelp("The folder to write to; - prints one html or markdown.", valueName: "dir"))
  var out = "reports"

  @OptionGroup var knowledge: KnowledgeOption

  @OptionGroup var options: CommonOptions

  func validate() throws { try validating { _ = try output() } }

  /// Where the documents go.
  func output() throws -> DocumentOutput { try DocumentOutput(formats: format, folder: out) }

  /// Makes sure before any work that what is asked for can be written.
  func check() throws { try output().checkPrinter() }

  /// Writes a document in the formats asked for and says where it went.
  func write(_ document: Document) throws { try write { _ in [document] } }

  /// Writes the documents that each of the formats asks for and says where they went.
  func write(_ documents: (ReportFormat) -> [Document]) throws {
    show(try output().write(documents))
  }

  /// Prints the text, or says where the files went.
  func show(_ result: DocumentOutput.Result) {
    switch result {
    case .text(let text): Console.print(text, terminator: "")
    case .files(let paths): if !options.quiet { paths.forEach { Console.print($0) } }
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

  func validate() throws { try validating { try SmallCellSuppression.checkThreshold(suppress) } }

  /// The options as a request for a document in a language.
  func request(_ language: Language) -> ReportRequest {
    ReportRequest(targets: TargetForm(parsing: form), hiddenUnder: suppress, language: language)
  }
}
