import ArgumentParser
import Foundation
import HotlineConfiguration
import HotlineText

/// `hotline serve`: the pages in the browser, by the program `hotline-web` beside this one.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves the pages for the browser, on this machine alone.",
    discussion: "Prints a link that works once. Ends with Ctrl-C. Options: --port, --database, --data, --lang.")

  @Argument(parsing: .captureForPassthrough, help: "Options of the server.")
  var options: [String] = []

  func run() throws {
    let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let program = own.deletingLastPathComponent().appending(path: "hotline-web").path
    var arguments = ([program] + options).map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    execv(program, &arguments)
    throw Diagnostic(
      at: .init(file: program),
      found: LocalizedText(zh: "网页服务程序不在这里", en: "the program of the pages is not there"),
      fix: LocalizedText(zh: "请运行 make web 编译", en: "build it with `make web`"))
  }
}
