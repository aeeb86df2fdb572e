import Testing

@testable import HotlineAppraisal

/// Which numbers beside a percentage are its counts, and how far from it they may stand.
@Suite("The counts that stand beside a rate")
struct StatedCountsTests {
  /// The counts of a text's last percentage: `n/d`, `-/d`, or nothing.
  private func counts(_ text: String, first: Bool = false) -> String {
    let rates = StatedFigure.all(in: text).filter(\.isPercentage)
    guard let counts = (first ? rates.first : rates.last)?.counts else { return "" }
    func plain(_ number: Double?) -> String { number.map { String(Int(($0 * 1000).rounded()) / 1000) } ?? "-" }
    return "\(plain(counts.numerator))/\(plain(counts.denominator))"
  }

  @Test(
    "a fraction behind the rate is its own when it follows at once or gives it",
    arguments: [
      ("接通率94.30%，即162,243/172,050", "162243/172050"), ("接通率95.30%，即162,243/172,050", "162243/172050"),
      ("接通率94.30%，当年共162,243/172,050", "162243/172050"), ("接通率95.30%，当年共162,243/172,050", ""),
      ("接通率94.30%，当年共10/0", ""), ("接通率94.30%，即10甲乙丙丁戊己庚辛/20", "10/20"), ("接通率94.30%，即10甲乙丙丁戊己庚辛壬/20", ""),
      ("接通率94.30%，即10/一二三四五六七八九十甲乙丙丁20", "10/20"), ("接通率94.30%，即10/一二三四五六七八九十甲乙丙丁戊20", ""),
      ("接通率94.30%，即10/20，11/30", "10/20"),
    ])
  func behind(text: String, expected: String) {
    #expect(counts(text) == expected)
  }

  @Test(
    "a fraction before the rate is its own when it leads to it or gives it",
    arguments: [
      ("162,243/172,050=94.30%", "162243/172050"), ("接通162,243/172,050，95.30%", "162243/172050"),
      ("接通162,243/172,050的比例达到94.30%", "162243/172050"), ("接通162,243/172,050的比例达到95.30%", ""),
      ("10/20即为是90%", "10/20"), ("10/20即为是得90%", ""), ("上年5/10，今年10/20，90%", "10/20"),
    ])
  func before(text: String, expected: String) {
    #expect(counts(text) == expected)
  }

  @Test(
    "“of so many” before the rate is its denominator, within a few characters",
    arguments: [
      ("120次甲乙丙丁戊己中成功率92.49%", "-/120"), ("120次甲乙丙丁戊己庚中成功率92.49%", ""),
      ("120次中一二三四五六七八九十甲乙丙丁92.49%", "-/120"), ("120次中一二三四五六七八九十甲乙丙丁戊92.49%", ""),
      ("转接120次，甲乙丙丁戊己成功率92.49%", "-/120"), ("转接120次，甲乙丙丁戊己庚成功率92.49%", ""),
    ])
  func denominators(text: String, expected: String) {
    #expect(counts(text) == expected)
  }

  @Test(
    "a bracket ends at the first that closes, whichever kind it is",
    arguments: [
      "（共120次）5件", "(共120次)5件", "[共120次]5件", "【共120次】5件", "（共120次)5件", "[共120次）5件", "[共120次)5件", "，（共120次）", " （共120次）",
    ])
  func brackets(behind: String) {
    #expect(counts("三方转接成功率92.49%" + behind) == "-/120")
  }

  @Test(
    "numerator and denominator by their names, in either order, up to eight characters apart",
    arguments: [
      ("（分子10，分母20）", "10/20"), ("（分母20，分子10）", "10/20"), ("（分子一二三四五六七八10，分母一二三四五六七八20）", "10/20"),
      ("（分子一二三四五六七八九10，分母20）", ""), ("（分子10，分母一二三四五六七八九20）", ""), ("（分母一二三四五六七八20，分子一二三四五六七八10）", "10/20"),
      ("（分母一二三四五六七八九20，分子10）", ""), ("（分母20，分子一二三四五六七八九10）", ""),
    ])
  func named(bracket: String, expected: String) {
    #expect(counts("接通率94.30%" + bracket) == expected)
  }

  @Test("two counts in a bracket are both; a target or a percentage in it is no count")
  func pairs() {
    #expect(counts("满意率90.00%（评价66,519件，满意65,588件）") == "65588/66519")
    #expect(counts("满意率90.00%（目标120件）") == "" && counts("满意率90.00%（评价66,519件）") == "-/66519")
  }

  @Test("two counts of the sentence that give the rate are its own, on either side of it, also in 万")
  func sentence() {
    #expect(counts("评价66,519件，满意率98.60%，满意65,588件") == "65588/66519")
    #expect(counts("评价6.6519万件，满意6.5588万件，满意率98.60%") == "65588/66519")
    #expect(counts("评价66,519件，满意率98.50%，满意65,588件") == "")
    #expect(counts("投诉1件，回访1件，回访率100%") == "", "one of one may be anything")
    #expect(counts("投诉2件，回访2件，回访率100%") == "2/2")
  }

  @Test("what stands beyond the next percentage belongs to that one")
  func neighbours() {
    #expect(counts("8/10，50%80%") == "" && counts("8/10，50%80%", first: true) == "8/10")
    #expect(counts("80%50%，8/10", first: true) == "" && counts("80%50%，8/10") == "8/10")
  }
}
