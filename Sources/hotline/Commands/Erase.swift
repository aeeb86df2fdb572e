import ArgumentParser
import Foundation
import HotlineApp
import HotlineConfiguration
import HotlineText

/// `hotline erase`: one citizen's pseudonym is taken out.
struct Erase: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Takes one citizen's number out of calls, work orders and history.",
    discussion: """
      The number is typed at the prompt, twice, never in the arguments, where others could read it. Calls and orders stay and are \
      counted, as ones without a caller's number. It cannot be undone; an export that is read later brings the number again. \
      Exports, the originals that the pages keep (DATABASE.files) and backups still hold it. A landline without its area code, or with \
      an extension, is a caller of its own: erase it as well.
      """)

  @Option(help: "table or json.")
  var format = BriefFormat.table

  @OptionGroup var options: CommonOptions

  func run() throws {
    let number = try ask(options.say("要删除的号码：", "The number to erase: "))
    guard try number == ask(options.say("再输一次：", "Once more: ")) else {
      throw Diagnostic(
        .usage, found: LocalizedText(zh: "两次输入不同", en: "the two are not the same"),
        fix: LocalizedText(zh: "什么都没有删除；请重试", en: "nothing was erased; try again"))
    }
    let erased = try EraseCitizen(number, at: Int64(Date().timeIntervalSince1970)).run(in: options.workspace())
    if format == .json { return try Console.print(json: erased) }
    Console.print(
      options.say(
        "已从 \(erased.calls) 个来电、\(erased.orders) 张工单中删除该号码",
        "the number was taken out of \(erased.calls) calls and \(erased.orders) work orders"))
    Console.print(
      options.say(
        "原始导出文件、网页留存的原件（\(options.database).files）和备份不在其内，请另行处理；不带区号或带分机的写法视为另一号码，请一并删除",
        "not touched: exports, originals that the pages keep (\(options.database).files), backups; the number without its area code or with an extension is another caller: erase it as well"
      ))
  }

  /// A line that is typed and not shown.
  private func ask(_ prompt: String) throws -> String {
    guard isatty(STDIN_FILENO) == 1 else { return try line() }
    FileHandle.standardError.write(Data(prompt.utf8))
    var shown = termios()
    tcgetattr(STDIN_FILENO, &shown)
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSANOW, &shown)
      FileHandle.standardError.write(Data("\n".utf8))
    }
    return try line()
  }

  /// The most bytes of a number with whatever is written around it.
  private static let longest = 1_000

  /// The next line of the standard input; no more of it is read than a number can have.
  private func line() throws -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") {
      guard bytes.count < Self.longest else {
        throw Diagnostic(
          .usage, found: LocalizedText(zh: "这一行太长，不是号码", en: "the line is too long for a number"),
          fix: LocalizedText(zh: "什么都没有删除；请重试", en: "nothing was erased; try again"))
      }
      bytes.append(byte)
    }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
