import ArgumentParser
import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineText

/// `hotline publish`: a report as it is sent out, kept with what it stood on.
struct Publish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Draws a report, writes its files and stores its figures with what they stood on.",
    discussion: """
      For example:  hotline publish monthly 2019-12 --by 热线部
      `hotline status` lists publications, `hotline changes` says which of their figures would be different today, and why. The
      next report of the same kind has a section about it.
      """,
    subcommands: [Monthly.self, Annual.self, Appraisal.self, Again.self])
}

/// The options of every publication.
struct PublishOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Who publishes.", valueName: "name"))
  var by: String

  @Option(help: "html, xlsx, markdown, csv, docx, pdf; several with commas.")
  var format = "html"

  @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir"))
  var out = "reports"

  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard !by.isEmpty else { throw ValidationError("--by cannot be empty") }
    guard out != "-" else { throw ValidationError("--out is a folder: what is published is written to files") }
    try validating { _ = try output() }
  }

  private func output() throws -> DocumentOutput { try DocumentOutput(formats: format, folder: out) }

  /// Publishes a report and says where it went.
  func publish(_ report: ReportOrder) throws {
    let output = try output()
    try output.checkPrinter()
    let outcome = try PublishReport(report, by: by, at: Int64(Date().timeIntervalSince1970), to: output).run(
      in: options.workspace())
    guard !options.quiet else { return }
    outcome.paths.forEach { Console.print($0) }
    let (number, figures) = (outcome.publication.number, outcome.publication.figures.count)
    Console.note(
      options.say(
        "已登记为发布 \(number)，数值 \(figures) 个；如今有何不同：hotline changes \(number)",
        "publication \(number), \(figures) figures; what would be different today: hotline changes \(number)"))
  }
}

extension Publish {
  /// `hotline publish monthly 2019-12`.
  struct Monthly: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "monthly", abstract: "Publishes a month's report.")

    @Argument(help: "The month, e.g. 2019-12.")
    var month: String

    @OptionGroup var analysis: AnalysisOptions

    @OptionGroup var publication: PublishOptions

    func run() throws {
      try publication.publish(
        .monthly(
          DraftMonthlyReport.month(parsing: month), analysis.request(publication.options.reportLanguage)))
    }
  }

  /// `hotline publish annual 2019`.
  struct Annual: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "annual", abstract: "Publishes a year's analysis.")

    @Argument(help: "The year, e.g. 2019.")
    var year: Int

    @OptionGroup var analysis: AnalysisOptions

    @OptionGroup var publication: PublishOptions

    func validate() throws { try validating { try DraftAnnualReport.check(year: year) } }

    func run() throws {
      try publication.publish(.annual(year, analysis.request(publication.options.reportLanguage)))
    }
  }

  /// `hotline publish appraisal data/indicators/hotline-2019.yaml`.
  struct Appraisal: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "appraisal", abstract: "Publishes the form 项目绩效自我评价 with what it rests on.")

    @Argument(help: "The form's file, e.g. data/indicators/hotline-2019.yaml.")
    var form: String

    @Option(
      help: ArgumentHelp(
        "The form as it was filed the year before: its scores stand beside this year's.", valueName: "file"))
    var lastYear: String?

    @OptionGroup var moment: MomentOption

    @OptionGroup var publication: PublishOptions

    func run() throws {
      try publication.publish(
        .appraisal(
          DraftFormReport(
            form: form, asOf: moment.moment(), lastYear: lastYear, language: publication.options.reportLanguage)))
    }
  }

  /// `hotline publish again 3`.
  struct Again: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "again",
      abstract: "Draws a publication again from history and compares the bytes; stores nothing.",
      discussion: "Exit code 1 when a file is not what was published; why, as far as it is known, is told.")

    @Argument(help: "The publication's number, or its report's name such as monthly-2019-12.")
    var publication: String

    @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir"))
    var out = "published"

    @OptionGroup var options: CommonOptions

    func validate() throws {
      guard out != "-" else { throw ValidationError("--out is a folder: what was published are files") }
    }

    func run() throws {
      let outcome = try DrawAgain(publication, into: out).run(in: options.workspace())
      if !options.quiet { outcome.paths.forEach { Console.print($0) } }
      guard !outcome.isExact else {
        if !options.quiet { Console.note(options.say("与发布时逐字节相同", "the same as published, byte for byte")) }
        return
      }
      let list = outcome.differing.joined(separator: ", ")
      Console.note(options.say("与发布时不同：\(list)", "not as published: \(list)"))
      if !outcome.forgotten.isEmpty {
        let names = outcome.forgotten.map { "\($0.file) [\($0.number)]" }.joined(separator: ", ")
        Console.note(options.say("此后忘记的来源：\(names)", "sources forgotten since: \(names)"))
      }
      if !outcome.definitions.isEmpty {
        let names = outcome.definitions.map { $0.name(options.language) }.joined(separator: options.say("、", ", "))
        Console.note(options.say("此后有变化：\(names)", "changed since: \(names)"))
      }
      throw ExitCode(1)
    }
  }
}
