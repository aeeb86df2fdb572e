import HotlineModel
import Testing

@testable import HotlineReading

/// What a column's values are taken for, at shares between the round ones.
@Suite("Guesses at values, edge by edge")
struct GuessEdgeTests {
  private func guess(_ counts: [(String, Int)], isDate: Bool = false, isTime: Bool = false) -> TimeGuess? {
    TimeGuess(counts.map { (word: $0.0, count: $0.1) }, isDate: isDate, isTime: isTime)
  }

  private func sample(_ cells: [String], _ header: String = "x") -> ColumnSample {
    ColumnSample(index: 0, header: HeaderReading(header), cells: cells, districts: Places.districts)
  }

  private func repeated(_ words: [(String, Int)]) -> [String] { words.flatMap { Array(repeating: $0.0, count: $0.1) } }

  @Test("just more than a twentieth that is no time is too much, under a header of a time just more than a quarter")
  func unread() {
    let good = "2019-03-04 08:00:00"
    #expect(guess([(good, 950), ("soon", 50)]) != nil && guess([(good, 960), ("soon", 51)]) == nil)
    #expect(guess([(good, 300), ("soon", 100)], isTime: true) != nil)
    #expect(guess([(good, 300), ("soon", 101)], isTime: true) == nil)
    #expect(TimeGuess([(good, 9), ("soon", 1)]) == nil, "no header, no mercy")
  }

  @Test("four formats at most read a column")
  func fourFormats() {
    let written = ["2019-03-04", "2019/03/04", "2019.03.04", "2019年03月04日", "4 Mar 2019"]
    #expect(guess(written.prefix(4).map { ($0, 5) })?.formats.count == 4)
    #expect(guess(written.map { ($0, 5) }) == nil && guess(written.map { ($0, 5) }, isTime: true)?.unread == 0.2)
  }

  @Test("values that are no time at all do not settle the order of day and month")
  func orders() {
    let open = guess([("03/04/2019", 20), ("05/06/2019", 18), ("soon", 2)])
    #expect(open?.otherReading?.map(\.text) == ["d/M/yyyy"] && open?.unread == 0.05)
    #expect(guess([("03/04/2019", 20), ("2019-03-05", 20)])?.otherReading == nil)
    #expect(guess([("3/14/2019, 08:00", 5)])?.formats.map(\.text) == ["M/d/yyyy, HH:mm"])
    #expect(guess([("3/14/2019, 8:00:01 PM", 5)])?.formats.map(\.text) == ["M/d/yyyy, h:mm:ss a"])
    #expect(guess([("58000.0", 5)]) == nil && guess([("57999.9", 5)])?.formats.map(\.text) == ["excel_serial"])
    #expect(guess([("08:30", 5)]) == nil && guess([("1.2.3", 5)]) == nil)
  }

  @Test("shares just beyond a half, and clocks beyond two fifths and nineteen twentieths")
  func shares() {
    #expect(sample(repeated([("0:10", 101), ("10", 99)])).hasDurationSigns)
    #expect(
      !sample(repeated([("0:10", 100), ("10", 100)])).hasDurationSigns && !sample(["1.5", "2.5"]).hasDurationSigns)
    #expect(sample(repeated([("1:00 AM", 101), ("2:00", 99)])).isClockOnly)
    #expect(!sample(repeated([("1:00 AM", 100), ("2:00", 100)])).isClockOnly)
    #expect(sample(repeated([("06:00", 101), ("05:00", 149)])).isClockOnly)
    #expect(!sample(repeated([("05:59", 101), ("05:00", 149)])).isClockOnly)
    #expect(sample(repeated([("08:00", 191), ("x", 9)])).isClockOnly)
  }

  @Test("numbers of seconds are moments unless their header speaks of a number, an id or a length")
  func epochs() {
    let cells = ["1551661200", "0", "", "1551661260"]
    for (header, isTime) in [("moment", true), ("x", true), ("uuid", false), ("tel", false), ("elapsed", false)] {
      #expect(sample(cells, header).isTime == isTime, "\(header)")
    }
    #expect(sample(cells, "moment").moments == [1_551_661_200, nil, nil, 1_551_661_260])
    #expect(sample(cells, "moment").filledShare == 0.5)
    #expect(
      sample(["2019-03-04", ""], "uuid").isTime && sample([]).filledShare == 0 && sample([""]).distinctShare == 0)
    #expect(sample(["", ""]).isWordy == false && sample(["", ""]).durations.isEmpty && !sample([""]).isClockOnly)
  }

  private func score(_ cells: [String], _ field: FactField) -> Double? {
    ValueEvidence.score(sample(cells), for: field)
  }

  private func cells(_ count: Int, distinct: Int) -> [String] { (0..<count).map { "K\($0 < distinct ? $0 : 0)x" } }

  @Test("names that repeat a little too seldom")
  func repeats() {
    #expect(score(cells(200, distinct: 100), .unit) == 0.85 && score(cells(200, distinct: 101), .unit) == nil)
    #expect(score(cells(200, distinct: 100), .agent) == 0.85 && score(cells(200, distinct: 101), .agent) == 0.3)
    #expect(score(cells(110, distinct: 88), .kind) == 0.85 && score(cells(107, distinct: 86), .kind) == nil)
    // One word behind fifty different decimals changes nothing.
    let decimals = (0..<50).flatMap { ["\($0).5", "\($0).5"] }
    #expect(score(decimals + ["x"], .unit) == nil && score(decimals.suffix(40) + ["x"], .unit) == 0.85)
  }

  @Test("telephone numbers at their shortest and longest")
  func phones() {
    #expect(ValueShape.isPhone("+123456789012345") && !ValueShape.isPhone("+1234567890123456"))
    #expect(ValueShape.isPhone("008621623456") && !ValueShape.isPhone("00862162345"))
    #expect(!ValueShape.isHotline("12345678901") && ValueShape.isHotline("101") && !ValueShape.isHotline("12"))
  }

  @Test(
    "a header of a time, a name, a type or a code says nothing by itself",
    arguments: ["moment", "date", "clock", "name", "type", "code"])
  func weak(header: String) {
    let search = HeaderSearch([(1, ["uuid", header]), (2, ["1", "2"]), (3, ["3", "4"])])
    let scene = SuggestionScene(search, districts: Places.districts)
    #expect(scene.isUnnamed(1) && !scene.isUnnamed(0))
  }
}
