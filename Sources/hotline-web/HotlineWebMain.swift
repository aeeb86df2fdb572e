import ArgumentParser
import Foundation
import HotlineApp
import HotlineCalendar
import HotlineConfiguration
import HotlineText
import HotlineWeb

/// `hotline serve`: the pages in the browser. A program of its own, so that who only uses the command line builds no server.
@main
struct HotlineWebMain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hotline serve", abstract: "Serves the pages for the browser, on this machine alone.",
    discussion: "Prints a link that works once. Ends with Ctrl-C.")

  @Option(help: ArgumentHelp("The port; 0 for any that is free.", valueName: "port"))
  var port = 8730

  @Option(help: ArgumentHelp("The database.", valueName: "path"))
  var database = "data/hotline.sqlite"

  @Option(
    help: ArgumentHelp(
      "The folder of metrics.yaml, profiles, calendar and names (default: HOTLINE_DATA, else data/ here, else what was installed).",
      valueName: "dir"))
  var data: String?

  @Option(help: "The language of pages unless the reader chooses: zh or en.")
  var lang: Language?

  func run() async throws {
    do {
      let data = try DataFolder(named: data, environment: ProcessInfo.processInfo.environment).find()
      try Locality.use(Locality(folder: data))
      // Besides the questions that are answered side by side, pages ask whether their answers are still right.
      let workspace = Workspace(database: database, data: data, readers: 6)
      let settings = WebSettings(port: port, language: lang ?? Locality.current.language)
      try await WebServer(workspace: workspace, settings: settings).run { link in
        // Not through a buffer: whoever waits for the link reads it at once.
        FileHandle.standardOutput.write(Data((link + "\n").utf8))
      }
    } catch let diagnostic as Diagnostic {
      let language = lang ?? Language.ofLocale(ProcessInfo.processInfo.environment)
      FileHandle.standardError.write(Data(("error: " + diagnostic.message(language) + "\n").utf8))
      throw ExitCode(diagnostic.kind == .usage ? 2 : 1)
    }
  }
}

extension Language: ExpressibleByArgument {}
