import HotlineConfiguration
import HotlineText

extension OrderStatistic {
  /// What a metric's `counting` and `percent` say; `nil` for one that adds up.
  init?(_ counting: Metric.Counting, _ node: ConfigurationNode) throws {
    if counting != .percentile, let percent = try node.optional("percent") {
      throw percent.problem(
        LocalizedText(zh: "percent 只与 counting: percentile 同用", en: "percent goes with counting: percentile alone"))
    }
    switch counting {
    case .sums, .hoursCovered, .longestGap: return nil
    case .median: self = .median
    case .minimum: self = .minimum
    case .maximum: self = .maximum
    case .percentile:
      let child = try node.required("percent")
      let percent = try child.int()
      guard (1...99).contains(percent) else {
        throw child.problem(
          LocalizedText(zh: "没有第 \(percent) 百分位数", en: "there is no percentile \(percent)"),
          expected: LocalizedText(zh: "1 至 99 的整数", en: "a whole number from 1 to 99"))
      }
      self = .percentile(percent)
    }
  }
}

extension MetricCatalog {
  /// The cases of a metric that is a value among theirs: a measure of the file, where one counts just them.
  static func cases(
    _ id: String, _ node: ConfigurationNode, numerator: [Measure], denominator: [Measure], unit: Metric.Unit,
    measures: [String: Measure]
  ) throws -> Measure {
    guard numerator.count == 1, let cases = numerator[0].cases, denominator.isEmpty, !unit.isRate else {
      throw node.problem(
        LocalizedText(zh: "“\(id)”应取自一个量的各个值", en: "“\(id)” is to be one of a measure's values"),
        expected: LocalizedText(
          zh: "numerator 为一个有 value 的量；不写 denominator（即有值的件数）；unit 不是 share 或 index",
          en:
            "as numerator one measure with a value, no denominator (it is the cases that have one), a unit other than share and index"
        ))
    }
    return measures.values.filter { $0.isSame(as: cases) }.min { $0.id < $1.id } ?? cases
  }

  /// Those of some measures that the file does not name, each once.
  static func unnamed(_ measures: [Measure], besides named: [String: Measure]) -> [Measure] {
    var seen = Set(named.keys)
    return measures.filter { seen.insert($0.id).inserted }
  }
}
