import ArgumentParser
import HotlineApp

/// `--as-of`: the moment up to which the data speak.
struct MomentOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The moment up to which the data speak, e.g. 2019-12-31; the newest data unless given.", valueName: "time"))
  var asOf: String?

  /// The moment in Unix seconds, if the user named one.
  ///
  /// - Throws: a `Diagnostic` of kind usage.
  func moment() throws -> Int64? { try asOf.map(Moment.parsed) }
}
