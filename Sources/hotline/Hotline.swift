import ArgumentParser
import Foundation
import HotlineCalendar
import HotlineConfiguration
import HotlineText

/// The command `hotline`: parses arguments, calls one use case, prints.
struct Hotline: ParsableCommand {
  static let configuration = CommandConfiguration(
    // Every command says its name: to derive one from the type costs a tenth of a start.
    commandName: "hotline",
    abstract: "Turns a service hotline's exported logs into KPIs and appraisals that can be traced to their rows.",
    discussion: """
      Start with:  hotline init work   cd work   hotline ingest EXPORT.csv …   hotline kpi --period 2019

      The data folder (metrics.yaml, profiles, calendar, names) is the first of these: --data; HOTLINE_DATA; data/ in the
      working folder; share/hotline beside the program's folder.

      Exit codes: 0 done; 1 a problem with the data or configuration; 2 or 64 the command was called wrongly; 130 Ctrl-C.
      """,
    version: "0.1.0",
    subcommands: [
      Init.self, Ingest.self, Forget.self, Correct.self, Status.self, Rejects.self, KPI.self, Explain.self, Report.self,
      Appraise.self,
      Audit.self,
      Targets.self,
      Publish.self, Changes.self,
      Records.self, EngineCommand.self, ProfileCommand.self, Check.self, Backup.self, Restore.self, Erase.self,
      Simulate.self, Serve.self,
    ])
}

/// Where the process begins: errors become one line on stderr and an exit code.
@main
enum Main {
  static func main() {
    LocaleName.makeUsable()
    Interruption.prepare(Console.language)
    do {
      try OpenFileLimit.raise()
      var command = try Hotline.parseAsRoot()
      // Before anything asks for a local time, a number or a language. Help needs none of them, and a group of commands
      // prints help.
      let configuration = type(of: command).configuration
      if configuration.commandName != "help", configuration.subcommands.isEmpty {
        try Locality.use(Locality(folder: Console.dataFolder))
      }
      try command.run()
    } catch let diagnostic as Diagnostic {
      Console.error(diagnostic.message(Console.language))
      exit(diagnostic.kind == .usage ? 2 : 1)
    } catch {
      guard Hotline.exitCode(for: error) != .success else { Hotline.exit(withError: error) }
      // The message may repeat what stood on the command line or in a file's name.
      let lines = Hotline.fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false)
      if lines != [""] { Console.note(lines.map { String($0) }) }
      exit(Hotline.exitCode(for: error).rawValue)
    }
  }
}
