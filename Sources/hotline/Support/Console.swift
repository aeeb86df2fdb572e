import Foundation
import HotlineConfiguration
import HotlineDocument
import HotlineRender
import HotlineReports
import HotlineText
import Synchronization

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

  /// Writes a result. Control characters other than line ends and tabs never come through, whatever the data hold; a result
  /// that cannot be written (a full disk) ends the process with an error.
  static func print(_ text: String, terminator: String = "\n") {
    let shown = text.linesWithVisibleControls
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(shown.utf8))
      if !terminator.isEmpty { try FileHandle.standardOutput.write(contentsOf: Data(terminator.utf8)) }
    } catch {
      self.error(
        language == .zh ? "无法写出结果：磁盘已满或输出已关闭" : "the result cannot be written: the disk is full or the output closed")
      exit(1)
    }
  }

  /// Writes a value as one line of JSON; with `pretty` over several lines.
  static func print(json value: some Encodable, pretty: Bool = false) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Writes a table of texts.
  static func print(_ table: TextTable, as format: TableFormat) {
    switch format {
    case .csv, .markdown: print(ReportTable(table), as: format)
    case .table, .json: print(table.terminalText, terminator: "")
    }
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
    writeError(prefix + message.withVisibleControls)
  }

  /// Tells what is wrong with parts of the configuration that are left out; each once, however often it is read.
  static func warn(_ problems: [Diagnostic], _ language: Language) {
    let prefix = language == .zh ? "警告：" : "warning: "
    for problem in problems {
      let message = prefix + problem.message(language).withVisibleControls
      if told.withLock({ $0.insert(message).inserted }) { writeError(message) }
    }
  }

  private static let told = Mutex<Set<String>>([])

  /// Writes a remark that is no result (where a file went, what to look at).
  static func note(_ message: String) { note([message]) }

  /// Writes a remark of several lines.
  static func note(_ lines: [String]) { writeError(lines.map(\.withVisibleControls).joined(separator: "\n")) }

  /// What cannot be written to stderr cannot be told.
  private static func writeError(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }
}
