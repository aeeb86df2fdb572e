import ArgumentParser
import HotlineApp
import HotlineText

/// `hotline correct`: one field of one fact, put right by hand.
struct Correct: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: "Puts one field of one fact right, and says who did and why.",
    discussion: """
      For example:  hotline correct work_order 20190305-0017 closed_at '2019-03-08 16:20:00' --by 李 --why 系统补录
      The correction is a source of its own: it holds against later exports, `status` lists it, and `hotline forget` takes it
      back. An empty value ('') takes the value away.
      """)

  @Argument(help: "The kind of fact: call, work_order, activity, agent, budget or tally.")
  var kind: String

  @Argument(help: "The fact's key.")
  var key: String

  @Argument(help: "The field, as profiles name it.")
  var field: String

  @Argument(help: "The right value.")
  var value: String

  @Option(help: "Who corrects.")
  var by: String

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var why: String

  @Option(help: "The fact's hotline, where several have a fact of this key.")
  var line: String?

  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard !by.isEmpty, !why.isEmpty else { throw ValidationError("--by and --why cannot be empty") }
  }

  func run() throws {
    let report = try CorrectFact(kind: kind, key: key, line: line, field: field, value: value, by: by, reason: why)
      .run(in: options.workspace())
    guard !options.quiet, let number = report.number else { return }
    for line in report.remarkLines(options.language) { Console.print(line) }
    Console.note(options.say("撤回更正：hotline forget \(number)", "To take it back: hotline forget \(number)"))
  }
}

/// `hotline restore`: a backup takes the place of the database.
struct Restore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Puts a backup in the place of the database; the replaced one is kept.",
    discussion: """
      The backup is checked first. It needs the key that lies beside the database (`<database>.key`): keep or put it there.
      """)

  @Argument(help: "The backup.")
  var file: String

  @OptionGroup var options: CommonOptions

  func run() throws {
    let kept = try RestoreDatabase(from: file).run(in: options.workspace())
    guard !options.quiet else { return }
    Console.note(
      options.say("已恢复：\(options.database)", "Restored: \(options.database)")
        + (kept.map { options.say("；原数据库保留为 \($0)", "; the replaced database is kept as \($0)") } ?? ""))
  }
}
