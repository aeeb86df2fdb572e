import HotlineReports

extension Question {
  /// Where one figure of an answer to this question leads: its metric under the same conditions and its own, or its rows.
  func address(of place: MetricReport.Place, metric: String) -> Address {
    var asked: [(name: String, value: String)] = [("period", place.period ?? period)]
    let names = place.names.sorted { $0.key < $1.key }
    asked += conditions.filter { condition in !names.contains { condition.hasPrefix($0.key + "=") } }.map {
      ("where", $0)
    }
    asked += names.map { ("where", "\($0.key)=\($0.value)") }
    guard let part = place.part else { return Address("/metric/\(metric)", asked) }
    return Address("/rows", [("metric", metric), ("which", part.rawValue)] + asked)
  }
}
