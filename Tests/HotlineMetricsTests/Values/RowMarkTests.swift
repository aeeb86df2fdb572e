import HotlineModel
import Testing

@testable import HotlineMetrics

/// Places in listings of rows, as they stand in addresses.
@Suite("Marks of rows in addresses")
struct RowMarkTests {
  @Test(
    "what is written can be read again",
    arguments: [
      ("0.1234", 0, 1234, nil), ("0.1546300800.SH2019001", 0, 1_546_300_800, "SH2019001"), ("0..1001", 0, nil, "1001"),
      ("2.5.a.b.c", 2, 5, "a.b.c"), ("1.-7", 1, -7, nil), ("3.4.", 3, 4, ""),
    ] as [(String, Int, Int64?, String?)])
  func marks(text: String, term: Int, number: Int64?, key: String?) throws {
    let mark = try #require(RowMark(parsing: text))
    #expect(mark.term == term && mark.position == RowPosition(number: number, key: key) && mark.text == text)
  }

  @Test("anything else is no mark", arguments: ["", "0", "0.", "-1.5", "x.5", "0.x", "0.x.key", ".5", "1.2x.k"])
  func refused(text: String) {
    #expect(RowMark(parsing: text) == nil)
  }

  @Test("rows behind rows keep the first place of the one and the last of the other; none add nothing")
  func added() {
    func listing(_ places: [Int64], term: Int) -> RowListing {
      RowListing(
        places.map {
          FactRow(file: "f", sourceLine: Int($0), columns: [], position: RowPosition(number: $0, key: nil))
        }, term: term)
    }
    let both = listing([1, 2], term: 0) + listing([3, 4], term: 1)
    #expect(both.rows.map(\.sourceLine) == [1, 2, 3, 4])
    #expect(both.first?.text == "0.1" && both.last?.text == "1.4")
    let none = RowListing()
    #expect(none + both == both && both + none == both && none + none == none)
  }
}
