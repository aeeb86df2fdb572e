import HotlineCalendar
import HotlineConfiguration
import HotlineModel
import Testing

@testable import HotlineMetrics

/// Which groups a table lists, and in which order.
@Suite("Groups of a table")
struct GroupListingTests {
  private func listed(
    _ groups: [Grouping], _ found: [[String]], period: String = "2019-11..2020-02", limit: Int = 100_000,
    order: [HotlineModel.Dimension: [String]] = [:]
  ) throws -> [[String]] {
    var source = try MadeUpSource([], until: "2019-12-31")
    source.order = order
    return try GroupListing(data: source, period: Period(parsing: period), groups: groups, limit: limit).listed(found)
  }

  @Test("every time of the period is listed, with or without a fact")
  func times() throws {
    #expect(try listed([.year], []) == [["2019"], ["2020"]])
    #expect(try listed([.quarter], [["2019-Q4"]]) == [["2019-Q4"], ["2020-Q1"]])
    #expect(try listed([.month], []) == [["2019-11"], ["2019-12"], ["2020-01"], ["2020-02"]])
    #expect(
      try listed([.day], [], period: "2019-12-30..2020-01-01") == [["2019-12-30"], ["2019-12-31"], ["2020-01-01"]])
    #expect(try listed([.weekday], []) == (1...7).map { [String($0)] })
    let hours = try listed([.hour], [])
    #expect(hours.count == 24 && hours.first == ["00"] && hours[9] == ["09"] && hours[10] == ["10"])
    #expect(hours.last == ["23"])
    #expect(try listed([.hourOfDay], [["7"], ["3"]]) == [["3"], ["7"]], "only those with a fact")
    #expect(try listed([], []) == [[]])
  }

  @Test("names come in the order of their file, then the others by name, an absent one last; only those that occur")
  func names() throws {
    let found = [["b"], [""], ["z"], ["a"], ["c"]]
    #expect(
      try listed([.dimension(.district)], found, order: [.district: ["c", "unused", "b"]])
        == [["c"], ["b"], ["a"], ["z"], [""]])
    #expect(try listed([.dimension(.district)], []) == [])
  }

  @Test("names that occur together are listed together, each with every time, the first group first")
  func crossed() throws {
    let found = [["2019-11", "b", "x"], ["2019-12", "a", "y"], ["2019-12", "b", "x"]]
    #expect(
      try listed([.month, .dimension(.district), .dimension(.unit)], found, period: "2019-11..2019-12") == [
        ["2019-11", "a", "y"], ["2019-11", "b", "x"], ["2019-12", "a", "y"], ["2019-12", "b", "x"],
      ])
    #expect(
      try listed([.dimension(.district), .year, .dimension(.unit)], [["b", "2019", "x"], ["a", "2019", "z"]]) == [
        ["a", "2019", "z"], ["a", "2020", "z"], ["b", "2019", "x"], ["b", "2020", "x"],
      ])
  }

  @Test("as many groups as the limit are listed, one more is refused before any is made")
  func limit() throws {
    #expect(try listed([.month], [], limit: 4).count == 4)
    #expect(throws: Diagnostic.self) { try listed([.month], [], limit: 3) }
    let found = [["a", "01"], ["b", "02"]]
    #expect(try listed([.dimension(.district), .hour], found, limit: 48).count == 48)
    #expect(throws: Diagnostic.self) { try listed([.dimension(.district), .hour], found, limit: 47) }
    #expect(throws: Diagnostic.self) {
      try listed([.day, .hour, .weekday], [], period: "1970..2200", limit: 10_000_000)
    }
  }
}
