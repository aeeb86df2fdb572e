import HotlineMetrics
import Testing

@Suite("Runs without anything")
struct GapsTests {
  private func runs(_ numbers: [Int], _ present: Set<Int>) -> [[Int]] {
    Gaps.runs(of: numbers, without: present).map { [$0.first, $0.count] }
  }

  @Test("a run begins after what is present and ends before it; at both ends of the time as well")
  func runs() {
    #expect(runs(Array(0..<8), [2, 5, 6]) == [[0, 2], [3, 2], [7, 1]])
    #expect(runs([1, 2, 3], [1, 2, 3]) == [])
    #expect(runs([1, 2, 3], []) == [[1, 3]])
    #expect(runs([], [1]) == [])
  }

  @Test("numbers that stand one after the other make one run, even if they are apart")
  func apart() {
    #expect(runs([7, 14, 21, 28], [21]) == [[7, 2], [28, 1]])
  }
}
