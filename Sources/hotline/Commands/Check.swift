import ArgumentParser
import HotlineApp

/// `hotline check`: whether the database can be believed.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks the database: integrity, foreign keys, row counts, rollups, source files.",
    discussion: """
      SQLite's own integrity and foreign key checks; the row counts of every source; every rollup against a recomputation from
      the facts; every ingested file that is still in its place against its SHA-256. Nothing is changed. The exit code is 1
      when something is wrong, a KPI's definition included; a file that is gone is only noted.
      """)

  @OptionGroup var options: CommonOptions

  func run() throws {
    let outcome = try CheckDatabase().run(in: options.workspace())
    let files = outcome.files
    for problem in outcome.problems { Console.error("\(options.database): \(problem(options.language))") }
    for path in files.changed {
      Console.error("\(path): " + options.say("与导入时的内容不同", "is not what was ingested"))
    }
    if !options.quiet {
      for path in files.missing {
        Console.note(
          "\(path): "
            + (path.contains("*")
              ? options.say(
                "文件名中的号码已遮盖，无法核对文件", "the number in its name is masked, so that the file cannot be looked at")
              : options.say("文件已不在原处", "is no longer there")))
      }
    }
    if outcome.isSound {
      Console.print(
        options.say(
          "数据库完好；\(files.unchanged) 个源文件与导入时一致，\(files.missing.count) 个已不在原处。",
          "The database is sound; \(files.unchanged) source files are as ingested, \(files.missing.count) are no longer there."
        ))
    }
    // What is wrong with a definition was told when it was read.
    if outcome.isFailure { throw ExitCode(1) }
  }
}

/// `hotline backup`: a copy that is whole even while an ingest runs.
struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies the database, consistent even while an ingest runs.",
    discussion: "The key file is not copied; keep it apart from the backup. An existing file is never overwritten.")

  @Argument(help: "The file to write.")
  var file: String

  @OptionGroup var options: CommonOptions

  func run() throws {
    let key = try BackUpDatabase(to: file).run(in: options.workspace())
    guard !options.quiet else { return }
    Console.note(
      options.say(
        "已备份到 \(file)。密钥文件 \(key) 请另行妥善保存：没有它，新的导出无法与旧来电关联。",
        "Backed up to \(file). Keep the key file \(key) too, elsewhere: without it new exports cannot be linked."))
  }
}
