import Testing

@testable import HotlineAppraisal

/// Percentiles of months, and how many months a proposal needs.
@Suite("Targets and months at their limits")
struct TargetReviewEdgeTests {
  private func review(answered: Int, abandoned: Int, silent: Set<Int> = []) throws -> TargetReview {
    var year = TestYear()
    (year.answered, year.abandoned, year.silentMonths) = (answered, abandoned, silent)
    let form = try OneRow.form("rule: proportional, components: [{metric: connection_rate, at_least: 85%}]")
    return try #require(try TargetReviewer(engine: year.engine(), months: 12).reviews(form).first)
  }

  /// Eight calls answered in each month, one given up; a second one in as many months as the abandoned exceed twelve.
  @Test(
    "percentiles lie between the two months next to them: at 1.1, 5.5 and 9.9 of eleven steps",
    arguments: [2, 6, 10])
  func percentiles(lower: Int) throws {
    let distribution = try #require(try review(answered: 96, abandoned: 12 + lower).distribution)
    let (low, high) = (0.8, 8.0 / 9)
    let (value, share) =
      lower == 2 ? (distribution.tenth, 0.1) : lower == 6 ? (distribution.median, 0.5) : (distribution.ninetieth, 0.9)
    #expect(abs(value - (low + (high - low) * share)) < 1e-9)
    #expect(abs(distribution.lowest - low) < 1e-12 && abs(distribution.highest - high) < 1e-12)
  }

  @Test("six months with a value are enough, five are not")
  func fewest() throws {
    let six = try review(answered: 96, abandoned: 12, silent: [7, 8, 9, 10, 11, 12])
    #expect(six.knownMonths == 6 && six.note == nil && six.proposals.count == 3)
    let five = try review(answered: 96, abandoned: 12, silent: [6, 7, 8, 9, 10, 11, 12])
    #expect(five.note?.en == "only 5 months have a value, fewer than 6: nothing is proposed" && five.proposals.isEmpty)
    // Without a whole year the better half of the months is the proposal.
    #expect(six.proposals[1].basis.en == "the median of the last 6 months")
  }
}
