import ArgumentParser
import Foundation
import HotlineConfiguration
import HotlineLogs
import HotlineReports

/// `hotline profile`: what kinds of export are known, and a first profile for one that is not.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Lists the known kinds of export, checks a profile, suggests one for a new export.",
    subcommands: [List.self, Suggest.self, Check.self])

  /// `hotline profile list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the profiles.")

    @Option(help: ArgumentHelp("The folder that holds profiles/.", valueName: "dir"))
    var data = "data"

    @Option(help: "The language: zh or en.")
    var lang: Language?

    func run() throws {
      let language = lang ?? Console.language
      let catalog = try ProfileCatalog(directory: data + "/profiles")
      var table = ReportTable(columns: [
        .init(language == .zh ? "格式" : "profile"), .init(language == .zh ? "类别" : "kind"),
        .init(language == .zh ? "说明" : "what it is"),
      ])
      table.texts = catalog.profiles.map { [$0.name, $0.kind.name(language), $0.title(language)] }
      Console.print(table.terminalText, terminator: "")
    }
  }

  /// `hotline profile suggest FILE`.
  struct Suggest: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "suggest",
      abstract: "Writes a first profile for an export of an unknown shape; what could not be placed is marked.")

    @Argument(help: "The export.")
    var file: String

    @Option(help: ArgumentHelp("The folder that holds profiles/, whose headers are known.", valueName: "dir"))
    var data = "data"

    @Option(help: "The language of the comments: zh or en.")
    var lang: Language?

    func run() throws {
      let suggestion = try ProfileSuggestion(
        for: ExportFile(path: file), catalog: ProfileCatalog(directory: "\(data)/profiles"),
        language: lang ?? Console.language)
      Console.print(suggestion.yaml, terminator: "")
    }
  }

  /// `hotline profile check PROFILE`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Checks a profile; a mistake is reported with its line.")

    @Argument(help: "The profile's YAML file.")
    var file: String

    @Option(help: "The language: zh or en.")
    var lang: Language?

    func run() throws {
      let profile = try Profile(contentsOf: file)
      let language = lang ?? Console.language
      Console.print("\(profile.name): \(profile.kind.name(language)), \(profile.title(language))")
    }
  }
}
