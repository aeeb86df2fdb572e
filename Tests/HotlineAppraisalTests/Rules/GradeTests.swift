import HotlineText
import Testing

@testable import HotlineAppraisal

@Suite("Rounding and grades")
struct GradeTests {
  @Test("points are rounded once, half up, to the form's step")
  func rounding() {
    #expect(Rounding(step: 1)(4.5) == 5)
    #expect(Rounding(step: 1)(4.49) == 4)
    #expect(Rounding(step: 0.5)(4.25) == 4.5)
    #expect(Rounding(step: 0.1)(7.25) == 7.3)
    #expect(Rounding(step: 0.01)(6.415) == 6.42)
    #expect(Rounding(step: 1)(10.0 / 3 + 10.0 / 3 + 10.0 / 3) == 10)
    #expect(Rounding(step: 0.1)(0.1 + 0.2 - 0.05) == 0.3, "a binary hair under a half is the half")
  }

  @Test(
    "the grade's lower end belongs to it",
    arguments: [
      (100, "优秀"), (90, "优秀"), (89.995, "良好"), (89.5, "良好"), (75, "良好"), (74.99, "合格"), (60, "合格"), (59.99, "不合格"),
      (0, "不合格"),
    ])
  func grades(total: Double, grade: String) {
    #expect(GradeScale.shanghai.grade(of: total)?.name.zh == grade)
  }

  @Test("an open total can have every grade in its range")
  func range() {
    #expect(GradeScale.shanghai.grades(in: ScoreRange(62, 92)).map(\.name.zh) == ["优秀", "良好", "合格"])
    #expect(GradeScale.shanghai.grades(in: ScoreRange(92)).map(\.name.zh) == ["优秀"])
    #expect(ScoreRange(3, 5).points == nil)
    #expect((ScoreRange(3, 5) + ScoreRange(2)) == ScoreRange(5, 7))
  }
}
