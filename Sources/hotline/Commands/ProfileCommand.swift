import ArgumentParser
import Foundation
import HotlineApp
import HotlineCalendar
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

    @OptionGroup var options: DataOptions

    func run() throws {
      let language = options.language
      let outcome = try CheckProfiles().run(in: options.workspace)
      Console.warn(outcome.problems, language)
      var table = ReportTable(columns: [
        .init(language == .zh ? "格式" : "profile"), .init(language == .zh ? "类别" : "kind"),
        .init(language == .zh ? "说明" : "what it is"),
      ])
      table.texts = outcome.profiles.map { [$0.name, $0.kind.name(language), $0.title(language)] }
      Console.print(table.terminalText(width: Console.width), terminator: "")
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

    @Option(help: "yaml (the profile) or json (each field with its column, reasons and words).")
    var format = SuggestionFormat.yaml

    @OptionGroup var options: DataOptions

    func run() throws {
      let outcome = try SuggestProfile(for: file, language: options.language).run(in: options.workspace)
      if let installed = outcome.installed {
        Console.note(
          LocalizedText(
            zh: "已有的配置“\(installed)”可以读取此文件", en: "the installed profile “\(installed)” reads this export already")(
              options.language))
      }
      switch format {
      case .yaml: Console.print(outcome.suggestion.yaml, terminator: "")
      case .json: try Console.print(json: outcome.suggestion, pretty: true)
      }
    }
  }

  /// `hotline profile check [PROFILE]`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Checks one profile or all of them; each mistake is reported with its line.")

    @Argument(help: "A profile's YAML file, or the name of one in the folder; all of the folder if none is named.")
    var profile: String?

    @OptionGroup var options: DataOptions

    func run() throws {
      let outcome = try CheckProfiles(profile).run(in: options.workspace)
      let language = options.language
      for profile in outcome.profiles {
        Console.print("\(profile.name): \(profile.kind.name(language)), \(profile.title(language))")
      }
      for problem in outcome.problems { Console.error(problem.message(language)) }
      if !outcome.problems.isEmpty { throw ExitCode(1) }
    }
  }
}
