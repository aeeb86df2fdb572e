import Testing

@testable import HotlineAppraisal

/// Whether 改进措施 answer 主要问题, and whether they aim above what is.
@Suite("Measures and the problems they answer")
struct MeasureTests {
  private func unmatched(_ problems: String, _ improvements: String) throws -> [String] {
    var form = SmallForm()
    (form.problems, form.improvements) = (problems, improvements)
    return try form.found(.unmatchedImprovement)
  }

  @Test("of as many numbered measures as problems each answers the one of its number by a pair of characters")
  func paired() throws {
    let problems = "1.坐席年龄偏大。2.宣传不够广泛"
    #expect(try unmatched(problems, "1.招聘坐席。2.扩大宣传") == [])
    #expect(try unmatched(problems, "1.扩大宣传。2.招聘坐席").count { $0.hasPrefix("no improvement answers") } == 2)
    #expect(
      try unmatched("坐席年龄偏大；宣传不够广泛", "1.招聘坐席。2.扩大宣传").count { $0.hasPrefix("no improvement answers") } == 2)
    #expect(try unmatched(problems, "招聘坐席；扩大宣传").count { $0.hasPrefix("no improvement answers") } == 2)
    #expect(
      try unmatched(problems, "1.招聘坐席。2.扩大宣传。3.每月检查").count { $0.hasPrefix("no improvement answers") } == 2)
  }

  @Test("else two pairs answer a problem, one does not")
  func pairs() throws {
    #expect(try unmatched("坐席年龄偏大", "年龄偏小者优先") == [])
    #expect(try unmatched("坐席年龄偏大", "年龄小者优先").first == "no improvement answers “坐席年龄偏大”")
  }

  @Test("who acts and until when is no measure of its own")
  func conduct() throws {
    func isAsked(_ words: String) throws -> Bool {
      try unmatched("坐席年龄偏大", "1.招聘年轻坐席优化坐席年龄；2.\(words)") == ["no stated problem is worded like: \(words)"]
    }
    #expect(try !isAsked("由甲乙部") && isAsked("由甲部") && !isAsked("由一二三四五六七八部") && isAsked("由一二三四五六七八九部"))
    #expect(try !isAsked("每月检查") && !isAsked("定期检查") && !isAsked("2020年9月") && isAsked("党建联建"))
    #expect(try isAsked("党建联建，每月一次"), "a numbered item with one clause of its own")
  }

  @Test("problems without any measure")
  func none() throws {
    #expect(try unmatched("坐席年龄偏大", "无").contains("there are problems and no improvements"))
    #expect(try unmatched("无", "无") == [] && unmatched("无", "党建联建") == [])
    #expect(try !unmatched("坐席年龄偏大", "优化坐席年龄").contains("there are problems and no improvements"))
  }

  private func below(_ achievements: String, _ improvements: String) throws -> [String] {
    var form = SmallForm(achievements)
    form.improvements = improvements
    return try form.found(.improvementBelowActual)
  }

  @Test(
    "an improvement aims above what is; a target may be rounded down by half a point",
    arguments: [
      ("接通率94.30%", "接通率提高到94.30%", true), ("接通率94.30%", "接通率提高到94%", true), ("接通率94.30%", "接通率提高到94.31%", false),
      ("接通率94.5%", "下年接通率目标94%", false), ("接通率94.5%", "下年接通率目标93.998%", true),
      ("接通率94.5%", "下年接通率指标值94%", false), ("接通率94.5%", "上年接通率90%", false), ("接通率94.5%", "接通率提高1.2%", false),
      ("接通率94.5%", "接通率由90%提高到95%", false), ("接通率94.5%", "接通率从90%提高到95%", false), ("接通率94.5%", "接通率不超过90%", false),
      ("接通率94.5%", "满意率提高到90%", false), ("外地来电占50%，接通率40%", "接通率提高到45%", false), ("接通率94.5%", "接通电话提高到90个", false),
    ])
  func rates(achievements: String, improvements: String, isFound: Bool) throws {
    #expect(try !below(achievements, improvements).isEmpty == isFound)
  }

  @Test(
    "a rate is held against that of its hotline, or of none",
    arguments: [
      ("962200接通率94%", "接通率提高到90%", true), ("接通率94%", "962200接通率提高到90%", true),
      ("962200接通率94%", "962200接通率提高到90%", true),
      ("12345接通率94%", "962200接通率提高到90%", false),
    ])
  func lines(achievements: String, improvements: String, isFound: Bool) throws {
    #expect(try !below(achievements, improvements).isEmpty == isFound)
  }

  @Test(
    "a count is held against the same thing in the same unit, when it is to grow",
    arguments: [
      ("直播216期", "直播提高到180期", true), ("直播216期", "直播增加到180期", true), ("直播216期", "直播提升到180期", true),
      ("直播216期", "直播达到180期", true), ("直播216期", "直播不少于180期", true), ("直播216期", "力争直播180期", true),
      ("直播216期", "直播180期", false), ("直播216期", "直播提高到180次", false), ("直播216期", "宣传提高到180期", false),
      ("参与直播216期", "直播提高到180期", true), ("直播216期", "全年直播提高到180期", true), ("稿216期", "稿提高到180期", false),
      ("直播200期", "目标力争直播达到200期", true), ("直播216期", "直播提高到217期", false),
    ])
  func counts(achievements: String, improvements: String, isFound: Bool) throws {
    #expect(try !below(achievements, improvements).isEmpty == isFound)
  }

  @Test("a long name is cut to its last eight characters")
  func name() throws {
    #expect(
      try below("全年全部热线话务总量216个", "全年全部热线话务总量提高到180个") == [
        "“全部热线话务总量” is to rise to 180个, but is at 216个 already"
      ])
  }
}
