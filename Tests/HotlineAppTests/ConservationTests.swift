import HotlineCalendar
import HotlineConfiguration
import HotlineMetrics
import HotlineModel
import HotlineText
import Testing

@testable import HotlineApp

/// DESIGN §4: each fact of a ratio's kind and time base is in the denominator or in exactly one named group of what is left out, or
/// it is none of those that the definition speaks of.
@Suite("No fact is counted twice")
struct ConservationTests {
  /// A messy year of all kinds of export, some of which lack columns.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk(readers: 1)
    _ = try SimulateLogs(year: 2019, folder: "\(desk.folder)/logs", scale: 0.02, hasFaults: true).run(
      in: desk.workspace)
    let outcome = try IngestFiles(["\(desk.folder)/logs"], maxRejectShare: 1).run(in: desk.workspace)
    try #require(outcome.reports.count > 10)
    return desk
  }

  /// A measure of the facts that are in none of some measures.
  private func rest(of measures: [Measure], _ all: Measure) throws -> Measure {
    let place = Diagnostic.Place(file: "test")
    let cases = measures.map { measure in
      let conditions = [measure.filter?.sql ?? "1 = 1", measure.matures.map { "\($0) is not null" }].compactMap { $0 }
      return "when \(conditions.map { "(\($0))" }.joined(separator: " and ")) then 0"
    }
    let value = try MeasureExpression(
      "case \(cases.joined(separator: " ")) else 1 end", fact: all.fact, place: place)
    return Measure(id: "rest", fact: all.fact, filter: nil, value: value, time: all.time)
  }

  @Test("every ratio: denominator, what is left out and what it does not speak of add up to all facts")
  func conserved() throws {
    let desk = try desk()
    try desk.workspace.asking(.never) { engine in
      let period = try Period(parsing: "2018..2021")
      let asOf = try #require(try engine.data.asOf())
      var checked = 0
      for metric in engine.catalog.metrics where metric.counting == .sums && !metric.denominator.isEmpty {
        guard let first = metric.denominator.first, let time = first.time, metric.facts.count == 1 else { continue }
        // Sums of money or of daily figures count no facts.
        guard metric.denominator.allSatisfy({ $0.value == nil }) else { continue }
        let groups = (metric.denominator + metric.leftOut).filter { $0.time == time && !$0.countsUnknown }
        let all = Measure.allFacts(first.fact, time: time)
        let known = first.requirement.map { all.carrying($0.fields) } ?? all
        let others = try rest(of: groups, all)
        let measures = groups + [known, first.requirement.map { others.carrying($0.fields) } ?? others]
        for grouping in [[], [Grouping.month], [.dimension(.line)]] {
          let rows = try engine.data.sums(
            SumQuery(measures: measures, period: period, groups: grouping, asOf: asOf))
          for row in rows {
            let values = row.values.map { $0 ?? 0 }
            let told = values.dropLast(2).reduce(0, +)
            #expect(
              told + values[measures.count - 1] == values[measures.count - 2],
              "\(metric.id) \(row.labels): \(zip(measures, values).map { "\($0.id) \($1)" })")
          }
        }
        checked += 1
      }
      #expect(checked > 25)
    }
  }
}
