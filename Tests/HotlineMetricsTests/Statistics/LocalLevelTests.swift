import Testing

@testable import HotlineMetrics

/// What the coming months may bring, told from the past by hand.
@Suite("A level with a season")
struct LocalLevelTests {
  /// Months from a January on: 100, and 160 in each February.
  private static func months(_ count: Int) -> [Double] { (0..<count).map { $0 % 12 == 1 ? 160 : 100 } }

  @Test("from two whole years before this one on months have their own deviations, with one less they have none")
  func season() throws {
    // The newest month is a January: February comes next.
    let two = try #require(LocalLevel(Self.months(25), month: 1, count: 2))
    #expect(two.forecast[0] > 140 && two.forecast[1] < 120, "\(two.forecast)")
    // With one year the high February is but a part of the level.
    let one = try #require(LocalLevel(Self.months(13), month: 1, count: 2))
    #expect(abs(one.forecast[0] - one.forecast[1]) < 1e-9 && one.forecast[0] < 130, "\(one.forecast)")
  }

  @Test("fewer than nine months, or no month to come, tell nothing")
  func tooFew() {
    #expect(LocalLevel(Self.months(9), month: 9, count: 1) != nil)
    #expect(LocalLevel(Self.months(8), month: 8, count: 1) == nil)
    #expect(LocalLevel(Self.months(25), month: 1, count: 0) == nil)
    #expect(LocalLevel(Self.months(24) + [.infinity], month: 1, count: 1) == nil)
  }
}
