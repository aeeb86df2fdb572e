import HotlineModel
import Testing

@testable import HotlineReading

/// Which of two columns is a call's or an order's time, at the share of filled rows that just is or is not enough.
@Suite("Placement of times, edge by edge")
struct TimePlacementEdgeTests {
  private func placement(_ kind: FactKind, _ header: String, _ count: Int, _ row: (Int) -> String) -> KindPlacement {
    let lines = [header] + (0..<count).map(row)
    let search = HeaderSearch(
      lines.enumerated().map {
        ($0.offset + 1, $0.element.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
      })
    return KindPlacement(kind, scene: SuggestionScene(search, districts: Places.districts))
  }

  private func time(_ minute: Int, _ second: Int = 0) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "2019-03-04 \(two(8 + minute / 60)):\(two(minute % 60)):\(two(second))"
  }

  /// The column of a call's start: the better name, of whose cells so many are empty, or the other one.
  private func start(_ header: String, empty: Int) -> Int? {
    placement(.call, header, 100) { "\($0 < empty ? "" : time($0)),\(time($0, 30)),\($0)" }[.startedAt]?.columns.first
  }

  @Test("a start is there in nearly every row: 98 and 90 of 100 each count for more than one row less")
  func starts() {
    #expect(start("begin,arrival,x", empty: 2) == 0 && start("begin,arrival,x", empty: 3) == 1)
    #expect(start("begin,cdr moment,x", empty: 10) == 0 && start("begin,cdr moment,x", empty: 11) == 1)
  }

  @Test("a second column of the same times says nothing new, where five rows or more show it")
  func equals() {
    func places(_ count: Int, equal: Int) -> Int {
      let found = placement(.call, "alfa,beta", count) { "\(time($0 % 600)),\(time($0 % 600, $0 < equal ? 0 : 5))" }
      return [FactField.startedAt, .answeredAt, .endedAt].count { found[$0] != nil }
    }
    #expect(places(10, equal: 10) == 1 && places(10, equal: 9) == 2)
    #expect(places(200, equal: 181) == 1 && places(200, equal: 180) == 2)
    #expect(places(5, equal: 5) == 1 && places(4, equal: 4) == 2)
  }

  @Test("a header that says half is placed for its times, not for its words")
  func half() throws {
    let found = placement(.call, "cdr,x", 20) { "\(time($0)),\($0)" }
    let start = try #require(found[.startedAt])
    #expect(start.columns == [0] && start.score == 0.55)
    #expect(start.reasons.map(\.en) == ["from the order of the times in the rows", "a time in 100% of the rows"])
  }
}
