import ArgumentParser
import HotlineApp
import HotlineDocument
import HotlineRender
import HotlineStore
import HotlineText

/// `hotline forget`: what sources said is taken out again.
struct Forget: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Takes out what a source said; what it had replaced comes back.",
    discussion: """
      A source is named by its number in `hotline status`, its path, its file\'s name or its SHA-256. It stays listed as \
      forgotten. All sources named are forgotten, or none.
      """)

  @Argument(help: ArgumentHelp("The sources.", valueName: "source"))
  var sources: [String]

  @Option(help: "table or json.")
  var format = BriefFormat.table

  @OptionGroup var options: CommonOptions

  func run() throws {
    let forgotten = try ForgetSources(sources).run(in: options.workspace())
    if format == .json {
      for source in forgotten { try Console.print(json: source) }
      return
    }
    Console.print(
      ForgottenTable(language: options.language).table(forgotten).terminalText(width: Console.width), terminator: "")
  }
}

/// Forgotten sources, as a table.
struct ForgottenTable {
  let language: Language

  func table(_ sources: [ForgottenSource]) -> ReportTable {
    let headers =
      language == .zh
      ? ["编号", "已忘记的文件", "格式", "类别", "总行", "述及"] : ["no.", "forgotten file", "profile", "kind", "rows", "facts"]
    var table = ReportTable(
      columns: zip(headers, 0...).map { .init($0, [0, 4, 5].contains($1) ? .trailing : .leading) })
    table.texts = sources.map { source in
      [
        String(source.number), source.file, source.profile, source.kind.name(language),
        NumberText.count(Double(source.rows)), NumberText.count(Double(source.statements)),
      ]
    }
    return table
  }
}
