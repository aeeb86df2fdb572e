import Foundation
import HotlineConfiguration
import HotlineReports

/// What a person at the terminal sees: results on stdout, everything else on stderr.
enum Console {
  /// The language of messages: `--lang` if given, else the locale's.
  static var language: Language {
    let arguments = CommandLine.arguments
    for (index, argument) in arguments.enumerated() {
      if argument == "--lang", index + 1 < arguments.count, let language = Language(rawValue: arguments[index + 1]) {
        return language
      }
      if argument.hasPrefix("--lang="), let language = Language(rawValue: String(argument.dropFirst(7))) {
        return language
      }
    }
    return Language.ofLocale(ProcessInfo.processInfo.environment)
  }

  /// Whether stderr is a terminal that can show progress.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a result.
  static func print(_ text: String, terminator: String = "\n") {
    FileHandle.standardOutput.write(Data((text + terminator).utf8))
  }

  /// Writes a value as one line of JSON; with `pretty` over several lines.
  static func print(json value: some Encodable, pretty: Bool = false) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Writes a table; JSON is not a table's matter and is drawn for the terminal.
  static func print(_ table: ReportTable, as format: TableFormat) {
    switch format {
    case .csv: print(table.csvText, terminator: "")
    case .markdown: print(table.markdownText, terminator: "")
    case .table, .json: print(table.terminalText, terminator: "")
    }
  }

  /// Writes an error message on one line.
  static func error(_ message: String) {
    let prefix = language == .zh ? "错误：" : "error: "
    FileHandle.standardError.write(Data((prefix + message.withVisibleControls + "\n").utf8))
  }

  /// Writes a remark that is no result (where a file went, what to look at).
  static func note(_ message: String) {
    FileHandle.standardError.write(Data((message.withVisibleControls + "\n").utf8))
  }
}
