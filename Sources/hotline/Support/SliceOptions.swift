import ArgumentParser
import HotlineApp
import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineStore
import HotlineText

/// The options by which a user says which facts are meant.
struct SliceOptions: ParsableArguments {
  @Option(help: "2019, 2019-Q4, 2019-12, 2019-12-25 or 2019-01..2019-06.")
  var period: String

  @OptionGroup var part: PartOptions

  /// - Throws: a `Diagnostic` of kind usage.
  func facts() throws -> FactSelection {
    FactSelection(period: try Period(parsing: period), conditions: try part.conditions())
  }
}
