import Testing

@testable import HotlineMetrics

@Suite("Sums over months of which some are hidden")
struct MonthSumTests {
  private func sum(_ label: String, _ months: [String: Double], isOpen: Bool = true, isHidden: Bool = false)
    -> MonthSums.Sum
  {
    MonthSums.Sum(label: [label], months: months, isOpen: isOpen, isHidden: isHidden)
  }

  private func hidden(_ sums: [MonthSums.Sum]) -> Set<String> {
    Set(MonthSums.hidden(sums, axis: 0, under: 10).map { $0[0] })
  }

  @Test(
    "two labels that are hidden in the same months tell nothing; where the second changes, the sums of both are hidden")
  func partners() {
    #expect(hidden([sum("a", ["1": 3, "2": 8]), sum("b", ["1": 20, "2": 20])]) == [])
    // b tells a's first two months together, and so its third.
    let third = sum("c", ["3": 20], isHidden: true)
    #expect(hidden([sum("a", ["1": 3, "2": 3, "3": 5]), sum("b", ["1": 20, "2": 20]), third]) == ["a", "c"])
  }

  @Test("one hidden sum beside those that are shown follows from them: a second is hidden, the smallest of them")
  func alone() {
    let small = sum("a", ["1": 3], isHidden: true)
    #expect(hidden([small, sum("b", ["1": 20, "2": 30]), sum("c", ["2": 12])]) == ["a", "c"])
    #expect(hidden([small, sum("b", ["1": 20], isHidden: true)]) == ["a", "b"])
    // What is large may be told.
    #expect(hidden([sum("a", ["1": 30], isHidden: true), sum("b", ["1": 20])]) == ["a"])
    #expect(hidden([]) == [])
  }

  @Test("a sum of a year so far that was shown stays shown: others are hidden for its sake")
  func shownBefore() {
    let before = [sum("a", ["1": 3, "2": 8], isOpen: false), sum("b", ["1": 20, "2": 20], isOpen: false)]
    #expect(hidden(before + [sum("a", ["3": 4], isHidden: true), sum("b", ["3": 30])]) == ["a", "b"])
    #expect(hidden(before) == [])
  }

  @Test("each number has a system of its own")
  func apart() {
    let sums = [["a", "x"], ["b", "x"], ["a", "y"], ["b", "y"]].map { label in
      MonthSums.Sum(
        label: label, months: label[1] == "x" ? ["1": 3, "2": 8] : ["1": label[0] == "a" ? 4 : 50], isOpen: true,
        isHidden: false)
    }
    #expect(MonthSums.hidden(sums, axis: 0, under: 10) == [["a", "y"], ["b", "y"]])
  }
}
