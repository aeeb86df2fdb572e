import ArgumentParser
import HotlineApp
import HotlineCalendar
import HotlineText

/// `hotline init`: a folder to work in.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Makes a working folder: data to be changed, a made-up example, a page that explains.",
    discussion: """
      DIR/data is a copy of the data folder in use: KPIs, profiles, forms, calendar and names, all with comments. Commands
      that run in DIR use it, and keep their database there. A data folder or a README.md that is there already is never
      overwritten.
      """)

  @Argument(help: ArgumentHelp("The folder; it is made if missing.", valueName: "dir"))
  var folder: String

  @OptionGroup var options: DataOptions

  func run() throws {
    let language = options.language
    let paths = try MakeWorkingFolder(in: folder, language: options.lang ?? Locality.current.language)
      .run(in: options.workspace)
    for path in paths { Console.print(path) }
    Console.note(
      LocalizedText(
        zh: "接下来：进入 \(folder)，用 hotline ingest 导入导出文件；示例见 data/sample（全部为模拟数据）。",
        en: "Next: go to \(folder) and read exports with `hotline ingest`; an example, all made up, is in data/sample.")(
          language))
  }
}
