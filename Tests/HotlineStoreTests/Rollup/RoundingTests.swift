import HotlineModel
import Testing

@testable import HotlineStore

/// Sums of fractions keep what is lost when a small number is added to a large one.
@Suite("Sums that lose nothing")
struct RoundingTests {
  private let layout = RollupSums.Layout(width: 2, fractional: [1], crossedGrains: [])

  /// The sum of numbers, added one by one from a place on, in two parts that are put together.
  private func sum(_ numbers: [Double], split: Int) -> [Double] {
    var parts: [[Double]] = []
    for part in [numbers.prefix(split), numbers.dropFirst(split)] {
      var sums = [Double](repeating: 0, count: layout.stride)
      for number in part { layout.add(fact: [1, number], to: &sums) }
      parts.append(sums)
    }
    layout.add(parts[1], to: &parts[0])
    layout.round(&parts[0])
    return Array(parts[0].prefix(2))
  }

  @Test("of large and small numbers in any order, in parts of any size")
  func exact() {
    let ones = Array(repeating: 1.0, count: 10)
    #expect(layout.stride == 3)
    for numbers in [
      [1e16] + ones + [-1e16], ones + [1e16, -1e16], [1e16] + ones.prefix(5) + [-1e16] + ones.prefix(5),
      [0.5, 1e17, 9.5, -1e17], [-1e16] + ones + [1e16],
    ] {
      for split in 0...numbers.count { #expect(sum(numbers, split: split) == [Double(numbers.count), 10], "\(split)") }
    }
  }

  @Test("days next to each other are one span")
  func spans() {
    #expect(Rollup.spans([]) == [] && Rollup.spans([5]) == [5...5])
    #expect(Rollup.spans([9, 1, 3, 2, 6, 5]) == [1...3, 5...6, 9...9])
    #expect(Rollup.spans([-1, 0, 2]) == [-1...0, 2...2])
  }
}
