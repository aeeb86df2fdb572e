import Foundation
import HotlineApp
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
    values(of: "--lang").compactMap { Language(rawValue: $0) }.first
      ?? Language.ofLocale(ProcessInfo.processInfo.environment)
  }

  /// The data folder, whose locality is in force before the command runs.
  ///
  /// - Throws: a ``Diagnostic`` when there is none.
  static var dataFolder: String {
    get throws {
      try DataFolder(named: values(of: "--data").last, environment: ProcessInfo.processInfo.environment).find()
    }
  }

  /// The values of an option as they stand on the command line.
  private static func values(of option: String) -> [String] {
    let arguments = CommandLine.arguments
    return arguments.indices.compactMap { index in
      if arguments[index] == option { return index + 1 < arguments.count ? arguments[index + 1] : nil }
      return arguments[index].hasPrefix(option + "=") ? String(arguments[index].dropFirst(option.count + 1)) : nil
    }
  }

  /// Whether stderr is a terminal that can show progress.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a result. Control characters other than line ends and tabs never come through, whatever the data hold; a result
  /// that cannot be written (a full disk) ends the process with an error.
  static func print(_ text: String, terminator: String = "\n") {
    let shown = text.linesWithVisibleControls
    do {
      try FileHandle.standardOutput.writeWhole(Data(shown.utf8))
      if !terminator.isEmpty { try FileHandle.standardOutput.writeWhole(Data(terminator.utf8)) }
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
    case .table, .json: print(table.terminalText(width: width), terminator: "")
    }
  }

  /// Writes a table; commands print JSON themselves, so that a table in JSON is drawn for the terminal.
  static func print(_ table: ReportTable, as format: TableFormat) {
    switch format {
    case .csv: print(table.csvText, terminator: "")
    case .markdown: print(table.markdownText, terminator: "")
    case .table, .json: print(table.terminalText(width: width), terminator: "")
    }
  }

  /// Writes an error message on one line.
  static func error(_ message: String) {
    let prefix = language == .zh ? "错误：" : "error: "
    writeError(prefix + message.withVisibleControls)
  }

  /// Warns of broken parts of the configuration, which are left out; each problem once.
  static func warn(_ problems: [Diagnostic], _ language: Language) {
    let prefix = language == .zh ? "警告：" : "warning: "
    for problem in problems {
      let message = prefix + problem.message(language).withVisibleControls
      if told.withLock({ $0.insert(message).inserted }) { writeError(message) }
    }
  }

  private static let told = Mutex<Set<String>>([])

  /// Writes a remark beside the result, such as where a file was written.
  static func note(_ message: String) { note([message]) }

  /// Writes a remark of several lines.
  static func note(_ lines: [String]) { writeError(lines.map(\.withVisibleControls).joined(separator: "\n")) }

  /// A failure is ignored: there is nowhere else to report it. A message repeats what was typed: a citizen's number in it is masked.
  private static func writeError(_ text: String) {
    try? FileHandle.standardError.writeWhole(Data((Masking.withoutNumbers(text) + "\n").utf8))
  }
}
