import ArgumentParser
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

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only these, e.g. district=黄浦区; several values with |. May be repeated.", valueName: "name=value"))
  var conditions: [String] = []

  func slice(_ engine: MetricEngine) throws -> Slice {
    var slice = Slice(period: try Period(parsing: period))
    for condition in conditions {
      let parts = condition.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let dimension = engine.catalog.model.dimension(named: parts[0]) else {
        let allowed = engine.catalog.model.dimensions.map(\.rawValue)
        throw Diagnostic(
          .usage, found: LocalizedText(zh: "无法理解的条件“\(condition)”", en: "“\(condition)” is not a condition"),
          expected: LocalizedText(
            zh: "名=值，名可为：\(allowed.joined(separator: "、"))",
            en: "name=value, the name one of: \(allowed.joined(separator: ", "))"))
      }
      let values = parts[1].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      slice.conditions[dimension, default: []] += try values.map {
        try engine.data.canonicalName(of: $0, in: dimension)
      }
    }
    return slice
  }
}
