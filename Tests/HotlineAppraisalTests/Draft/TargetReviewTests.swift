import Foundation
import HotlineAppraisal
import Testing

@Suite("Targets held against the months that were")
struct TargetReviewTests {
  private func reviews(_ year: TestYear) throws -> [TargetReview] {
    let form = try FormDefinition(yaml: TestForm().yaml, file: "form.yaml", catalog: TestYear.catalog())
    return try TargetReviewer(engine: year.engine(), months: 12).reviews(form)
  }

  @Test("distribution, how often it was met, and three proposals with their basis")
  func proposals() throws {
    var year = TestYear()
    (year.answered, year.abandoned) = (108, 12)
    let review = try #require(try reviews(year).first { $0.indicator == "connection" })
    #expect(review.knownMonths == 12)
    let distribution = try #require(review.distribution)
    #expect(distribution.lowest <= distribution.tenth && distribution.tenth <= distribution.median)
    #expect(distribution.median <= distribution.ninetieth && distribution.ninetieth <= distribution.highest)
    #expect(review.proposals.map(\.kind) == [.keep, .stretch, .floor])
    let met = review.months.compactMap(\.value).count { review.target.isMet(by: $0) }
    #expect(review.proposals.first?.monthsMet == met)
    let floor = try #require(review.proposals.last)
    #expect(floor.target.value <= distribution.tenth, "a floor is rounded to the safe side")
  }

  @Test("a yearly count is held against a month's part of it")
  func yearlyCount() throws {
    let review = try #require(try reviews(TestYear()).first { $0.indicator == "broadcasts" })
    #expect(review.isYearlyCount)
    #expect(review.proposals.first?.monthsMet == 12, "one a month is a twelfth of twelve")
  }

  @Test("too few months: nothing is proposed, and it is said why")
  func fewMonths() throws {
    var year = TestYear()
    (year.answered, year.abandoned) = (3, 1)
    let review = try #require(try reviews(year).first { $0.indicator == "connection" })
    #expect(review.proposals.isEmpty)
    #expect(review.note != nil)
  }

  @Test("percentiles and proposals by hand, for more is better and for less is better")
  func byHand() throws {
    // Abandoned are the last numbers: one a month of nine calls, but two of ten in January.
    var year = TestYear()
    (year.answered, year.abandoned) = (96, 13)
    let engine = try year.engine()
    func review(_ component: String) throws -> TargetReview {
      let form = try OneRow.form("rule: proportional, components: [{\(component)}]")
      return try #require(try TargetReviewer(engine: engine, months: 12).reviews(form).first)
    }
    let lost = try review("metric: abandonment_rate, at_most: 10%")
    let distribution = try #require(lost.distribution)
    let ninth = 1.0 / 9
    #expect(abs(distribution.lowest - ninth) < 1e-12 && abs(distribution.median - ninth) < 1e-12)
    #expect(abs(distribution.ninetieth - ninth) < 1e-12 && distribution.highest == 0.2)
    // The year's 13 of 109 are 11.93 %, rounded up to half a point 12 %, which eleven of the months reach.
    #expect(lost.proposals.map(\.monthsMet) == [0, 11, 11])
    #expect(lost.proposals.map { ($0.target.value * 1000).rounded() } == [100, 120, 115])
    let answered = try review("metric: connection_rate, at_least: 88%")
    // 80 % once, 88.89 % eleven times: the tenth percentile lies at 1.1 of 11 steps, beyond the lowest month.
    #expect(answered.distribution?.lowest == 0.8)
    #expect(answered.proposals.map { ($0.target.value * 1000).rounded() } == [880, 880, 885])
    #expect(answered.proposals.map(\.monthsMet) == [11, 11, 11])
  }

  @Test(
    "a yearly count goes by twelfths; months before the first with anything are no zeros; mostly zeros are not judged")
  func counts() throws {
    func review(_ broadcasts: Int, months: Int = 12) throws -> TargetReview {
      var year = TestYear()
      year.broadcasts = broadcasts
      let form = try OneRow.form("rule: proportional, components: [{metric: broadcasts, at_least: 24}]")
      return try #require(try TargetReviewer(engine: year.engine(), months: months).reviews(form).first)
    }
    // Nineteen: two a month from January to July, one from August on.
    let review19 = try review(19)
    #expect(review19.distribution?.median == 2 && review19.distribution?.lowest == 1)
    #expect(review19.proposals.map(\.target.value) == [24, 19, 12])
    #expect(review19.proposals.map(\.monthsMet) == [7, 7, 12])
    #expect(try review(19, months: 24).knownMonths == 12)
    #expect(try review(5).note?.en == "most months are 0: not a thing to judge by month")
    #expect(try review(6).note == nil)
  }
}
