import ArgumentParser
import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// The options of every command that reads or writes the database.
struct CommonOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The database.", valueName: "path"))
  var database = "data/hotline.sqlite"

  @Option(help: ArgumentHelp("The folder of metrics.yaml, profiles, calendar and names.", valueName: "dir"))
  var data = "data"

  @Option(
    help: "The language: zh or en. Reports are in the locality's unless told otherwise; messages follow the locale.")
  var lang: Language?

  @Flag(help: "Print results only: no progress, no remarks.")
  var quiet = false

  /// The language of command-line output.
  var language: Language { lang ?? Console.language }

  /// The language of reports and forms.
  var reportLanguage: Language { lang ?? Locality.current.language }
}

extension Language: ExpressibleByArgument {}

/// How a command prints its result.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, json, markdown
}
