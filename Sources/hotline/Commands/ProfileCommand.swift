import ArgumentParser
import Foundation
import HotlineConfiguration
import HotlineDocument
import HotlineReading
import HotlineRender
import HotlineReports
import HotlineText

/// `hotline profile`: what kinds of export are known, and a first profile for one that is not.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Lists the known kinds of export, checks profiles, suggests one for a new export.",
    subcommands: [List.self, Suggest.self, Check.self])

  /// How a suggestion is printed.
  enum SuggestionFormat: String, ExpressibleByArgument, CaseIterable {
    case yaml, json
  }

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
      Console.warn(catalog.problems, language)
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
      abstract: "Writes a first profile for an export of an unknown shape; what cannot be told is marked TO DO.",
      discussion: """
        It reads the start of the file: the words of its headers, what its values look like, and how columns agree. It
        works without a header, and on exports of which it knows no word.
        """)

    @Argument(help: "The export.")
    var file: String

    @Option(
      help: ArgumentHelp(
        "The folder that holds profiles/; one that reads the export already is told.", valueName: "dir"))
    var data = "data"

    @Option(help: "yaml (the profile) or json (each field with its column, reasons and words).")
    var format = SuggestionFormat.yaml

    @Option(help: "The language of the comments: zh or en.")
    var lang: Language?

    func run() throws {
      let language = lang ?? Console.language
      let export = try ExportFile(path: file)
      let suggestion = try ProfileSuggestion(for: export, language: language)
      if let catalog = try? ProfileCatalog(directory: "\(data)/profiles"),
        let known = try? export.matchProfile(in: catalog)
      {
        Console.note(
          language == .zh
            ? "已有的配置“\(known.name)”可以读取此文件" : "the installed profile “\(known.name)” reads this export already")
      }
      switch format {
      case .yaml: Console.print(suggestion.yaml, terminator: "")
      case .json: try Console.print(json: suggestion, pretty: true)
      }
    }
  }

  /// `hotline profile check [PROFILE]`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Checks one profile or all of them; each mistake is reported with its line.")

    @Argument(help: "A profile's YAML file, or the name of one in the folder; all of the folder if none is named.")
    var profile: String?

    @Option(help: ArgumentHelp("The folder that holds profiles/.", valueName: "dir"))
    var data = "data"

    @Option(help: "The language: zh or en.")
    var lang: Language?

    func run() throws {
      let language = lang ?? Console.language
      func tell(_ profile: Profile) {
        Console.print("\(profile.name): \(profile.kind.name(language)), \(profile.title(language))")
      }
      if let name = profile {
        let isFile = FileManager.default.fileExists(atPath: name) || name.contains("/")
        return tell(
          try isFile
            ? Profile(contentsOf: name) : ProfileCatalog(directory: data + "/profiles").profile(named: name))
      }
      let catalog = try ProfileCatalog(directory: data + "/profiles")
      catalog.profiles.forEach(tell)
      for problem in catalog.problems { Console.error(problem.message(language)) }
      if !catalog.problems.isEmpty { throw ExitCode(1) }
    }
  }
}
