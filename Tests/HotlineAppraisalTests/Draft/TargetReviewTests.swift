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
}
