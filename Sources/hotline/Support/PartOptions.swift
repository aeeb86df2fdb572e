import ArgumentParser
import HotlineApp

/// The option by which a report is of a part of the facts.
struct PartOptions: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only these, e.g. district=黄浦区; several values with |. May be repeated.", valueName: "name=value"))
  var texts: [String] = []

  /// - Throws: a ``Diagnostic`` of kind usage for what is no condition.
  func conditions() throws -> [FactSelection.Condition] { try texts.map(FactSelection.Condition.init(parsing:)) }
}
