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
    commandName: "hotline serve", abstract: "Serves the pages for the browser.",
    discussion: "On this machine alone unless --listen is given. Prints a link that works once. Ends with Ctrl-C.")

  @Option(help: ArgumentHelp("The port; 0 for any that is free.", valueName: "port"))
  var port = 8730

  @Option(help: ArgumentHelp("The database.", valueName: "path"))
  var database = "data/hotline.sqlite"

  @Option(
    help: ArgumentHelp(
      "The folder of metrics.yaml, profiles, calendar and names (default: HOTLINE_DATA, else data/ here, else what was installed).",
      valueName: "dir"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "The address to listen on; 0.0.0.0 for all. Users log in with passwords, which the first visitor, by the link, gives them.",
      valueName: "address"))
  var listen = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      "A name under which browsers call the server, such as its proxy's; several times.", valueName: "host"))
  var name: [String] = []

  @Flag(help: "Browsers send the session over TLS only: a proxy before the server speaks it.")
  var secure = false

  @Flag(help: "Nobody may change anything.")
  var readOnly = false

  @Option(help: ArgumentHelp("A folder whose files are brought in as soon as they are complete.", valueName: "dir"))
  var inbox: String?

  @Option(
    help: ArgumentHelp(
      "Answer from the sums that `hotline engine spark` formed, not from a database; nobody may change anything.",
      valueName: "dir"))
  var sums: String?

  @Option(help: "The language of pages unless the reader chooses: zh or en.")
  var lang: Language?

  @Option(
    help: ArgumentHelp(
      "Gives a user a password, read as one line from standard input, and ends; makes the user when there is none.",
      valueName: "name"))
  var setUser: String?

  @Option(help: "With --set-user, what the user may do: reader, analyst, editor or admin.")
  var role: String?

  func validate() throws {
    guard sums == nil || inbox == nil else { throw ValidationError("--sums and --inbox exclude each other") }
    guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535") }
  }

  func run() async throws {
    LocaleName.makeUsable()
    do {
      if let setUser {
        try WebServer.setUser(setUser, role: role, password: readLine(strippingNewline: true) ?? "", database: database)
        return
      }
      let data = try DataFolder(named: data, environment: ProcessInfo.processInfo.environment).find()
      try Locality.use(Locality(folder: data))
      // Besides the questions that are answered side by side, pages ask whether their answers are still right.
      let workspace = Workspace(
        database: try sums.map(RunSpark.existingDatabase(in:)) ?? database, data: data, readers: 6)
      var settings = WebSettings(
        host: listen, port: port, language: lang ?? Locality.current.language, names: name)
      (settings.isSecure, settings.isReadOnly, settings.inbox) = (secure, readOnly || sums != nil, inbox)
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
