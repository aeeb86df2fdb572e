import HotlineMetrics
import HotlineModel

extension Slice {
  /// The conditions in the order of the dimensions' names, several names of one with `|` between them.
  var namedConditions: [(name: String, value: String)] {
    conditions.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { (name: $0.key.rawValue, value: $0.value.joined(separator: "|")) }
  }

  /// The command that explains a metric's value in the slice, or lists rows behind it.
  func command(explaining metric: Metric, rows part: Explanation.Part? = nil) -> String {
    let options = namedConditions.map { " --where '\($0.name)=\($0.value)'" }.joined()
    return "hotline explain \(metric.id) --period \(period.text)\(options)"
      + (part.map { " --rows \($0.rawValue)" } ?? "")
  }
}
