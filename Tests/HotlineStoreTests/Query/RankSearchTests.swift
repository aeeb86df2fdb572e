import Testing

@testable import HotlineStore

/// Values by rank, found in passes over the cases.
@Suite("Values by their rank")
struct RankSearchTests {
  /// The values of all ranks of each group.
  private func ranked(_ groups: [[Double]], limit: Int) -> [[Double?]] {
    var search = RankSearch(limit: limit)
    var passes = 0
    repeat {
      for (number, values) in groups.enumerated() { for value in values { search.add(value, group: number) } }
      passes += 1
    } while search.endPass({ Set(1...max(1, $0)) }) && passes < 100
    #expect(search.cases == Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($0, $1.count) }))
    return groups.enumerated().map { number, values in
      (1...values.count).map { search.values[number]?[$0] }
    }
  }

  @Test("below nothing, nothing and above it, equal ones, of several groups", arguments: [1, 2, 8, 1 << 18])
  func signs(limit: Int) {
    let groups: [[Double]] = [
      [7, -3.5, 0, 2, 2, -0.0, 1e-300], [5], [-1, -1, -1],
      [3, -2, .greatestFiniteMagnitude, -.greatestFiniteMagnitude],
      [0, 0],
    ]
    #expect(ranked(groups, limit: limit) == groups.map { $0.sorted() })
  }

  @Test("values that differ in their last digit alone are told apart in little memory")
  func close() {
    let values = (0..<40).map { 1 + Double($0) * Double.ulpOfOne }
    #expect(ranked([values.reversed(), values], limit: 4) == [values, values])
  }

  @Test("a rank that nobody has is no value")
  func beyond() {
    var search = RankSearch()
    for value in [1.0, 2] { search.add(value, group: 0) }
    #expect(!search.endPass { _ in [0, 2, 3] })
    #expect(search.values == [0: [2: 2]])
  }
}
