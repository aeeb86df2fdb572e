import Foundation
import ArgumentParser
import HotlineApp
import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// The options of every command that reads or writes the database.
struct CommonOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The database.", valueName: "path"))
  var database = "data/hotline.sqlite"

  @Option(help: dataFolderHelp)
  var data: String?

  @Option(
    help: "The language: zh or en. Reports are in the locality's unless told otherwise; messages follow the locale.")
  var lang: Language?

  @Flag(help: "Print results only: no progress, no remarks.")
  var quiet = false

  /// The language of command-line output.
  var language: Language { lang ?? Console.language }

  /// The language of reports and forms.
  var reportLanguage: Language { lang ?? Locality.current.language }

  /// What the command works with; a broken part of the configuration is told on stderr.
  ///
  /// - Throws: a `Diagnostic` when there is no data folder.
  func workspace(_ knowledge: KnowledgeOption? = nil) throws -> Workspace {
    let language = language
    let data = try DataFolder(named: data, environment: ProcessInfo.processInfo.environment).find()
    let database = try knowledge?.sums.map(RunSpark.existingDatabase(in:)) ?? database
    return Workspace(database: database, data: data, knownAt: knowledge?.knownAt) { Console.warn($0, language) }
  }

  /// A text in the language of command-line output.
  func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)(language) }
}

/// The options of commands that use the data folder and no database.
struct DataOptions: ParsableArguments {
  @Option(help: dataFolderHelp)
  var data: String?

  @Option(help: "The language: zh or en.")
  var lang: Language?

  /// The language of what is printed.
  var language: Language { lang ?? Console.language }

  /// What the command works with; its database is not opened.
  ///
  /// - Throws: a `Diagnostic` when there is no data folder.
  var workspace: Workspace {
    get throws {
      Workspace(
        database: "data/hotline.sqlite",
        data: try DataFolder(named: data, environment: ProcessInfo.processInfo.environment).find())
    }
  }
}

private let dataFolderHelp = ArgumentHelp(
  "The folder of metrics.yaml, profiles, calendar and names (default: HOTLINE_DATA, else data/ here, else what was installed).",
  valueName: "dir")

extension Language: ExpressibleByArgument {}

/// How a command prints its result.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, json, markdown
}

/// How a command prints a draft or a judgement, which is no table that a program would take as CSV.
enum DraftFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, markdown
}

/// How a command prints what is read by people or by programs.
enum BriefFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json
}

/// Runs a check of arguments, so that what it finds is printed with the command's usage.
func validating(_ check: () throws -> Void) throws {
  do {
    try check()
  } catch let diagnostic as Diagnostic {
    throw ValidationError(diagnostic.message(Console.language))
  }
}
