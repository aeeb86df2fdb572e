import ArgumentParser
import HotlineApp
import HotlineConfiguration
import HotlineText

/// `hotline simulate`: made-up logs of a year, to try the tool on.
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Writes made-up logs of every kind for a year.",
    discussion: """
      Nothing in them is real. At scale 1 the totals are those that the 2019 form reports. With --mess the same facts are
      written as exports suffer: GB18030, overlapping months, orders exported several times, duplicates, bad rows, aliases.
      """)

  @Option(help: "The year.")
  var year = 2019

  @Option(help: ArgumentHelp("The folder to write to; it is made if missing.", valueName: "dir"))
  var out: String

  @Option(help: "The same seed gives the same bytes.")
  var seed: UInt64 = 962_200

  @Option(help: "1 is a year of the real size (185,000 calls); 0.01 a hundredth of it.")
  var scale = 1.0

  @Flag(help: "Write what exports really look like.")
  var mess = false

  @Option(help: ArgumentHelp("Only these files, e.g. calls-962200,budget.", valueName: "names"))
  var only: String?

  @OptionGroup var options: DataOptions

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    try validating { try SimulateLogs.check(year: year, scale: scale) }
  }

  func run() throws {
    let files = try SimulateLogs(
      year: year, folder: out, seed: seed, scale: scale, hasFaults: mess,
      only: only.map { Set($0.split(separator: ",").map(String.init)) }
    ).run(in: options.workspace)
    guard !quiet else { return }
    for file in files { Console.print(file) }
    Console.note(
      LocalizedText(zh: "以上均为模拟数据，不含任何真实来电。", en: "All of this is made up; no real call is in it.")(options.language))
  }
}
