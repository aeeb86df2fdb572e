import ArgumentParser
import Foundation
import HotlineConfiguration
import HotlineSimulation
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

  @Option(help: ArgumentHelp("The folder of the calendar and the names.", valueName: "dir"))
  var data = "data"

  @Option(help: "The language of messages: zh or en.")
  var lang: Language?

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    guard scale > 0, scale <= 1000 else { throw ValidationError("--scale must be above 0 and at most 1000") }
    guard (2013...2026).contains(year) else {
      throw ValidationError("--year must be 2013 to 2026: the calendar ends there")
    }
  }

  func run() throws {
    let simulation = try Simulation(year: year, seed: seed, scale: scale, mess: mess, dataDirectory: data)
    let names = only.map { Set($0.split(separator: ",").map(String.init)) }
    let files = try simulation.write(to: out, only: names)
    guard !quiet else { return }
    let language = lang ?? Console.language
    for file in files { Console.print(file) }
    Console.note(
      LocalizedText(zh: "以上均为模拟数据，不含任何真实来电。", en: "All of this is made up; no real call is in it.")(language))
  }
}
